"""Relative times: what they are told from, and what stays open where nothing dates that."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.grounding.times import Anchor, TimeMention, find_times
from corroborate.grounding.times.finder import MAKERS
from corroborate.grounding.times.grammar import grammar

TUESDAY = date(2014, 6, 10)


def first(text: str, published: date | None = TUESDAY) -> TimeMention:
    return find_times(text, published)[0]


def named(text: str, words: str, published: date | None = TUESDAY) -> TimeMention:
    return next(m for m in find_times(text, published) if m.text == words)


@pytest.mark.parametrize(
    ("text", "value", "offset"),
    [
        ("yesterday", "XXXX-XX-XX", "-P1D"),
        ("tomorrow", "XXXX-XX-XX", "+P1D"),
        ("two days ago", "XXXX-XX-XX", "-P2D"),
        ("last week", "XXXX-WXX", "-P1W"),
        ("three weeks ago", "XXXX-WXX", "-P3W"),
        ("next month", "XXXX-XX", "+P1M"),
        ("last year", "XXXX", "-P1Y"),
        ("on Monday", "XXXX-WXX-1", None),
        ("Friday night", "XXXX-WXX-5TNI", None),
        ("late on Monday night", "XXXX-WXX-1TNI", None),
        ("this weekend", "XXXX-WXX-WE", None),
        ("overnight", "XXXX-XX-XXTNI", None),
        ("in June", "XXXX-06", None),
        ("June 3", "XXXX-06-03", None),
        ("at Christmas", "XXXX-12-25", None),
        ("the third quarter", "XXXX-Q3", None),
    ],
)
def test_without_a_day_of_publication_times_stay_relative_and_say_so(
    text: str, value: str, offset: str | None
) -> None:
    mention = first(text, published=None)
    assert (mention.start, mention.end, mention.precision) == (None, None, "unknown")
    assert mention.value == value
    assert mention.anchor == Anchor("publication", offset)


@pytest.mark.parametrize(
    "text", ["June 3, 2013", "in 2012", "May 2011", "five days", "every Friday"]
)
def test_what_names_its_own_day_or_is_a_length_has_no_anchor(text: str) -> None:
    assert first(text).anchor is None
    assert first(text, published=None).anchor is None


def test_a_time_told_from_another_says_so() -> None:
    later = find_times("Shells fell on June 3, 2013. Two days later it was calm.", None)[1]
    assert (later.start, later.anchor) == (date(2013, 6, 5), Anchor("time", "+P2D"))


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("Two days before the June 5 election rebels struck.", "Two days", date(2014, 6, 3)),
        ("Three days after the attack on Monday a mine exploded.", "Three days", date(2014, 6, 12)),
        ("It came two days after Christmas.", "two days", date(2013, 12, 27)),
        ("He died a day before 3 May 2012.", "a day", date(2012, 5, 2)),
        (
            "A bomb killed 3 in Varnel on June 3. Two days after the bombing, a school burned.",
            "Two days",
            date(2014, 6, 5),
        ),
        (
            "The raid came on May 2. The day after the raid he fled.",
            "The day",
            date(2014, 5, 3),
        ),
    ],
)
def test_days_from_an_event_that_the_text_dates(text: str, words: str, day: date) -> None:
    mention = named(text, words)
    assert (mention.start, mention.end, mention.precision) == (day, day, "day")
    assert (mention.type, mention.value) == ("DATE", day.isoformat())
    assert mention.anchor is not None
    assert mention.anchor.kind == "event"


@pytest.mark.parametrize(
    "text",
    [
        "A day after the attack the road was open.",
        "Police said on Monday the attack was a crime. A day after the attack shops opened.",
        "Mines exploded on May 2 and on May 9 in the raid. A day after the raid he fled.",
        "The truce began on May 2. A day after the raid he fled.",
        "Ten trading days after the raid on Monday, it was calm.",
        "He left a day after he was freed.",
    ],
)
def test_days_from_an_event_without_a_day_stay_lengths(text: str) -> None:
    mention = next(m for m in find_times(text, TUESDAY) if "day" in m.text and m.text != "Monday")
    assert (mention.start, mention.type) == (None, "DURATION")


def test_the_event_is_named_by_its_words() -> None:
    text = "Nothing moved. A week before the governor's visit to Varnel, a mine exploded."
    anchor = first(text).anchor
    assert anchor is not None
    assert (anchor.kind, anchor.offset) == ("event", "-P1W")
    assert anchor.span is not None
    assert text[slice(*anchor.span)].startswith("the governor")


def test_offsets_of_anchors_move_too() -> None:
    text = "A week before the vote, a mine exploded."
    here, there = find_times(text, TUESDAY)[0], find_times(text, TUESDAY, offset=50)[0]
    assert here.anchor is not None
    assert there.anchor is not None
    assert here.anchor.span is not None
    assert there.anchor.span == tuple(x + 50 for x in here.anchor.span)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("In the third quarter 40 fell, from 30 a year earlier.", "a year earlier", "2012-Q3"),
        ("In May 40 died, compared with 30 a year ago.", "a year ago", "2013-05"),
        ("In May 40 died, against 30 in the same month last year.", None, "2013-05"),
        ("He fled in 1998; a year earlier he was shot.", "a year earlier", "1997"),
        ("He fled a year ago.", "a year ago", "2013"),
        ("The quarter ended March 31 was calm.", "The quarter", "2014-Q1"),
        ("Deaths fell to 20 last year from 30 the year before.", "the year before", "2012"),
        ("the last week of March 2014", None, "2014-W13"),
        ("the first week of May", None, "2014-W18"),
        ("the final quarter of 2013", None, "2013-Q4"),
    ],
)
def test_periods_by_the_one_under_discussion(text: str, words: str | None, value: str) -> None:
    found = find_times(text, TUESDAY)
    mention = next(m for m in found if m.text == words) if words else found[-1]
    assert mention.value == value


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The army said it expects the talks to be held on Friday.", date(2014, 6, 13)),
        ("He said the envoy would land Friday.", date(2014, 6, 13)),
        ("The ban will be lifted Friday.", date(2014, 6, 13)),
        ("The vote had been due to start Friday.", date(2014, 6, 6)),
        ("They vow to appeal Friday’s ruling.", date(2014, 6, 6)),
        ("Until Friday, the town had not seen war.", date(2014, 6, 6)),
        ("He would visit the camp, where Friday shells fell.", date(2014, 6, 6)),
        ("He flew to the United States Friday.", date(2014, 6, 6)),
        ("It has been calm since Friday, and will stay so.", date(2014, 6, 6)),
        ("Envoys will say what police said on Friday.", date(2014, 6, 6)),
    ],
)
def test_where_the_sentence_looks(text: str, day: date) -> None:
    assert first(text).start == day


def test_a_day_far_back_that_is_soon_ahead_lies_ahead() -> None:
    assert first("Police called it the plan of July 1.").start == date(2014, 7, 1)
    assert first("He was to be tried by May 28, he said.").start == date(2014, 5, 28)


def test_an_hour_alone_has_a_likely_value_and_no_interval() -> None:
    text = "On Monday a bomb went off. Another followed at 10 a.m. near the mill."
    hour = find_times(text, TUESDAY)[1]
    assert (hour.value, hour.start) == ("2014-06-09T10:00", None)


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("Shots rang out before dawn on Monday.", "2014-06-09", "2014-06-09", "day"),
        ("It fell shortly before midnight on Friday.", "2014-06-06", "2014-06-06", "day"),
        ("The bridge fell two nights ago.", "2014-06-08", "2014-06-09", "day"),
        ("in the second half of May", "2014-05-16", "2014-05-31", "range"),
        ("in the first ten days of June", "2014-06-01", "2014-06-10", "range"),
        ("on the last Friday of May", "2014-05-30", "2014-05-30", "day"),
        ("the first Monday of June 2013", "2013-06-03", "2013-06-03", "day"),
        ("on the eve of Christmas", "2013-12-24", "2013-12-24", "day"),
        ("Deaths in the week ending June 8 rose.", "2014-06-02", "2014-06-08", "week"),
    ],
)
def test_parts_of_longer_times(text: str, start: str, end: str, precision: str) -> None:
    mention = first(text)
    assert (str(mention.start), str(mention.end), mention.precision) == (start, end, precision)


def test_the_last_friday_of_what_is_no_month_is_not_last_week_s() -> None:
    mention = first("on the last Friday of the talks")
    assert (mention.value, mention.start) == ("XXXX-WXX-5", None)


@pytest.mark.parametrize("text", ["the previous night", "the following morning", "that evening"])
def test_a_night_told_from_an_unnamed_day_stays_open(text: str) -> None:
    mention = first(f"Shells fell {text}.")
    assert mention.start is None
    assert mention.value is not None
    assert mention.value.startswith("XXXX-XX-XXT")
    assert mention.anchor is not None
    assert mention.anchor.kind == "time"


def test_a_day_in_a_row() -> None:
    mention = first("Shelling went on for a third straight day.")
    assert (mention.text, mention.value, mention.start) == (
        "a third straight day",
        "2014-06-10",
        None,
    )
    assert find_times("For the first day he hid.", TUESDAY) == []


def test_ranges_are_one_time_or_two() -> None:
    text = "Fighting from Monday to Wednesday killed 9."
    assert [m.text for m in find_times(text, TUESDAY)] == ["Monday to Wednesday"]
    assert [m.text for m in find_times(text, TUESDAY, ranges=False)] == ["Monday", "Wednesday"]


@pytest.mark.parametrize(
    "text",
    [
        "a 34-year-old man",
        "aged 12",
        "a man aged 34 years",
        "a boy, 12 years old,",
        "a ten-year-old",
    ],
)
def test_ages_are_no_times(text: str) -> None:
    assert find_times(f"Police said {text} died.", None) == []


def test_every_rule_has_a_maker() -> None:
    assert {rule.make for rule in grammar().rules} <= set(MAKERS)


PIECES = st.sampled_from(
    """two days a week before after the attack raid on Monday June 3 , . the quarter ended
Sept. 30 year-ago period same month last year earlier ago compared with Friday 's will be to said
second day third straight Ramadan Eid week until had 9 a.m. overnight the following""".split()  # noqa: SIM905
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=25).map(" ".join), st.none() | st.dates())
def test_anchors_stay_inside_the_text(text: str, published: date | None) -> None:
    for mention in find_times(text, published):
        anchor = mention.anchor
        if anchor and anchor.span:
            a, b = anchor.span
            assert mention.span[1] <= a < b <= len(text)
        assert (mention.start is None) == (mention.precision == "unknown")
        assert mention.value != "None"
