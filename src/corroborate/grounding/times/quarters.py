"""Quarters, the period of a report on results, and the same period a year before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from corroborate.grounding.times import periods
from corroborate.grounding.times.periods import Meaning
from corroborate.grounding.times.values import Kept, Reference

_QUARTERS, _HALVES = 4, 2
_HALF_A_QUARTER = 45


def quarter(kept: Kept, ref: Reference) -> Meaning | None:
    """A quarter or half of a year; without a year the last one that has begun."""
    number, year, step = kept.integer("ord"), kept.integer("year"), kept.integer("yearstep")
    make, most = (periods.half, _HALVES) if "half" in kept else (periods.quarter, _QUARTERS)
    number = most if number is None else number
    if not 1 <= number <= most:
        return None
    if year is None and ref.published is None:
        return Meaning("DATE", f"XXXX-{'H' if most == _HALVES else 'Q'}{number}")
    if year is None and ref.published is not None:
        year = ref.published.year + (step or 0)
        begun = make(year, number).start
        past = ref.direction != "future" and step is None and "half" not in kept
        year -= bool(past and begun and begun > ref.published)
    return make(year or 1, number)


def quarter_at_hand(kept: Kept, ref: Reference) -> Meaning | None:
    """The quarter: that of the day it ended, else the one named last, else the last full one."""
    if ref.ends is not None:
        return _quarter_to(ref.ends)
    day = _day_of_quarter(ref)
    found = periods.shifted("Q", day, 0) if day else Meaning("DATE", None)
    return found if ref.last("Q") or found is None else Meaning(found.type, found.value)


def _quarter_to(end: date) -> Meaning | None:
    """Three months up to ``end``, by the name of the calendar's quarter they mostly lie in."""
    named = periods.shifted("Q", end - timedelta(_HALF_A_QUARTER), 0)
    first = periods.month(end.year, end.month - 2).start
    return named and replace(named, start=first, end=end)


def _day_of_quarter(ref: Reference) -> date | None:
    day = ref.last("Q")
    if day is not None or ref.published is None:
        return day
    found = periods.shifted("Q", ref.published, 0 if ref.direction == "future" else -1)
    return found.start if found else None


def period_at_hand(kept: Kept, ref: Reference) -> Meaning | None:
    """The period under discussion: the quarter or month that the text named last."""
    topic = ref.topic
    return periods.shifted(*topic, 0) if topic else None


def year_back(kept: Kept, ref: Reference) -> Meaning | None:
    """The period under discussion in another year: "the year-ago quarter", "the 1988 period".

    It is the quarter or month that the text named last; without one, the year alone.
    """
    topic = _topic(kept, ref)
    year = kept.integer("year")
    if year is None:
        step, day = kept.integer("yearstep"), topic[1] if topic else None
        base = ref.published if step is not None or day is None else day
        if base is None:
            return Meaning("DATE", None)
        year = base.year + (-1 if step is None else step)
    if topic is None:
        return periods.year(year)
    unit, day = topic
    return periods.shifted(unit, day.replace(year=year, day=1), 0)


def _topic(kept: Kept, ref: Reference) -> tuple[str, date] | None:
    """The unit and a day of the period that is looked at in another year."""
    unit = kept.text("unit")
    if unit == "Q" and "ord" in kept:
        found = quarter(Kept({"ord": kept.integer("ord") or 1}), ref)
        return ("Q", found.start) if found and found.start else None
    if unit == "Q":
        day = _day_of_quarter(ref)
    elif unit == "M":
        day = ref.last("M")
    else:
        return ref.topic
    return (unit, day) if day else None
