"""Find the expressions of time in a text and resolve them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from corroborate.grounding.times import holidays, lengths, moments, relative
from corroborate.grounding.times.direction import text_direction
from corroborate.grounding.times.grammar import Reading, grammar
from corroborate.grounding.times.mention import Direction, TimeMention
from corroborate.grounding.times.numbers import merge_numbers
from corroborate.grounding.times.periods import Meaning
from corroborate.grounding.times.tokens import Token, named, tokenize
from corroborate.grounding.times.values import Kept, Reference

DirectionAt = Callable[[int, int], Direction | None]
_MEMORY, _LOOK_BACK = 600, 8
_ANCHORS = ("day", "week", "month", "year")
_STOPS = frozenset(".!?")

MAKERS: dict[str, Callable[[Kept, Reference], Meaning | None]] = {
    "moment": moments.moment,
    "bare_month": moments.bare_month,
    "bare_year": moments.bare_year,
    "night": moments.night,
    "range": moments.span_of_days,
    "period": relative.period,
    "unit_at_hand": relative.unit_at_hand,
    "roll": relative.roll,
    "ago": relative.ago,
    "vague_ago": relative.vague_ago,
    "later": relative.later,
    "backref": relative.backref,
    "weekend": relative.weekend,
    "week_of": relative.week_of,
    "season": relative.season,
    "quarter": relative.quarter,
    "decade": relative.decade,
    "century": relative.century,
    "duration": lengths.duration,
    "set": lengths.repeated,
    "reference": lengths.reference,
    "holiday": holidays.holiday,
}


@dataclass(frozen=True, slots=True)
class _Found:
    """A mention with the tokens it covers."""

    mention: TimeMention
    start: int
    end: int


def find_times(
    text: str,
    published: date | None,
    *,
    direction: Direction | None = None,
    offset: int = 0,
    direction_at: DirectionAt | None = None,
) -> list[TimeMention]:
    """The expressions of time in ``text``, in order, none over another.

    Args:
        text: plain text of any length, in any case.
        published: day of publication, from which relative times are told; without it they have
            no interval.
        direction: where the text looks; ``None`` takes it from the verb nearest to each time.
        offset: added to all spans.
        direction_at: says where the sentence looks for the characters ``[a, b)`` of ``text``, in
            place of the nearest verb.
    """
    tokens = named(merge_numbers(tokenize(text)))
    found: list[_Found] = []
    for reading in _readings(tokens):
        a, b = tokens[reading.start].start, tokens[reading.end - 1].end
        look = direction or (direction_at and direction_at(a, b))
        look = look or text_direction(tokens, reading.start, reading.end)
        ref = Reference(published, look, _named(found, a, text))
        meaning = _meaning(reading, ref)
        if meaning:
            mention = _mention(meaning, (a, b), text)
            mention = _bounded(mention, tokens, reading, published)
            found.append(_Found(mention, reading.start, reading.end))
    return [_moved(mention, offset) for mention in _dated(found, tokens)]


def _readings(tokens: list[Token]) -> Iterator[Reading]:
    rules, i = grammar(), 0
    while i < len(tokens):
        reading = rules.read(tokens, i)
        if reading:
            yield reading
        i = reading.end if reading else i + 1


def _meaning(reading: Reading, ref: Reference) -> Meaning | None:
    try:
        return MAKERS[reading.make](Kept(reading.values), ref)
    except (ValueError, OverflowError):
        # 31 June, or "ten thousand years ago": words of time, but no day of the calendar.
        return None


def _mention(meaning: Meaning, span: tuple[int, int], text: str) -> TimeMention:
    return TimeMention(
        span,
        text[span[0] : span[1]],
        meaning.type,
        meaning.value,
        meaning.start,
        meaning.end,
        meaning.precision,
    )


def _named(found: list[_Found], at: int, text: str) -> tuple[tuple[date, str], ...]:
    """The times named not too far back, the last first, for "the next day" to be told from.

    One right before a comma is the same time in other words: "on Monday, three months later".
    """
    near = (f.mention for f in reversed(found[-_LOOK_BACK:]) if at - f.mention.span[1] < _MEMORY)
    return tuple(
        (m.start, m.precision)
        for m in near
        if text[m.span[1] : at].strip() != ","
        if m.start and m.type in ("DATE", "TIME") and m.precision in _ANCHORS
    )


def _bounded(
    mention: TimeMention, tokens: list[Token], reading: Reading, published: date | None
) -> TimeMention:
    """Open the interval up to publication after "since"; leave none after "before"."""
    before = tokens[reading.start - 1].text if reading.start else ""
    if mention.type in ("DURATION", "SET") or mention.start is None:
        return mention
    if before == "since":
        if published is None or published < mention.start:
            return replace(mention, start=None, end=None, precision="unknown")
        return replace(mention, end=published, precision="range")
    if before == "before":
        return replace(mention, start=None, end=None, precision="unknown")
    return mention


def _dated(found: list[_Found], tokens: list[Token]) -> Iterator[TimeMention]:
    """Give an hour without a day the nearest day of its sentence."""
    for i, item in enumerate(found):
        mention = item.mention
        value = mention.value or ""
        if mention.type != "TIME" or mention.start or not value.startswith("XXXX-XX-XXT"):
            yield mention
            continue
        near = [f for f in found[max(0, i - 2) : i + 3] if _is_day(f) and _same(item, f, tokens)]
        best = min(near, key=lambda f: abs(f.start - item.start), default=None)
        yield _with_day(mention, best.mention) if best else mention


def _is_day(item: _Found) -> bool:
    return item.mention.precision == "day" and item.mention.type in ("DATE", "TIME")


def _same(a: _Found, b: _Found, tokens: list[Token]) -> bool:
    low, high = min(a.end, b.end), max(a.start, b.start)
    return not any(t.text in _STOPS or t.breaks for t in tokens[low:high])


def _with_day(hour: TimeMention, day: TimeMention) -> TimeMention:
    assert day.start is not None
    value = f"{day.start.isoformat()}{(hour.value or '')[len('XXXX-XX-XX') :]}"
    return replace(hour, value=value, start=day.start, end=day.end, precision="day")


def _moved(mention: TimeMention, offset: int) -> TimeMention:
    a, b = mention.span
    return replace(mention, span=(a + offset, b + offset)) if offset else mention
