"""The language layer with the shipped model: true offsets, well-formed trees, steady results."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from corroborate.errors import DataError
from corroborate.language import load
from corroborate.language.decoding import decode_bio, decode_triggers
from corroborate.language.encoder import MAX_PIECES, Encoder
from corroborate.language.inventory import FRAME_ROLES, NAME_LABELS, VERIFICATIONS, bio_labels
from corroborate.language.layers import ROLES
from corroborate.language.lemmas import Lexicon, apply_script, script_of
from corroborate.language.sentences import split_sentences
from corroborate.language.tree import _maximum_tree, decode_tree
from corroborate.language.wordpieces import CASELESS, is_caseless, windows

REPORT = (
    "Gunmen attacked a market in Ardel on Tuesday, killing at least 12 people, police said.\n\n"
    "A rebel spokesman, Col. J. Marr, denied the attack. The army shelled Venmark overnight."
)
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def nlp():
    return load()


def cut(text):
    return [text[a:b] for a, b in split_sentences(text)]


def summary(doc):
    words = [(t.text, t.pos_, str(t.morph), t.lemma_, t.head.i, t.dep_) for t in doc]
    names = [(e.start_char, e.end_char, e.label_) for e in doc.ents]
    return words, names, doc._.events, doc._.predicates


def assert_whole(doc, text):
    """What holds of every annotated document, whatever the text."""
    assert doc.text == text
    for sentence in doc.sents:
        roots = [token for token in sentence if token.head.i == token.i]
        assert len(roots) == 1
        for token in sentence:
            assert sentence.start <= token.head.i < sentence.end
            assert roots[0] in {token, *itertools.islice(token.ancestors, len(sentence) + 1)}
    for entity in doc.ents:
        assert entity.label_ in NAME_LABELS
        assert not entity[0].is_space
        assert not entity[-1].is_space
    for event in doc._.events:
        low, high = event.sentence
        spans = [event.trigger, *(a.span for a in event.arguments)]
        assert all(low <= a < b <= high for a, b in spans)
        assert {a.role for a in event.arguments} <= set(ROLES)
        assert 0 <= event.score <= 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lt. Gen. Marr spoke. No. 5 fell.", ["Lt. Gen. Marr spoke.", "No. 5 fell."]),
        ("He asked J. Marr. She left.", ["He asked J. Marr.", "She left."]),
        ("The U.S. Army left. They won.", ["The U.S. Army left.", "They won."]),
        ("It began at 5 p.m. The army left.", ["It began at 5 p.m.", "The army left."]),
        ("It began at 5 p.m. local time.", ["It began at 5 p.m. local time."]),
        ('"We held it." The rebels left.', ['"We held it."', "The rebels left."]),
        ('"Why?" he asked. "No."', ['"Why?" he asked.', '"No."']),
        ("Town falls\nRebels took it.", ["Town falls", "Rebels took it."]),
        ("One died.\n\ntwo fled", ["One died.", "two fled"]),
        ("Five fell         after a caption", ["Five fell", "after a caption"]),
        ("ARDEL, 25 OCT 89 -- [TEXT] IT FELL.", ["ARDEL, 25 OCT 89 -- [TEXT]", "IT FELL."]),
        ("Prices rose 3.5 percent.", ["Prices rose 3.5 percent."]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_sentences(text, expected):
    assert cut(text) == expected


def test_hard_wrapped_lines_are_one_paragraph():
    text = (
        "   THE ARMY SAID THAT ITS TROOPS HAD ENTERED THE VALLEY OF\n"
        "VENMARK AND THAT NO ONE HAD BEEN HURT IN THE OPERATION IN\n"
        "THE NORTH.  THE REBELS SAID NOTHING.\n\n   NO MORE IS KNOWN."
    )
    assert len(cut(text)) == 3


@given(st.text())
def test_sentences_lose_nothing(text):
    spans = split_sentences(text)
    covered = {i for a, b in spans for i in range(a, b)}
    assert sum(b - a for a, b in spans) == len(covered)
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)
    assert spans == sorted(spans)


@pytest.mark.parametrize("text", ["", " ", "\n\n \t\n", ".", "\u200b", "a" * 5000, "- " * 2000])
def test_odd_texts(nlp, text):
    assert_whole(nlp(text), text)


@UNHURRIED
@given(st.text(max_size=200))
def test_any_text_keeps_its_characters(nlp, text):
    assert_whole(nlp(text), text)


@UNHURRIED
@given(st.lists(st.sampled_from([*REPORT.split(), "\n", "  ", "\n\n", "U.S.", '"', "?"])))
def test_any_order_of_words_gives_trees(nlp, words):
    text = " ".join(words)
    assert_whole(nlp(text), text)


def test_report(nlp):
    doc = nlp(REPORT)
    assert_whole(doc, REPORT)
    assert [s.text.strip() for s in doc.sents] == cut(REPORT)
    first = doc._.events[0]
    assert REPORT[slice(*first.trigger)] == "attacked"
    assert first.type == "armed_attack"
    assert [REPORT[a:b] for a, b in first.spans("agent")] == ["Gunmen"]
    assert [REPORT[a:b] for a, b in first.spans("source")] == ["police"]
    assert [REPORT[a:b] for a, b in first.spans("killed")] == ["at least 12 people"]
    assert first.verification in VERIFICATIONS
    assert doc[1].pos_ == "VERB"
    assert doc[1].lemma_ == "attack"
    assert doc[0].head.i == 1


def test_capitals_hide_nothing(nlp):
    text = "REBELS ATTACKED A POLICE STATION IN ARDEL ON TUESDAY, KILLING FIVE OFFICERS."
    triggers = [text[slice(*e.trigger)] for e in nlp(text)._.events]
    assert "ATTACKED" in triggers


def test_masked_stretch_parts_sentences(nlp):
    text = "The army shelled Venmark" + " " * 30 + "Rebels took Ardel."
    assert len(nlp(text)._.sentences) == 2


def test_long_sentence_loses_nothing(nlp):
    text = " ".join(["soldiers and rebels of the northern valley"] * 120)
    doc = nlp(text)
    assert_whole(doc, text)
    assert all(token.pos_ not in ("", "SPACE") for token in doc)
    assert len(list(doc.sents)) == 1
    assert len(doc) > MAX_PIECES


def test_results_do_not_hang_on_the_batch(nlp):
    texts = [REPORT, "Two soldiers were wounded.", "", REPORT.upper(), "They fled " * 90]
    alone = [summary(nlp(text)) for text in texts]
    assert [summary(doc) for doc in nlp.pipe(texts, batch_size=3)] == alone
    reverse = [summary(doc) for doc in nlp.pipe(texts[::-1], batch_size=5)]
    assert reverse[::-1] == alone


def test_results_do_not_hang_on_the_threads(nlp):
    texts = [REPORT, REPORT.upper(), "They fled " * 90]
    assert [summary(load(threads=2)(text)) for text in texts] == [summary(nlp(t)) for t in texts]


def test_predicates_have_arguments_places_and_factuality(nlp):
    text = "Rebels shelled Venmark on Monday. The army did not attack the town of Ardel."
    found = {text[slice(*p.span)]: p for p in nlp(text)._.predicates}
    shelled, attack = found["shelled"], found["attack"]
    roles = {(a.role, text[slice(*a.span)]) for a in shelled.roles}
    assert roles >= {("A0", "Rebels"), ("A1", "Venmark"), ("TMP", "on Monday")}
    assert ("NEG", "not") in {(a.role, text[slice(*a.span)]) for a in attack.roles}
    assert 3 >= shelled.factuality > 1.5 > 1 > attack.factuality >= -3
    assert [text[slice(*site)] for site in attack.sites] == ["Ardel"]
    assert "did" not in found


def test_predicates_keep_to_their_sentence(nlp):
    doc = nlp(REPORT)
    for predicate in doc._.predicates:
        low, high = next(s for s in doc._.sentences if s[0] <= predicate.span[0] < s[1])
        spans = [predicate.span, *predicate.sites, *(a.span for a in predicate.roles)]
        assert all(low <= a < b <= high for a, b in spans)
        assert {a.role for a in predicate.roles} <= set(FRAME_ROLES)
        assert all(0 < a.score <= 1 for a in predicate.roles)


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [("killed", "VERB", "kill"), ("Killed", "VERB", "kill"), ("men", "NOUN", "man")],
)
def test_known_lemmas(nlp, word, tag, lemma):
    assert nlp.get_pipe("conflict_encoder").encoder.lexicon.lemma(word, tag) == lemma


def test_an_unknown_word_has_no_known_lemma(nlp):
    assert nlp.get_pipe("conflict_encoder").encoder.lexicon.lemma("Venmark", "PROPN") is None


@pytest.mark.parametrize("bad", ["killed\tkill", "# VERB\nkilled kill", "# VERB\na\tb\tc"])
def test_a_malformed_table_of_lemmas_is_told(tmp_path, bad):
    path = tmp_path / "lemmas.tsv"
    path.write_text(bad, encoding="utf-8")
    with pytest.raises(DataError, match=r"lemmas\.tsv"):
        Lexicon(path)


def test_load_is_cached():
    assert load() is load()


def test_threshold_one_finds_no_event():
    assert load(threshold=1.1)(REPORT)._.events == ()


def test_missing_model_is_told(tmp_path):
    with pytest.raises(DataError, match=r"encoder\.json"):
        Encoder(tmp_path)


matrices = st.integers(1, 9).flatmap(
    lambda n: arrays.arrays(np.float32, (n + 1, n + 1), elements=st.floats(-9, 9, width=16))
)


@given(matrices)
def test_trees_are_well_formed(scores):
    heads = decode_tree(scores)
    assert heads[0] == 0
    assert (heads[1:] == 0).sum() == 1
    for node in range(1, len(heads)):
        steps = 0
        while node:
            node, steps = heads[node], steps + 1
            assert steps < len(heads)


def is_tree(heads):
    for start in range(1, len(heads)):
        node, steps = start, 0
        while node and steps <= len(heads):
            node, steps = heads[node], steps + 1
        if node:
            return False
    return True


@given(arrays.arrays(np.float32, (5, 5), elements=st.integers(-40, 40)))
def test_maximum_tree_is_the_best_of_all(scores):
    np.fill_diagonal(scores, -1e9)
    words = range(1, 5)
    best = max(
        sum(scores[word, head] for word, head in zip(words, heads, strict=True))
        for heads in itertools.product(range(5), repeat=4)
        if is_tree((0, *heads))
    )
    found = _maximum_tree(scores.copy())
    assert is_tree(tuple(found))
    assert sum(scores[word, found[word]] for word in words) == best


@given(arrays.arrays(np.float32, (3, 5), elements=st.integers(-8, 8)))
def test_bio_reading_is_the_best_valid_one(scores):
    def is_valid(path):
        before = (0, *path)
        return all(tag in (0, 1, 3) or before[i] in (tag, tag - 1) for i, tag in enumerate(path))

    paths = [path for path in itertools.product(range(5), repeat=3) if is_valid(path)]
    best = max(sum(scores[i, tag] for i, tag in enumerate(path)) for path in paths)
    found = [0, 0, 0]
    for start, end, label, chance in decode_bio(scores, bio_labels(("X", "Y"))):
        first = {"X": 1, "Y": 3}[label]
        found[start:end] = [first] + [first + 1] * (end - start - 1)
        assert 0 < chance <= 1
    assert sum(scores[i, tag] for i, tag in enumerate(found)) == best


def test_triggers_by_threshold():
    scores = np.log(np.array([[0.9, 0.1, 0.0], [0.3, 0.7, 0.0], [0.1, 0.0, 0.9]]) + 1e-9)
    found = decode_triggers(scores.astype(np.float32), 0.5)
    assert [(s.start, s.end) for s in found] == [(1, 3)]
    assert decode_triggers(scores.astype(np.float32), 0.8)[0].start == 2


@given(st.lists(st.integers(1, 32)), st.integers(32, 60))
def test_windows_leave_nothing_out(lengths, limit):
    parts = windows(lengths, limit)
    assert [i for a, b in parts for i in range(a, b)] == list(range(len(lengths)))
    assert all(0 < sum(lengths[a:b]) <= limit for a, b in parts)


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("killed", "kill"),
        ("Killed", "kill"),
        ("men", "man"),
        ("said", "say"),
        ("Tuesday", "Tuesday"),
        ("'s", "be"),
        ("U.S.", "U.S."),
        ("better", "good"),
    ],
)
def test_lemma_scripts_come_back(form, lemma):
    assert apply_script(form, script_of(form, lemma)) == lemma


@given(st.text(min_size=1, max_size=8), st.sampled_from(["l|1|e", "k|3|", "l|99|", "l|0|s"]))
def test_lemma_scripts_fit_any_word(form, script):
    assert apply_script(form, script)


def test_case_is_hidden_where_it_says_nothing(nlp):
    pieces = nlp.get_pipe("conflict_encoder").encoder.pieces
    words = ["GUNMEN", "KILLED", "FIVE", "FARMERS", "IN", "ARDEL"]
    assert set(pieces.encode(words).cases) == {CASELESS}
    assert pieces.encode(words).ids == pieces.encode([w.lower() for w in words]).ids
    assert not is_caseless(REPORT.split())
