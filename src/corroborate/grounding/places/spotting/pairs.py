"""Names that come in pairs or with a border: "the Baghdad-Mosul highway", "the Syrian border"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from corroborate.datafiles import read_rows
from corroborate.grounding.places.gazetteer.gazetteer import Gazetteer
from corroborate.grounding.places.locating.borders import neighbours
from corroborate.grounding.places.spotting.capitals import Word
from corroborate.grounding.places.spotting.spot import Spot
from corroborate.grounding.places.words import is_a

TABLE = Path(__file__).parents[1] / "data" / "capitals.tsv"
_NAME = r"[A-ZÀ-Þ][\w'’]+(?:[ ][A-Z][\w'’]+)?"
_BORDER = re.compile(
    rf"(?<![\w-])(?:(?P<one>{_NAME})\s?[-–—/]\s?)?(?P<two>{_NAME})\s+(?:border|frontier)"
    r"(?=(?:\s+(?P<next>[\w-]+))?)"
)
_SEAT = re.compile(
    rf"(?<![\w-])(?P<name>{_NAME})(?:['’]s)?\s+capital\b(?:\s+city\b)?"
    r"(?!\s+(?:of\s+)?(?:the\s+)?[A-Z]|\s*[,(]\s*[A-Z]|\s+(?:punishment|gains?|markets?|controls?|crimes?))"
)
_DASH = re.compile(r"[-‐‑]")


def borders(text: str, gazetteer: Gazetteer) -> Iterator[Spot]:
    """The borders that a text names by their countries: "the Syrian border", "Iran-Iraq border".

    What only serves there ("border guards") or lies in a town of its own name ("the Turkish border
    town of X") is none.
    """
    for match in _BORDER.finditer(text):
        if is_a(match["next"] or "", "border_of"):
            continue
        found = _border(match, gazetteer)
        if found is not None:
            yield found


def _border(match: re.Match[str], gazetteer: Gazetteer) -> Spot | None:
    two = gazetteer.country(match["two"])
    start = match.start("two")
    if two is None and " " in match["two"]:
        two = gazetteer.country(match["two"].split()[-1])
        start = match.end("two") - len(match["two"].split()[-1])
    if two is None or two.country is None or not neighbours(two.country):
        return None
    one = gazetteer.country(match["one"]) if match["one"] and start == match.start("two") else None
    across: tuple[str, ...] = ()
    if one is not None and one.country is not None:
        start, across, two = match.start("one"), (two.country,), one
    return Spot(
        start,
        end := match.end(),
        match.string[start:end],
        [two],
        sure=True,
        across=across,
        fixed=True,
    )


def seats(text: str, gazetteer: Gazetteer) -> Iterator[Spot]:
    """The capitals that a text names by their countries alone: "the Iraqi capital"."""
    for match in _SEAT.finditer(text):
        country = gazetteer.country(match["name"]) or gazetteer.country(match["name"].split()[-1])
        known = _capitals().get(country.country or "") if country else None
        place = gazetteer.get(known) if known else None
        if place is not None:
            start, end = match.start("name"), match.end()
            yield Spot(start, end, text[start:end], [place], sure=True, fixed=True)


@cache
def _capitals() -> dict[str, str]:
    """Entry of the capital by country (ISO alpha-2), from capitals.tsv."""
    return {code: place for code, place, _ in read_rows(TABLE)}


def parted(words: list[Word], gazetteer: Gazetteer) -> list[Word]:
    """The words, but "Baghdad-Mosul" and "Gao-based" in two."""
    found: list[Word] = []
    for word in words:
        found += _halves(word, gazetteer) if "-" in word.text[1:-1] else [word]
    return found


def _halves(word: Word, gazetteer: Gazetteer) -> list[Word]:
    dash = next(iter(_DASH.finditer(word.text)), None)
    if dash is None or gazetteer.lookup(word.bare):
        return [word]
    one, two = word.text[: dash.start()], word.text[dash.end() :]
    if not (one[:1].isupper() and _great(one, gazetteer)):
        return [word]
    if two[0].isupper() and not _great(two.rstrip("."), gazetteer):
        return [word]
    head = replace(word, end=word.start + dash.start(), text=one)
    start, capital = word.start + dash.end(), two[0].isupper()
    return [head, replace(word, start=start, text=two, capital=capital, first=False, tied=False)]


def _great(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a name is first of all a country's or a town's."""
    found = gazetteer.lookup(name) if len(name) > 3 and not is_a(name, "given") else []
    return bool(found) and (found[0].kind in ("country", "admin1") or found[0].population > 5000)
