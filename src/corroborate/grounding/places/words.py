"""The classes of words in words.tsv."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from corroborate.datafiles import read_rows
from corroborate.errors import DataError
from corroborate.grounding.places.names import fold

TABLE = Path(__file__).parent / "data" / "words.tsv"


@cache
def _classes() -> dict[str, frozenset[str]]:
    rows = read_rows(TABLE)
    return {name: frozenset(fold(word) for word in words.split("|")) for name, words in rows}


@cache
def _kinds() -> dict[str, str]:
    named = ((name, words) for name, words in _classes().items() if name.startswith("kind:"))
    return {word: name.partition(":")[2] for name, words in named for word in words}


def is_a(word: str, *classes: str) -> bool:
    """Whether the word (letter case does not matter) belongs to one of the classes.

    Raises:
        DataError: words.tsv has no class of that name.
    """
    try:
        return any(fold(word) in _classes()[name] for name in classes)
    except KeyError as error:
        raise DataError(f"{TABLE}: there is no class {error}") from error


def kind_of(word: str) -> str | None:
    """The kind of place that a word names: ``admin1`` for "province"; ``None`` for others."""
    return _kinds().get(fold(word))
