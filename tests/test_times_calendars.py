"""Named days: calendars against known days, and a width that says how exact they are."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.grounding.times import find_times
from corroborate.grounding.times.hebrew import hebrew_to_day
from corroborate.grounding.times.holidays import (
    easter,
    holidays,
    islamic_to_day,
    orthodox_easter,
)
from corroborate.grounding.times.moon import full_moon_from, new_moon_from

# Days as the calendars of those years gave them.
KNOWN = [
    ("Christmas 2013", "2013-12-25"),
    ("Orthodox Christmas 2014", "2014-01-07"),
    ("Easter 2016", "2016-03-27"),
    ("Orthodox Easter 2016", "2016-05-01"),
    ("Good Friday 2014", "2014-04-18"),
    ("Thanksgiving 2020", "2020-11-26"),
    ("Ramadan 2014", "2014-06-28"),
    ("Ramadan 1998", "1998-12-20"),
    ("Eid al-Fitr 2019", "2019-06-04"),
    ("Eid al-Adha 2014", "2014-10-04"),
    ("Eid ul-Adha 2021", "2021-07-20"),
    ("Ashura 2013", "2013-11-14"),
    ("Ashura 2004", "2004-03-02"),
    ("Arbaeen 2022", "2022-09-17"),
    ("Nowruz 2017", "2017-03-20"),
    ("Diwali 2015", "2015-11-11"),
    ("Diwali 2020", "2020-11-14"),
    ("Yom Kippur 1973", "1973-10-06"),
    ("Yom Kippur 2023", "2023-09-25"),
    ("Passover 2002", "2002-03-28"),
    ("Purim 2024", "2024-03-24"),
    ("Hanukkah 2013", "2013-11-28"),
    ("Lunar New Year 2023", "2023-01-22"),
]


@pytest.mark.parametrize(("words", "day"), KNOWN)
def test_known_days_lie_in_the_interval(words: str, day: str) -> None:
    mention = find_times(f"Shots were heard at {words} in Varnel.", None)[0]
    assert mention.text == words
    assert mention.start is not None
    assert mention.end is not None
    assert mention.start <= date.fromisoformat(day) <= mention.end


@pytest.mark.parametrize(
    "words", ["Eid al-Fitr 2019", "Ashura 2013", "Diwali 2015", "Ramadan 2014"]
)
def test_days_that_the_moon_sets_are_no_exact_days(words: str) -> None:
    assert find_times(words, None)[0].precision == "range"


def test_the_two_eids_by_the_nearest() -> None:
    mention = find_times("Shells fell during Eid.", date(2014, 8, 20))[0]
    assert (mention.start, mention.end) == (date(2014, 7, 27), date(2014, 7, 31))
    mention = find_times("Shells fell during Eid.", date(2014, 10, 20))[0]
    assert mention.start is not None
    assert mention.start.month == 10


def test_a_day_that_falls_twice_in_a_year() -> None:
    text = "Shells fell at Eid al-Adha 2006."
    assert find_times(text, None)[0].start is None
    last = find_times(text, date(2007, 1, 5))[0]
    assert (last.start, last.end) == (date(2006, 12, 30), date(2007, 1, 3))
    assert find_times(text, date(2006, 6, 5))[0].start == date(2006, 1, 9)


@pytest.mark.parametrize("words", ["New Year’s Eve", "New Year's Eve", "NEW YEAR'S EVE"])
def test_names_with_an_apostrophe(words: str) -> None:
    assert find_times(f"on {words}", date(2014, 6, 10))[0].start == date(2013, 12, 31)


def test_a_holiday_with_a_year_or_a_step() -> None:
    today = date(2014, 6, 10)
    assert find_times("next Easter", today)[0].start == date(2015, 4, 5)
    assert find_times("last Easter", today)[0].start == date(2014, 4, 20)
    assert find_times("It ended in Christmas week 2012.", today)[0].value == "2012-W52"


def test_a_holiday_soon_to_come_is_not_that_of_last_year() -> None:
    mention = find_times("Prayers as Easter week began.", date(2014, 4, 14))[0]
    assert mention.value == "2014-W16"


@pytest.mark.parametrize(
    "text", ["Adel Ramadan was shot.", "Police held Omar Eid.", "The Chief Ramadan Adeli spoke."]
)
def test_names_of_people_are_no_days(text: str) -> None:
    assert find_times(text, date(2014, 6, 10)) == []


def test_every_day_is_reckoned_for_every_year() -> None:
    for rule in holidays():
        for year in range(1990, 2036):
            found = find_times(f"during {rule['words'][0]} {year}", None)
            assert found, rule["words"]


@given(st.integers(1900, 2200))
def test_easter_is_a_sunday_of_spring(year: int) -> None:
    west, east = easter(year), orthodox_easter(year)
    assert west.weekday() == east.weekday() == 6
    assert date(year, 3, 22) <= west <= date(year, 4, 25)
    assert west <= east


@given(st.integers(5600, 5990))
def test_a_hebrew_year_keeps_its_rules(year: int) -> None:
    new_year, following = hebrew_to_day(year, 1, 1), hebrew_to_day(year + 1, 1, 1)
    assert new_year.weekday() not in (6, 2, 4)
    assert (following - new_year).days in (353, 354, 355, 383, 384, 385)
    assert hebrew_to_day(year, 7, 15) + timedelta(163) == following  # Passover to New Year


@given(st.integers(1300, 1550), st.integers(1, 12))
def test_islamic_months_follow_one_another(year: int, month: int) -> None:
    start = islamic_to_day(year, month, 1)
    after = islamic_to_day(year, month + 1, 1) if month < 12 else islamic_to_day(year + 1, 1, 1)
    assert 27 <= (after - start).days <= 32  # two reckonings meet at the ends of the table


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.floats(-12, 14))
def test_moons_come_within_a_month(day: date, zone: float) -> None:
    for found in (new_moon_from(day, zone), full_moon_from(day, zone)):
        assert timedelta(0) <= found - day <= timedelta(30)


def test_moons_against_an_almanac() -> None:
    assert new_moon_from(date(2000, 1, 1), 0) == date(2000, 1, 6)
    assert full_moon_from(date(2000, 1, 10), 0) == date(2000, 1, 21)
    assert new_moon_from(date(2024, 4, 1), 0) == date(2024, 4, 8)  # a solar eclipse
