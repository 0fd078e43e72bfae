"""The words of time, read once from their data files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corroborate.datafiles import read_toml

Value = int | float | str
DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by class, and the lists that decide how they are read.

    ``classes`` maps a word to the classes it may belong to, each with its value.
    """

    classes: dict[str, dict[str, Value]]
    capitalised: frozenset[str]
    abbreviated: frozenset[str]
    future: frozenset[str]
    future_participles: frozenset[str]
    future_to: frozenset[str]
    future_governors: frozenset[str]
    future_before: frozenset[str]
    past_before: frozenset[str]
    clause_starts: frozenset[str]
    as_soon_as: frozenset[str]
    past: frozenset[str]
    be: frozenset[str]
    undone: frozenset[str]
    comparing: frozenset[str]
    no_names: frozenset[str]
    name_ends: frozenset[str]
    definite: frozenset[str]
    articles: frozenset[str]
    events: frozenset[str]
    no_calendar: frozenset[str]
    reporting: frozenset[str]
    date_labels: frozenset[str]
    endings: frozenset[str]
    small_words: frozenset[str]
    stretches: dict[str, frozenset[str]]
    rates: dict[str, frozenset[str]]


@cache
def lexicon() -> Lexicon:
    """The lexicon of ``data/lexicon.toml``."""
    tables = read_toml(DATA / "lexicon.toml")
    classes: dict[str, dict[str, Value]] = {}
    for name, words in tables.items():
        if name.isupper():
            for word, value in words.items():
                classes.setdefault(word, {})[name] = value
    lists = tables["capitalised"], tables["abbreviated"]
    capitalised, abbreviated = (frozenset(table["words"]) for table in lists)
    looks = _sets(tables["direction"])
    stretches, rates = _sets(tables["stretches"]), _sets(tables["rates"])
    return Lexicon(classes, capitalised, abbreviated, **looks, stretches=stretches, rates=rates)


def _sets(table: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in table.items()}
