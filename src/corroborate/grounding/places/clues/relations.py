"""Words that lead from a place to a spot: "95 miles north of", "on the outskirts of", "near".

Radii in km: of a distance with its direction 3 and 15 % of it, for a bearing told in words is good
to some 15 degrees; of a distance alone 3 and 115 % of it (a ring, whose middle is the place); of
hours on the road, taken at 60 km an hour, half the distance more; of a side alone ("west of") 30;
between two places half their distance and 3; of all others as relations.tsv has it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from corroborate.datafiles import read_rows
from corroborate.grounding.places.geometry import MILE_KM

if TYPE_CHECKING:
    from corroborate.grounding.places.spotting.spot import Spot

TABLE = Path(__file__).parents[1] / "data" / "relations.tsv"
_SIDE = r"(?:north|south|east|west)"
_DIRECTION = (
    rf"(?P<d>(?:{_SIDE}[ -])?(?:north|south)[ -]?(?:east|west)(?:ern)?|{_SIDE}(?:ern)?"
    r"|(?<![A-Z])(?:[NS][NS]?[EW]|[EW][NS][EW])(?![A-Za-z]))"
)
_NUMBER = (
    r"(?P<n>\d+(?:,\d{3})+|\d+(?:[.,]\d+)?(?:\s?(?:-|–|to|or)\s?\d+(?:[.,]\d+)?)?|an?|one|two|three|four"
    r"|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy"
    r"|eighty|ninety|(?:a |one )?hundred|(?:a |half a )?dozen|dozens of|(?:a )?few"
    r"|(?:a )?couple(?: of)?|several|half an?)"
)
_UNIT = (
    r"[ -](?:further )?(?P<u>miles?|mi|kilomet(?:er|re)s?|kms?|k\.?m\.?|met(?:er|re)s?|m|yards?"
    r"|hours?|minutes?|days?)\b(?:['’]s?)?"
)
_BY = r"(?:[ -](?P<by>drive|ride|journey|trip|flight|walk|march|hike|trek|sail)(?: by \w+)?)?"
_THE = (
    r"(?:the\s+)?(?:(?:[\w'’-]+\s+){0,2}(?:city|town|village|capital|outskirts|port|district"
    r"|province|center|centre)(?:\s+of|,)?\s+(?:of\s+)?)?(?:the\s+)?"
)
_FAR = re.compile(
    rf"{_NUMBER}{_UNIT}{_BY}(?:\s*\([^)]*\))?,?(?:\s+(?:to|in|away to)\s+the"
    rf"|\s+(?:further|due|away|inland|inside)"
    rf"|\s+(?:down|up|along)(?: the (?:road|highway|coast|river))?)?(?:\s+{_DIRECTION})?"
    rf"(?:\s+(?:of|from|outside|away from|off|inside))\s+(?:\w+\s+)?{_THE}$",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    rf"\b{_DIRECTION}(?:\s+(?P<part>\w+))?\s+(?:of|from|to)\s+{_THE}$", re.IGNORECASE
)
_SIDE_OF = re.compile(
    rf"(?<!\bto )\bthe (?:far |extreme )?{_DIRECTION}"
    rf"(?:\s+(?:part|parts|side|half|end|section|area|areas))?\s+of\s+{_THE}$",
    re.IGNORECASE,
)
_PART = re.compile(rf"\b(?P<far>far |extreme |mid-?)?{_DIRECTION}[\s-]+$", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\b(?P<half>(?:half-?\s?way|midway)\s+)?"
    r"(?P<what>(?i:between|(?:road|highway|route|motorway|railway|railroad|pipeline|frontier|line"
    r"|border|way)(?:\s+\w+){0,3}?\s+(?:between|from|linking|connecting)"
    r"|travell?ing from|en route from))\s+(?:[a-z-]+\s+){0,4}$"
)
_PAIR = re.compile(
    r"(?:\s?[-–—/]\s?|\s+to\s+)(?:[Aa]l-)?[A-Z][\w'’]+(?:[- ][A-Z][\w'’]+)?\s+(?:[a-z]+\s+)?"
    r"(?P<what>road|highway|motorway|route|railway|railroad|expressway|pipeline|line|border|frontier)\b"
)
_NUMBERS = {
    "a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0,
    "six": 6.0, "seven": 7.0, "eight": 8.0, "nine": 9.0, "ten": 10.0, "eleven": 11.0,
    "twelve": 12.0, "fifteen": 15.0, "twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fifty": 50.0,
    "sixty": 60.0, "seventy": 70.0, "eighty": 80.0, "ninety": 90.0, "hundred": 100.0,
    "a hundred": 100.0, "one hundred": 100.0, "dozens of": 40.0, "dozen": 12.0, "a dozen": 12.0,
    "half a dozen": 6.0, "a few": 4.0, "few": 4.0, "several": 5.0, "couple": 2.0,
    "a couple": 2.0, "couple of": 2.0, "a couple of": 2.0, "half a": 0.5, "half an": 0.5,
}  # fmt: skip
_KM = {"mi": MILE_KM, "k": 1.0, "m": 0.001, "y": 0.000914}
# Kilometres an hour on the ground, by what the way is covered with; on roads of a country at war.
_SPEED = {"walk": 5.0, "march": 5.0, "hike": 4.0, "trek": 4.0, "flight": 600.0, "sail": 15.0}
_DRIVE_KMH = 60.0
_HOURS = {"h": 1.0, "mi": 1 / 60, "d": 8.0}


@dataclass(frozen=True, slots=True)
class Relation:
    """The way from a place to a spot.

    Attributes:
        kind: far (direction and distance), aside (direction only), off (distance only), part,
            between, border, or one of relations.tsv (near, edge, heart, sea, road).
        words: short form, as "95 mi N of".
        length: of the words before the name that lead away from it, in characters; 0 where they
            stand after it, or where they only pick a part of it.
        direction: compass point; distance: km; radius: km around the spot; lead: characters of
            the words before the name, whatever they do.
    """

    kind: str
    words: str
    length: int
    direction: str | None = None
    distance: float = 0.0
    radius: float | None = None
    lead: int = 0


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], str, str, float], ...]:
    """Patterns of the words before a name, with kind, words to show and radius."""
    rows = []
    for pattern, kind, words, radius in read_rows(TABLE):
        if not kind.startswith("own:"):
            tail = r"\s+" + _THE if kind not in ("border", "heart") else r"\s+(?:the\s+)?"
            rows.append((re.compile(rf"\b(?:{pattern}){tail}$", re.I), kind, words, float(radius)))
    return tuple(rows)


@cache
def _own_phrases() -> tuple[tuple[re.Pattern[str], str, str, float], ...]:
    """The same of the words after a name."""
    rows = []
    for pattern, kind, words, radius in read_rows(TABLE):
        if kind.startswith("own:"):
            head = rf"(?:['’]s?)?\s+(?:(?:far |extreme )?{_DIRECTION}\s+)?(?:(?:eastern|rural)\s+)?"
            found = re.compile(
                rf"{head}(?:{pattern})\b(?!\s+(?:guards?|police|patrols?|forces?))", re.I
            )
            rows.append((found, kind.removeprefix("own:"), words, float(radius)))
    return tuple(rows)


def compass(word: str) -> str:
    """``north-western`` to ``NW``, ``south-southeast`` to ``SSE``."""
    word = word.lower()
    if len(word) < 4:
        return word.upper()
    return "".join(x[0] for x in re.findall("north|south|east|west", word)).upper()


def relation_before(text: str, spot: Spot) -> Relation | None:
    """The relation that the words right before a spot express; ``None``: the place itself."""
    before = text[max(0, spot.start - 110) : spot.start]
    before = re.split(r"[.;:!?]\s|\n", before)[-1]
    if spot.across is not None:
        return _at_border(before)
    if match := _FAR.search(before):
        return _far(match)
    if match := _BETWEEN.search(before):
        return _between(match)
    if match := _SIDE_OF.search(before):
        return _part(match)
    for pattern, kind, words, radius in _phrases():
        if match := pattern.search(before):
            long = len(match[0])
            return Relation(kind, words, 0 if kind == "heart" else long, radius=radius, lead=long)
    return _pair(text, spot) or _sided(text, spot, before)


def relation_after(text: str, spot: Spot) -> Relation | None:
    """The relation that the words right after a spot express: "X's northern outskirts"."""
    if spot.across is not None:
        return None
    for pattern, kind, words, radius in _own_phrases():
        if match := pattern.match(text, spot.end):
            way = f"{compass(match['d'])} " if match["d"] else ""
            return Relation(kind, f"{way}{words}", 0, radius=radius)
    return None


def _at_border(before: str) -> Relation:
    """A name that is a border itself, and how far from it."""
    match = _FAR.search(before)
    if match is None:
        return Relation("border", "border of", 0)
    far = _far(match)
    return replace(far, kind="border", words=f"{far.words} border of")


def _between(match: re.Match[str]) -> Relation:
    what = match["what"].lower()
    road = not what.startswith(("between", "border", "frontier"))
    kind = "border" if what.startswith(("border", "frontier")) else "between"
    words = "border between" if kind == "border" else "road between" if road else "between"
    return Relation(kind, f"halfway {words}" if match["half"] else words, len(match[0]))


def _pair(text: str, spot: Spot) -> Relation | None:
    """The first of two names joined by a dash before a road: "the Baghdad-Mosul highway"."""
    match = _PAIR.match(text, spot.end)
    if match is None:
        return None
    border = match["what"] in ("border", "frontier")
    return Relation("border" if border else "between", f"{match['what']} between", 0)


def _sided(text: str, spot: Spot, before: str) -> Relation | None:
    if match := _ASIDE.search(before):
        way = compass(match["d"])
        if match["part"]:
            return Relation("edge", f"{way} {match['part'].lower()} of", len(match[0]), way, 0, 8.0)
        if match["d"].lower().endswith("ern"):
            return None
        return Relation("aside", f"{way} of", len(match[0]), way, radius=30.0)
    if match := _PART.search(before):
        own = relation_after(text, spot)
        if own is not None:
            return replace(own, words=f"{compass(match['d'])} {own.words}", lead=len(match[0]))
        return _part(match)
    return None


def _part(match: re.Match[str]) -> Relation:
    way = compass(match["d"])
    return Relation("part", f"{way} part of", 0, way, lead=len(match[0]))


def _number(words: str) -> float:
    """A number in words or figures; the middle of a range."""
    if (known := _NUMBERS.get(words)) is not None:
        return known
    if re.fullmatch(r"\d+(?:,\d{3})+", words):
        return float(words.replace(",", ""))
    figures = [float(x.replace(",", ".")) for x in re.findall(r"\d+(?:[.,]\d+)?", words)]
    return sum(figures) / len(figures)


def _far(match: re.Match[str]) -> Relation:
    """Distance and direction; what is told as time on the road is only a rough distance."""
    number, unit = _number(match["n"].lower()), match["u"].lower()
    way = compass(match["d"]) if match["d"] else None
    head = next(u for u in ("minute", "mi", "k", "m", "y", "h", "d") if unit.startswith(u))
    rough = 0.15
    if head in ("h", "d", "minute"):
        speed = _SPEED.get((match["by"] or "").lower(), _DRIVE_KMH)
        distance, rough = number * _HOURS[head[:2] if head == "minute" else head] * speed, 0.5
        shown = f"{number:g} {unit.rstrip('s')}"
    else:
        distance = number * _KM[head]
        shown = f"{number:g} {'km' if head == 'k' else head[:2] if head != 'y' else 'yd'}"
    words = " ".join(filter(None, (shown, way, "of" if way else "from")))
    radius = round(3 + (rough if way else 1 + rough) * distance, 1)
    return Relation("far" if way else "off", words, len(match[0]), way, distance, radius)
