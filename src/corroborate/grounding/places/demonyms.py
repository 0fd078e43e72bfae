"""Words for countries beside their names: short forms, adjectives, peoples."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from corroborate.datafiles import read_rows
from corroborate.grounding.places.names import fold

TABLE = Path(__file__).parents[1] / "data" / "demonyms.tsv"


@cache
def _rows() -> list[list[str]]:
    """Columns of demonyms.tsv: code, name, demonyms, short forms. Empty where it is absent."""
    if not TABLE.exists():
        return []
    return [[*row, "", ""] for row in read_rows(TABLE) if len(row[0]) == 2]


@cache
def demonyms() -> dict[str, str]:
    """Folded adjective or people ("iraqi", "iraqis") to ISO alpha-2 code of the country."""
    found: dict[str, str] = {}
    for code, _, words, *_ in _rows():
        for word in (fold(word) for word in words.split("|") if word and not _initials(word)):
            found.setdefault(word, code)
            found.setdefault(word + "s", code)
    return {word: code for word, code in found.items() if word not in short_forms()}


def _initials(word: str) -> bool:
    """``U.S.`` and ``UK`` are adjectives, but names as well."""
    return word.replace(".", "").isupper()


@cache
def short_forms() -> dict[str, str]:
    """Folded name or short form ("u s", "drc") to ISO alpha-2 code of the country."""
    found: dict[str, str] = {}
    for code, name, adjectives, forms, *_ in _rows():
        names = [name, *forms.split("|"), *filter(_initials, adjectives.split("|"))]
        for word in filter(None, map(fold, names)):
            found.setdefault(word, code)
            found.setdefault(word.removeprefix("the "), code)
            if len(word.replace(" ", "")) * 2 - 1 == len(word):
                found.setdefault(word.replace(" ", ""), code)
    return found
