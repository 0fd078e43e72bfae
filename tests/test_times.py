"""Expressions of time: spans, values, intervals, precision, datelines."""

from __future__ import annotations

import importlib
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from corroborate.grounding.times import (
    TimeMention,
    annotate_times,
    dateline,
    event_date,
    find_times,
    precision_codes,
)
from corroborate.grounding.times.holidays import easter, islamic_to_day
from corroborate.grounding.times.numbers import merge_numbers
from corroborate.grounding.times.tokens import tokenize

TUESDAY = date(2014, 6, 10)


def only(text: str, published: date | None = TUESDAY) -> TimeMention:
    found = find_times(text, published)
    assert len(found) == 1, found
    return found[0]


def interval(text: str) -> tuple[str, str, str]:
    mention = only(text)
    return str(mention.start), str(mention.end), mention.precision


@pytest.mark.parametrize(
    "words",
    [
        "June 7, 2014",
        "7 June 2014",
        "7 Jun 14",
        "the 7th of June, 2014",
        "JUNE 7, 2014",
        "Sat. June 7, 2014",
        "2014-06-07",
        "June 7",
        "Saturday, June 7",
        "Saturday",
        "June seventh",
        "three days ago",
    ],
)
def test_one_day_in_many_words(words: str) -> None:
    mention = only(f"The depot burned on {words} in Varnel.")
    assert mention.text == words
    assert (mention.start, mention.end) == (date(2014, 6, 7), date(2014, 6, 7))
    assert mention.value == "2014-06-07"
    assert mention.precision == "day"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", ("2014-06-10", "2014-06-10", "day")),
        ("earlier today", ("2014-06-10", "2014-06-10", "day")),
        ("yesterday", ("2014-06-09", "2014-06-09", "day")),
        ("the day before yesterday", ("2014-06-08", "2014-06-08", "day")),
        ("overnight", ("2014-06-09", "2014-06-10", "day")),
        ("last night", ("2014-06-09", "2014-06-10", "day")),
        ("this morning", ("2014-06-10", "2014-06-10", "day")),
        ("tonight", ("2014-06-10", "2014-06-10", "day")),
        ("Tuesday night", ("2014-06-10", "2014-06-10", "day")),
        ("late on Monday", ("2014-06-09", "2014-06-09", "day")),
        ("last Tuesday", ("2014-06-03", "2014-06-03", "day")),
        ("next Friday", ("2014-06-13", "2014-06-13", "day")),
        ("last week", ("2014-06-02", "2014-06-08", "week")),
        ("this week", ("2014-06-09", "2014-06-15", "week")),
        ("earlier this week", ("2014-06-09", "2014-06-10", "week")),
        ("two weeks ago", ("2014-05-26", "2014-06-01", "week")),
        ("the past week", ("2014-06-03", "2014-06-10", "week")),
        ("the past 24 hours", ("2014-06-09", "2014-06-10", "day")),
        ("the last three days", ("2014-06-07", "2014-06-10", "range")),
        ("over the weekend", ("2014-06-07", "2014-06-08", "range")),
        ("last month", ("2014-05-01", "2014-05-31", "month")),
        ("in January", ("2014-01-01", "2014-01-31", "month")),
        ("in August", ("2013-08-01", "2013-08-31", "month")),
        ("in May", ("2014-05-01", "2014-05-31", "month")),
        ("mid-June", ("2014-06-11", "2014-06-20", "month")),
        ("since January", ("2014-01-01", "2014-06-10", "range")),
        ("last year", ("2013-01-01", "2013-12-31", "year")),
        ("in 2013", ("2013-01-01", "2013-12-31", "year")),
        ("early 2014", ("2014-01-01", "2014-04-30", "year")),
        ("the 1980s", ("1980-01-01", "1989-12-31", "range")),
        ("summer of 2012", ("2012-06-01", "2012-08-31", "range")),
        ("June 3-5", ("2014-06-03", "2014-06-05", "range")),
        ("from 3 to 5 June", ("2014-06-03", "2014-06-05", "range")),
        ("between Monday and Wednesday", ("2014-06-02", "2014-06-04", "range")),
        ("Easter 2014", ("2014-04-20", "2014-04-20", "day")),
        ("Thanksgiving 2013", ("2013-11-28", "2013-11-28", "day")),
        ("on Christmas Day", ("2013-12-25", "2013-12-25", "day")),
    ],
)
def test_intervals(text: str, expected: tuple[str, str, str]) -> None:
    assert interval(text) == expected


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("five days of fighting", "DURATION", "P5D"),
        ("for months", "DURATION", "PXM"),
        ("two and a half years", "DURATION", "P2Y6M"),
        ("half an hour", "DURATION", "PT30M"),
        ("a five-hour gun battle", "DURATION", "PT5H"),
        ("twenty-four hours", "DURATION", "PT24H"),
        ("three to five weeks", "DURATION", "PXW"),
        ("every Friday", "SET", "XXXX-WXX-5"),
        ("on Fridays", "SET", "XXXX-WXX-5"),
        ("every two months", "SET", "P2M"),
        ("Monday evening", "TIME", "2014-06-09TEV"),
        ("9 a.m. on Monday", "TIME", "2014-06-09T09:00"),
        ("noon Monday", "TIME", "2014-06-09T12:00"),
        ("12:30 am on June 3", "TIME", "2014-06-03T00:30"),
        ("last week", "DATE", "2014-W23"),
        ("the third quarter of 1990", "DATE", "1990-Q3"),
        ("nineteen ninety-seven", "DATE", "1997"),
        ("the 19th century", "DATE", "18"),
        ("years ago", "DATE", "PAST_REF"),
        ("now", "DATE", "PRESENT_REF"),
    ],
)
def test_types_and_values(text: str, kind: str, value: str) -> None:
    mention = only(text)
    assert (mention.type, mention.value) == (kind, value)


@pytest.mark.parametrize(
    "text",
    [
        "a 12-year-old boy",
        "a 2-month-old baby",
        "He may go and they march on.",
        "a second attack",
        "$1990 and 1,990 people",
        "killed 2000 people",
        "a quarter of the town",
        "The sun rose over Sun Valley.",
        "31 June 2014",
        "The ratio is 12.5%.",
    ],
)
def test_not_times(text: str) -> None:
    assert find_times(text, TUESDAY) == []


def test_a_number_of_people_is_no_day() -> None:
    assert only("In June 10 people died.").text == "June"


def test_the_order_of_slashes() -> None:
    assert only("6/10/2014").start == only("10/6/2014").start == date(2014, 6, 10)
    either = only("6/10/2014", published=None)
    assert (either.start, either.end) == (date(2014, 6, 10), date(2014, 10, 6))
    assert (either.value, either.precision) == ("2014", "range")
    assert only("talks will be on 6/10/2014").start == date(2014, 10, 6)
    assert only("6/25/2014").start == date(2014, 6, 25)
    assert only("25/6/2014").start == date(2014, 6, 25)


@pytest.mark.parametrize(
    "text",
    ["yesterday", "on Tuesday", "last week", "in June", "two days ago", "overnight", "June 3",
     "the past 24 hours", "last year", "this morning", "the weekend", "during Ramadan"],
)  # fmt: skip
def test_nothing_is_assumed_without_a_publication_date(text: str) -> None:
    mention = only(text, published=None)
    assert (mention.start, mention.end, mention.precision) == (None, None, "unknown")


def test_full_dates_need_no_publication_date() -> None:
    assert only("June 3, 2013", published=None).start == date(2013, 6, 3)


def test_the_future_is_read_from_the_verb() -> None:
    assert only("The envoys will meet on Friday.").start == date(2014, 6, 13)
    assert only("The envoys met on Friday.").start == date(2014, 6, 6)
    said, go = find_times("He said on Friday that they will leave on Monday.", TUESDAY)
    assert (said.start, go.start) == (date(2014, 6, 6), date(2014, 6, 16))
    assert find_times("on Friday", TUESDAY, direction="future")[0].start == date(2014, 6, 13)


@pytest.mark.parametrize(
    "text",
    [
        "The truce holds until Friday.",
        "They could land as early as Friday.",
        "The envoy is to speak Friday.",
        "A rally is scheduled for Friday.",
    ],
)
def test_words_that_lead_ahead(text: str) -> None:
    assert only(text).start == date(2014, 6, 13)


def test_what_was_planned_may_be_past() -> None:
    assert only("A rally was scheduled for Friday.").start == date(2014, 6, 6)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("June 3, 4 and 5", "2014-06-03", "2014-06-05"),
        ("June 5 or 6", "2014-06-05", "2014-06-06"),
        ("January-March 2013", "2013-01-01", "2013-03-31"),
        ("2003-05", "2003-01-01", "2005-12-31"),
        ("Dec. 3 last year", "2013-12-03", "2013-12-03"),
        ("0130 hours on 12 November", "2013-11-12", "2013-11-12"),
        ("the end of May", "2014-05-21", "2014-05-31"),
        ("the week of June 3", "2014-06-02", "2014-06-08"),
        ("since Monday", "2014-06-09", "2014-06-10"),
        ("overnight into Sunday", "2014-06-07", "2014-06-08"),
    ],
)
def test_combined_expressions(text: str, start: str, end: str) -> None:
    mention = only(text)
    assert (str(mention.start), str(mention.end)) == (start, end)


def test_publication_day_counts_for_its_weekday() -> None:
    assert only("A mine exploded Tuesday.").start == TUESDAY


def test_the_next_day_follows_the_day_named_before() -> None:
    text = "Shells hit Varnel on June 3. The next day the bridge fell."
    assert [m.start for m in find_times(text, TUESDAY)] == [date(2014, 6, 3), date(2014, 6, 4)]
    later = find_times("It began on June 3. Two days later it ended.", TUESDAY)[1]
    assert later.start == date(2014, 6, 5)
    assert only("A day after the attack the road was open.").start is None


def test_another_name_of_the_same_day_is_no_step_on() -> None:
    monday, later = find_times("On Monday, three months later, a jury met.", TUESDAY)
    assert monday.start == date(2014, 6, 9)
    assert (later.value, later.start) == ("P3M", None)


def test_four_digits_are_an_hour_only_where_one_stands() -> None:
    assert only("Shells fell at 0630, police said.").type == "TIME"
    assert find_times("The house at 2031 Harbour Road burned.", TUESDAY) == []


def test_an_hour_takes_the_day_of_its_sentence() -> None:
    text = "On Monday a bomb went off at 9 a.m. in the market. Another at 10 a.m. failed."
    day, hour, other = find_times(text, TUESDAY)
    assert hour.value == "2014-06-09T09:00"
    assert hour.start == day.start
    assert other.start is None


def test_before_a_day_is_not_that_day() -> None:
    assert only("before 2003").start is None


def test_weekday_and_date_together_settle_the_year() -> None:
    assert only("Wednesday, June 11").start == date(2014, 6, 11)


def test_offsets_can_be_moved() -> None:
    assert find_times("on Monday", TUESDAY, offset=100)[0].span == (103, 109)


@pytest.mark.parametrize(
    ("start", "end", "precision", "codes"),
    [
        ("2014-06-10", "2014-06-10", "day", (1, 1)),
        ("2014-06-09", "2014-06-10", "day", (1, 2)),
        ("2014-06-07", "2014-06-08", "range", (2, 2)),
        ("2014-06-02", "2014-06-08", "week", (2, 3)),
        ("2014-06-01", "2014-06-30", "month", (3, 4)),
        ("2014-01-01", "2014-06-10", "range", (None, 5)),
        ("2014-01-01", "2014-12-31", "year", (None, 5)),
        ("1980-01-01", "1989-12-31", "range", (None, None)),
    ],
)
def test_precision_codes(start: str, end: str, precision: str, codes: object) -> None:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    assert precision_codes(first, last, precision) == codes  # type: ignore[arg-type]


def test_event_date_carries_the_codes() -> None:
    found = event_date(only("last week"))
    assert (found.acled_precision, found.ucdp_precision, found.precision) == (2, 3, "week")
    unknown = event_date(only("months"))
    assert (unknown.start, unknown.acled_precision, unknown.precision) == (None, None, "unknown")


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("VARNEL, 25 OCT 89 (XNA) -- [TEXT] Two mines exploded.", None, date(1989, 10, 25)),
        ("(Ostland News) - June 5, 2014 - A mine exploded.", None, date(2014, 6, 5)),
        ("VARNEL, Ostland, Sept. 19 (XNA) -- A mine exploded.", None, None),
        ("VARNEL, Ostland, Sept. 19 (XNA) -- A mine.", date(2014, 9, 21), date(2014, 9, 19)),
        ("Head\n\nVARNEL, Ostland, June 9 (XNA) -- A mine.", TUESDAY, date(2014, 6, 9)),
        ("A mine exploded on June 9, 2014 -- the third this year.", None, None),
        ("No dateline at all.", TUESDAY, None),
        ("", None, None),
    ],
)
def test_dateline(text: str, published: date | None, expected: date | None) -> None:
    assert dateline(text, published) == expected


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("twenty-four", 24),
        ("a hundred", 100),
        ("two thousand", 2000),
        ("three hundred and six", 306),
    ],
)
def test_number_words(words: str, number: int) -> None:
    token = merge_numbers(tokenize(words))[-1]
    assert token.classes["NUM"] == number


def test_calendars_against_known_days() -> None:
    assert easter(2024) == date(2024, 3, 31)
    assert easter(1990) == date(1990, 4, 15)
    # 1 Ramadan 1435 and 1 Shawwal 1445, give or take the sighting of the moon.
    assert abs(islamic_to_day(1435, 9, 1) - date(2014, 6, 28)) <= timedelta(1)
    assert abs(islamic_to_day(1445, 10, 1) - date(2024, 4, 10)) <= timedelta(1)


def parsed(
    words: list[str], pos: list[str], heads: list[int], deps: list[str], morphs: list[str]
) -> Doc:
    vocab = spacy.blank("en").vocab
    return Doc(vocab, words=words, pos=pos, tags=pos, heads=heads, deps=deps, morphs=morphs)


def test_a_tree_says_which_verb_governs_the_day() -> None:
    words = ["Envoys", "who", "arrived", "will", "meet", "Friday"]
    doc = parsed(
        words,
        ["NOUN", "PRON", "VERB", "AUX", "VERB", "PROPN"],
        [4, 2, 0, 4, 4, 2],
        ["nsubj", "nsubj", "acl:relcl", "aux", "ROOT", "obl:tmod"],
        ["", "", "Tense=Past|VerbForm=Fin", "VerbForm=Fin", "VerbForm=Inf", ""],
    )
    assert annotate_times(doc, TUESDAY)[0].start == date(2014, 6, 6)
    assert find_times(doc.text, TUESDAY)[0].start == date(2014, 6, 13)


def test_a_doc_without_a_tree_is_read_as_text() -> None:
    doc = spacy.blank("en")("Envoys will meet on Friday.")
    mentions = annotate_times(doc, TUESDAY)
    assert [(m.text, m.start) for m in mentions] == [("Friday", date(2014, 6, 13))]


def test_the_scorer_counts_spans_and_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1]))
    scorer = importlib.import_module("evaluation.times")
    text = "Shells fell on Monday and for five days no one left; a boy of 12 saw it now."
    gold = [
        {"start": 15, "end": 21, "text": "Monday", "type": "DATE", "value": "2014-06-09"},
        {"start": 26, "end": 39, "text": "for five days", "type": "DURATION", "value": "P6D"},
        {"start": 52, "end": 58, "text": "a boy ", "type": "DATE", "value": "PAST_REF"},
    ]
    score = scorer.score_document({"dct": "2014-06-10", "text": text, "timex": gold})
    assert (score.gold, score.found, score.relaxed, score.strict, score.valued) == (3, 3, 2, 1, 1)
    assert score.f1(score.relaxed) == pytest.approx(100 * 2 / 3)


FRAGMENTS = """June May 10 2014 the last next Monday night overnight ago two days week of in since
- , . : 9 a.m. early mid year ' s 1980s Ramadan and a half hundred nineteen ninety 3rd quarter 31
Feb 10:30 GMT every past hours later earlier to from 99999 13/25/2014 2014-02-31"""
WORDS = st.sampled_from([*FRAGMENTS.split(), "\n\n"])


@pytest.mark.parametrize(
    "unit", ["Monday ", "one hundred ", "the last ", "1 ", "June 3, ", "\n\n", "as late as the "]
)
def test_long_runs_take_linear_time(unit: str) -> None:
    def seconds(length: int) -> float:
        started = time.process_time()
        find_times(unit * (length // len(unit)), TUESDAY)
        return time.process_time() - started

    find_times(unit, TUESDAY)
    assert seconds(16_000) < 30 * max(seconds(2_000), 0.01)  # eight times, were it exact


UNHURRIED = settings(deadline=None)  # the first call reads the grammar


@UNHURRIED
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=25).map(" ".join)), st.dates())
def test_any_text_gives_ordered_spans_and_forward_intervals(text: str, published: date) -> None:
    end = 0
    for mention in find_times(text, published):
        a, b = mention.span
        assert end <= a < b <= len(text)
        assert text[a:b] == mention.text
        assert (mention.start is None) == (mention.end is None)
        assert (mention.start is None) == (mention.precision == "unknown")
        assert mention.start is None or mention.end is None or mention.start <= mention.end
        event_date(mention)
        end = b


@UNHURRIED
@given(st.lists(WORDS, max_size=20).map(" ".join))
def test_case_does_not_change_full_dates(text: str) -> None:
    line = f"On June 3, 2013 {text}"
    assert find_times(line.upper(), None)[0].start == find_times(line, None)[0].start


@UNHURRIED
@given(st.text(max_size=300), st.one_of(st.none(), st.dates()))
def test_dateline_never_fails(text: str, published: date | None) -> None:
    found = dateline(text, published)
    assert found is None or isinstance(found, date)
