"""The date that an agency's dateline gives a report."""

from __future__ import annotations

import re
from datetime import date

from corroborate.grounding.times.finder import find_times

_HEAD = 400
_DASH = re.compile(r"\s(?:--|-|–|—|_)|--|—")
_AGENCY = re.compile(r"\(([A-Z][^()\n]{1,60})\)")
_AFTER_DASH = 3


def dateline(text: str, published: date | None = None) -> date | None:
    """The day of the dateline that ``text`` starts with, as ``LIMA, 25 OCT 89 (EFE) --``.

    A day without its year is resolved with ``published``; ``None`` without it, or where the text
    does not start with a dateline.
    """
    start = len(text) - len(text.lstrip())
    for line_start in _line_starts(text, start):
        found = _in_line(text[line_start : line_start + _HEAD], published)
        if found:
            return found
    return None


def _line_starts(text: str, start: int) -> list[int]:
    """Where the first lines of the text start: a headline or a number may stand above."""
    lines = [start]
    for match in re.finditer(r"\n\s*", text[start : start + _HEAD]):
        lines.append(start + match.end())
    return lines[:6]


def _in_line(head: str, published: date | None) -> date | None:
    dash = _DASH.search(head.split("\n\n")[0])
    agency = _AGENCY.search(head[: dash.end() + 1] if dash else head[:80])
    if dash is None or not head[:1].strip() or not (agency or _is_place(head[: dash.start()])):
        return None
    for mention in find_times(head, published, direction="past"):
        a, b = mention.span
        near = b <= dash.start() + 1 or 0 <= a - dash.end() <= _AFTER_DASH
        if near and mention.precision == "day" and _has_month(mention.text):
            return mention.start
    return None


def _is_place(words: str) -> bool:
    """A dateline's place is in capitals: "SHARAN, Afghanistan, Sept. 19"."""
    first = re.split(r"[,(]", words)[0].strip()
    return len(first) > 2 and first.isupper()


def _has_month(words: str) -> bool:
    return bool(re.search(r"[A-Za-z]{3}|\d{4}-\d{2}", words)) and bool(re.search(r"\d", words))
