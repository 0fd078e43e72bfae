"""Short forms, surnames, pronouns and nouns that take up an actor.

Groups unknown to the registry are invented, and so is all that happens.
"""

from datetime import date

import pytest
from coding_builders import parsed
from hypothesis import given
from hypothesis import strategies as st

from corroborate.grounding.actors import ReportActors
from corroborate.grounding.actors.introductions import introductions, last_noun, long_form

FRONT = (
    "Fighters of the rebel Northern Dawn Front (NDF) burned a mill in Karsa on Monday. "
    "The front has fought the army since May. Iraqi Defence Minister Salim Tavell said that the "
    "NDF had lost. Tavell spoke in Baghdad. He smiled."
)


def at(text, words, count=1):
    start = -1
    for _ in range(count):
        start = text.index(words, start + 1)
    return start


def who(report, phrase, where=None):
    match = report.resolve(phrase, where)
    return match and (match.name, match.actor_id, match.kind)


def test_a_short_form_of_a_name_that_nobody_knows():
    report = ReportActors(FRONT)
    front = ("Northern Dawn Front", None, "rebel group")
    for phrase in ("NDF", "the NDF", "NDF fighters", "the Northern Dawn Front", "the front"):
        assert who(report, phrase) == front, phrase
    assert who(report, "the army") != front
    assert who(report, "the front", 0) != front


def test_a_short_form_of_a_name_of_the_registry():
    text = "The Islamic State of Iraq and the Levant (ISIS) came. ISIS left."
    report = ReportActors(text)
    assert who(report, "ISIS fighters")[1] == "islamic-state"
    assert who(report, "the group")[1] == "islamic-state"


def test_what_a_report_says_goes_before_the_registry():
    report = ReportActors("The Sanna Dairy Fund (SDF), a charity, helped. The SDF gave milk.")
    match = report.resolve("the SDF")
    assert (match.name, match.actor_id) == ("Sanna Dairy Fund", None)
    assert match.kind == "organisation"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Northern Dawn Front (NDF) came", [("Northern Dawn Front", "NDF")]),
        ("the Northern Dawn Front (“NDF”) came", [("Northern Dawn Front", "NDF")]),
        (
            "the Front for Change in Karsa (also known as FCK) came",
            [("Front for Change in Karsa", "FCK")],
        ),
        ("the Movement for Unity (MfU), he said", [("Movement for Unity", "MfU")]),
        ("He came (AP) and left", []),
        ("the front (see below) held", []),
        ("Karsa (KA) is small", []),
        ("the council met. (NDF) he wrote", []),
    ],
)
def test_short_forms_in_brackets(text, found):
    assert [(intro.name, intro.short) for intro in introductions(text)] == found
    for intro in introductions(text):
        assert text[slice(*intro.span)] == intro.name


def test_the_long_form_begins_where_its_first_letter_heads_a_word():
    assert long_form("of the Northern Dawn Front", "NDF") == 7
    assert long_form("of the northern dawn front", "NDF") is None
    assert long_form("", "NDF") is None
    assert last_noun("Northern Dawn Front") == "front"
    assert last_noun("Movement for Unity") == "movement"


def test_a_surname_and_he_are_the_person_named_in_full():
    report = ReportActors(FRONT, published=date(2014, 6, 10))
    for phrase in ("Tavell", "Mr Tavell", "Minister Tavell", "he", "him"):
        match = report.resolve(phrase)
        assert (match.person, match.actor_id) == ("Salim Tavell", "iq:government"), phrase
        assert match.office == "defence minister"
    assert (
        report.resolve("Tavell", 0) is None or report.resolve("Tavell", 0).person != "Salim Tavell"
    )
    assert report.resolve("he", 0) is None
    assert report.resolve("tavell") is None


def test_what_stands_behind_a_name_says_who_it_is():
    text = "Orrin Tavell, a police officer, spoke. Tavell left."
    assert ReportActors(text).resolve("Tavell").kind == "state forces"


def test_the_group_named_most_or_last():
    text = "Boko Haram burned a mill. Al-Shabaab raided a camp. Al-Shabaab fled. Boko Haram came."
    report = ReportActors(text)
    assert who(report, "the militants", at(text, "Boko Haram", 2))[1] == "al-shabaab"
    assert who(report, "the militants", at(text, "Al-Shabaab"))[1] == "boko-haram"
    assert report.resolve("militants").actor_id is None
    assert who(report, "the militants of Karsa")[1] is None


def test_a_noun_takes_up_its_own_sort_only():
    text = "The United Nations met Boko Haram. The group left."
    report = ReportActors(text)
    assert who(report, "the group")[1] == "boko-haram"
    assert who(report, "the world body")[1] == "un"
    assert report.resolve("the newspaper").actor_id is None


def test_names_of_a_parsed_document_are_its_entities():
    doc = parsed("Orrin Tavell spoke.", "He fled.", entities={"Orrin Tavell": "PERSON"})
    report = ReportActors(doc)
    assert report.resolve("he").person == "Orrin Tavell"
    assert report.resolve("Tavell").person == "Orrin Tavell"


def test_the_day_and_the_countries_are_those_of_the_report():
    report = ReportActors("The prime minister of Iraq spoke.", published=date(2014, 6, 10))
    assert report.countries == ("IQ",)
    assert report.resolve("the prime minister").person == "Nouri al-Maliki"
    told = ReportActors("He spoke.", published=date(2016, 6, 10), countries=("IQ",))
    assert told.resolve("the prime minister").person == "Haider al-Abadi"


def test_an_everyday_word_at_the_start_of_a_sentence_is_no_name():
    offered = ReportActors("Rebels fled. Amnesty was offered to them. The amnesty ended.")
    assert offered.resolve("Amnesty", 13) is None
    assert offered.named == ()
    named = ReportActors("Amnesty said rebels fled. The army did not answer Amnesty.")
    assert named.resolve("Amnesty", 0).actor_id == "amnesty"
    quoted = "“Dawn broke,” he said."
    assert ReportActors(quoted).resolve("Dawn", 1) is None


def test_empty_huge_and_broken_texts():
    assert ReportActors("").resolve("the group").actor_id is None
    assert ReportActors("").resolve("") is None
    huge = ReportActors("The Northern Dawn Front (NDF) fled. " * 2000)
    assert who(huge, "NDF")[0] == "Northern Dawn Front"
    assert ReportActors("(((QXF) (A) )( ()" * 50).resolve("QXF") is None


@given(st.text(max_size=200), st.text(max_size=30), st.integers(-5, 300))
def test_any_text_is_read_without_a_fault(text, phrase, where):
    match = ReportActors(text).resolve(phrase, where)
    assert match is None or match.name


WORDS = [
    "The",
    "Front",
    "(NDF)",
    "of",
    "Northern",
    "Dawn",
    "he",
    "Tavell",
    "said",
    ",",
    "(",
    ")",
    ".",
]


@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_offsets_of_short_forms_are_inside_the_text(text):
    for intro in introductions(text):
        assert text[slice(*intro.span)] == intro.name
        assert intro.name in text
    for named in ReportActors(text).named:
        assert 0 <= named.at < len(text)
