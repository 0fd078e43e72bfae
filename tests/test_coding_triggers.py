"""The lexicon of trigger words, and which mentions are worth a claim."""

import pytest
from coding_builders import event, parsed, report
from hypothesis import given
from hypothesis import strategies as st

from corroborate.coding import candidate_threshold, sifted
from corroborate.coding.tables import table
from corroborate.coding.triggers import Entry, entry_of, key_of, lexicon, rescored, stem
from corroborate.language.layers import EventMention
from corroborate.ontology import load


@pytest.mark.parametrize(
    "forms",
    [
        ("bomb", "bombs", "bombed", "bombing", "bombings"),
        ("kill", "kills", "killed", "killing"),
        ("explode", "explodes", "exploded", "exploding"),
        ("clash", "clashes", "clashed"),
        ("Kidnap", "kidnapped", "KIDNAPPING"),
        ("shell", "shelled", "shelling"),
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms):
    assert len({stem(form) for form in forms}) == 1


def test_different_words_keep_different_stems():
    words = ["bomb", "raid", "kill", "fire", "fled", "shell", "ring", "bus", "red"]
    assert len({stem(word) for word in words}) == len(words)


def test_a_short_word_is_not_cut_to_nothing():
    assert [stem(w) for w in ("red", "bus", "sing", "is")] == ["red", "bus", "sing", "is"]


@given(st.text(min_size=1, max_size=20))
def test_a_stem_is_never_empty_nor_longer(word):
    assert 0 < len(stem(word)) <= len(word.lower())


def test_every_type_in_the_lexicon_is_one_of_the_ontology():
    named = {t for entry in lexicon().values() for t in entry.types}
    assert named <= set(load().types)
    assert set(table("triggers")) <= named


def test_no_word_is_a_trigger_more_often_than_it_stands_there():
    over = {k: e for k, e in lexicon().items() if sum(e.types.values()) > e.seen}
    assert over == {}


def test_words_added_by_hand_are_found_in_any_inflection():
    for name, phrases in table("triggers").items():
        for phrase in phrases:
            assert name in lexicon()[key_of(phrase.split())].types, phrase


def test_the_longest_run_of_words_is_looked_up():
    assert entry_of(["opened", "fire"]) == lexicon()["open fir"]
    assert entry_of(["suddenly", "opened", "fire", "again"]) == lexicon()["open fir"]
    assert entry_of(["quibbled"]) is None
    assert entry_of([]) is None


def test_the_share_of_an_entry_is_smoothed():
    assert Entry(9.0, {"bombing": 9.0}).share == pytest.approx(0.95)
    assert Entry(0.0, {}).share == pytest.approx(0.5)


def mention(score=0.5, name="armed_attack", **types):
    """A mention with the model's probabilities of its types."""
    share = types.get(name, 1.0)
    return EventMention((0, 1), name, (0, 1), score=score * share, type_scores=types)


def test_the_lexicon_moves_a_type_that_the_model_is_unsure_of():
    unsure = mention(armed_attack=0.5, abduction=0.45)
    assert rescored(unsure, ["kidnapped"]).type == "abduction"
    assert rescored(unsure, ["quibbled"]).type == "armed_attack"


def test_a_model_that_is_sure_keeps_its_type():
    sure = mention(armed_attack=0.999, abduction=0.001)
    assert rescored(sure, ["raided"]).type == "armed_attack"


def test_a_known_trigger_word_raises_the_score_and_an_unknown_one_lowers_it():
    known = rescored(mention(name="abduction", abduction=1.0), ["kidnapped"])
    unknown = rescored(mention(name="abduction", abduction=1.0), ["quibbled"])
    assert known.score > 0.5 > unknown.score


@given(
    st.floats(min_value=0, max_value=1),
    st.sampled_from(["kidnapped", "raided", "quibbled", "talks"]),
    st.floats(min_value=0.01, max_value=1),
)
def test_scores_stay_probabilities(score, word, share):
    found = rescored(mention(score, armed_attack=share, abduction=1 - share), [word])
    assert 0 <= found.score <= 1
    assert sum(found.type_scores.values()) == pytest.approx(1, abs=1e-6)
    assert found.type_scores[found.type] == max(found.type_scores.values())


# ----------------------------------------------------------------------------------- sifting


def kept(doc, *mentions):
    return sifted(report(doc, *mentions)).events


def test_a_mention_less_sure_than_the_setting_makes_no_claim():
    doc = parsed("Gunmen kidnapped farmers and quibbled.")
    sure = event(doc, "kidnapped", "abduction", score=0.9)
    unsure = event(doc, "quibbled", "abduction", score=0.1)
    assert [m.trigger for m in kept(doc, sure, unsure)] == [sure.trigger]
    assert candidate_threshold() < table("coder")["least_confidence"]


RAID = "Gunmen shot dead nine farmers in an attack on a mill."


def two_words(second="armed_attack", **fields):
    doc = parsed(RAID)
    shot = event(doc, "shot dead", "armed_attack", score=0.95, patient="nine farmers")
    fields = {"patient": "nine farmers", "place": "a mill", "score": 0.8, **fields}
    return doc, kept(doc, shot, event(doc, "attack", second, **fields))


def test_two_words_for_one_act_become_one_that_knows_what_both_do():
    doc, (found,) = two_words()
    assert doc.text[slice(*found.trigger)] == "shot dead"
    assert [doc.text[slice(*s)] for s in found.spans("patient")] == ["nine farmers"]
    assert [doc.text[slice(*s)] for s in found.spans("place")] == ["a mill"]


def test_two_words_that_share_nobody_stay_two():
    assert len(two_words(patient="a mill")[1]) == 2


def test_two_words_of_different_stance_stay_two():
    assert len(two_words(stance="planned")[1]) == 2


def test_acts_of_different_kinds_stay_two():
    doc = parsed("Rebels kidnapped nine farmers, who were released.")
    taken = event(doc, "kidnapped", "abduction", score=0.95, patient="nine farmers")
    freed = event(doc, "released", "release", score=0.95, patient="nine farmers")
    assert [m.type for m in kept(doc, freed, taken)] == ["abduction", "release"]


def test_the_same_act_in_two_sentences_stays_two():
    doc = parsed("Gunmen shot dead nine farmers.", "The attack shook the village.")
    shot = event(doc, "shot dead", "armed_attack", score=0.95, patient="nine farmers")
    attack = event(doc, "attack", "armed_attack", score=0.95)
    shared = EventMention(attack.trigger, attack.type, attack.sentence, shot.arguments, score=0.95)
    assert len(kept(doc, shot, shared)) == 2


def test_what_is_only_to_be_prevented_is_sifted_out():
    doc = parsed(
        "Police/NOUN/2/nsubj prevented/VERB/0/root/prevent "
        "attacks/NOUN/2/obj/attack ./PUNCT/2/punct"
    )
    assert kept(doc, event(doc, "attacks", "armed_attack", score=0.95)) == ()


def test_sifting_leaves_the_text_and_its_layers_alone():
    doc = parsed("Gunmen kidnapped farmers in Gao on Tuesday.")
    before = report(doc, event(doc, "kidnapped", "abduction", score=0.9))
    after = sifted(before)
    assert (after.report, after.times, after.places) == (before.report, before.times, before.places)
    assert before.events[0].score == 0.9
