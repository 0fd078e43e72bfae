"""What the words around a lesser name say for its being a place's, and against."""

from __future__ import annotations

import re

from corroborate.grounding.places.gazetteer.gazetteer import Gazetteer
from corroborate.grounding.places.records import Place
from corroborate.grounding.places.words import is_a, kind_of

SMALL = 20_000
AREAS = frozenset(("country", "admin1", "continent", "water", "region"))
_BEFORE = re.compile(r"([\w'’-]+)\s+(?:the\s+|nearby\s+)?$")
_SECOND = re.compile(r"([\w-]+)\s+of\s+(?:the\s+)?$")
_AFTER = re.compile(r"\s+([a-z]+)")
_COMMA = re.compile(r",\s+(?:in\s+)?((?:[A-Z][\w.'’-]*\s?){1,3})")


def is_small(places: list[Place]) -> bool:
    """Whether the best known of the places of a name is known to few."""
    return places[0].kind not in AREAS and places[0].population < SMALL and places[0].rank < 2


def speaks_for(text: str, start: int, end: int, gazetteer: Gazetteer) -> bool:
    """Whether the words beside a name make it a place: "in X", "shelled X", "X district"."""
    before = _BEFORE.search(text, max(0, start - 40), start)
    if before and is_a(before[1], "locative", "taking"):
        return True
    second = _SECOND.search(text, max(0, start - 40), start)
    after = _AFTER.match(text, end)
    if (second and kind_of(second[1])) or (after and kind_of(after[1])):
        return True
    return _in_area(text, end, gazetteer)


def _in_area(text: str, end: int, gazetteer: Gazetteer) -> bool:
    match = _COMMA.match(text, end)
    if match is None:
        return False
    words = match[1].strip().rstrip(".").split()
    names = (" ".join(words[:n]) for n in range(len(words), 0, -1))
    hosts = (gazetteer.abbreviation(match[1].strip()), *(_first(n, gazetteer) for n in names))
    return any(host is not None and host.kind in AREAS for host in hosts)


def _first(name: str, gazetteer: Gazetteer) -> Place | None:
    return next(iter(gazetteer.lookup(name)), None)


def speaks_against(text: str, start: int, end: int) -> bool:
    """Whether a name does what people do: "X said", "X, who", "X's wife"."""
    after = _AFTER.match(text, end)
    if after and is_a(after[1], "metonym", "person_verb"):
        return True
    owned = re.match(r"['’]s\s+([a-z]+)", text[end : end + 30])
    return bool(owned and is_a(owned[1], "kin")) or text[end : end + 5] == ", who"
