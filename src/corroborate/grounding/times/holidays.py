"""Named days: the rules of ``data/holidays.toml`` to days of a year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Any

from corroborate.datafiles import read_toml
from corroborate.errors import DataError
from corroborate.grounding.times import periods
from corroborate.grounding.times.hebrew import hebrew_to_day
from corroborate.grounding.times.lexicon import DATA
from corroborate.grounding.times.moon import full_moon_from, new_moon_from
from corroborate.grounding.times.periods import Meaning
from corroborate.grounding.times.values import Kept, Reference

_ISLAMIC_EPOCH = date(622, 7, 19).toordinal()
_LUNAR_YEAR = 354
_HEBREW_YEARS = 3760
_FAR_BACK = 330


def holiday(kept: Kept, ref: Reference) -> Meaning:
    """The named day of its year, else the nearest one where the sentence looks."""
    found = _of_rule(holidays()[kept.integer("holiday") or 0], kept, ref)
    return periods.week(found.start) if "week" in kept and found.start else found


def _of_rule(rule: dict[str, Any], kept: Kept, ref: Reference) -> Meaning:
    if "once" in rule:
        return periods.day(date(*rule["once"]))
    year = kept.integer("year")
    if year is None and ref.published and "yearstep" in kept:
        year = ref.published.year + (kept.integer("yearstep") or 0)
    if year is not None:
        return _of_year(_in_year(rule, year), year, ref)
    if ref.published is None:
        return Meaning(
            "DATE", "XXXX-{:02d}-{:02d}".format(*rule["fixed"]) if _one_day(rule) else None
        )
    near = [d for y in (-1, 0, 1) for d in _in_year(rule, ref.published.year + y)]
    before = [m for m in reversed(near) if m.start and m.start <= ref.published]
    after = [m for m in near if m.end and m.end >= ref.published]
    step = kept.integer("step")
    ahead = step == 1 or (step is None and (ref.direction == "future" or _is_far(before, ref)))
    return _first_or_none(after if ahead else before)


def _of_year(found: list[Meaning], year: int, ref: Reference) -> Meaning:
    """The day in a year that is named; of two, the last before publication, else either."""
    if len(found) > 1 and ref.published:
        past = [m for m in found if m.start and m.start <= ref.published]
        return past[-1] if past else found[0]
    return found[0] if len(found) == 1 else Meaning("DATE", f"{year:04d}")


def _is_far(before: list[Meaning], ref: Reference) -> bool:
    """Whether the last such day is most of a year back: then "last" would be said."""
    end = before[0].end if before else None
    return bool(end and ref.published and (ref.published - end).days > _FAR_BACK)


@cache
def holidays() -> list[dict[str, Any]]:
    """The rules of ``holidays.toml``, in order."""
    found: list[dict[str, Any]] = read_toml(DATA / "holidays.toml")["holiday"]
    return found


def _one_day(rule: dict[str, Any]) -> bool:
    return "fixed" in rule and rule.get("days", 1) == 1


def _first_or_none(found: list[Meaning]) -> Meaning:
    return found[0] if found else Meaning("DATE", None)


def _in_year(rule: dict[str, Any], year: int) -> list[Meaning]:
    """All that are reckoned in that year: an Islamic day may fall twice in one, or not at all."""
    before, length = timedelta(rule.get("before", 0)), timedelta(rule.get("days", 1))
    starts = [d - before for d in _days(rule, year)]
    return [
        periods.day(d) if length.days == 1 else periods.days(d, d + length - timedelta(1))
        for d in starts
    ]


def _days(rule: dict[str, Any], year: int) -> list[date]:
    """The days of ``year`` that the rule reckons, in order."""
    for kind, reckon in _RECKONERS.items():
        if kind in rule:
            return sorted(d for d in reckon(rule[kind], year) if d.year == year)
    raise DataError(f"holidays.toml: {rule['words'][0]!r} says no way to find its day")


def _islamic(days: list[list[int]], year: int) -> list[date]:
    first = (year - 622) * 33 // 32
    return [islamic_to_day(first + n, month, day) for n in (-1, 0, 1, 2) for month, day in days]


def _hebrew(day: list[int], year: int) -> list[date]:
    return [hebrew_to_day(year + n, *day) for n in (_HEBREW_YEARS, _HEBREW_YEARS + 1)]


# How a key of holidays.toml, with its value, and a year give days of that year or near it.
_RECKONERS: dict[str, Callable[[Any, int], list[date]]] = {
    "fixed": lambda day, year: [date(year, *day)],
    "nth": lambda rule, year: [_nth_weekday(year, *rule)],
    "easter": lambda days, year: [easter(year) + timedelta(days)],
    "orthodox_easter": lambda days, year: [orthodox_easter(year) + timedelta(days)],
    "islamic": _islamic,
    "hebrew": _hebrew,
    "new_moon": lambda rule, year: [new_moon_from(date(year, *rule[:2]), rule[2])],
    "full_moon": lambda rule, year: [full_moon_from(date(year, *rule[:2]), rule[2])],
}


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


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Eastern churches, by the Gregorian calendar.

    Source: Meeus, Astronomical Algorithms, chapter 8, for the Julian calendar.
    """
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    julian = date(year, (d + e + 114) // 31, (d + e + 114) % 31 + 1)
    return julian + timedelta(year // 100 - year // 400 - 2)


def islamic_to_day(year: int, month: int, day: int) -> date:
    """A day of the Islamic calendar, which the sighting of the moon may move by a day.

    By the Umm al-Qura calendar in the years that ``data/islamic.tsv`` has, else by the tabular one.
    Source of the latter: Dershowitz and Reingold, Calendrical Calculations.
    """
    months = _umm_al_qura().get(year)
    if months:
        return months[month - 1] + timedelta(day - 1)
    past = (year - 1) * _LUNAR_YEAR + (3 + 11 * year) // 30
    return date.fromordinal(_ISLAMIC_EPOCH - 1 + past + 29 * (month - 1) + month // 2 + day)


@cache
def _umm_al_qura() -> dict[int, tuple[date, ...]]:
    lines = (DATA / "islamic.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {int(year): tuple(map(date.fromisoformat, days)) for year, *days in rows}
