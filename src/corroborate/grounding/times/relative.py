"""Times told from another: weeks and months back, "two days ago", lengths, sets, named seasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from corroborate.grounding.times import periods
from corroborate.grounding.times.moments import moment
from corroborate.grounding.times.periods import Meaning
from corroborate.grounding.times.quarters import quarter_at_hand
from corroborate.grounding.times.values import Kept, Reference, length
from corroborate.model.vocabulary import DatePrecision

_CLOCK_UNITS = ("s", "m", "h")
_HOURS_A_DAY = 24
_BASE_OF = {"W": 7, "D": 1, "F": 14}


def period(kept: Kept, ref: Reference) -> Meaning | None:
    """A calendar period so many steps from the one of publication: "last week", "this year"."""
    unit = kept.text("unit") or "Y"
    if unit in _CLOCK_UNITS:
        return None
    step = kept.integer("step") or 0
    if unit == "D":
        return backref(Kept(kept.values | {"backref": step}), ref)
    if ref.published is None:
        return Meaning("DATE", None)
    found = periods.shifted(unit, ref.published, step)
    return periods.narrowed(found, kept.text("edge"), ref.published) if found else None


def unit_at_hand(kept: Kept, ref: Reference) -> Meaning | None:
    """What "the week" or "the year" is by its value; the words alone do not fix an interval."""
    if kept.unit == "Q":
        return quarter_at_hand(kept, ref)
    if kept.unit == "Y" and ref.ends is not None:
        return Meaning("DURATION", "P1Y", _moved(ref.ends, "Y", -1), ref.ends, "year")
    if kept.unit == "W" and ref.ends is not None:
        named = periods.week(ref.ends - timedelta(3))
        return replace(named, start=ref.ends - timedelta(6), end=ref.ends)
    found = period(kept, ref)
    if found and found.value is None and ref.published and kept.unit == "D":
        return Meaning("DATE", ref.published.isoformat())
    return found and Meaning(found.type, found.value)


def day_in_a_row(kept: Kept, ref: Reference) -> Meaning | None:
    """The day or week at hand for "a third day"; of a first nothing says when it was."""
    number, unit = kept.integer("ord") or 1, kept.unit
    if number == 1 or unit not in ("D", "W"):
        return None
    return unit_at_hand(Kept({"unit": unit, "step": 0}), ref)


def roll(kept: Kept, ref: Reference) -> Meaning | None:
    """So much time up to, or from, the day of publication: "the past 24 hours"."""
    unit, count = kept.unit, kept.count
    meaning = Meaning("DURATION", length(unit, count))
    if ref.published is None or count is None:
        return meaning
    return _with_interval(meaning, unit, count, kept.integer("roll") or -1, ref.published)


def _with_interval(meaning: Meaning, unit: str, count: float, way: int, published: date) -> Meaning:
    other = _moved(published, unit, way * count)
    if other is None:
        return meaning
    start, end = sorted((published, other))
    precision = _precision_of_one(unit) if count == 1 else None
    return replace(meaning, start=start, end=end, precision=precision or _precision_of(start, end))


def _precision_of_one(unit: str) -> DatePrecision | None:
    units: dict[str, DatePrecision] = {"W": "week", "M": "month", "Y": "year"}
    return units.get(unit)


def _precision_of(start: date, end: date) -> DatePrecision:
    return "day" if (end - start).days <= 1 else "range"


def _moved(d: date, unit: str, n: float) -> date | None:
    """The day so many units from ``d``; ``None`` for vague lengths."""
    if unit in _CLOCK_UNITS:
        hours = n if unit == "h" else n / 60
        days = int(-(-abs(hours) // _HOURS_A_DAY))
        return d + timedelta(days if n > 0 else -days)
    if unit in _BASE_OF:
        return d + timedelta(round(_BASE_OF[unit] * n))
    months = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}[unit] * n
    target = periods.month(d.year, d.month + round(months)).start
    return target + timedelta(min(d.day, 28) - 1) if target else None


def ago(kept: Kept, ref: Reference) -> Meaning | None:
    """So many units before, or after, publication: the calendar period of that unit."""
    unit, number = kept.unit, kept.count
    way = kept.integer("ago") or -1
    if number is None:
        return Meaning("DATE", "PAST_REF" if way < 0 else "FUTURE_REF")
    topic = ref.topic
    if unit == "Y" and number == 1 and way < 0 and ref.compared and topic:
        return _year_before(topic)
    if ref.published is None:
        return Meaning("DATE", None)
    if unit in _CLOCK_UNITS:
        return _hours_ago(unit, number * way, ref.published)
    if number != int(number):
        near = _moved(ref.published, unit, number * way)
        return periods.month(near.year, near.month) if near else None
    return periods.shifted(unit, ref.published, int(number) * way)


def ago_from(kept: Kept, ref: Reference) -> Meaning | None:
    """The very day so many weeks, months or years off: "a year ago today"."""
    way, count = kept.integer("ago") or -1, kept.count
    if ref.published is None or count is None or count != int(count):
        return Meaning("DATE", None)
    day, steps = ref.published + timedelta(kept.integer("shift") or 0), int(count) * way
    if kept.unit in _BASE_OF:
        return periods.day(day + timedelta(_BASE_OF[kept.unit] * steps))
    if kept.unit not in ("M", "Y"):
        return Meaning("DATE", None)
    months = steps if kept.unit == "M" else 12 * steps
    first = periods.month(day.year, day.month + months).start
    return periods.day(first.replace(day=day.day)) if first else None


def up_to(kept: Kept, ref: Reference) -> Meaning | None:
    """So long up to a day: "the 24 hours to 6am", "the three days to Friday"."""
    unit, count = kept.unit, kept.count
    meaning = Meaning("DURATION", length(unit, count))
    if ref.ends is None or count is None:
        return meaning
    if unit in ("D", "W") and count == int(count):
        days = _BASE_OF[unit] * int(count)
        return replace(
            periods.days(ref.ends - timedelta(days - 1), ref.ends),
            type="DURATION",
            value=meaning.value,
        )
    return _with_interval(meaning, unit, count, -1, ref.ends)


def _hours_ago(unit: str, count: float, published: date) -> Meaning | None:
    other = _moved(published, unit, count)
    if other is None:
        return None
    start, end = sorted((published, other))
    return Meaning("TIME", None, start, end, _precision_of(start, end))


def nights_ago(kept: Kept, ref: Reference) -> Meaning | None:
    """A night so many back: both its days, as for "last night"."""
    if ref.published is None or kept.count is None:
        return Meaning("TIME", None)
    first = ref.published - timedelta(int(kept.count))
    return Meaning("TIME", f"{first.isoformat()}TNI", first, first + timedelta(1), "day")


def weekdays_ago(kept: Kept, ref: Reference) -> Meaning:
    """The day of that name so many weeks before the coming one: "two Fridays ago"."""
    number = kept.integer("weekday", "weekdays") or 0
    if ref.published is None or kept.integer("num") is None:
        return Meaning("DATE", f"XXXX-WXX-{number + 1}")
    last = (ref.published.weekday() - number) % 7 or 7
    return periods.day(ref.published - timedelta(last + 7 * ((kept.integer("num") or 1) - 1)))


def vague_ago(kept: Kept, ref: Reference) -> Meaning:
    """A vague past, "years ago": no more is told."""
    return Meaning("DATE", "PAST_REF")


def later(kept: Kept, ref: Reference) -> Meaning | None:
    """So many units after, or before, a day that the text named; else a length."""
    unit, number = kept.unit, kept.count
    way = kept.integer("later") or 1
    topic = ref.topic
    if unit == "Y" and number == 1 and way < 0 and topic and (ref.compared or topic[0] == "Q"):
        return _year_before(topic)
    named = ref.previous(unit)
    if unit == "Y" and way < 0 and named is None:
        named = ref.published
    exact = number is not None and number == int(number) and unit not in _CLOCK_UNITS
    if named is None or not exact or unit == "C":
        return Meaning("DURATION", length(unit, number))
    return periods.shifted(unit, named, int(number or 0) * way)


def _year_before(topic: tuple[str, date]) -> Meaning | None:
    """The same quarter or month of the year before: figures are compared with those of then."""
    unit, day = topic
    return periods.shifted(unit, day, -4 if unit == "Q" else -12)


def backref(kept: Kept, ref: Reference) -> Meaning | None:
    """The day, week or month at, before or after the one that the text named last."""
    unit = kept.unit
    if unit in _CLOCK_UNITS:
        return None
    step = kept.integer("backref") or 0
    daypart = kept.text("daypart")
    named = ref.previous(unit)
    found = periods.shifted(unit, named, step) if named else None
    if found is None:
        return Meaning("TIME" if daypart else "DATE", None)
    if "weekday" in kept and found.start:
        return moment(
            Kept({"weekday": kept.integer("weekday") or 0, "step": step}),
            replace(ref, published=named),
        )
    return replace(found, type="TIME", value=f"{found.value}T{daypart}") if daypart else found


def weekend(kept: Kept, ref: Reference) -> Meaning:
    """The last weekend that has begun, or the one a step off; ahead where the sentence looks."""
    if ref.published is None:
        return Meaning("DATE", None)
    step, begun = kept.integer("step", "roll"), ref.published.weekday() >= 5
    back = 0 if begun else -1
    if step == 1 or (step is None and ref.direction == "future"):
        back = 0 if not begun else 1 if step == 1 else 0
    elif step == -1:
        back = -1
    elif step == 0:
        back = 0 if begun or ref.direction != "past" else -1
    return periods.weekend(ref.published + timedelta(7 * back))


def week_of(kept: Kept, ref: Reference) -> Meaning | None:
    """The ISO week that has the day."""
    found = moment(kept, ref)
    return periods.week(found.start) if found and found.start else found


def season(kept: Kept, ref: Reference) -> Meaning | None:
    """A season by its year, else the nearest one where the sentence looks."""
    name, year = kept.text("season") or "SU", kept.integer("year")
    if year is None and ref.published is None:
        return Meaning("DATE", f"XXXX-{name}")
    if year is None and ref.published is not None:
        year = _year_of_season(name, kept.integer("step", "roll"), ref, ref.published)
    found = periods.season(year or 1, name)
    return periods.narrowed(found, kept.text("edge"), ref.published)


def _year_of_season(name: str, step: int | None, ref: Reference, published: date) -> int:
    this = periods.season(published.year, name)
    assert this.start is not None
    assert this.end is not None
    if step == 0:
        return published.year
    ahead = step == 1 or (step is None and ref.direction == "future")
    if ahead:
        return published.year + (this.end < published or (step == 1 and this.start <= published))
    limit = this.end if step == -1 else this.start
    return published.year - (limit > published)


def decade(kept: Kept, ref: Reference) -> Meaning | None:
    """Ten years: "the 1980s", "the '80s", "the nineties"."""
    first = kept.integer("decade")
    if first is None:
        return None
    first = first if first >= 100 else 1900 + first
    return periods.narrowed(periods.decade(first), kept.text("edge"), ref.published)


def century(kept: Kept, ref: Reference) -> Meaning | None:
    number = kept.integer("ord")
    return periods.century(number) if number and 1 <= number <= 30 else None
