"""What the words around a time, and the times named before it, give to its reading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from corroborate.grounding.times.lexicon import lexicon
from corroborate.grounding.times.mention import TimeMention
from corroborate.grounding.times.tokens import Token

LOOK_BACK = 40  # times that a word such as "the quarter" may look past for its own
MEMORY = 600  # characters that a time may be told from another back over
_NEAR = 8
_STOPS = frozenset(".!?")
_SENTENCE = 60
_UNITS = (
    (re.compile(r"\d{4}-\d\d-\d\d(T.*)?"), "D"),
    (re.compile(r"\d{4}-W\d\d"), "W"),
    (re.compile(r"\d{4}-\d\d"), "M"),
    (re.compile(r"\d{4}-Q\d"), "Q"),
    (re.compile(r"\d{4}"), "Y"),
)
_MONTHS = re.compile(r"P([2-9]|1[0-2])M")


def unit_of(value: str | None) -> str | None:
    """Letter of the calendar unit that a TIMEX3 value names: D, W, M, Q or Y."""
    return next((unit for form, unit in _UNITS if value and form.fullmatch(value)), None)


def named_before(found: Sequence[TimeMention], at: int, text: str) -> tuple[tuple[date, str], ...]:
    """First day and unit of the times named not too far back, the last first; all quarters.

    One right before a comma is the same time in other words: "on Monday, three months later".
    """
    named: list[tuple[date, str]] = []
    for back, mention in enumerate(reversed(found)):
        unit = unit_of(mention.value)
        near = back < _NEAR and at - mention.span[1] < MEMORY
        if not (near or unit == "Q") or unit is None or mention.start is None:
            continue
        if mention.type in ("DATE", "TIME") and text[mention.span[1] : at].strip() != ",":
            named.append((mention.start, unit))
    return tuple(named)


def topic_of(found: Sequence[TimeMention], at: int) -> tuple[str, date] | None:
    """The quarter, or the month not far back, that figures are given for: unit and first day.

    ``None`` where a stretch of months was named since: "in the first nine months".
    """
    for mention in reversed(found):
        near, unit = at - mention.span[1] < MEMORY, unit_of(mention.value)
        if near and mention.type == "DURATION" and _MONTHS.fullmatch(mention.value or ""):
            return None
        if unit and mention.start and (unit == "Q" or (unit == "M" and near)):
            return unit, mention.start
    return None


def compared(tokens: Sequence[Token], start: int) -> bool:
    """Whether the sentence sets figures of two periods side by side before token ``start``."""
    for token in reversed(tokens[max(0, start - _SENTENCE) : start]):
        if token.text in _STOPS:
            return False
        if token.text in lexicon().comparing:
            return True
        if token.breaks:
            return False
    return False


def same_sentence(tokens: Sequence[Token], a: int, b: int) -> bool:
    """Whether no sentence ends between tokens ``a`` and ``b``."""
    return not any(t.text in _STOPS or t.breaks for t in tokens[min(a, b) : max(a, b)])
