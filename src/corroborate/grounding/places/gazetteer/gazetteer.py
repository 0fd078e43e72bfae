"""Names to places: exact, by spelling rules, and by country."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache, lru_cache
from pathlib import Path

from corroborate.datafiles import read_rows
from corroborate.grounding.places.demonyms import demonyms, short_forms
from corroborate.grounding.places.gazetteer.layer import Layer
from corroborate.grounding.places.gazetteer.store import Store
from corroborate.grounding.places.names import (
    DATA,
    fold,
    key_of,
    romanised,
    skeleton,
    typed,
    without_article,
    without_type,
)
from corroborate.grounding.places.records import Place
from corroborate.userdata import user_folder

LIKENESS = 0.72
MOST = 60
GREAT_CITY = 500_000  # a city of that size is meant by its name, not a country that once bore it
ADDED = "places"
AREAS = frozenset(("admin1", "admin2", "admin3"))
PACKAGED = DATA / "gazetteer.bin"
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_SIDES = {"n": "north", "s": "south", "e": "east", "w": "west"}


class Gazetteer:
    """All places, by name. Opened with :meth:`open`; safe to share, never changed.

    Args:
        path: a file made by ``training.gazetteer``.
        added: files with places that a user added; their entries stand before those of ``path``,
            and in place of those with the same id.

    Raises:
        DataError: a file is missing or is no gazetteer.
    """

    def __init__(self, path: Path, added: Sequence[Path] = ()) -> None:
        self._store = Store(path)
        self._base = Layer(self._store)
        self._added = [Layer(Store(other)) for other in added]
        self._layers = [*self._added, self._base]
        self._found = lru_cache(maxsize=8192)(self._lookup)
        self._alike = lru_cache(maxsize=2048)(self._fuzzy)

    @staticmethod
    def open(path: Path | None = None) -> Gazetteer:
        """The gazetteer in ``path``, by default the package's own with what the user has added.

        The same files are opened once.
        """
        if path is not None:
            return _opened(path, (), ())
        added = added_files()
        return _opened(PACKAGED, added, tuple(file.stat().st_mtime_ns for file in added))

    @staticmethod
    def package() -> Gazetteer:
        """The package's own gazetteer, without what the user has added."""
        return _opened(PACKAGED, (), ())

    def __len__(self) -> int:
        return sum(len(layer.store) for layer in self._layers)

    def get(self, identifier: str) -> Place | None:
        """The place with that id (``geonames:98622``); ``None`` where there is none."""
        found = (layer.get(identifier) for layer in self._layers)
        return next((place for place in found if place), None)

    def lookup(self, name: str) -> list[Place]:
        """Every place of that name, the better known first; letter case and marks do not matter.

        A name that is not found as it stands is tried without what may come with it: a possessive,
        an article, a word for its kind ("Diyala province", "City of X"), which then has to fit.
        """
        found = self._found(key_of(name))
        if not found and (bare := _POSSESSIVE.sub("", name)) != name:
            found = self._found(key_of(bare))
        return list(found)

    def area_names(self) -> dict[str, str]:
        """What the package calls its provinces and districts, by id."""
        return self._base.named(("admin1", "admin2"))

    def fuzzy(self, name: str, countries: Collection[str]) -> list[Place]:
        """Places of those countries (ISO alpha-2) whose name may be another romanisation of this.

        Best first, each with its ``similarity``.
        """
        return list(self._alike(fold(name), frozenset(countries)))

    def country(self, name: str) -> Place | None:
        """The country with that code (ISO alpha-2 or alpha-3), name, short form or demonym."""
        key = fold(name)
        rows = self._base.countries()
        code = short_forms().get(key) or demonyms().get(key)
        code = name if name in rows else code or self._alpha3().get(name)
        if code in rows:
            return self._base.place(rows[code], "primary", 1.0)
        return next((p for p in self.lookup(name) if p.kind == "country"), None)

    def abbreviation(self, name: str) -> Place | None:
        """The province that is written so for short: ``W.Va.``; letter case matters."""
        country, full = _abbreviations().get(name, ("", ""))
        found = (p for p in self.lookup(full) if p.kind == "admin1" and p.country == country)
        return next(found, None)

    def _lookup(self, key: str) -> tuple[Place, ...]:
        found = next(filter(None, map(self._under, _readings(key))), [])
        found += self._typed(key, found)
        found += self._short_form(key, found)
        return tuple(sorted(found, key=_standing)[:MOST])

    def _typed(self, key: str, found: list[Place]) -> list[Place]:
        """The places of a name with a word for its kind: areas always, others if none is found."""
        bare, kinds = typed(key) or ("", frozenset())
        kinds = kinds & AREAS if found else kinds
        hits = next(filter(None, map(self._under, _readings(bare))), []) if kinds else []
        known = {place.id for place in found}
        return [
            replace(place, match="primary")
            for place in hits
            if place.kind in kinds and place.id not in known
        ]

    def _under(self, key: str) -> list[Place]:
        """The places under one key, those that the user added in place of the package's."""
        found: dict[str, Place] = {}
        for layer in self._layers:
            for place in layer.found("exact", key):
                found.setdefault(place.id, self._newest(place, layer))
        return list(found.values())

    def _newest(self, place: Place, layer: Layer) -> Place:
        for added in self._added:
            if added is layer:
                break
            if (own := added.get(place.id)) is not None:
                return own
        return place

    def _short_form(self, key: str, found: list[Place]) -> list[Place]:
        code = short_forms().get(key)
        country = self.country(code) if code else None
        known = {place.id for place in found}
        if any(p.kind == "admin1" and p.match == "primary" and p.country == code for p in found):
            return []
        if country is None or country.id in known:
            return []
        city = any(p.kind == "settlement" and p.population > GREAT_CITY and p.country != code
                   and p.match == "primary" for p in found)  # fmt: skip
        return [] if city and fold(country.name) != key else [country]

    def _fuzzy(self, key: str, countries: frozenset[str]) -> tuple[Place, ...]:
        bones, wanted = skeleton(without_type(key)), romanised(without_type(key))
        if not bones:
            return ()
        found: dict[str, Place] = {}
        for layer in self._layers:
            for row, _ in layer.store.rows("fuzzy", bones):
                place = layer.place(row, "primary", 1.0)
                likeness = _likeness(wanted, place.name) if place.country in countries else 0.0
                if likeness >= LIKENESS:
                    found.setdefault(place.id, layer.place(row, "fuzzy", likeness))
        ordered = sorted(found.values(), key=lambda p: (-p.similarity, *_standing(p)))
        return tuple(ordered[:MOST])

    @cache  # noqa: B019  (one gazetteer lives as long as the process)
    def _alpha3(self) -> dict[str, str]:
        rows = self._base.countries()
        return {self._store.code(row)[3:]: code for code, row in rows.items()}


def added_files() -> tuple[Path, ...]:
    """The files with places that the user has added, in the order of their names."""
    folder = user_folder() / ADDED
    return tuple(sorted(folder.glob("*.bin"))) if folder.is_dir() else ()


def _readings(key: str) -> Iterator[str]:
    """The ways to read a key, the likeliest first."""
    yield key
    bare = key.removeprefix("the ")
    if bare != key:
        yield bare
    if (other := without_article(key)) != key:
        yield other
    words = bare.split(" ")
    if len(words) > 1 and words[0] in _SIDES:
        yield " ".join([_SIDES[words[0]], *words[1:]])


@cache
def _abbreviations() -> dict[str, tuple[str, str]]:
    """Abbreviation to country and full name, from abbreviations.tsv."""
    rows = read_rows(DATA / "abbreviations.tsv")
    return {short: (row[0], row[1]) for row in rows for short in row[2].split("|")}


@cache
def _opened(path: Path, added: tuple[Path, ...], changed: tuple[int, ...]) -> Gazetteer:
    """``changed``: when each was, for one that is replaced is opened anew."""
    return Gazetteer(path, added)


def _standing(place: Place) -> tuple[bool, bool, int, int, bool]:
    """Order among places of one name: countries, then own names, people, seats, settlements."""
    return (
        place.kind not in {"country", "continent"},
        place.match != "primary",
        -place.population,
        -place.rank,
        place.kind != "settlement",
    )


def _likeness(wanted: str, name: str) -> float:
    return SequenceMatcher(None, wanted, romanised(without_type(fold(name)))).ratio()
