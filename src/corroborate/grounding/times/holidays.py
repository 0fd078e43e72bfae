"""Named days: the rules of ``data/holidays.toml`` to days of a year."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

from corroborate.datafiles import read_toml
from corroborate.grounding.times import periods
from corroborate.grounding.times.lexicon import DATA
from corroborate.grounding.times.periods import Meaning
from corroborate.grounding.times.values import Kept, Reference

_ISLAMIC_EPOCH = date(622, 7, 19).toordinal()
_LUNAR_YEAR = 354


def holiday(kept: Kept, ref: Reference) -> Meaning:
    """The named day of its year, else the nearest one where the sentence looks."""
    rule = holidays()[kept.integer("holiday") or 0]
    year = kept.integer("year")
    if year is not None:
        return _first_or_none(_in_year(rule, year))
    if ref.published is None:
        return Meaning("DATE", None)
    near = [d for y in (-1, 0, 1) for d in _in_year(rule, ref.published.year + y)]
    ahead = kept.integer("step") == 1 or ref.direction == "future"
    if ahead:
        return _first_or_none([m for m in near if m.end and m.end >= ref.published])
    return _first_or_none([m for m in reversed(near) if m.start and m.start <= ref.published])


@cache
def holidays() -> list[dict[str, Any]]:
    """The rules of ``holidays.toml``, in order."""
    found: list[dict[str, Any]] = read_toml(DATA / "holidays.toml")["holiday"]
    return found


def _first_or_none(found: list[Meaning]) -> Meaning:
    return found[0] if found else Meaning("DATE", None)


def _in_year(rule: dict[str, Any], year: int) -> list[Meaning]:
    """All that start in that year: an Islamic day may fall twice in one, or not at all."""
    before, length = timedelta(rule.get("before", 0)), timedelta(rule.get("days", 1))
    starts = [d - before for d in _days(rule, year)]
    return [
        periods.day(d) if length.days == 1 else periods.days(d, d + length - timedelta(1))
        for d in starts
    ]


def _days(rule: dict[str, Any], year: int) -> list[date]:
    if "fixed" in rule:
        return [date(year, *rule["fixed"])]
    if "nth" in rule:
        return [_nth_weekday(year, *rule["nth"])]
    if "easter" in rule:
        return [easter(year) + timedelta(rule["easter"])]
    first = (year - 622) * 33 // 32
    dates = (islamic_to_day(first + n, *rule["islamic"]) for n in (-1, 0, 1, 2))
    return [d for d in dates if d.year == year]


def _nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    found = periods.month(year, month)
    assert found.start is not None
    assert found.end is not None
    if n < 0:
        return found.end - timedelta((found.end.weekday() - weekday) % 7)
    return found.start + timedelta((weekday - found.start.weekday()) % 7 + 7 * (n - 1))


def easter(year: int) -> date:
    """Easter Sunday of the Western churches. Source: Meeus, Astronomical Algorithms, chapter 8."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    n = (h - m + r + 90) // 25
    return date(year, n, (h - m + r + n + 19) % 32)


def islamic_to_day(year: int, month: int, day: int) -> date:
    """A day of the tabular Islamic calendar, which the sighting of the moon may move by a day.

    Source: Dershowitz and Reingold, Calendrical Calculations.
    """
    past = (year - 1) * _LUNAR_YEAR + (3 + 11 * year) // 30
    return date.fromordinal(_ISLAMIC_EPOCH - 1 + past + 29 * (month - 1) + month // 2 + day)
