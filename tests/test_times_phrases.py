"""Times as reports tell them: a table of phrases with what a coder would write, and their kinds."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.grounding.times import TimeMention, event_date, find_times

PUBLISHED = date(2014, 6, 12)
TABLE = Path(__file__).parent / "data" / "time_phrases.tsv"


def rows() -> list[tuple[str, list[list[str]]]]:
    """The sentences of the table, each with the cells of its lines."""
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    cells = [line.split("\t") for line in lines[1:]]
    return [(text, [c[1:] for c in group]) for text, group in groupby(cells, lambda c: c[0])]


def as_row(mention: TimeMention) -> list[str]:
    coded = event_date(mention)
    ends = [d.isoformat() for d in (coded.start, coded.end) if d]
    interval = "/".join(dict.fromkeys(ends)) or "-"
    codes = [str(c or "-") for c in (coded.acled_precision, coded.ucdp_precision)]
    return [mention.text, mention.type, mention.value or "-", interval, mention.precision, *codes]


@pytest.mark.parametrize(("sentence", "expected"), rows())
def test_phrase(sentence: str, expected: list[list[str]]) -> None:
    assert [as_row(m) for m in find_times(sentence, PUBLISHED)] == expected


def test_the_table_is_no_stub() -> None:
    assert len(rows()) > 120


@given(st.sampled_from([text for text, _ in rows()]), st.sampled_from([0, 7, 400]))
def test_offsets_hold_wherever_the_sentence_stands(sentence: str, offset: int) -> None:
    for mention in find_times(sentence, PUBLISHED, offset=offset):
        a, b = mention.span
        assert sentence[a - offset : b - offset] == mention.text
        assert (mention.start is None) == (mention.end is None)


@given(st.sampled_from([text for text, _ in rows()]))
def test_ends_of_ranges_stay_two_where_asked(sentence: str) -> None:
    one, two = (find_times(sentence, PUBLISHED, ranges=r) for r in (True, False))
    assert len(two) >= len(one)
    assert {m.span[0] for m in one if m.precision == "day"} <= {m.span[0] for m in two}


def test_the_third_day_is_counted_from_the_event() -> None:
    text = "The offensive began on 3 June. On day three of the offensive a school was hit."
    mention = find_times(text, PUBLISHED)[1]
    assert mention.start == mention.end == date(2014, 6, 5)
    assert mention.anchor is not None
    assert (mention.anchor.kind, mention.anchor.offset) == ("event", "+P2D")
    assert mention.anchor.span is not None
    assert text[slice(*mention.anchor.span)] == "the offensive"


def test_a_day_of_an_undated_event_stays_open() -> None:
    mention = find_times("It came on the third day of fighting.", PUBLISHED)[0]
    assert (mention.value, mention.start) == ("XXXX-XX-XX", None)
    at_hand = find_times("This is the third day of fighting.", PUBLISHED)[0]
    assert at_hand.value == PUBLISHED.isoformat()


@pytest.mark.parametrize(
    "text",
    [
        "They met on 6 October Bridge.",
        "They crossed the October 6 Bridge.",
        "The March 9 Movement spoke.",
        "A crowd filled May Square.",
        "The march may resume, and walls may fall if they march.",
        "Sun rose and Sat sat down in the second row; spring to it.",
        "The 24-year-old man fell in the fall of the wall.",
    ],
)
def test_names_and_verbs_are_no_times(text: str) -> None:
    assert find_times(text, PUBLISHED) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Prices rose 3 percent a year.", "a year"),
        ("The line runs 40 trucks a day.", "a day"),
        ("It costs $2 million a month.", "a month"),
    ],
)
def test_a_rate_is_no_length(text: str, words: str) -> None:
    mention = find_times(text, PUBLISHED)[0]
    assert (mention.text, mention.type) == (words, "SET")


@pytest.mark.parametrize("text", ["A raid killed two people a day after the blast.", "in a year"])
def test_a_length_beside_a_number_is_no_rate(text: str) -> None:
    assert find_times(text, PUBLISHED)[0].type != "SET"


@given(
    st.dates(date(1990, 1, 1), date(2040, 12, 31)), st.dates(date(1990, 1, 1), date(2040, 12, 31))
)
def test_a_slashed_day_is_never_more_exact_than_its_figures(day: date, published: date) -> None:
    text = f"{day.month}/{day.day}/{day.year}"
    mention = find_times(text, published)[0]
    assert mention.start is not None
    assert mention.end is not None
    readings = {day}
    if day.day <= 12:
        readings.add(date(day.year, day.day, day.month))
    assert {mention.start, mention.end} <= readings


@pytest.mark.parametrize(
    ("text", "start"),
    [("2/12/2013. Later, on 25/3/2014, more.", date(2013, 12, 2)),
     ("2/12/2013. Later, on 3/25/2014, more.", date(2013, 2, 12))],
)  # fmt: skip
def test_other_dates_of_the_text_show_the_order(text: str, start: date) -> None:
    assert find_times(text, PUBLISHED)[0].start == start
