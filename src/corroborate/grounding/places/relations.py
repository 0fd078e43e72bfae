"""Words that lead from a place to a spot: "95 miles north of", "on the outskirts of", "near"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from corroborate.datafiles import read_rows
from corroborate.grounding.places.geometry import MILE_KM

if TYPE_CHECKING:
    from corroborate.grounding.places.spot import Spot

TABLE = Path(__file__).parent / "data" / "relations.tsv"
_DIRECTION = r"(?P<d>(?:north|south)[ -]?(?:east|west)(?:ern)?|(?:north|south|east|west)(?:ern)?)"
_NUMBER = (
    r"(?P<n>\d+(?:[.,]\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|(?:a |one )?hundred|dozens of"
    r"|(?:a )?few|several)"
)
_UNIT = r"[ -](?P<u>miles?|mi|kilomet(?:er|re)s?|kms?|k\.?m\.?)\b"
_THE = (
    r"(?:the\s+)?(?:(?:city|town|village|capital|outskirts|provincial capital)"
    r"(?:\s+of)?\s+(?:of\s+)?)?(?:the\s+)?"
)
_FAR = re.compile(
    rf"{_NUMBER}{_UNIT}(?:\s*\([^)]*\))?(?:\s+(?:to|in)\s+the|\s+(?:further|due|down|up))?"
    rf"(?:\s+{_DIRECTION})?(?:\s+(?:of|from|outside|away from))\s+(?:\w+\s+)?{_THE}$",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    rf"\b{_DIRECTION}(?:\s+(?P<part>\w+))?\s+(?:of|from|to)\s+{_THE}$", re.IGNORECASE
)
_PART = re.compile(rf"\b(?P<far>far |extreme |mid-?)?{_DIRECTION}\s+$", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\b(?P<what>(?i:between|(?:road|highway|route|motorway|railway|railroad|pipeline|frontier|line)"
    r"(?:\s+\w+){0,3}?\s+(?:between|from|linking|connecting)))\s+(?:[a-z-]+\s+){0,4}$"
)
_OWN_EDGE = re.compile(
    rf"(?:['’]s?)?\s+(?:{_DIRECTION}\s+)?(?P<part>outskirts|edge|suburbs|entrance|countryside)\b",
    re.IGNORECASE,
)
_NUMBERS = {
    "a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0,
    "six": 6.0, "seven": 7.0, "eight": 8.0, "nine": 9.0, "ten": 10.0, "eleven": 11.0,
    "twelve": 12.0, "fifteen": 15.0, "twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fifty": 50.0,
    "sixty": 60.0, "seventy": 70.0, "eighty": 80.0, "ninety": 90.0, "hundred": 100.0,
    "a hundred": 100.0, "one hundred": 100.0, "dozens of": 40.0, "a few": 4.0, "few": 4.0,
    "several": 5.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relation:
    """The way from a place to a spot.

    Attributes:
        kind: far (direction and distance), aside (direction only), off (distance only), part,
            between, or a precision of relations.tsv (near, border).
        words: short form, as "95 mi N of".
        direction: compass point; distance: km; radius: km around the spot; length: of the words
            in the text, in characters.
    """

    kind: str
    words: str
    length: int
    direction: str | None = None
    distance: float = 0.0
    radius: float | None = None


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], str, str, float], ...]:
    rows = []
    for pattern, kind, words, radius in read_rows(TABLE):
        tail = r"\s+" + _THE if kind != "border" else r"\s+(?:the\s+)?"
        rows.append((re.compile(rf"\b(?:{pattern}){tail}$", re.I), kind, words, float(radius)))
    return tuple(rows)


def compass(word: str) -> str:
    """``north-western`` to ``NW``."""
    word = word.lower()
    return (word[0] + (next((x for x in "ew" if x + "ast" in word[4:] or x + "est" in word[4:]), "")
                       if word[0] in "ns" else "")).upper()  # fmt: skip


def relation_before(text: str, spot: Spot) -> Relation | None:
    """The relation that the words right before a spot express; ``None``: the place itself."""
    before = text[max(0, spot.start - 90) : spot.start]
    before = re.split(r"[.;:!?]\s|\n", before)[-1]
    if match := _FAR.search(before):
        return _far(match)
    if match := _BETWEEN.search(before):
        what = "between" if match["what"].lower() == "between" else "road between"
        return Relation("between", what, len(match[0]))
    for pattern, kind, words, radius in _phrases():
        if match := pattern.search(before):
            return Relation(kind, words, len(match[0]), radius=radius)
    return _sided(before)


def relation_after(text: str, spot: Spot) -> Relation | None:
    """The relation that the words right after a spot express: "X's northern outskirts"."""
    match = _OWN_EDGE.match(text, spot.end)
    if match is None:
        return None
    way = f"{compass(match['d'])} " if match["d"] else ""
    return Relation("edge", f"{way}{match['part']} of", 0, radius=10.0)


def _sided(before: str) -> Relation | None:
    if match := _ASIDE.search(before):
        way = compass(match["d"])
        if match["part"]:
            return Relation("edge", f"{way} {match['part'].lower()} of", len(match[0]), way, 0, 8.0)
        if match["d"].lower().endswith("ern"):
            return None
        return Relation("aside", f"{way} of", len(match[0]), way, radius=30.0)
    if match := _PART.search(before):
        return Relation(
            "part", f"{compass(match['d'])} part of", len(match[0]), compass(match["d"])
        )
    return None


def _far(match: re.Match[str]) -> Relation:
    raw, unit = match["n"].lower(), match["u"].lower()
    number = _NUMBERS.get(raw) or float(raw.replace(",", "."))
    miles = unit.startswith("mi")
    distance = number * (MILE_KM if miles else 1.0)
    way = compass(match["d"]) if match["d"] else None
    words = " ".join(
        filter(None, (f"{number:g}", "mi" if miles else "km", way, "of" if way else "from"))
    )
    radius = round(3 + 0.15 * distance, 1) if way else round(distance + 3, 1)
    return Relation("far" if way else "off", words, len(match[0]), way, distance, radius)
