"""Asides: what is marked as no part of a report's telling, and what must not be."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.ingest import clean, find_asides
from corroborate.ingest.captions import overlap
from corroborate.model import Report

LEAD = (
    "Rebels of the Amber Front seized the river port of Tolva after two days of fighting, "
    "their second gain this month, army officers said."
)
BODY = "The governor said at least 12 soldiers were killed in Karsa on Tuesday and 30 wounded."


def marked(*lines, end="\n"):
    """Reasons and words of the asides in a report of these lines."""
    text = "\n".join(lines) + end
    return [(a.reason, text[slice(*a.span)]) for a in find_asides(text)]


@pytest.mark.parametrize(
    "code",
    [
        "[youtube Ab3dE5_x 650]",
        "[gallery ids=\"1,2,3\"]",
        "[embed]https://video.example/1[/embed]",
        '[caption id="attachment_1" align="left"]Smoke over Tolva[/caption]',
        "[caption]Smoke over Tolva\non Tuesday[/caption]",
        "[VIDEO]",
    ],
)  # fmt: skip
def test_short_codes(code):
    assert marked(LEAD, code, BODY) == [("short code", code)]
    assert marked(f"{LEAD} {code} {BODY}") == [("short code", code)]


@pytest.mark.parametrize("words", ["[the army]", "[sic]", "[videos of the attack]", "[caption"])
def test_brackets_of_an_editor_are_no_short_codes(words):
    assert marked(f"{LEAD} He said {words} was to blame.") == []


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Ten held after market raid",
        "ALSO READ: Ten held after market raid",
        "Advertisement",
        "Share this:",
        "Sign up for our newsletter",
        "Follow us on Facebook and elsewhere",
        "© 2019 The Ledger. All rights reserved.",
        "The post Ten held appeared first on The Ledger.",
        "Related Articles",
        "https://ledger.example/2019/rebels-seize-the-river-port-of-tolva",
    ],
)
def test_boilerplate(line):
    assert marked(LEAD, line, BODY) == [("boilerplate", line)]


@pytest.mark.parametrize(
    "line",
    [
        "Read out in court, the charges named nine men.",
        "Share prices fell after the attack on the port.",
        "Follow-up strikes killed four in Karsa, the army said.",
        "Comments by the governor on Monday drew anger in Tolva.",
        "Watch towers were set on fire in the raid, residents said.",
        "Related families fled together across the river.",
        "Print shops in Karsa were set on fire by the crowd.",
    ],
)
def test_sentences_that_begin_like_boilerplate(line):
    assert marked(LEAD, line, BODY) == []


@pytest.mark.parametrize(
    "credit",
    ["(photo AFP/Getty Images)", "(Photo: A. Name)", "[File photo: Reuters]", "(Getty Images)"],
)
def test_credits_alone_leave_the_words_beside_them(credit):
    line = f"A burnt lorry at the port gate {credit}"
    assert marked(LEAD, line, BODY) == [("credit", credit)]


@pytest.mark.parametrize(
    "line", ["Photo: A. Name/AFP", "AFP/Getty Images", "Photograph by Ann Other"]
)
def test_credit_lines(line):
    assert marked(LEAD, line, BODY) == [("credit", line)]


@pytest.mark.parametrize(
    "words", ["(images of it were posted online)", "(picture shows the gate)", "(AFP)", "(Reuters)"]
)
def test_brackets_that_are_no_credits(words):
    assert marked(f"TOLVA {words} - Rebels seized the port, officers said.") == []


@pytest.mark.parametrize(
    "caption",
    [
        "Rebels of the Amber Front seized the river port of Tolva",
        "Rebels seized the port of Tolva after two days of fighting",
        "Rebels of the Amber Front seized the port of Tolva (photo AFP/Getty Images)",
        LEAD.rstrip("."),
        LEAD,
        "At least 12 soldiers were killed in Karsa on Tuesday",
    ],
)
def test_captions_that_repeat_a_sentence(caption):
    assert marked(LEAD, BODY, caption, "Nobody claimed the attack.") == [("caption", caption)]


@pytest.mark.parametrize(
    "line",
    [
        "Rebels of the Amber Front seized the river port of Orsk",  # another place
        "At least 13 soldiers were killed in Karsa on Tuesday",  # another number
        "At least 12 soldiers were wounded in Karsa on Tuesday",  # another harm
        "Karsa soldiers killed at least 12 on Tuesday",  # another doer
        "Rebels of the Amber Front never seized the port of Tolva",  # the contrary
        "Clashes in Tolva",  # a heading
        "At least 12 soldiers were killed in Karsa on Wednesday, the governor said.",
        "Fighting went on in Tolva, said officers of the army on the river",
    ],
)
def test_lines_that_say_something_else_are_read(line):
    assert marked(LEAD, BODY, line, "Nobody claimed the attack.") == []


def test_the_first_line_is_kept_and_so_is_a_lead_that_repeats_the_headline():
    headline = "Rebels of the Amber Front seized the river port of Tolva"
    assert marked(headline, LEAD, BODY) == []


def test_a_credited_caption_above_the_sentence_it_repeats():
    caption = "At least 12 soldiers killed in Karsa on Tuesday (photo AFP)"
    assert marked(LEAD, caption, BODY) == [("caption", caption)]


@pytest.mark.parametrize(
    "again", ["They killed my son.", "06:15 a.m.:", "Ann Other of the Amber Front"]
)
def test_short_repetitions_are_no_captions(again):
    assert marked(LEAD, again, BODY, again, "Nobody claimed the attack.") == []


def test_lines_broken_by_their_width_are_no_captions():
    lines = (
        LEAD,
        "Officers said again that",
        "rebels seized the port of Tolva after two days of",
        "fighting.",
    )
    assert marked(*lines) == []


def test_cleaning_changes_nothing_but_the_asides():
    text = f"{LEAD}\n[youtube x]\n{BODY}\nShare this\n"
    report = Report.from_text(text)
    cleaned = clean(report)
    assert cleaned.text == text
    assert cleaned.model_copy(update={"asides": ()}) == report
    readable = cleaned.readable()
    assert len(readable) == len(text)
    assert "youtube" not in readable
    assert readable.split() == f"{LEAD} {BODY}".split()


@pytest.mark.parametrize(
    ("some", "others", "length"), [("", "abc", 0), ("abc", "abc", 3), ("acb", "abc", 2)]
)
def test_overlap_is_the_longest_common_subsequence(some, others, length):
    assert overlap(tuple(some), tuple(others)) == length


LINES = st.sampled_from(
    [
        LEAD,
        BODY,
        LEAD.rstrip("."),
        "Share this",
        "[youtube x]",
        "[caption]",
        "[/caption]",
        "(photo AFP)",
        "",
        "x",
    ]
)


@settings(deadline=None)
@given(st.lists(LINES, max_size=8))
def test_asides_are_in_order_and_apart(lines):
    text = "\n".join(lines)
    spans = [aside.span for aside in find_asides(text)]
    assert all(a < b for a, b in spans)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(spans))
    assert not spans or spans[-1][1] <= len(text)
