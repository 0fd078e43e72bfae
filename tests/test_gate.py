import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.errors import DataError
from corroborate.language.gate import BUCKETS, Gate, features, kept, shipped
from corroborate.language.pipeline import load

CONFLICT = [
    "Gunmen killed nine farmers near the village of Tamasko on Sunday, a local official said.",
    "A car bomb exploded outside the police headquarters in Orvale, wounding at least 14 people.",
    "The army shelled rebel positions along the river Ketta overnight.",
    "Protesters clashed with riot police in the capital after the ruling was announced.",
    "Air strikes hit a market in Dersin, killing 30 civilians, according to medics.",
    "Militants abducted two aid workers on the road to Hamoro.",
    "Security forces arrested 12 suspected members of the Northern Front.",
    "The two sides agreed a ceasefire after a week of fighting in the Belu valley.",
    "Rebels seized the town of Qasrin from government troops.",
    "A suicide bomber blew himself up at a checkpoint, the interior ministry said.",
    "TROOPS KILLED 20 GUERRILLAS IN AN AMBUSH NEAR SAN TELMO, THE MILITARY REPORTED.",
    "soldiers opened fire on demonstrators and three people died",
]
PEACEFUL = [
    "The museum is open daily except Mondays and offers a fine view of the harbour.",
    "Photosynthesis turns light, water and carbon dioxide into sugar and oxygen.",
    "She scored 62 runs in the second innings and was named player of the match.",
    "Add the onions and stir until they are soft and golden.",
    "The bus from the airport takes forty minutes and costs about three euros.",
    "I usually put a bit of lotion on before I start with the foundation.",
    "The average grade of the participants rose slightly over the two terms.",
    "Their second album was recorded in a barn and released in spring.",
    "In this chapter we look at how prices follow from supply and demand.",
    "The orchid flowers from May to July and prefers shaded, moist soil.",
    "You can rent a bicycle at the station and ride along the canal.",
    "The poem has fourteen lines and a regular rhyme scheme.",
]
QUIET = "\n\n".join(PEACEFUL)
MIXED = "\n\n".join([*PEACEFUL[:4], CONFLICT[0], *PEACEFUL[4:8]])


@pytest.mark.parametrize("sentence", CONFLICT)
def test_what_tells_of_conflict_passes(sentence):
    assert shipped()(sentence)


def test_half_of_what_tells_of_none_does_not_pass():
    assert sum(map(shipped(), PEACEFUL)) <= len(PEACEFUL) / 2


def test_conflict_scores_above_peace():
    scores = shipped().score
    assert min(map(scores, CONFLICT)) > np.median([scores(s) for s in PEACEFUL])


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_has_one_score_between_0_and_1(text):
    first = shipped().score(text)
    assert 0 < first < 1
    assert first == Gate().score(text)


@given(st.text(alphabet=st.characters(categories=["Cs", "Lo", "Nd", "So", "Cc"]), max_size=60))
@settings(max_examples=40, deadline=None)
def test_features_are_buckets_whatever_the_letters(text):
    found = features(text)
    assert len(found) >= 2
    assert found.min() >= 0
    assert found.max() < BUCKETS


def test_the_score_does_not_hang_on_what_was_scored_before():
    alone = [Gate().score(s) for s in CONFLICT]
    assert [shipped().score(s) for s in reversed(CONFLICT)] == alone[::-1]


def test_empty_and_blank_text_does_not_pass():
    assert not shipped()("")
    assert not shipped()(" \n\t ")


def test_what_is_too_long_to_be_a_sentence_passes():
    assert shipped()("quiet orchid " * 5000)


def test_case_alone_changes_nothing():
    assert shipped().score(CONFLICT[0]) == shipped().score(CONFLICT[0].upper())


def test_kept_are_those_that_pass_with_their_neighbours_and_the_first():
    sentences = ["o", "o", "o", "x", "o", "o"]
    text = "".join(sentences)
    spans = [(i, i + 1) for i in range(len(text))]

    class Crosses(Gate):
        def __init__(self):
            pass

        def __call__(self, sentence):
            return sentence == "x"

    assert kept(text, spans, Crosses(), 1) == [True, False, True, True, True, False]
    assert kept(text, spans, Crosses(), 0) == [True, False, False, True, False, False]
    assert kept("ooo", spans[:3], Crosses(), 2) == [False] * 3
    assert kept("", [], Crosses(), 2) == []


def test_missing_or_malformed_weights_are_an_error_that_says_where(tmp_path):
    with pytest.raises(DataError, match=r"none\.npz"):
        Gate(tmp_path / "none.npz")
    (tmp_path / "text.npz").write_text("no weights", encoding="utf-8")
    with pytest.raises(DataError, match=r"text\.npz"):
        Gate(tmp_path / "text.npz")
    short = {"weights": np.zeros(8, np.int8), "bias": 0, "scale": 1.0, "least": 0}
    np.savez(tmp_path / "short.npz", **short)
    with pytest.raises(DataError, match="wrong number"):
        Gate(tmp_path / "short.npz")


def test_the_weights_are_small():
    from corroborate.language.gate import DATA

    assert DATA.stat().st_size < 300_000


@pytest.fixture(scope="module")
def gated():
    return load(gated=True)


def test_a_quiet_report_is_cut_into_sentences_and_words_but_not_read(gated):
    quiet = "\n\n".join(s for s in PEACEFUL if not shipped()(s))
    doc = gated(quiet)
    assert doc._.skipped == doc._.sentences
    assert [s.text.strip() for s in doc.sents] == quiet.split("\n\n")
    assert doc.text == quiet
    assert not doc.ents
    assert not doc._.events


def test_what_is_read_behind_the_gate_is_read_as_without_it(gated):
    plain, behind = load()(MIXED), gated(MIXED)
    assert behind._.skipped
    assert behind._.events == plain._.events != ()
    assert [s.text for s in behind.sents] == [s.text for s in plain.sents]
    for ours, theirs in zip(behind, plain, strict=True):
        if not any(a <= ours.idx < b for a, b in behind._.skipped):
            assert (ours.pos, ours.lemma, ours.dep, ours.head.i) == (
                theirs.pos,
                theirs.lemma,
                theirs.dep,
                theirs.head.i,
            )
        elif not ours.is_space:
            assert ours.pos_ == "X"
