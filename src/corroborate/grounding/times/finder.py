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
from corroborate.grounding.times.lexicon import lexicon
from corroborate.grounding.times.mention import Direction, TimeMention
from corroborate.grounding.times.numbers import merge_numbers
from corroborate.grounding.times.periods import Meaning
from corroborate.grounding.times.rates import is_rate
from corroborate.grounding.times.stretches import joined
from corroborate.grounding.times.tokens import Token, named, tokenize
from corroborate.grounding.times.values import Kept, Reference

DirectionAt = Callable[[int, int], Direction | None]
_RANGES = ("range",)
_MONTHS = 12

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
    "ago_from": relative.ago_from,
    "up_to": relative.up_to,
    "no_time": lengths.no_time,
    "vague_ago": relative.vague_ago,
    "later": relative.later,
    "backref": relative.backref,
    "weekend": relative.weekend,
    "week_of": relative.week_of,
    "part_of": parts.part_of,
    "weekday_of": parts.weekday_of,
    "weekday_in_week": parts.weekday_in_week,
    "days_of": parts.days_of,
    "half_of": parts.half_of,
    "nights_ago": relative.nights_ago,
    "weekdays_ago": relative.weekdays_ago,
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
    blank = Reference(published, day_first=_day_first(tokens))
    for reading in _readings(tokens, () if ranges else _RANGES):
        look = direction or _look(tokens, reading, direction_at)
        ref = _reference(replace(blank, direction=look), tokens, reading, found, text)
        item = _found(tokens, reading, ref, text)
        found += [item] if item else []
    found = [from_event(item, found, i, tokens) for i, item in enumerate(found)]
    found = [_bounded(item, tokens, published) for item in found]
    mentions = list(_dated(found, tokens, published))
    mentions = joined(mentions, found, tokens, text) if ranges else mentions
    return [_moved(mention, offset) for mention in mentions]


def _reference(
    blank: Reference, tokens: list[Token], reading: Reading, found: list[Found], text: str
) -> Reference:
    """What the reading is told from: ``blank`` with what stands before and around it."""
    near = [f.mention for f in found[-LOOK_BACK:] if not f.aside]
    a = tokens[reading.start].start
    ref = replace(
        blank,
        named=named_before(near, a, text),
        topic=topic_of(near, a),
        compared=compared(tokens, reading.start),
    )
    return replace(ref, ends=_ending(tokens, reading, ref))


def _found(tokens: list[Token], reading: Reading, ref: Reference, text: str) -> Found | None:
    meaning = _meaning(reading, ref)
    if meaning is None:
        return None
    span = (tokens[reading.start].start, tokens[reading.end - 1].end)
    mention = anchored(_mention(meaning, span, text), reading, ref, _meaning)
    if is_rate(reading, tokens):
        mention = replace(mention, type="SET")
    return Found(mention, reading, _aside(reading, mention))


def _readings(tokens: list[Token], without: tuple[str, ...]) -> Iterator[Reading]:
    rules, i = grammar(), 0
    while i < len(tokens):
        reading = rules.read(tokens, i, without)
        if reading:
            yield reading
        i = reading.end if reading else i + 1


def _day_first(tokens: list[Token]) -> bool | None:
    """Whether the text writes 25/6/2014 or 6/25/2014; ``None`` if it does neither, or both."""
    written = [str(t.classes["SLASH"]).split("/") for t in tokens if "SLASH" in t.classes]
    orders = {int(p[0]) > _MONTHS for p in written if len(p) > 1 and max(map(int, p[:2])) > _MONTHS}
    return orders.pop() if len(orders) == 1 else None


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
    """The day after "ended" or "to": "the quarter ended Sept. 30", "the week to 8 June".

    An hour without a day is that of publication: "the 24 hours to 6am".
    """
    at = reading.end
    if at + 1 >= len(tokens) or tokens[at].text not in lexicon().endings:
        return None
    following = grammar().read(tokens, at + 1)
    if following is None or following.make != "moment":
        return None
    found = _meaning(following, ref)
    if found and found.type == "TIME" and found.start is None:
        return ref.published
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
