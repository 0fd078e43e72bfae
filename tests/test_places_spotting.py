"""Which stretches of raw text are taken for places."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Span

from corroborate.grounding.places import annotate_places, places_in
from corroborate.grounding.places.spotting.datelines import dateline_span


def names(text: str) -> list[str]:
    return [m.text for m in places_in(text) if m.place is not None]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("KIRKUK, Iraq (MPA) – Authorities spoke.", "KIRKUK, Iraq (MPA)"),
        ("LIMA, 25 OCT 89 (NAP) -- [TEXT] POLICE SPOKE.", "LIMA, 25 OCT 89 (NAP)"),
        ("Bomb kills ten\n\nMosul, Iraq (MPA) - A bomb", "Mosul, Iraq (MPA)"),
        ("KABUL — Two men died.", "KABUL"),
        ("Rebels - who fled - said", None),
        ("A-10 — the plane", None),
        ("", None),
    ],
)
def test_datelines(text, line):
    found = dateline_span(text)
    assert (found and text[slice(*found)]) == line


def test_a_town_in_the_dateline_is_a_place_whatever_a_tagger_says():
    doc = spacy.blank("en")("MOSUL, Iraq (MPA) – Two men died.")
    doc.ents = [Span(doc, 0, 1, label="ORG"), Span(doc, 2, 3, label="PLACE")]
    assert [m.text for m in annotate_places(doc)] == ["MOSUL", "Iraq"]


def test_a_body_of_a_town_stands_for_it():
    mentions = places_in("The Baghdad Police Department shut, Iraqi soldiers said.")
    council = [m for m in mentions if m.text == "Baghdad"]
    assert [m.metonym for m in council] == [True]


def test_a_building_in_small_letters_is_in_its_town():
    (mention, _) = places_in("Mortars hit the Mosul market in Iraq.")
    assert (mention.text, mention.place.name, mention.precision) == (
        "Mosul market", "Mosul", "site",
    )  # fmt: skip


def test_after_a_persons_name_the_place_is_found():
    text = "Sgt. Karim Darwish of Mosul and the governor, Ali Hadithi of Baghdad, met in Iraq."
    assert names(text) == ["Mosul", "Baghdad", "Iraq"]


def test_an_office_after_a_name_does_not_make_it_a_persons():
    assert "Mosul" in names("Mosul Governor Karim Darwish left Iraq.")


def test_a_town_before_based_is_a_place():
    assert "Mosul" in names("The Mosul-based brigade of Iraq withdrew.")


def test_lesser_names_that_do_what_people_do_are_none():
    text = "Archer said that Welch had called. Tanner, who saw it, laughed. Bruno’s wife wept."
    assert names(text) == []


def test_a_lesser_name_that_is_called_a_place_is_one():
    assert names("Shells fell near Sinjar in Iraq.") == ["Sinjar", "Iraq"]


def test_a_word_that_is_never_a_place_is_none_even_if_tagged():
    doc = spacy.blank("en")("Bombers hit a Shia meeting in Baghdad .")
    doc.ents = [Span(doc, 3, 4, label="PLACE"), Span(doc, 6, 7, label="PLACE")]
    assert [m.text for m in annotate_places(doc)] == ["Baghdad"]


def test_a_tagged_part_of_a_country_is_the_country():
    doc = spacy.blank("en")("Troops entered Northern Iraq .")
    doc.ents = [Span(doc, 2, 4, label="PLACE")]
    (mention,) = annotate_places(doc)
    assert (mention.text, mention.place.country, mention.relation) == ("Iraq", "IQ", "N part of")


def test_peoples_are_no_places():
    assert names("Iraqi and Syrian fighters clashed with Americans.") == []


def tagged(text: str, *tags: tuple[str, str]) -> list[str]:
    entities = [(text.index(words), text.index(words) + len(words), label) for words, label in tags]
    return [m.text for m in places_in(text, entities) if m.place is not None and not m.metonym]


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("A bomb killed two in Tikrit, Iraq.", "Tikrit", "PERSON"),
        ("Shells fell near Norman, Oklahoma.", "Norman", "PERSON"),
        ("A crowd left Mosul on Monday.", "Mosul", "ORG"),
        ("Two men died; US officials spoke.", "US", "ORG"),
    ],
)
def test_a_tag_does_not_outweigh_a_strong_name(text, words, label):
    assert words in tagged(text, (words, label))


def test_a_tag_outweighs_a_name_that_is_also_a_persons():
    text = "Jackson was late. The team lost."
    assert tagged(text, ("Jackson", "PERSON")) == []


def test_the_area_at_the_head_of_a_tagged_court_is_found():
    text = "He was tried in the Monroe County Circuit Court in Alabama."
    assert "Monroe County" in tagged(text, ("Monroe County Circuit Court", "PLACE"))


def test_money_and_bodies_are_no_places():
    assert names("They paid US$500 to the Police Department in Iraq.") == ["Iraq"]


def test_a_short_town_in_a_dateline():
    assert names("GAO, Mali (MPA) — Two men died.") == ["GAO", "Mali"]
    assert names("A GAO report from Mali.") == ["Mali"]
