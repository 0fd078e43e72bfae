import pytest
from coding_builders import event, parsed, report

from corroborate.coding.discourse import (
    antecedents,
    is_definite,
    is_personal,
    is_pronoun,
    last_before,
    names_somebody,
    scenes,
    subjects,
    takes_up_group,
)
from corroborate.ontology import load

ONTOLOGY = load()
FIRST = (
    "Two/NUM/2/nummod blasts/NOUN/3/nsubj/blast hit/VERB/0/root/hit a/DET/5/det market/NOUN/3/obj "
    "in/ADP/7/case Gao/PROPN/3/obl ./PUNCT/3/punct"
)
BETWEEN = "Shops/NOUN/2/nsubj closed/VERB/0/root/close ./PUNCT/2/punct"


def second(determiner):
    return (
        f"{determiner}/DET/2/det blasts/NOUN/3/nsubj/blast shook/VERB/0/root/shake "
        "houses/NOUN/3/obj ./PUNCT/3/punct"
    )


def two_blasts(determiner, *between, later=None, **first):
    """What the second mention of blasts takes up, if anything."""
    doc = parsed(FIRST, *between, second(determiner))
    told = event(doc, "blasts", "bombing", **first)
    again = event(doc, "blasts", "bombing", after=f"{determiner}", **(later or {}))
    return antecedents(report(doc, told, again), ONTOLOGY)


@pytest.mark.parametrize("determiner", ["The", "These", "Both"])
def test_a_definite_noun_takes_up_the_event_told_before(determiner):
    assert two_blasts(determiner) == {1: 0}


@pytest.mark.parametrize("determiner", ["Another", "More", "Many"])
def test_an_indefinite_noun_brings_a_new_event(determiner):
    assert two_blasts(determiner) == {}


def test_a_second_one_is_new_though_it_is_definite():
    again = (
        "The/DET/3/det second/ADJ/3/amod blast/NOUN/4/nsubj shook/VERB/0/root/shake it/PRON/4/obj"
    )
    doc = parsed(FIRST, again)
    events = event(doc, "blasts", "bombing"), event(doc, "blast", "bombing", after="second")
    assert antecedents(report(doc, *events), ONTOLOGY) == {}
    plain = parsed(FIRST, again.replace("second", "huge"))
    events = event(plain, "blasts", "bombing"), event(plain, "blast", "bombing", after="huge")
    assert antecedents(report(plain, *events), ONTOLOGY) == {1: 0}


def test_an_event_is_taken_up_over_a_few_sentences_and_no_more():
    assert two_blasts("The", *[BETWEEN] * 3) == {1: 0}
    assert two_blasts("The", *[BETWEEN] * 4) == {}


def test_an_event_of_another_stance_is_not_taken_up():
    assert two_blasts("The", stance="planned") == {}
    assert two_blasts("The", stance="planned", later={"stance": "planned"}) == {1: 0}


def test_of_one_type_both_may_name_a_place_of_unlike_types_only_one():
    placed = {"place": "houses"}
    assert two_blasts("The", place="Gao", later=placed) == {1: 0}
    doc = parsed(FIRST, second("The"))
    told = event(doc, "blasts", "armed_attack", place="Gao")
    again = event(doc, "blasts", "bombing", after="The", place="houses")
    assert antecedents(report(doc, told, again), ONTOLOGY) == {}


def test_an_event_of_another_kind_is_not_taken_up():
    doc = parsed(FIRST, second("The"))
    told = event(doc, "blasts", "protest")
    again = event(doc, "blasts", "bombing", after="The")
    assert antecedents(report(doc, told, again), ONTOLOGY) == {}


def test_of_two_events_the_nearer_is_taken_up():
    doc = parsed(FIRST, second("More"), second("The"))
    events = [
        event(doc, "blasts", "bombing"),
        event(doc, "blasts", "bombing", after="More"),
        event(doc, "blasts", "bombing", after="The"),
    ]
    assert antecedents(report(doc, *events), ONTOLOGY) == {2: 1}


def test_a_verb_takes_nothing_up():
    doc = parsed(FIRST)
    hit = event(doc, "hit", "bombing")
    assert not is_definite(hit, report(doc, hit))


# ------------------------------------------------------------------- what speech is about

BLAST = "A bomb exploded in Gao."
CLAIMED = "The Reed Front claimed responsibility for the attack."


def test_a_claim_of_responsibility_is_about_the_deed_named_after_it():
    doc = parsed(BLAST, CLAIMED)
    events = [
        event(doc, "exploded", "bombing"),
        event(doc, "claimed responsibility", "responsibility_claim"),
        event(doc, "attack", "bombing"),
    ]
    assert subjects(report(doc, *events), ONTOLOGY) == {1: 2}


def test_where_it_names_none_it_is_about_the_last_deed_told():
    doc = parsed(BLAST, "Talks began.", CLAIMED)
    events = [
        event(doc, "exploded", "bombing"),
        event(doc, "Talks", "talks"),
        event(doc, "claimed responsibility", "responsibility_claim"),
    ]
    assert subjects(report(doc, *events), ONTOLOGY) == {2: 0}


def test_a_request_is_about_no_deed_and_a_lone_claim_about_none():
    doc = parsed(BLAST, "Villagers asked for water.", CLAIMED)
    asked = event(doc, "asked", "request")
    claimed = event(doc, "claimed responsibility", "responsibility_claim")
    assert subjects(report(doc, event(doc, "exploded", "bombing"), asked), ONTOLOGY) == {}
    assert subjects(report(doc, asked, claimed), ONTOLOGY) == {}


# ----------------------------------------------------------------------------------- scenes


def scene_of(*sentences, arrest=None, **blast):
    doc = parsed(*sentences)
    told = event(doc, "exploded", "bombing", **blast)
    held = event(doc, "arrested", "arrest", **(arrest or {}))
    return scenes(report(doc, told, held), ONTOLOGY)


def test_a_deed_plays_where_the_one_before_it_did():
    later = "Fifteen suspects were arrested."
    assert scene_of(BLAST, later, place="Gao") == {1: 0}
    assert scene_of(BLAST, "Shops closed.", later, place="Gao") == {1: 0}


def test_a_scene_needs_a_place_and_nearness_and_no_past_of_its_own():
    later = "Fifteen suspects were arrested."
    assert scene_of(BLAST, later) == {}
    assert scene_of(BLAST, "Shops closed.", "Roads closed.", later, place="Gao") == {}
    assert scene_of(BLAST, later, place="Gao", when="background") == {}
    assert scene_of(BLAST, later, place="Gao", arrest={"when": "background"}) == {}


def test_deeds_of_one_sentence_share_no_scene():
    both = "A bomb exploded in Gao and suspects were arrested."
    assert scene_of(both, place="Gao") == {}


# ------------------------------------------------------------------------------------ words


@pytest.mark.parametrize(
    ("text", "pronoun", "personal"),
    [("He", True, True), ("they", True, False), (" who ", True, True), ("the man", False, False)],
)
def test_pronouns(text, pronoun, personal):
    assert (is_pronoun(text), is_personal(text)) == (pronoun, personal)


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("the militants", True),
        ("These armed rebels", True),
        ("militants", False),
        ("the farmers", False),
        ("the many hundred rebels", False),
        ("", False),
    ],
)
def test_words_that_take_up_a_group(text, yes):
    assert takes_up_group(text) is yes


def test_articles_and_pronouns_name_nobody():
    assert not names_somebody("the")
    assert not names_somebody("Their")
    assert names_somebody("the miners")


def test_the_last_span_before_a_place():
    spans = [(0, 4), (10, 14), (20, 24)]
    assert last_before(spans, 14) == (10, 14)
    assert last_before(spans, 13) == (0, 4)
    assert last_before(spans, 3) is None
