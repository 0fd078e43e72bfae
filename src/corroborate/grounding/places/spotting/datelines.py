"""The head of an agency's report that names where it was filed: ``KIRKUK, Iraq (MPA) --``."""

from __future__ import annotations

import re

from corroborate.grounding.places.spotting.spot import Entities

_HEAD = 400
_LINES = 6
_DATELINE = re.compile(
    r"(?P<city>[^\W\d_][^\n,()\[\]:;.—–]{1,40}?)"
    r"(?P<rest>(?:,[^\n,()\[\]—–]{1,30}){0,3}?)"
    r"\s*(?P<agency>\([A-Z][^()\n]{1,60}\))?\s*(?:\s(?:--?|–|—|_)|--|—)\s"
)
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE)


def dateline_span(text: str) -> tuple[int, int] | None:
    """Characters ``[a, b)`` of the dateline that a report starts with, without its dash.

    A line is one where a dash follows a place's name and there is an agency in brackets, a date,
    or a city in capitals; a headline may stand above. ``None`` where there is none.
    """
    start = len(text) - len(text.lstrip())
    lines = [start, *(m.end() + start for m in re.finditer(r"\n\s*", text[start : start + _HEAD]))]
    for at in lines[:_LINES]:
        match = _DATELINE.match(text, at)
        if match and _is_dateline(match):
            return at, match.end("agency") if match["agency"] else match.end("rest")
    return None


def outside_dateline(entities: Entities, text: str) -> Entities:
    """The entities without those in the dateline, where taggers take the town for an agency."""
    line = dateline_span(text)
    if line is None:
        return entities
    return [e for e in entities if e[0] >= line[1] or e[1] <= line[0]]


def _is_dateline(match: re.Match[str]) -> bool:
    city = match["city"]
    if not city[0].isupper() or len(city.split()) > 4 or any(c.isdigit() for c in city):
        return False
    dated = bool(_MONTH.search(match["rest"]))
    return bool(match["agency"]) or dated or (city.isupper() and len(city) > 2)
