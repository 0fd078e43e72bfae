"""Texts as agencies and desks write them: what must not break the language layer.

All places, groups and people are invented.
"""

from __future__ import annotations

import pytest

from corroborate.language import load


@pytest.fixture(scope="module")
def nlp():
    return load()


def triggers(doc):
    return {doc.text[slice(*event.trigger)] for event in doc._.events}


def names(doc, label):
    return {entity.text for entity in doc.ents if entity.label_ == label}


def arguments(doc, predicate):
    found = next(p for p in doc._.predicates if doc.text[slice(*p.span)] == predicate)
    return {(a.role, doc.text[slice(*a.span)]) for a in found.roles}


def sentences(doc):
    return [doc.text[a:b] for a, b in doc._.sentences]


def test_headline_without_a_stop(nlp):
    doc = nlp("Suicide bomber kills 14 at Venmark market")
    assert triggers(doc)
    assert ("A1", "14") in arguments(doc, "kills")
    assert doc[2].pos_ == "VERB"


def test_headline_over_a_report(nlp):
    doc = nlp("Rebels seize Ardel airport\n\nRebels seized the airport at dawn, the army said.")
    assert len(sentences(doc)) == 2
    assert {"seize", "seized"} <= triggers(doc)


@pytest.mark.parametrize("dash", ["-", "–", "—", "--"])
def test_dateline(nlp, dash):
    text = f"VENMARK, June 10 (Meridian News) {dash} Gunmen killed four farmers near Ardel."
    doc = nlp(text)
    assert ("A0", "Gunmen") in arguments(doc, "killed")
    assert triggers(doc) == {"killed"}
    assert not {entity.text for entity in doc.ents} & {"Gunmen", "Gunmen killed"}


def test_capitals(nlp):
    text = "REBELS ATTACKED A POLICE STATION IN ARDEL ON TUESDAY, KILLING FIVE OFFICERS."
    doc = nlp(text)
    assert ("A0", "REBELS") in arguments(doc, "ATTACKED")
    assert ("A1", "FIVE OFFICERS") in arguments(doc, "KILLING")
    assert [t.lemma_ for t in doc if t.text == "ATTACKED"] == ["attack"]


def test_a_quotation_over_two_sentences(nlp):
    doc = nlp("“We lost three men. They were only farmers,” the mayor of Ardel said on Monday.")
    assert len(sentences(doc)) == 2
    assert ("A0", "the mayor of Ardel") in arguments(doc, "said")


@pytest.mark.parametrize(
    ("straight", "curly"),
    [
        ('"We didn\'t fire," an officer said.', "“We didn’t fire,” an officer said."),
        ("The army's shells didn't hit Ardel.", "The army’s shells didn’t hit Ardel."),
    ],
)
def test_curly_quotes_read_as_straight_ones(nlp, straight, curly):
    plain, other = nlp(straight), nlp(curly)
    assert [len(t) for t in plain] == [len(t) for t in other]
    assert [(t.pos_, t.dep_, t.head.i) for t in plain] == [
        (t.pos_, t.dep_, t.head.i) for t in other
    ]


@pytest.mark.parametrize("bullet", ["-", "*", "•", "1.", "–"])
def test_list_of_incidents(nlp, bullet):
    lines = ["Rebels shelled Venmark", "Troops retook the town of Ardel", "A mine killed two men"]
    doc = nlp("\n".join(f"{bullet} {line}" for line in lines))
    assert len(sentences(doc)) >= 3
    assert {"shelled", "retook"} <= triggers(doc)
    assert ("A0", "Troops") in arguments(doc, "retook")
    assert ("A1", "two men") in arguments(doc, "killed")


def test_paragraphs_without_stops(nlp):
    doc = nlp(
        "Rebels shelled Venmark on Monday\nTwo farmers were killed\nNobody claimed the attack"
    )
    assert len(sentences(doc)) == 3
    assert ("A1", "Two farmers") in arguments(doc, "killed")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Abu Mus'ab al-Rahwi was arrested near Ardel, police said.", "Abu Mus'ab al-Rahwi"),
        ("Troops shot Abdirahman Warsame Guuleed on Monday.", "Abdirahman Warsame Guuleed"),
        ("The governor, Oleksandr Kovalchyn, denied the report.", "Oleksandr Kovalchyn"),
        ("Daw Khin Hnin Yu said that three villages had been burned.", "Khin Hnin"),
        ("A spokesman, Sa‘īd al-Qādirī, said two men had died.", "al-Qādirī"),
        ("Col. Yevhen Shcherbyts'kyi said his men had left.", "Yevhen Shcherbyts'kyi"),
    ],
)
def test_transliterated_names(nlp, text, name):
    found = names(nlp(text), "PERSON")
    assert any(name in person for person in found), found


def test_coordinated_counts(nlp):
    doc = nlp("At least 21 people were killed and 45 wounded when two bombs exploded in Ardel.")
    counted = {(a.role, doc.text[slice(*a.span)]) for e in doc._.events for a in e.arguments}
    assert counted >= {("killed", "At least 21 people"), ("wounded", "45")}


def test_a_nominal_event_has_arguments(nlp):
    doc = nlp("A double bomb attack on a market in Ardel killed at least 20 people on Tuesday.")
    assert ("A1", "at least 20 people") in arguments(doc, "killed")
    assert any(doc.text[slice(*p.span)] == "attack" for p in doc._.predicates)
    assert {doc.text[slice(*s)] for p in doc._.predicates for s in p.sites} == {"Ardel"}


def test_modal_and_negated(nlp):
    doc = nlp("The rebels may have shelled Venmark, but they did not enter Ardel.")
    assert ("MOD", "may") in arguments(doc, "shelled")
    assert ("NEG", "not") in arguments(doc, "enter")
    facts = {doc.text[slice(*p.span)]: p.factuality for p in doc._.predicates}
    assert facts["shelled"] > facts["enter"]
