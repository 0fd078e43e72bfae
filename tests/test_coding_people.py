"""Participants and sources. The groups are real names of the registry, their deeds invented."""

from dataclasses import replace

from coding_builders import event, parsed, report, span

from corroborate.coding.participants import Cast
from corroborate.coding.sources import source_of
from corroborate.language.layers import Attribution

SHABAAB = "Al-Shabaab fighters raided a camp."


def cast(doc, *mentions, of=-1, symmetric=False, countries=()):
    """The participants of one mention, as role, words and actor."""
    document = report(doc, *mentions)
    mention, people = mentions[of], Cast.of(document, countries)
    found = people.participants(mention, mentions[:of], symmetric)
    assert all(document.words(p.span) == p.text for p in found)
    return [(p.role, p.text, p.actor) for p in found]


def test_agent_and_patient_become_perpetrator_and_target():
    doc = parsed("Al-Shabaab fighters shot farmers.")
    shot = event(doc, "shot", "armed_attack", agent="Al-Shabaab fighters", patient="farmers")
    assert cast(doc, shot) == [
        ("perpetrator", "Al-Shabaab fighters", "al-shabaab"),
        ("target", "farmers", None),
    ]


def test_the_town_of_the_dateline_takes_part_in_nothing():
    doc = parsed("BAIDOA, Somalia — Al-Shabaab fighters shot farmers.")
    whole = {"agent": ["BAIDOA", "Al-Shabaab fighters"], "patient": "farmers"}
    shot = event(doc, "shot", "armed_attack", **whole)
    assert [words for _, words, _ in cast(doc, shot)] == ["Al-Shabaab fighters", "farmers"]


def test_in_a_symmetric_event_all_are_sides():
    doc = parsed("Al-Shabaab fighters met farmers.")
    met = event(doc, "met", "talks", agent="Al-Shabaab fighters", patient="farmers")
    assert [role for role, *_ in cast(doc, met, symmetric=True)] == ["side", "side"]


def test_one_who_is_both_is_named_once():
    doc = parsed("Al-Shabaab fighters fought.")
    both = {"agent": "Al-Shabaab fighters", "patient": "Al-Shabaab fighters"}
    assert len(cast(doc, event(doc, "fought", "clash", **both))) == 1


def test_the_militants_are_the_armed_group_named_last():
    doc = parsed(SHABAAB, "Boko Haram burned a mill.", "The militants fled.")
    raided = event(doc, "raided", "armed_attack", agent="Al-Shabaab fighters")
    burned = event(doc, "burned", "destruction", agent="Boko Haram")
    fled = event(doc, "fled", "withdrawal", agent="The militants")
    assert cast(doc, raided, burned, fled) == [("perpetrator", "The militants", "boko-haram")]
    assert cast(doc, raided, fled) == [("perpetrator", "The militants", "al-shabaab")]


def test_the_militants_are_a_group_named_later_where_it_is_the_only_one():
    doc = parsed("The militants fled.", SHABAAB)
    fled = event(doc, "fled", "withdrawal", agent="The militants")
    raided = event(doc, "raided", "armed_attack", agent="Al-Shabaab fighters")
    assert cast(doc, fled, raided, of=0) == [("perpetrator", "The militants", "al-shabaab")]


def test_of_two_groups_named_later_neither_is_meant():
    doc = parsed("The militants fled.", SHABAAB, "Boko Haram burned a mill.")
    fled = event(doc, "fled", "withdrawal", agent="The militants")
    raided = event(doc, "raided", "armed_attack", agent="Al-Shabaab fighters")
    burned = event(doc, "burned", "destruction", agent="Boko Haram")
    assert cast(doc, fled, raided, burned, of=0) == [("perpetrator", "The militants", None)]


def test_a_group_is_taken_up_by_a_definite_noun_only():
    doc = parsed(SHABAAB, "Militants fled.")
    raided = event(doc, "raided", "armed_attack", agent="Al-Shabaab fighters")
    fled = event(doc, "fled", "withdrawal", agent="Militants")
    assert cast(doc, raided, fled) == [("perpetrator", "Militants", None)]


def test_a_group_named_as_an_entity_alone_is_taken_up_too():
    doc = parsed("Boko Haram is feared.", "The militants fled.", entities={"Boko Haram": "ORG"})
    fled = event(doc, "fled", "withdrawal", agent="The militants")
    assert cast(doc, fled) == [("perpetrator", "The militants", "boko-haram")]


def test_they_are_the_last_doers():
    doc = parsed(SHABAAB, "They fled.")
    raided = event(doc, "raided", "armed_attack", agent="Al-Shabaab fighters")
    fled = event(doc, "fled", "withdrawal", agent="They")
    assert cast(doc, raided, fled) == [("perpetrator", "Al-Shabaab fighters", "al-shabaab")]


def test_he_is_the_last_person_and_nobody_where_there_is_none():
    sentences = (SHABAAB, "Orrin Tavell spoke.", "He fled.")
    doc = parsed(*sentences, entities={"Orrin Tavell": "PERSON"})
    raided = event(doc, "raided", "armed_attack", agent="Al-Shabaab fighters")
    assert cast(doc, raided, event(doc, "fled", "displacement", agent="He")) == [
        ("perpetrator", "Orrin Tavell", None)
    ]
    bare = parsed(*sentences)
    assert cast(bare, raided, event(bare, "fled", "displacement", agent="He")) == []


def test_a_pronoun_with_nobody_before_it_is_left_out():
    doc = parsed("They fled.")
    assert cast(doc, event(doc, "fled", "displacement", agent="They")) == []


def test_the_country_of_the_report_tells_whose_police():
    doc = parsed("Police arrested nine.")
    held = event(doc, "arrested", "arrest", agent="Police")
    assert cast(doc, held, countries=("KE",)) == [("perpetrator", "Police", "ke:police")]
    assert cast(doc, held) == [("perpetrator", "Police", None)]


# ---------------------------------------------------------------------------------- sources

SAID = (
    "Police/NOUN/2/nsubj said/VERB/0/root/say gunmen/NOUN/4/nsubj raided/VERB/2/ccomp/raid "
    "villages/NOUN/4/obj ./PUNCT/2/punct"
)
SHE = (
    "She/PRON/2/nsubj said/VERB/0/root/say farmers/NOUN/4/nsubj "
    "fled/VERB/2/ccomp/flee ./PUNCT/2/punct"
)


def sourced(doc, mention, *others, countries=()):
    document = report(doc, mention, *others)
    source, cue = source_of(mention, document, countries)
    return source, cue and document.words(cue)


def test_the_source_is_that_of_the_attribution_around_the_event():
    doc = parsed(SAID)
    source, cue = sourced(doc, event(doc, "raided", "armed_attack"), countries=("KE",))
    assert (source.text, source.kind, source.actor, cue) == (
        "Police",
        "police",
        "ke:police",
        "said",
    )
    assert source.span == span(doc, "Police")


def test_the_innermost_attribution_speaks():
    doc = parsed("Officials say villagers say rebels came.")
    came = event(doc, "came", "armed_attack")
    outer = Attribution((0, 9), None, (span(doc, "villagers say rebels came"),))
    inner = Attribution(span(doc, "villagers"), None, (span(doc, "rebels came"),))
    document = report(doc, came)
    for order in ((outer, inner), (inner, outer)):
        told = replace(document, attributions=order)
        assert source_of(came, told, ())[0].text == "villagers"


def test_the_languages_layers_source_goes_first_and_keeps_who_passed_it_on():
    doc = parsed("Doctors told the Daily Reed that police said gunmen raided villages.")
    raid = event(doc, "raided", "armed_attack", source="Doctors", cue="told", via="the Daily Reed")
    source, cue = sourced(doc, raid)
    assert (source.text, source.kind, source.via, cue) == (
        "Doctors",
        "hospital",
        "the Daily Reed",
        "told",
    )


def test_a_speaker_is_who_the_report_has_said_before():
    doc = parsed(SHABAAB, "The group said farmers fled.", entities={"Al-Shabaab": "GROUP"})
    said = event(doc, "fled", "displacement", source="The group", cue="said")
    document = report(doc, said)
    source, _ = source_of(said, document, (), Cast.of(document, ()).actors)
    assert (source.text, source.actor) == ("The group", "al-shabaab")
    assert source_of(said, document, ())[0].actor is None


def test_a_pronoun_that_speaks_is_the_last_named_source():
    doc = parsed(SAID, SHE)
    source, cue = sourced(doc, event(doc, "fled", "displacement"))
    assert (source.text, cue) == ("Police", "said")


def test_a_pronoun_with_no_speaker_before_it_is_no_source():
    doc = parsed(SHE)
    assert sourced(doc, event(doc, "fled", "displacement")) == (None, "said")


def test_nobody_is_the_source_of_his_own_deed():
    doc = parsed(SAID)
    raided = event(doc, "raided", "armed_attack", agent="Police")
    assert sourced(doc, raided) == (None, "said")


def test_what_is_known_already_has_no_source():
    doc = parsed(SAID)
    assert sourced(doc, event(doc, "raided", "armed_attack", when="background")) == (None, None)


def test_an_event_outside_the_speech_has_no_source():
    doc = parsed(SAID, "Farmers fled.")
    assert sourced(doc, event(doc, "fled", "displacement")) == (None, None)
