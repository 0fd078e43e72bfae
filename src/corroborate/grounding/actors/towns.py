"""The country of a town or province, to tell whose "Garowe police" are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from corroborate.datafiles import read_lines
from corroborate.errors import DataError
from corroborate.grounding.actors.lexicon import DATA
from corroborate.grounding.actors.registry import Registry

KINDS = frozenset(["settlement", "admin1", "admin2", "region"])
SMALLEST, SMALLEST_NEAR = 5_000, 500
"""Inhabitants of a place that is believed in; the second in a country of the report."""
CLEARLY = 4
"""How many times larger than its namesakes abroad a place must be."""


def country_of_place(key: str, focus: Sequence[str] = ()) -> str | None:
    """The country of the place with that key, ISO 3166-1 alpha-2; ``None`` where it is unclear.

    Large towns and provinces are in the registry; for others, and for namesakes in the countries of
    the report, the gazetteer is asked.
    """
    known = Registry.open().place(key)
    if not known and set(key.split()) <= _plain_words():
        return None
    if known and (not focus or known in focus):
        return known
    near = _in_gazetteer(key, tuple(focus))
    return near if near in focus else known or near


@cache
def _plain_words() -> frozenset[str]:
    """Words that places are called by but mean something else more often."""
    return frozenset(read_lines(DATA / "plain_words.txt"))


@lru_cache(maxsize=4096)
def _in_gazetteer(key: str, focus: tuple[str, ...]) -> str | None:
    try:
        from corroborate.grounding.places import Gazetteer

        found = [p for p in Gazetteer.open().lookup(key) if p.kind in KINDS and p.country]
    except DataError:  # the gazetteer is not needed to read names of actors
        return None
    near = next((p for p in found if p.country in focus and p.population >= SMALLEST_NEAR), None)
    if near:
        return near.country
    best = max(found, key=lambda place: place.population, default=None)
    if best is None or best.population < SMALLEST:
        return None
    abroad = (p.population for p in found if p.country != best.country)
    return best.country if max(abroad, default=0) * CLEARLY < best.population else None
