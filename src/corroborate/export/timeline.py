"""The timeline: a dot a day, a bar for as long as the date leaves open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corroborate.export import marks, words
from corroborate.export.markup import Child, Markup, el
from corroborate.model import Incident

WIDTH, SIDE, LANE, TOP, AXIS = 960.0, 24.0, 24.0, 12.0, 26.0

MOST_SINGLE = 250
"""More incidents than this are not drawn one by one, but counted in columns."""

MOST_HEIGHT, BIN = 200.0, 16.0
"""Of the columns, in pixels."""

_FAR = 2.0
"""How many times the span of the middle seven tenths a date may lie outside it and be drawn."""

_Bins = dict[int, dict[marks.Tone, list[Incident]]]


@dataclass(frozen=True)
class Scale:
    """Days to pixels: ``first`` is at the left edge, the day after ``last`` at the right."""

    first: date
    last: date

    def x(self, day: date, after: int = 0) -> float:
        """Where the day begins, or the one ``after`` days later, which no calendar need have."""
        days = (self.last - self.first).days + 1
        return SIDE + ((day - self.first).days + after) / days * (WIDTH - 2 * SIDE)

    def edges(self, incident: Incident) -> tuple[float, float]:
        """Left and right end of the days the incident may lie in, within the picture."""
        start, end = _days(incident)
        left = self.x(max(start, self.first))
        return left, self.x(min(end, self.last), after=1)


def _days(incident: Incident) -> tuple[date, date]:
    """First and last day; a side that is open is taken for the other."""
    start, end = incident.date.start, incident.date.end
    one = start or end
    if one is None:
        raise ValueError(f"incident {incident.id} has no date")
    return start or one, end or one


def window(incidents: Sequence[Incident]) -> tuple[date, date]:
    """The days to draw: all, unless a few lie so far off that the rest would be one point."""
    starts = sorted(_days(incident)[0] for incident in incidents)
    ends = sorted(_days(incident)[1] for incident in incidents)
    low, high = starts[round(0.15 * (len(starts) - 1))], ends[round(0.85 * (len(ends) - 1))]
    far = max(timedelta(days=14), (high - low) * _FAR)
    first = next(day for day in starts if day >= _moved(low, -far))
    last = next(day for day in reversed(ends) if day <= _moved(high, far))
    pad = timedelta(days=max(1, (last - first).days // 40))
    return _moved(first, -pad), _moved(last, pad)


def _moved(day: date, by: timedelta) -> date:
    """The day moved, but not beyond what a date can hold."""
    room = range(date.min.toordinal(), date.max.toordinal() + 1)
    return date.fromordinal(max(room[0], min(room[-1], day.toordinal() + by.days)))


def lanes(spans: Sequence[tuple[float, float]]) -> list[int]:
    """For each span, in order of its left end, the first lane that is free there."""
    ends: list[float] = []
    found = []
    for left, right in spans:
        free = next((i for i, end in enumerate(ends) if end <= left), len(ends))
        if free == len(ends):
            ends.append(right)
        ends[free] = right
        found.append(free)
    return found


def _shape(incident: Incident, left: float, right: float, y: float) -> Child:
    r = marks.radius(incident, least=4.5, most=11.0)
    middle = (left + right) / 2
    if incident.date.start is None:
        return el("path", d=f"M{right:.1f} {y - 6:.1f}l-9 6l9 6z")
    if incident.date.end is None:
        return el("path", d=f"M{left:.1f} {y - 6:.1f}l9 6l-9 6z")
    if incident.date.start == incident.date.end:
        return el("circle", cx=middle, cy=y, r=r)
    width = max(right - left, 2 * r)
    return el("rect", x=middle - width / 2, y=y - 6, width=width, height=12, rx=6)


def _spread(incident: Incident, scale: Scale) -> tuple[float, float]:
    """The room the symbol takes."""
    left, right = scale.edges(incident)
    r = marks.radius(incident, least=4.5, most=11.0)
    middle, half = (left + right) / 2, max((right - left) / 2, r) + 1
    if incident.date.start == incident.date.end:
        half = r + 1
    return middle - half, middle + half


def _symbols(incidents: Sequence[Incident], scale: Scale) -> tuple[list[Markup], int]:
    """The symbols, and how many lanes they fill."""
    shown = sorted(incidents, key=lambda i: _spread(i, scale))
    numbers = lanes([_spread(i, scale) for i in shown])
    used = max(numbers) + 1
    made = []
    for incident, lane in zip(shown, numbers, strict=True):
        y = TOP + (used - lane - 0.5) * LANE
        made.append(marks.linked([incident], _shape(incident, *scale.edges(incident), y)))
    return made, used


def _binned(incidents: Sequence[Incident], scale: Scale) -> _Bins:
    """Incidents by the bin their first day falls in, and by tone, in order of sureness."""
    bins: _Bins = {}
    for incident in incidents:
        left, _ = scale.edges(incident)
        tones = bins.setdefault(int((left - SIDE) // BIN), {tone: [] for tone in marks.TONES})
        tones[marks.tone(incident)].append(incident)
    return bins


def _tallest(bins: _Bins) -> int:
    return max(sum(map(len, tones.values())) for tones in bins.values())


def _columns(incidents: Sequence[Incident], scale: Scale) -> list[Markup]:
    """For more incidents than there is room to show one by one: a column for some days each."""
    bins = _binned(incidents, scale)
    unit = MOST_HEIGHT / _tallest(bins)
    made = []
    for number, tones in sorted(bins.items()):
        bottom = TOP + MOST_HEIGHT
        for found in filter(None, tones.values()):
            high = len(found) * unit
            bottom -= high
            x = SIDE + number * BIN + 1
            bar = el("rect", x=x, y=bottom, width=BIN - 3, height=max(0.5, high - 1))
            made.append(marks.linked(found, bar))
    return made


def _ticks(scale: Scale) -> Iterator[tuple[date, str]]:
    """About eight round days: days, firsts of months, or New Year's days."""
    days = (scale.last - scale.first).days + 1
    if days <= 70:
        step = next(s for s in (1, 2, 3, 7, 14) if days / s <= 9 or s == 14)
        for n in range(0, days, step):
            day = scale.first + timedelta(days=n)
            yield day, words.day_words(day, year=False)
        return
    step = next((s for s in (1, 2, 3, 6) if days / 30 / s <= 9), 12 * max(1, days // 3650 + 1))
    for month in range(scale.first.year * 12, scale.last.year * 12 + 12, step):
        day = date(month // 12, month % 12 + 1, 1)
        if scale.first <= day <= scale.last:
            yield day, str(day.year) if step >= 12 else words.month_words(day)


def _axis(scale: Scale, height: float) -> list[Markup]:
    made = []
    bottom = height - AXIS
    for day, text in _ticks(scale):
        x = scale.x(day)
        made.append(el("path", d=f"M{x:.1f} {TOP:g}V{bottom + 4:g}", class_="grid"))
        made.append(el("text", text, x=x + 3, y=height - 9, class_="tick"))
    made.append(el("path", d=f"M{SIDE:g} {bottom:g}H{WIDTH - SIDE:g}", class_="axis"))
    return made


def _drawing(incidents: Sequence[Incident], scale: Scale) -> Markup:
    if len(incidents) > MOST_SINGLE:
        symbols, height = _columns(incidents, scale), TOP + MOST_HEIGHT + AXIS
    else:
        symbols, used = _symbols(incidents, scale)
        height = TOP + used * LANE + AXIS
    return el(
        "svg",
        el("title", "Timeline of the incidents", id="timeline-title"),
        el("g", _axis(scale, height), aria_hidden="true"),
        el("g", symbols),
        viewBox=f"0 0 {WIDTH:g} {height:g}",
        role="group",
        aria_labelledby="timeline-title",
    )


_SINGLE = (
    "Dot: the day is known; the larger, the more killed. Bar: it lies somewhere in these days. "
    "Triangle: on or after that day, or by it."
)
_COUNTED = (
    "Column: how many incidents have their first possible day in that stretch of days; the tallest "
    "has {most}."
)


def _caption(scale: Scale, drawn: Sequence[Incident]) -> str:
    first, last = words.day_words(scale.first), words.day_words(scale.last)
    if len(drawn) <= MOST_SINGLE:
        return f"{first} to {last}. {_SINGLE}"
    return f"{first} to {last}. {_COUNTED.format(most=_tallest(_binned(drawn, scale)))}"


def timeline(incidents: Sequence[Incident]) -> Markup:
    """The timeline with its trays of incidents that have no date or lie far outside it."""
    dated = [i for i in incidents if i.date.start or i.date.end]
    undated = [i for i in incidents if not (i.date.start or i.date.end)]
    body: list[Child] = [el("p", "No incident has a date.")]
    if dated:
        scale = Scale(*window(dated))
        before = [i for i in dated if _days(i)[1] < scale.first]
        after = [i for i in dated if _days(i)[0] > scale.last]
        drawn = [i for i in dated if _days(i)[1] >= scale.first and _days(i)[0] <= scale.last]
        body = [
            _drawing(drawn, scale),
            marks.tray("earlier than the days drawn", before),
            marks.tray("later than the days drawn", after),
        ]
        body.append(el("figcaption", _caption(scale, drawn)))
    body.insert(1, marks.tray("without a date", undated))
    return el(
        "figure",
        el("h2", "When", id="when"),
        body,
        class_="timeline",
        aria_labelledby="when",
    )
