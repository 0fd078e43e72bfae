"""What a relative time is told from: publication, a time named before, or an event of the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from corroborate.grounding.times import periods
from corroborate.grounding.times.discourse import same_sentence
from corroborate.grounding.times.grammar import Reading
from corroborate.grounding.times.lexicon import lexicon
from corroborate.grounding.times.mention import Anchor, TimeMention
from corroborate.grounding.times.periods import Meaning
from corroborate.grounding.times.tokens import Token
from corroborate.grounding.times.values import Kept, Reference, length

Resolve = Callable[[Reading, Reference], Meaning | None]
_RELATIVE = ("DATE", "TIME")
_OPEN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "F": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX"}
_OPEN |= {"Y": "XXXX", "E": "XXX", "C": "XX"}
_FROM_EVENT = ("duration", "at_event", "day_in_a_row")
_IS = ("is", "'s")
_WAYS = {"before": -1, "after": 1}
_LONGEST_NAME, _SHORTEST_STEM, _SAME_START = 8, 4, 5
_BESIDE, _LOOK_BACK, _SENTENCE = 10, 40, 80
_SUFFIXES = ("ings", "ing", "ers", "er", "ions", "ion", "es", "ed", "s")


@dataclass(frozen=True, slots=True)
class Found:
    """A mention with its reading and the tokens it covers; ``aside`` if it only compares."""

    mention: TimeMention
    reading: Reading
    aside: bool = False

    @property
    def start(self) -> int:
        return self.reading.start

    @property
    def end(self) -> int:
        return self.reading.end

    @property
    def is_day(self) -> bool:
        return self.mention.precision == "day" and self.mention.type in _RELATIVE


def anchored(
    mention: TimeMention, reading: Reading, ref: Reference, resolve: Resolve
) -> TimeMention:
    """The mention with its anchor: what its interval would be lost without.

    Where nothing dates the anchor, the value says only what unit of time is meant.
    """
    kept = Kept(reading.values)
    if mention.type not in _RELATIVE or (mention.value or "").endswith("_REF") or "slash" in kept:
        return mention
    if _start(resolve(reading, replace(ref, published=None, named=(), topic=None, ends=None))):
        return mention
    from_text = reading.make in ("later", "backref") or (
        ref.published is not None and bool(_start(resolve(reading, replace(ref, published=None))))
    )
    anchor = Anchor("time" if from_text else "publication", _offset(kept))
    return replace(mention, anchor=anchor, value=mention.value or _open_value(reading.make, kept))


def _start(meaning: Meaning | None) -> date | None:
    return meaning.start if meaning else None


def _offset(kept: Kept) -> str | None:
    """A signed length, where the words give one: "two days ago" is -P2D."""
    shift = kept.integer("shift")
    if shift is not None and "ago" not in kept:
        return signed(length("D", abs(shift)), shift)
    way = kept.integer("ago", "later", "step", "backref", "roll", "yearstep")
    if way is None or "weekday" in kept or "month" in kept or "weekdays" in kept:
        return None
    if "season" in kept or "holiday" in kept:
        return None
    number = kept.count if "unit" in kept or "units" in kept else 1
    unit = "Y" if "yearstep" in kept else kept.unit
    return None if number is None else signed(length(unit, abs(number * way)), way)


def signed(span: str, way: int) -> str:
    return f"{'-' if way < 0 else '+'}{span}"


def _open_value(make: str, kept: Kept) -> str | None:
    if make == "weekend":
        return "XXXX-WXX-WE"
    part = kept.text("daypart") or ("NI" if make == "night" else None)
    if part:
        return f"XXXX-XX-XXT{part}"
    return _OPEN.get("Y" if "yearstep" in kept else kept.unit)


def from_event(item: Found, found: Sequence[Found], at: int, tokens: Sequence[Token]) -> Found:
    """Tell "two days after the attack" by the day of the attack, where the text dates it.

    That is a day in the words that name it ("the June 3 attack") or else that of an earlier
    sentence with the same noun and one day alone. ``at`` is the place of ``item`` in ``found``.
    """
    kept, following = Kept(item.reading.values), item.end
    if item.reading.make not in _FROM_EVENT or following + 1 >= len(tokens):
        return item
    if any(t.text in lexicon().no_calendar for t in tokens[item.start : item.end]):
        return item
    if item.reading.make == "day_in_a_row" and item.start and tokens[item.start - 1].text in _IS:
        return item  # "it is the second day of the siege": the day at hand
    way, count = _way_and_count(item, tokens[following].text)
    if way is None or count is None or count != int(count) or kept.unit in ("s", "m", "h", "C"):
        return item
    last = _name_end(tokens, following + 1)
    if last == following + 1 or (
        item.reading.make == "day_in_a_row" and not _noun(tokens, following + 1, last)
    ):
        return item
    span = (tokens[following + 1].start, tokens[last - 1].end)
    anchor = Anchor("event", signed(length(kept.unit, count), way), span)
    name = (following + 1, last)
    open_day = item.mention
    if item.reading.make == "day_in_a_row":
        open_day = replace(open_day, value=_OPEN.get(kept.unit))
    holiday = _holiday(found, at, following + 1)
    if holiday and kept.unit == "D":
        return replace(item, mention=_beside_holiday(open_day, anchor, holiday))
    day = _own_day(found, at, following, tokens) or _day_told(found, at, name, tokens)
    return replace(item, mention=_resolved(open_day, anchor, day))


def _way_and_count(item: Found, following: str) -> tuple[int | None, float | None]:
    """Which way from the event, and how many units: the third day of it is two days on."""
    kept = Kept(item.reading.values)
    if item.reading.make == "day_in_a_row":
        number = kept.integer("ord") or 0
        return (1, number - 1) if following == "of" and number > 1 else (None, None)
    return kept.integer("eve") or _WAYS.get(following), kept.count


def _holiday(found: Sequence[Found], at: int, start: int) -> TimeMention | None:
    """The named day that stands in place of an event: "two days after Ashura"."""
    if at + 1 >= len(found) or found[at + 1].reading.make != "holiday":
        return None
    return found[at + 1].mention if 0 <= found[at + 1].start - start <= 1 else None


def _beside_holiday(mention: TimeMention, anchor: Anchor, holiday: TimeMention) -> TimeMention:
    if holiday.start is None or holiday.end is None:
        return replace(mention, anchor=anchor)
    days = timedelta(_steps(anchor))
    moved = periods.days(holiday.start + days, holiday.end + days)
    if moved.start is not None and moved.start == moved.end:
        moved = periods.day(moved.start)
    return _dated(mention, anchor, moved)


def _steps(anchor: Anchor) -> int:
    """The signed number of units of its offset."""
    return int(re.sub(r"[^-0-9]", "", anchor.offset or "0"))


def _resolved(mention: TimeMention, anchor: Anchor, day: date | None) -> TimeMention:
    offset = anchor.offset or ""
    shifted = periods.shifted(offset[-1:], day, _steps(anchor)) if day else None
    if shifted is None:
        return replace(mention, anchor=anchor)
    return _dated(mention, anchor, shifted)


def _dated(mention: TimeMention, anchor: Anchor, meaning: periods.Meaning) -> TimeMention:
    """The mention with the interval that its anchor gives it."""
    return replace(
        mention,
        type="DATE",
        value=meaning.value,
        start=meaning.start,
        end=meaning.end,
        precision=meaning.precision,
        anchor=anchor,
    )


def _name_end(tokens: Sequence[Token], start: int) -> int:
    """Where the words that name the event end: at a mark, a preposition or a clause."""
    end = start
    while end < min(len(tokens), start + _LONGEST_NAME):
        token = tokens[end]
        if token.breaks or not token.text[0].isalnum() or _ends_name(token.text, end > start):
            break
        end += 1
    return end


def _ends_name(word: str, begun: bool) -> bool:
    words = lexicon()
    return word in words.name_ends or word in words.past or (begun and word in words.articles)


def _own_day(found: Sequence[Found], at: int, start: int, tokens: Sequence[Token]) -> date | None:
    """The day that stands in the clause of the event, before any comma."""
    if at + 1 >= len(found) or not found[at + 1].is_day:
        return None
    nearest = found[at + 1]
    between = tokens[start : nearest.start]
    plain = len(between) <= _LONGEST_NAME and not any(t.text in (",", ";", ":") for t in between)
    if not plain or not same_sentence(tokens, start, nearest.start):
        return None
    return nearest.mention.start


def _day_told(
    found: Sequence[Found], at: int, name: tuple[int, int], tokens: Sequence[Token]
) -> date | None:
    """The one day of the last sentence before that speaks of an event with the same noun beside it.

    A day that tells when someone spoke ("police said on Monday") is not that of the event.
    """
    if tokens[name[0]].text not in lexicon().definite:
        return None
    stem = _noun(tokens, *name)
    if stem is None:
        return None
    before = [f for f in found[max(0, at - _LOOK_BACK) : at] if f.is_day]
    for item in reversed(before):
        if not _tells_of(stem, item, tokens):
            continue
        a, b = _sentence(tokens, item.start)
        days = {f.mention.start for f in before if a <= f.start < b}
        return item.mention.start if len(days) == 1 and b <= found[at].start else None
    return None


def _tells_of(stem: str, day: Found, tokens: Sequence[Token]) -> bool:
    """Whether the noun stands beside the day, and the day does not tell when someone spoke."""
    if {t.text for t in tokens[max(0, day.start - 2) : day.start]} & lexicon().reporting:
        return False
    near = range(max(0, day.start - _BESIDE), min(len(tokens), day.end + _BESIDE))
    return any(
        _alike(stem, _stem(tokens[i].text)) and same_sentence(tokens, i, day.start) for i in near
    )


def _noun(tokens: Sequence[Token], start: int, end: int) -> str | None:
    """The stem of the last noun of an event among the tokens."""
    stems = (_stem(token.text) for token in reversed(tokens[start:end]))
    return next((stem for stem in stems if stem in _events()), None)


@cache
def _events() -> frozenset[str]:
    return frozenset(_stem(noun) for noun in lexicon().events)


def _sentence(tokens: Sequence[Token], i: int) -> tuple[int, int]:
    a = b = i
    while i - a < _SENTENCE and a > 0 and same_sentence(tokens, a - 1, a) and not tokens[a].breaks:
        a -= 1
    while b - i < _SENTENCE and b < len(tokens) and same_sentence(tokens, b, b + 1):
        b += 1
    return a, b


def _stem(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            return word[: -len(suffix)]
    return word


def _alike(a: str, b: str) -> bool:
    return len(a) >= _SHORTEST_STEM and (
        a == b or (a[:_SAME_START] == b[:_SAME_START] and len(a) > _SHORTEST_STEM)
    )
