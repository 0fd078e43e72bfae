"""What the words around a name tell of it: its kind, what it lies in, where it lies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corroborate.grounding.places.clues.relations import Relation, relation_after, relation_before
from corroborate.grounding.places.clues.speaking import speaks
from corroborate.grounding.places.demonyms import demonyms
from corroborate.grounding.places.names import fold
from corroborate.grounding.places.spotting.spot import Spot
from corroborate.grounding.places.words import is_a, kind_of

_BEFORE = re.compile(r"([\w-]+)\s+(?:of|called|named|known as)\s+(?:the\s+)?[\"“'‘]?$", re.I)
_APPOSED = re.compile(r"\b([\w-]+)\s+$")
_AFTER = re.compile(r"(?:['’]s)?[\"”'’]?\s+([\w-]+)(?:\s+([\w-]+))?")
_OFFICE = re.compile(r"(?:['’]s)?\s+([\w-]+)(?:\s+([\w-]+))?")
_INSIDE = re.compile(
    r"(?:\s*[,(]\s*(?:and\s+)?|\s*,?\s+(?:(?:a|the|an)\s+(?:[\w-]+\s+){1,4})?in\s+"
    r"|\s*,\s+(?:a|the|an)\s+(?:[\w-]+\s+){0,3}(?:capital|city|town|village)(?:\s+city)?\s+of\s+)"
    r"(?:the\s+)?(?:(?:north|south|east|west|central|far|mid|restive|volatile|troubled|war-torn"
    r"|neighbou?ring|mostly|mainly|predominantly)[\w-]*\s+){0,3}"
    r"(?:(?:province|governorate|state|district|region|county) of\s+)?",
    re.I,
)
_OWNED = re.compile(
    r"['’]s\s+(?:[a-z-]+\s+){0,4}(?:(?:city|town|village|district|province|state|region|capital)"
    r"(?:\s+of)?\s+)?",
)
_COMMA = re.compile(r"\s*,\s*(?:the\s+)?")
_AND = re.compile(r"\s*,?\s+(?:and|or|&)\s+(?:(?:in|near|at)\s+)?(?:the\s+)?|/")
_ORIGIN = re.compile(
    r"(?P<people>(?:[A-Z]\w+\s+)?[A-Z][\w.]+)[\s-]+(?:[a-z-]+\s+){0,3}?(?P<kind>[a-z]+)"
    r"(?:\s+(?:of|called|named)|,)?\s+(?:the\s+)?$"
)


@dataclass(slots=True)
class Evidence:
    """What stands around one spot; numbers are indices of other spots.

    ``kind``: what the text calls it; ``container``: the spot that it lies in; ``contents``: those
    that lie in it; ``relation``: the words that lead away from it; ``located``: the spot that an
    apposition locates it from; ``locates``: it is such a spot itself; ``origin``: code of the
    country that a demonym puts it in ("the Iraqi city of X"); ``peers``: the neighbours in a list
    ("X, Y and Z"); ``listed``: what looks like its container may be the next in a list;
    ``speaks``: it says or decides something, alone or with its peers.
    """

    kind: str | None = None
    container: int | None = None
    contents: list[int] = field(default_factory=list)
    relation: Relation | None = None
    located: int | None = None
    locates: bool = False
    origin: str | None = None
    peers: list[int] = field(default_factory=list)
    listed: bool = False
    speaks: bool = False


def gather(text: str, spots: Sequence[Spot]) -> list[Evidence]:
    """Evidence for each spot, in order."""
    found = [
        Evidence(
            _kind(text, spot),
            relation=relation_before(text, spot) or relation_after(text, spot),
            origin=_origin(text, spot),
            speaks=speaks(text, spot.start, spot.end),
        )
        for spot in spots
    ]
    for i in range(len(spots) - 1):
        between = text[spots[i].end : spots[i + 1].start]
        if len(between) > 80:
            continue
        _tie(found, spots, i, between)
    _list(found, [text[a.end : b.start] for a, b in pairwise(spots)])
    return found


def _list(found: list[Evidence], between: Sequence[str]) -> None:
    """Makes peers of the names in lists: "X and Y", "X, Y and Z"."""
    at = 0
    while at < len(between):
        stop = at
        while stop < len(between) and _COMMA.fullmatch(between[stop]):
            stop += 1
        closed = stop < len(between) and _AND.fullmatch(between[stop])
        if closed and not found[stop].kind:
            for i in range(at, stop + 1):
                found[i].peers.append(i + 1)
                found[i + 1].peers.append(i)
                found[i].listed = stop > at and i < stop
            for i in range(at, stop + 1):
                found[i].speaks |= found[stop + 1].speaks
        at = stop + 1


def _origin(text: str, spot: Spot) -> str | None:
    """Code of the country whose demonym, with a word for its kind, leads to the name."""
    match = _ORIGIN.search(text[max(0, spot.start - 70) : spot.start])
    if match is None or kind_of(match["kind"]) is None:
        return None
    words = match["people"].split()
    known = demonyms()
    return known.get(fold(" ".join(words))) or known.get(fold(words[-1]))


def _tie(found: list[Evidence], spots: Sequence[Spot], i: int, between: str) -> None:
    """Lets two neighbours speak of one another."""
    after = found[i + 1]
    typed = _strip_type(between)
    own = found[i].relation
    if own is not None and own.kind == "between":
        after.locates = between.strip() in {"and", "to", "with"}
    if after.relation is not None and after.relation.length:
        lead = between[: len(between) - after.relation.length].strip()
        if lead in {",", ", about", ", some", "(", ", just", ", a town", ", a city", ", a village"}:
            found[i].located, after.locates = i + 1, True
    elif _INSIDE.fullmatch(typed) and not re.fullmatch(r"\s*,?\s*and\s+", between):
        found[i].container = i + 1
        after.contents.append(i)
    elif _OWNED.fullmatch(between):
        after.container = i
        found[i].contents.append(i + 1)


def _strip_type(between: str) -> str:
    """The words between two names without the type of the first: " province, in " to ", in "."""
    match = re.match(r"\s+([\w-]+)", between)
    return between[match.end() :] if match and kind_of(match[1]) else between


def _kind(text: str, spot: Spot) -> str | None:
    """The kind that a type word before or after the name gives it."""
    before, after = text[max(0, spot.start - 60) : spot.start], text[spot.end : spot.end + 40]
    if (match := _BEFORE.search(before)) and kind_of(match[1]):
        return kind_of(match[1])
    if match := _AFTER.match(after):
        two = f"{match[1]} {match[2] or ''}".strip()
        if not text[spot.end :].startswith(("'s", "’s")):
            if kind := kind_of(two) or kind_of(match[1]):
                return kind
            if is_a(match[1], "facility") or is_a(two, "facility"):
                return "facility" if spot.facility else "settlement"
    if kind := _led_kind(spot, before, after):
        return kind
    if (match := _APPOSED.search(before)) and kind_of(match[1]) in {"settlement", "admin1"}:
        return kind_of(match[1]) if match[1].islower() else None
    return None


def _led_kind(spot: Spot, before: str, after: str) -> str | None:
    """The kind that words give which go with one alone: "downtown X", "X Governor"."""
    led, next_word = _APPOSED.search(before), _OFFICE.match(after)
    if led and is_a(led[1], "town_part"):
        return "settlement"
    two = f"{next_word[1]} {next_word[2] or ''}".strip() if next_word else ""
    provincial = any(is_a(word, "provincial") for word in (two, two.partition(" ")[0]))
    if not provincial and not (led and is_a(led[1], "province_part")):
        return None
    return "admin1" if any(place.kind == "admin1" for place in spot.places) else None
