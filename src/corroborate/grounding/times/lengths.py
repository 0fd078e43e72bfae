"""Lengths, what comes again, and words that only point at past, present or future."""

from __future__ import annotations

from corroborate.grounding.times.periods import Meaning
from corroborate.grounding.times.values import Kept, Reference, length

_OPEN_UNITS = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}


def duration(kept: Kept, ref: Reference) -> Meaning | None:
    """How long: "five days", "a few hours", "months"."""
    fraction_likely = kept.unit == "Q" and "num" not in kept and "vague" not in kept
    return None if fraction_likely else Meaning("DURATION", length(kept.unit, kept.count))


def at_event(kept: Kept, ref: Reference) -> Meaning:
    """The day, week or month before or after an event: open until that is dated."""
    return Meaning("DATE", _OPEN_UNITS.get(kept.unit))


def repeated(kept: Kept, ref: Reference) -> Meaning:
    """How often: "every Friday", "daily"."""
    often, number = kept.text("often"), kept.number("num")
    weekday, month = kept.integer("weekday", "weekdays"), kept.integer("month")
    daypart = kept.text("daypart") or kept.text("dayparts")
    tail = f"T{daypart}" if daypart else ""
    if often:
        return Meaning("SET", often)
    if weekday is not None:
        return Meaning("SET", f"XXXX-WXX-{weekday + 1}{tail}")
    if month is not None:
        return Meaning("SET", f"XXXX-{month:02d}")
    if daypart:
        return Meaning("SET", f"XXXX-XX-XX{tail}")
    if "season" in kept:
        return Meaning("SET", f"XXXX-{kept.text('season')}")
    return Meaning("SET", length(kept.unit, number or 1))


def no_time(kept: Kept, ref: Reference) -> None:
    """Words of time in the name of something else: "6 October Bridge"."""


def reference(kept: Kept, ref: Reference) -> Meaning:
    """What only points: "now", "recently", "soon". No interval."""
    return Meaning("DATE", kept.text("value"))
