"""What an entry is shown as, and the keys that it is found under."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from corroborate.grounding.places.names import (
    fold,
    key_of,
    romanised_countries,
    skeleton,
    without_article,
    without_type,
)
from corroborate.letters import without_accents

AREAS = frozenset(("admin1", "admin2", "admin3"))
_ODD = re.compile("[\u02b0-\u02ff\u2018\u2019`'\u00b4]")


def display_name(name: str, kind: str, country: str | None) -> str:
    """The name to show; without marks where it is a romanisation."""
    if country not in romanised_countries() or kind == "country":
        return name
    return without_accents(_ODD.sub("", name))


def keys_of(
    names: Iterable[str],
    alternates: Iterable[str],
    kind: str,
    country: str | None,
    taken: Collection[str] = (),
) -> tuple[set[str], set[str]]:
    """The keys of an entry's own names, and those of its lesser ones.

    Args:
        names: its own.
        alternates: its lesser ones.
        kind: of the entry.
        country: its code.
        taken: keys that mean another entry before this one, as "kherson" means the town before
            the province around it; they become lesser ones.
    """
    own = set(_varied(names, kind, country))
    other = {key for key in _varied(alternates, kind, country) if len(key) > 2}
    demoted = own.intersection(taken)
    own -= demoted | {""}
    return own, (other | demoted) - own - {""}


def _varied(names: Iterable[str], kind: str, country: str | None) -> Iterable[str]:
    for key in {key_of(name) for name in names}:
        bare = without_type(key) if kind in AREAS else key
        yield from (key, bare)
        if country in romanised_countries():
            yield from (without_article(key), without_article(bare))


def skeletons_of(names: Iterable[str], kind: str, country: str | None) -> set[str]:
    """The skeletons of an entry's own names, where names are romanised."""
    if country not in romanised_countries() or kind in {"country", "water"}:
        return set()
    return {skeleton(without_type(fold(name))) for name in names} - {""}
