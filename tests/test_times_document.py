"""The day a report is of, and where it comes from."""

from __future__ import annotations

from datetime import date

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.grounding.times import DocumentDate, annotate_times, document_date

JUNE_5 = date(2014, 6, 5)


@pytest.mark.parametrize(
    "text",
    [
        "Mine kills two in Varnel\nJune 5, 2014\n\nTwo men died.",
        "Thursday, 5 June 2014\nMine kills two\n",
        "By Ana Doe | June 5, 2014\n\nTwo men died.",
        "By Ana Doe, 5 June 2014\nTwo men died.",
        "Published: 5 June 2014 10:30 GMT\nTwo men died.",
        "Posted on June 5, 2014 at 9:30 a.m.\n\nTwo men died.",
        "2014-06-05T10:00:00Z\n\nTwo men died.",
        "Press release – 5 June 2014 – Varnel\n\nTwo men died.",
        "\n\n  RELEASE\nJune 5, 2014\nFOR IMMEDIATE RELEASE",
    ],
)
def test_a_date_line_in_the_head(text: str) -> None:
    assert document_date(None, text) == DocumentDate(JUNE_5, "head")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Rebels struck on June 5, 2014 in Varnel.",
        "The attack of June 5, 2014\n\nA year on, the town waits.",
        "5/6/2014\nTwo men died.",
        "June 5\nTwo men died.",
        "VARNEL, Ostland, June 5 (XNA) -- Two men died.",
        "June 5, 2014 - June 9, 2014\nTwo men died.",
        "Posted yesterday\nTwo men died.",
        "31 June 2014\nTwo men died.",
        "\n".join(["A line of text."] * 20) + "\nJune 5, 2014\n",
    ],
)
def test_no_day_is_guessed(text: str) -> None:
    assert document_date(None, text) == DocumentDate(None, None)


def test_metadata_wins_over_the_dateline_and_that_over_the_head() -> None:
    text = "June 9, 2014\n\nVARNEL, June 5, 2014 (XNA) -- Two men died."
    assert document_date(date(2014, 6, 10), text) == DocumentDate(date(2014, 6, 10), "metadata")
    assert document_date(None, text) == DocumentDate(JUNE_5, "dateline")


def test_an_annotated_text_is_told_from_its_own_day() -> None:
    blank = spacy.blank("en")
    dated = annotate_times(blank("VARNEL, 5 JUNE 2014 (XNA) -- A mine exploded on Tuesday."), None)
    assert dated[-1].start == date(2014, 6, 3)
    undated = annotate_times(blank("VARNEL (XNA) -- A mine exploded on Tuesday."), None)
    assert (undated[-1].start, undated[-1].value) == (None, "XXXX-WXX-2")


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_a_day_and_a_source_or_neither(text: str) -> None:
    found = document_date(None, text)
    assert (found.date is None) == (found.source is None)
