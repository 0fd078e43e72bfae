"""Days, months and years of the calendar, with the part of the day or the hour."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from corroborate.grounding.times import periods
from corroborate.grounding.times.periods import Meaning
from corroborate.grounding.times.values import Kept, Reference

_TOO_FAR_BACK = 330
_JUST_PAST = 45
_FAR_BACK_FOR_DAY = {None: 240, "past": 300}
_NOON_HOURS = 12


def moment(kept: Kept, ref: Reference) -> Meaning | None:
    """A date, weekday, month or year, as far as it is told, with the part of day or the hour."""
    base = _base(kept, ref)
    if base is None:
        return None
    hour = _time_of_day(kept)
    if hour is None:
        return periods.narrowed(base, kept.text("edge"), ref.published)
    stem = base.value if base.value and base.precision in ("day", "unknown") else None
    return replace(base, type="TIME", value=f"{stem or 'XXXX-XX-XX'}T{hour}")


def _base(kept: Kept, ref: Reference) -> Meaning | None:
    if "iso" in kept or "slash" in kept:
        return _written(kept, ref)
    if "month" in kept:
        return _in_month(kept, ref)
    if "year" in kept:
        number = kept.integer("year")
        return periods.year(number) if number else None
    if "shift" in kept:
        return _day_from_published(kept.integer("shift") or 0, ref)
    if "weekday" in kept:
        return _weekday(kept, ref)
    return Meaning("TIME", None)


def _written(kept: Kept, ref: Reference) -> Meaning | None:
    """2014-06-10; or 6/25/2014, of which the numbers, or else other words, show the order."""
    iso = kept.text("iso")
    if iso:
        return periods.day(date.fromisoformat(iso))
    slash = (kept.text("slash") or "").replace(".", "/")
    first, second, year = (int(part) for part in slash.split("/"))
    year = year if year >= 100 else (1900 if year > 50 else 2000) + year
    if first == second or second > _NOON_HOURS:
        return periods.day(date(year, first, second))
    if first > _NOON_HOURS or "." in (kept.text("slash") or ""):
        return periods.day(date(year, second, first))
    return _either(date(year, first, second), date(year, second, first), ref)


def _either(month_first: date, day_first: date, ref: Reference) -> Meaning:
    """One of two readings: as other dates of the text are written, else the one on the side of
    publication where the sentence looks; where both are, all from the one to the other.
    """
    if ref.day_first is not None:
        return periods.day(day_first if ref.day_first else month_first)
    first, last = sorted((month_first, day_first))
    if ref.published and first <= ref.published < last:
        return periods.day(last if ref.direction == "future" else first)
    return Meaning("DATE", f"{first.year:04d}", first, last, "range")


def _in_month(kept: Kept, ref: Reference) -> Meaning:
    month = kept.integer("month") or 1
    day = kept.integer("day", "ord")
    year = kept.year(ref.published)
    if year is None and ref.published is not None and day and "weekday" in kept:
        year = _year_by_weekday(month, day, kept.integer("weekday") or 0, ref.published)
    if year is None and ref.published is not None:
        year = _year_of_month(month, day, kept, ref, ref.published)
    if year is None:
        return Meaning("DATE", f"XXXX-{month:02d}" + (f"-{day:02d}" if day else ""))
    if day is None:
        return periods.month(year, month)
    return periods.day(date(year, month, day))


def _year_by_weekday(month: int, day: int, weekday: int, published: date) -> int | None:
    """The year nearest to publication in which the day falls on the weekday that is given too."""
    years = (published.year, published.year - 1, published.year + 1)
    valid = [date(y, month, day) for y in years if (month, day) != (2, 29) or y % 4 == 0]
    fit = [d for d in valid if d.weekday() == weekday]
    return min(fit, key=lambda d: abs((d - published).days)).year if fit else None


def _year_of_month(month: int, day: int | None, kept: Kept, ref: Reference, published: date) -> int:
    """The year that makes the month, or day, the nearest one where the sentence looks.

    Where nothing says which way, the past one, unless it is most of a year back: then its year
    would have been named.
    """
    yearstep = kept.integer("yearstep")
    if yearstep is not None:
        return published.year + yearstep
    before = (month, day or 1) <= (published.month, published.day if day else 1)
    last = published.year if before else published.year - 1
    step = kept.integer("step")
    if step == -1:
        return last if (month, last) != (published.month, published.year) else last - 1
    this_month = day is None and month == published.month
    if step in (0, 1):
        return published.year if step == 0 or this_month or not before else last + 1
    back = (published - _nearby(last, month, day or 1)).days
    if ref.direction == "future":
        same = (month, day or 1) == (published.month, published.day if day else 1)
        return last if same or (day and back < _JUST_PAST) else last + 1
    limit = _FAR_BACK_FOR_DAY[ref.direction] if day else _TOO_FAR_BACK
    return last + 1 if back > limit else last


def _nearby(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, 28))


def _day_from_published(shift: int, ref: Reference) -> Meaning:
    if ref.published is None:
        return Meaning("DATE", None)
    return periods.day(ref.published + timedelta(shift))


def _weekday(kept: Kept, ref: Reference) -> Meaning:
    """The nearest day of that name in the past, publication day too, or ahead in the future."""
    number = kept.integer("weekday") or 0
    if ref.published is None:
        return Meaning("DATE", f"XXXX-WXX-{number + 1}")
    step, roll = kept.integer("step"), kept.integer("roll")
    back = (ref.published.weekday() - number) % 7
    if step == 1 or roll == 1:
        return periods.day(ref.published + timedelta(7 - back))
    if step == -1 or roll == -1:
        return periods.day(ref.published - timedelta(back or 7))
    if ref.direction == "future":
        return periods.day(ref.published + timedelta((7 - back) % 7))
    return periods.day(ref.published - timedelta(back))


def _time_of_day(kept: Kept) -> str | None:
    hour = kept.text("hourname") or _clock(kept)
    if hour and kept.text("zone") in ("GMT", "UTC"):
        return hour + "Z"
    return hour or kept.text("daypart")


def _clock(kept: Kept) -> str | None:
    clock = kept.text("clock") or kept.text("military")
    number = kept.integer("hour")
    if clock is None:
        if number is None or not 0 <= number <= 24:
            return None
        clock = f"{number:02d}:00"
    return _of_24_hours(clock, kept)


def _of_24_hours(clock: str, kept: Kept) -> str:
    hour = int(clock[:2])
    half = kept.text("ampm") or {"AF": "pm", "EV": "pm", "MO": "am"}.get(kept.text("daypart") or "")
    if half == "pm" and hour < _NOON_HOURS:
        hour += _NOON_HOURS
    elif half == "am" and hour == _NOON_HOURS:
        hour = 0
    return f"{hour:02d}{clock[2:]}"


def bare_month(kept: Kept, ref: Reference) -> Meaning | None:
    """A month's name alone: read as the month."""
    return moment(kept, ref)


def bare_year(kept: Kept, ref: Reference) -> Meaning | None:
    """Four digits alone: a year if they are near our own times."""
    year = kept.integer("year")
    latest = (ref.published.year if ref.published else 2050) + 50
    return periods.year(year) if year and 1800 <= year <= latest else None


def night(kept: Kept, ref: Reference) -> Meaning:
    """A night, from one day into the next: both days, still of day precision."""
    if "month" in kept:
        return _nights_of_month(kept, ref)
    first = _night_starts(kept, ref)
    if first is None:
        return Meaning("TIME", None)
    value = f"{first.isoformat()}TNI"
    return Meaning("TIME", value, first, first + timedelta(1), "day")


def _nights_of_month(kept: Kept, ref: Reference) -> Meaning:
    """From a day of a month into a later one: "the night of 9-10 June"."""
    first = _in_month(kept, ref)
    if first.start is None:
        return Meaning("TIME", f"{first.value}TNI")
    last = first.start.replace(day=kept.integer("intoday") or first.start.day)
    if last - first.start > timedelta(1):
        return periods.days(first.start, last)
    return Meaning("TIME", f"{first.value}TNI", first.start, last, "day")


def _night_starts(kept: Kept, ref: Reference) -> date | None:
    if ref.published is None:
        return None
    into = kept.integer("into")
    if into is None and "weekday" not in kept:
        return ref.published - timedelta(1)
    number = kept.integer("weekday") if into is None else into
    found = _weekday(Kept({"weekday": number or 0}), ref).start
    if found is None:
        return None
    return found if into is None else found - timedelta(1)


def span_of_days(kept: Kept, ref: Reference) -> Meaning | None:
    """From one day, month or year through another: "June 3-5", "Monday to Wednesday"."""
    if "toweekday" in kept:
        return _weekday_to_weekday(kept, ref)
    first = moment(kept, ref)
    other = dict(kept.values)
    for role in ("day", "month", "weekday", "year", "yy"):
        if f"to{role}" in other:
            other[role] = other[f"to{role}"]
    if "toyy" in other:
        other["year"] = (kept.integer("year") or 0) // 100 * 100 + (kept.integer("toyy") or 0)
        del other["yy"]
    last = moment(Kept(other), ref)
    if first is None or last is None:
        return None
    value = f"{first.value}/{last.value}" if first.value and last.value else None
    if first.start is None or last.end is None:
        return Meaning("DATE", value)
    if first.start > last.end:
        return None
    return Meaning("DATE", value, first.start, last.end, "range")


def _weekday_to_weekday(kept: Kept, ref: Reference) -> Meaning:
    first, last = kept.integer("weekday") or 0, kept.integer("toweekday") or 0
    length = timedelta((last - first) % 7 or 7)
    if ref.direction == "future":
        start = _weekday(Kept({"weekday": first}), ref).start
    else:
        end = _weekday(Kept({"weekday": last}), ref).start
        start = end - length if end else None
    if start is None:
        return Meaning("DATE", f"XXXX-WXX-{first + 1}/XXXX-WXX-{last + 1}")
    return periods.days(start, start + length)
