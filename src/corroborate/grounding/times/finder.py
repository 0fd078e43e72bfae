"""Find the expressions of time in a text and resolve them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from corroborate.grounding.times import holidays, lengths, moments, parts, quarters, relative
from corroborate.grounding.times.anchors import Found, anchored, from_event
from corroborate.grounding.times.direction import lead, of_past_thing, text_direction
from corroborate.grounding.times.discourse import (
    LOOK_BACK,
    MEMORY,
    compared,
    named_before,
    same_sentence,
    topic_of,
    unit_of,
)
from corroborate.grounding.times.grammar import Reading, grammar
from corroborate.grounding.times.mention import Direction, TimeMention
from corroborate.grounding.times.numbers import merge_numbers
from corroborate.grounding.times.periods import Meaning
from corroborate.grounding.times.tokens import Token, named, tokenize
from corroborate.grounding.times.values import Kept, Reference

DirectionAt = Callable[[int, int], Direction | None]
_ENDED = frozenset({"ended", "ending", "ends"})
_RANGES = ("range",)

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
    "part_of": parts.part_of,
    "weekday_of": parts.weekday_of,
    "days_of": parts.days_of,
    "half_of": parts.half_of,
    "nights_ago": relative.nights_ago,
    "season": relative.season,
    "quarter": quarters.quarter,
    "year_back": quarters.year_back,
    "period_at_hand": quarters.period_at_hand,
    "decade": relative.decade,
    "century": relative.century,
    "duration": lengths.duration,
    "at_event": lengths.at_event,
    "day_in_a_row": relative.day_in_a_row,
    "set": lengths.repeated,
    "reference": lengths.reference,
    "holiday": holidays.holiday,
}


def find_times(
    text: str,
    published: date | None,
    *,
    direction: Direction | None = None,
    offset: int = 0,
    direction_at: DirectionAt | None = None,
    ranges: bool = True,
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
        ranges: read "from Monday to Friday" as one time; ``False`` gives its ends as two, as TimeML
            marks them.
    """
    tokens = named(merge_numbers(tokenize(text)))
    found: list[Found] = []
    for reading in _readings(tokens, () if ranges else _RANGES):
        a, b = tokens[reading.start].start, tokens[reading.end - 1].end
        look = direction or _look(tokens, reading, direction_at)
        near = [f.mention for f in found[-LOOK_BACK:] if not f.aside]
        ref = Reference(
            published,
            look,
            named_before(near, a, text),
            topic_of(near, a),
            compared=compared(tokens, reading.start),
        )
        ref = replace(ref, ends=_ending(tokens, reading, ref))
        meaning = _meaning(reading, ref)
        if meaning:
            mention = _mention(meaning, (a, b), text)
            mention = anchored(mention, reading, ref, _meaning)
            found.append(Found(mention, reading, _aside(reading, mention)))
    found = [from_event(item, found, i, tokens) for i, item in enumerate(found)]
    found = [_bounded(item, tokens, published) for item in found]
    return [_moved(mention, offset) for mention in _dated(found, tokens, published)]


def _readings(tokens: list[Token], without: tuple[str, ...]) -> Iterator[Reading]:
    rules, i = grammar(), 0
    while i < len(tokens):
        reading = rules.read(tokens, i, without)
        if reading:
            yield reading
        i = reading.end if reading else i + 1


def _look(
    tokens: list[Token], reading: Reading, direction_at: DirectionAt | None
) -> Direction | None:
    """Where the sentence looks at a time: by the words before it, its verb, or the nearest verb."""
    start, end = reading.start, reading.end
    look = lead(tokens, start)
    if look is None and direction_at:
        look = direction_at(tokens[start].start, tokens[end - 1].end)
    look = look or text_direction(tokens, start, end)
    return "past" if look == "future" and of_past_thing(tokens, start, end) else look


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


def _aside(reading: Reading, mention: TimeMention) -> bool:
    """Whether the time is a year before the one spoken of, for its figures to be compared."""
    back = reading.make in ("ago", "later") and unit_of(mention.value) in ("Q", "M")
    return reading.make == "year_back" or (back and Kept(reading.values).unit == "Y")


def _ending(tokens: list[Token], reading: Reading, ref: Reference) -> date | None:
    """The day after "ended": "the quarter ended Sept. 30"."""
    at = reading.end
    if at + 1 >= len(tokens) or tokens[at].text not in _ENDED:
        return None
    following = grammar().read(tokens, at + 1)
    if following is None or following.make != "moment":
        return None
    found = _meaning(following, ref)
    return found.end if found and found.precision == "day" else None


def _bounded(item: Found, tokens: list[Token], published: date | None) -> Found:
    """Open the interval up to publication after "since"; leave none after "before" a day.

    Before an hour or a part of a day is still that day: "before dawn on Thursday".
    """
    mention = item.mention
    before = tokens[item.start - 1].text if item.start else ""
    if mention.type in ("DURATION", "SET") or mention.start is None:
        return item
    late = published is None or published < mention.start
    if (before == "before" and mention.type == "DATE") or (before == "since" and late):
        return replace(item, mention=replace(mention, start=None, end=None, precision="unknown"))
    if before == "since":
        return replace(item, mention=replace(mention, end=published, precision="range"))
    return item


def _dated(
    found: list[Found], tokens: list[Token], published: date | None
) -> Iterator[TimeMention]:
    """Give an hour without a day the nearest day of its sentence, else a value by the day before.

    Where the sentence names no day, that named last, or that of publication, is likely meant: good
    for the value, not for an interval.
    """
    last: TimeMention | None = None
    for i, item in enumerate(found):
        mention = item.mention
        last = mention if item.is_day else last
        value = mention.value or ""
        other = mention.type != "TIME" or mention.start or not value.startswith("XXXX-XX-XXT")
        if other or item.reading.make == "backref":
            yield mention
            continue
        near = [f for f in found[max(0, i - 2) : i + 3] if f.is_day and _same(item, f, tokens)]
        best = min(near, key=lambda f: abs(f.start - item.start), default=None)
        likely = last.start if last and mention.span[0] - last.span[1] < MEMORY else published
        yield _with_day(mention, best.mention) if best else _likely(mention, likely)


def _likely(hour: TimeMention, day: date | None) -> TimeMention:
    return hour if day is None else replace(hour, value=_value_on(hour, day))


def _value_on(hour: TimeMention, day: date) -> str:
    return f"{day.isoformat()}{(hour.value or '')[len('XXXX-XX-XX') :]}"


def _same(a: Found, b: Found, tokens: list[Token]) -> bool:
    return same_sentence(tokens, min(a.end, b.end), max(a.start, b.start))


def _with_day(hour: TimeMention, day: TimeMention) -> TimeMention:
    assert day.start is not None
    value = _value_on(hour, day.start)
    return replace(hour, value=value, start=day.start, end=day.end, precision="day")


def _moved(mention: TimeMention, offset: int) -> TimeMention:
    a, b = mention.span
    if not offset:
        return mention
    anchor = mention.anchor
    if anchor and anchor.span:
        anchor = replace(anchor, span=(anchor.span[0] + offset, anchor.span[1] + offset))
    return replace(mention, span=(a + offset, b + offset), anchor=anchor)
