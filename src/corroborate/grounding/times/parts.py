"""Parts of a longer time by their number: "the last week of March", "the second half of May"."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from corroborate.grounding.times import periods
from corroborate.grounding.times.moments import moment
from corroborate.grounding.times.periods import Meaning
from corroborate.grounding.times.relative import period
from corroborate.grounding.times.values import Kept, Reference

# A week belongs where most of it lies.
_MIDDLE = {"D": timedelta(0), "W": timedelta(3), "M": timedelta(0), "Q": timedelta(0)}
_WEEK, _HALF_MONTH = 7, 15


def part_of(kept: Kept, ref: Reference) -> Meaning | None:
    """A day, week, month or quarter by its number in a longer time."""
    whole, unit, nth = _whole(kept, ref), kept.unit, kept.integer("nth") or 1
    if unit not in _MIDDLE:
        return None
    if whole is None or whole.start is None or whole.end is None:
        return Meaning("DATE", None)
    if nth < 0:
        return periods.shifted(unit, whole.end - _MIDDLE[unit], 0)
    found = periods.shifted(unit, whole.start + _MIDDLE[unit], nth - 1)
    return found if found and found.start and found.start <= whole.end else None


def _whole(kept: Kept, ref: Reference) -> Meaning | None:
    if "unitof" not in kept:
        return moment(kept, ref)
    step = kept.integer("step") or 0
    return period(Kept({"unit": kept.text("unitof") or "Y", "step": step}), ref)


def weekday_of(kept: Kept, ref: Reference) -> Meaning | None:
    """The first, second or last weekday of a month; of what is no month nothing is known."""
    weekday, nth = kept.integer("weekday") or 0, kept.integer("nth") or 1
    whole = moment(Kept({k: v for k, v in kept.values.items() if k != "weekday"}), ref)
    if whole is None or whole.start is None or whole.end is None or "month" not in kept:
        return Meaning("DATE", f"XXXX-WXX-{weekday + 1}")
    if nth < 0:
        return periods.day(whole.end - timedelta((whole.end.weekday() - weekday) % _WEEK))
    first = whole.start + timedelta((weekday - whole.start.weekday()) % _WEEK)
    found = first + timedelta(_WEEK * (nth - 1))
    return periods.day(found) if found <= whole.end else None


def weekday_in_week(kept: Kept, ref: Reference) -> Meaning:
    """The weekday of the last, this or the next week, Monday first: "Tuesday of last week"."""
    weekday = kept.integer("weekday") or 0
    if ref.published is None:
        return Meaning("DATE", f"XXXX-WXX-{weekday + 1}")
    monday = ref.published - timedelta(ref.published.weekday())
    return periods.day(monday + timedelta(_WEEK * (kept.integer("instep") or 0) + weekday))


def days_of(kept: Kept, ref: Reference) -> Meaning | None:
    """So many days from the start, or to the end, of a month or year."""
    whole, number = moment(kept, ref), int(kept.count or 0)
    if whole is None or whole.start is None or whole.end is None or number < 1:
        return Meaning("DATE", None)
    if (kept.integer("nth") or 1) < 0:
        return periods.days(whole.end - timedelta(number - 1), whole.end)
    return periods.days(whole.start, whole.start + timedelta(number - 1))


def half_of(kept: Kept, ref: Reference) -> Meaning | None:
    """The first or second half of a month."""
    whole = moment(kept, ref)
    if whole is None or whole.start is None or whole.end is None:
        return whole
    middle = whole.start + timedelta(_HALF_MONTH)
    if kept.integer("nth") == 1:
        return replace(whole, end=middle - timedelta(1), precision="range")
    return replace(whole, start=middle, precision="range")
