"""The day a report is of: from its metadata, its dateline, or a date line in its head."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from corroborate.grounding.times.dateline import dateline
from corroborate.grounding.times.finder import find_times
from corroborate.grounding.times.lexicon import lexicon
from corroborate.grounding.times.mention import TimeMention

_HEAD, _LINES, _LONGEST_LINE = 600, 8, 120
_WORD = re.compile(r"[^\W\d_]+")
_BYLINE = re.compile(r"by\s", re.IGNORECASE)
_PARTS = re.compile(r"\s[|•·–—-]\s|\t|\s{3,}")


@dataclass(frozen=True, slots=True)
class DocumentDate:
    """The day a report is of.

    Attributes:
        date: the day; ``None`` where nothing gives it: relative times then stay relative.
        source: what gave it; ``None`` without a day.
    """

    date: date | None = None
    source: Literal["metadata", "dateline", "head"] | None = None


def document_date(published: date | None, text: str) -> DocumentDate:
    """The day from which the relative times of ``text`` are told.

    Args:
        published: day of publication from the report's metadata, where there is one; it wins.
        text: the report. A dateline with its year ("LIMA, 25 OCT 89 (XNA) --") comes next, then a
            line of the head that holds one full date and nothing else but words such as "Posted
            on", an hour, or a byline. No day is ever put together from parts or guessed.
    """
    if published is not None:
        return DocumentDate(published, "metadata")
    line = dateline(text)
    if line is not None:
        return DocumentDate(line, "dateline")
    head = _in_head(text)
    return DocumentDate(head, "head") if head else DocumentDate()


def _in_head(text: str) -> date | None:
    """The day of the first line of the head that is a date line."""
    head = text.lstrip()[:_HEAD]
    for line in [part.strip() for part in head.splitlines() if part.strip()][:_LINES]:
        if len(line) <= _LONGEST_LINE:
            found = _date_line(line)
            if found:
                return found
    return None


def _date_line(line: str) -> date | None:
    """The one day of a line that has only a date, or of the part of a byline that has."""
    if len(_days(find_times(line, None))) != 1:
        return None
    after_name = line.partition(",")[2:] if _BYLINE.match(line) else ()
    for part in (line, *_PARTS.split(line), *after_name):
        found = find_times(part, None)
        days = _days(found)
        if days and _only_labels(part, [m.span for m in found]):
            return days.pop()
    return None


def _days(found: list[TimeMention]) -> set[date]:
    days = [m for m in found if m.type in ("DATE", "TIME") and m.precision == "day"]
    return {m.start for m in days if m.start and m.start == m.end}


def _only_labels(part: str, spans: list[tuple[int, int]]) -> bool:
    """Whether nothing but labels stands outside the spans."""
    for a, b in reversed(spans):
        part = part[:a] + " " + part[b:]
    return all(word.lower() in lexicon().date_labels for word in _WORD.findall(part))
