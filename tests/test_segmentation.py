"""Raw text to sentences and words: nothing lost, hard cases of news and web, steady and fast."""

from __future__ import annotations

from itertools import pairwise
from time import perf_counter

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.vocab import Vocab

from corroborate.errors import DataError
from corroborate.language import segment_model, segment_tables
from corroborate.language.segment_gaps import shape, step
from corroborate.language.segment_stops import glued_stops, stops
from corroborate.language.sentences import split_sentences
from corroborate.language.tokens import WordTokenizer, make_tokenizer
from training.segmentation_fit import Decision, Settings, fit, rows_of, whole

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
PIECES = [
    *("The", "army", "shelled", "Venmark", "overnight", ".", "Gunmen", "fled,", "police", "said."),
    *("U.S.", "Lt.", "J.", "Marr", "don't", "dont", "cannot", "its", "well-known", "5pm", "$5m"),
    *(":)", "...", '"', "”", "“", "(", ")", "[12]", "*", "-", "3.5", "No.", "5", "I", "?!", "—"),
    *("ended.The", "left.”“They", "http://www.example.org/a?b=1.", "press@example.org", '"Why?"'),
    *("\n", "\n\n", "  ", "\t", "\r\n", "\f", "\u2028", "\u00a0", "é", "漢字", "\u200b", "ﬁ", "İ"),
]
TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
)


@pytest.fixture(scope="module")
def tokenize():
    return make_tokenizer(Vocab())


def cut(text):
    return [text[a:b] for a, b in split_sentences(text)]


def words(tokenize, text):
    return [t.text for t in tokenize(text) if t.text.strip()]


@UNHURRIED
@given(TEXTS)
def test_every_character_lies_in_one_sentence_and_one_word(text):
    doc = make_tokenizer(Vocab())(text)
    assert doc.text == text
    assert all(token.text.isspace() or not any(map(str.isspace, token.text)) for token in doc)
    spans = split_sentences(text)
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    covered = {i for a, b in spans for i in range(a, b)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)
    assert all(not text[a].isspace() and not text[b - 1].isspace() for a, b in spans)


@UNHURRIED
@given(TEXTS)
def test_no_word_crosses_a_sentence(text):
    edges = {edge for span in split_sentences(text) for edge in span}
    for token in make_tokenizer(Vocab())(text):
        if not token.text.isspace():
            inside = range(token.idx + 1, token.idx + len(token))
            assert not edges.intersection(inside), (token.text, text)


@UNHURRIED
@given(st.lists(st.sampled_from([p for p in PIECES if p.strip()]), min_size=1, max_size=30))
def test_every_kind_of_line_end_breaks_alike(chunks):
    lines = [" ".join(chunks[i : i + 5]) for i in range(0, len(chunks), 5)]
    plain = [sentence.split() for sentence in cut("\n".join(lines))]
    for sign in ("\r\n", "\r", "\f", "\v", "\x85", "\u2028", "\u2029"):
        assert [sentence.split() for sentence in cut(sign.join(lines))] == plain


@UNHURRIED
@given(TEXTS)
def test_same_text_same_cuts(text):
    fresh = WordTokenizer(Vocab())
    once = [(t.idx, t.text) for t in fresh(text)]
    assert once == [(t.idx, t.text) for t in fresh(text)]
    assert split_sentences(text) == split_sentences(text)


@pytest.mark.parametrize(
    "sentences",
    [
        ["ARDEL, June 10 (Norvia Press) - Gunmen killed 12 people on Tuesday.", "Five fled."],
        ["VENMARK, Norvia (NP) — A bomb exploded near a checkpoint.", "No one was hurt."],
        ["Lt. Gen. K. Marr of the U.S. Army denied it.", "The attack began on Jan. 8, he said."],
        ["It began at 5 p.m. on Sunday.", "Mr. Sen left at 6:30 a.m. with two guards."],
        ["“We will fight on,” he said.", "“They killed my son.”", "The rebels left."],
        ['"We heard a blast," said Omar al-Tarani.', '"It was terrible.', 'People ran."'],
        ["THE REBELS ATTACKED SAN ROQUE AT 0500.", "COL. RUIZ SAID 3.5 MILLION WERE LOST."],
        ["THE U.S. EMBASSY DID NOT COMMENT.", "THE ARMY SENT LT. MORA."],
        ["He fled to the U.K. on Friday.", "Police held two."],
        ["Who did it?", "Nobody knows."],
        ["The truce, signed in Nov. 2011, held.", "See No. 5 for the rest."],
        ["The U.N. Security Council met.", "St. Mary's church burned."],
        ["The town fell... and the rebels fled.", "Nothing more is known."],
        ["Abd al-Rahman al-Amari met Khalid bin Yusuf.", "Both were shot."],
        ["Ahmed J. Khan Jr. was shot.", "Dr. A.B. Karim survived."],
        ["Spokesman Navy Capt. Jeff Marr spoke.", "Col. John “J.D.” Orran did not."],
        ["The rebels’ Third Front fell.", "J. D. Orran led the Ardel vs. Venmark match."],
        ["It fell.[12]", "The army left."],
        ["Prices rose 3.5 percent vs. 2.1 percent in 2010.", "Wages fell."],
    ],
)
def test_sentences_of_news(sentences):
    assert cut(" ".join(sentences)) == sentences


def test_a_blank_left_out_after_a_stop(tokenize):
    text = "The town of Ardel fell.The army left.”“They ran."
    assert cut(text) == ["The town of Ardel fell.", "The army left.”", "“They ran."]
    assert words(tokenize, "Ardel fell.The army")[1:4] == ["fell", ".", "The"]


def test_names_with_inner_stops_are_no_sentence_ends():
    text = "see Example.Com and a.b.C or ver. 2.Beta"
    assert glued_stops(text, (0, len(text))) == []


def test_missing_full_stops_and_small_openings():
    assert cut("who did it? nobody knows. he ran!! they left") == [
        "who did it?",
        "nobody knows.",
        "he ran!!",
        "they left",
    ]


def test_lists_keep_a_line_an_item():
    text = "* Two soldiers killed\n* Five wounded\n1. The town fell\n2. The rebels fled"
    assert cut(text) == text.split("\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He didn't go.", "He did n't go ."),
        ("They didn’t go.", "They did n’t go ."),
        ("I dont know, cannot say", "I do nt know , can not say"),
        ("We're gonna win", "We 're gon na win"),
        ("Ardel's mayor, the rebels' foe", "Ardel 's mayor , the rebels ' foe"),
        ("a well-known man", "a well - known man"),
        ("$5m at 5pm", "$ 5 m at 5 pm"),
        ("3.5 million of 12,000", "3.5 million of 12,000"),
        ("at 6:30 on 10/11/2012", "at 6:30 on 10/11/2012"),
        ("Lt. J. Marr of the U.S. Army.", "Lt. J. Marr of the U.S. Army ."),
        ("COL. RUIZ DIDN'T GO.", "COL. RUIZ DID N'T GO ."),
        ("see http://www.example.org/a-b?c=5.", "see http://www.example.org/a-b?c=5 ."),
        ("mail press-desk@agency.example.com!", "mail press-desk@agency.example.com !"),
        ("(Norvia Press) -- A bomb", "( Norvia Press ) -- A bomb"),
        ("great :) really", "great :) really"),
        ("Da’esh and Ja'bari's men", "Da’esh and Ja'bari 's men"),
        ("pro-government forces", "pro-government forces"),
        ("an anti-U.S. rally", "an anti-U.S. rally"),
        ("al-Tarani said", "al - Tarani said"),
        ("its a lie", "it s a lie"),
        ("its army left", "its army left"),
        ("“Why?” he asked…", "“ Why ? ” he asked …"),
    ],
)
def test_words(tokenize, text, expected):
    assert words(tokenize, text) == expected.split()


def test_blanks_are_tokens_as_in_spacy(tokenize):
    for text in (" a  b\n\nc \t d ", "\n", "  ", "a \n b", "", "a ", "x\u00a0y"):
        assert [t.text for t in tokenize(text)] == [t.text for t in English().tokenizer(text)]


def test_pipeline_with_the_tokenizer_can_be_saved(tmp_path):
    nlp = English(create_tokenizer=lambda nlp: make_tokenizer(nlp.vocab))
    nlp.to_disk(tmp_path)
    again = English(create_tokenizer=lambda nlp: make_tokenizer(nlp.vocab))
    again.from_disk(tmp_path)
    text = "The rebels didn't flee."
    assert [t.text for t in again(text)] == [t.text for t in nlp(text)]
    again.from_bytes(nlp.to_bytes())
    assert [doc.text for doc in again.tokenizer.pipe([text, ""])] == [text, ""]


REPORT = (
    "Gunmen attacked a market in Ardel on Tuesday, killing 12 people, Lt. Marr said. "
    "The U.S. Embassy “didn’t comment” (it rarely does). "
)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(REPORT * 7500, id="a megabyte on one line"),
        pytest.param((REPORT * 5 + "\n\n") * 1500, id="a megabyte of paragraphs"),
        pytest.param("a" * 100_000, id="no blank, letters"),
        pytest.param("a1-" * 33_000, id="no blank, mixed"),
        pytest.param("." * 10_000 + "a", id="stops together"),
        pytest.param(". " * 10_000, id="stops apart"),
        pytest.param(" " * 100_000 + "a", id="blanks"),
        pytest.param("\n" * 100_000, id="line ends"),
        pytest.param("a." * 50_000, id="dotted"),
        pytest.param('"' * 10_000 + ".'" * 10_000, id="quotation marks"),
        pytest.param("www." * 20_000, id="half an address"),
    ],
)
def test_time_grows_with_the_text_only(tokenize, text):
    start = perf_counter()
    spans, doc = split_sentences(text), tokenize(text)
    assert perf_counter() - start < 20  # a tenth of it on an idle machine
    assert doc.text == text
    assert spans == sorted(spans)


def test_rules_say_where_a_stop_ends():
    text = "Lt. Marr fell. He died."
    assert stops(text, (0, len(text))) == [14, 23]


def test_shapes_and_steps():
    assert [shape(w) for w in ("U.S.", "Marrrr", "1,000", "—")] == ["X.X.", "Xxx", "d,dd", "—"]
    assert [step(n) for n in (1, 2, 7, 8, 1000)] == [0, 1, 6, 6, 14]


def test_fitted_weights_tell_what_they_were_shown():
    yes = [Decision(rows_of(["stop", f"word{i}"]), True) for i in range(50)]
    no = [Decision(rows_of(["comma", f"word{i}"]), False) for i in range(50)]
    weights, bias = whole(*fit([*yes, *no], Settings(passes=4)))
    again, same = whole(*fit([*yes, *no], Settings(passes=4)))
    assert np.array_equal(weights, again)
    assert bias == same
    decide = segment_model.Decider(weights, bias)
    assert decide.sum(["stop", "unseen"]) + bias > 0 > decide.sum(["comma", "unseen"]) + bias


@pytest.fixture
def clean_caches():
    caches = (
        segment_model.table,
        segment_model.decider,
        segment_tables.abbreviations,
        segment_tables.contractions,
    )
    for cached in caches:
        cached.cache_clear()
    yield
    for cached in caches:
        cached.cache_clear()


@pytest.mark.usefixtures("clean_caches")
def test_broken_files_are_named(tmp_path, monkeypatch):
    monkeypatch.setattr(segment_model, "WEIGHTS", tmp_path / "segmentation.npz")
    with pytest.raises(DataError, match=r"segmentation\.npz"):
        segment_model.decider("words")
    np.savez(tmp_path / "segmentation.npz", words=np.zeros(3, np.int8), words_bias=0)
    with pytest.raises(DataError, match="3"):
        segment_model.decider("words")
    for name, bad in (("ABBREVIATIONS", "gen\tsometimes\n"), ("CONTRACTIONS", "dont\n")):
        (tmp_path / name).write_text(bad, encoding="utf-8")
        monkeypatch.setattr(segment_tables, name, tmp_path / name)
    with pytest.raises(DataError, match="sometimes"):
        segment_tables.abbreviations()
    with pytest.raises(DataError, match="dont"):
        segment_tables.contractions()


@pytest.mark.slow
def test_floors_on_english_web_text(corpora):
    from evaluation.segmentation import scores
    from training.segmentation_data import documents

    found = scores([d for d in documents(corpora, "dev") if d.kind == "EWT"])
    assert found["sentences"].f1 >= 88
    assert found["words"].f1 >= 99
