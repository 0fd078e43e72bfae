"""The word lists that actor phrases are read with, opened once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corroborate.datafiles import read_rows, read_toml
from corroborate.errors import DataError
from corroborate.grounding.actors.names import key_of

DATA = Path(__file__).parent / "data"
COUNTRIES = Path(__file__).parent.parent / "data" / "demonyms.tsv"


@dataclass(frozen=True, slots=True)
class Noun:
    """What a noun of ``agents.tsv`` says of whom it names.

    ``borrows``: it takes the kind of what stands beside it, and ``kind`` only where nothing does.
    """

    kind: str
    source: str
    branch: str = ""
    borrows: bool = False
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of actor in ``kinds.tsv``: ACLED's actor type, sectors, kind of speaker."""

    inter: int | None
    sectors: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch of a state: kind of actor, kind of speaker, name with a slot for the country."""

    kind: str
    sector: str
    source: str
    name: str


@dataclass(frozen=True, slots=True)
class Office:
    """A public office of ``offices.tsv``; see there."""

    name: str
    branch: str
    sectors: tuple[str, ...]
    holders: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Regime:
    """A government by period, of ``regimes.tsv``."""

    start: str
    end: str
    name: str


@dataclass(frozen=True, slots=True)
class CountryForm:
    """A way to name a country or its people: ``people`` for a plural noun ("Iraqis").

    ``part``: of a people in it, not of the state; ``land``: a part of it, or what it was once, that
    does not stand for the government.
    """

    iso2: str
    people: bool = False
    adjective: bool = False
    land: bool = False
    part: bool = False


@dataclass(frozen=True, slots=True)
class SmallWords:
    """The lists of ``words.toml``; see there."""

    leading: frozenset[str]
    partitive: frozenset[str]
    after_head: frozenset[str]
    after_noun: frozenset[str]
    belonging: frozenset[str]
    apart_kinds: frozenset[str]
    countries_with_article: frozenset[str]
    titles: frozenset[str]
    name_joints: frozenset[str]
    former: frozenset[str]
    below: frozenset[str]
    joining: frozenset[str]
    regions: frozenset[str]
    ruling: frozenset[str]
    lands: frozenset[str]
    plain: frozenset[str]
    everyday: frozenset[str]


def rows(path: Path, columns: int) -> Iterator[list[str]]:
    """The rows of a data file below its comments and head line.

    Raises:
        DataError: the file is missing or a row has not that many columns.
    """
    for number, cells in enumerate(read_rows(path)[1:], start=1):
        if len(cells) != columns:
            raise DataError(f"{path.name}: row {number} has {len(cells)} columns, not {columns}")
        yield cells


@cache
def nouns() -> dict[str, Noun]:
    """Key of a noun to what it says, from ``agents.tsv`` and the titles of ``offices.tsv``."""
    found: dict[str, Noun] = {}
    for kind, sector, source, branch, names in rows(DATA / "agents.tsv", 5):
        borrows = kind.startswith("=")
        noun = Noun(kind.removeprefix("="), source, branch, borrows, parts(sector))
        found.update({key_of(name): noun for name in names.split("|")})
    for office in offices():
        if of := branches().get(office.branch):
            noun = Noun(of.kind, of.source, office.branch, sectors=office.sectors)
            for word in office.words:
                found.setdefault(key_of(word), noun)
    return found


def parts(cell: str) -> tuple[str, ...]:
    """What "|" parts in a cell."""
    return tuple(filter(None, cell.split("|")))


@cache
def kinds() -> dict[str, Kind]:
    """Sorts of actors, from ``kinds.tsv``."""
    table = rows(DATA / "kinds.tsv", 4)
    return {
        kind: Kind(int(inter) if inter else None, parts(sector), source)
        for kind, inter, sector, source in table
    }


@cache
def sectors() -> dict[str, str]:
    """Sectors and their code in PLOVER, from ``sectors.tsv``."""
    return {sector: plover for sector, plover, _ in rows(DATA / "sectors.tsv", 3)}


@cache
def branches() -> dict[str, Branch]:
    """Branches of a state by name, from ``branches.tsv``."""
    table = rows(DATA / "branches.tsv", 5)
    return {
        name: Branch(kind, sector, source, shown) for name, kind, sector, source, shown in table
    }


@cache
def offices() -> tuple[Office, ...]:
    """Public offices, from ``offices.tsv``."""
    table = rows(DATA / "offices.tsv", 5)
    return tuple(
        Office(name, branch, parts(sector), parts(holders), parts(words))
        for name, branch, sector, holders, words in table
    )


@cache
def office_titles() -> dict[str, Office]:
    """Key of a title to the office."""
    return {key_of(word): office for office in offices() for word in office.words}


@cache
def regimes() -> dict[str, list[Regime]]:
    """Governments of a country by period, from ``regimes.tsv``."""
    found: dict[str, list[Regime]] = {}
    for country, start, end, name in rows(DATA / "regimes.tsv", 4):
        found.setdefault(country, []).append(Regime(start, end, name))
    return found


@cache
def rulers() -> dict[str, list[tuple[str, str]]]:
    """Id of a group to the periods in which it was a government, from ``rulers.tsv``."""
    found: dict[str, list[tuple[str, str]]] = {}
    for actor, start, end in rows(DATA / "rulers.tsv", 3):
        found.setdefault(actor, []).append((start, end))
    return found


@dataclass(frozen=True, slots=True)
class Change:
    """What a modifier makes of a noun of certain kinds; see ``modifiers.tsv``."""

    kinds: tuple[str, ...]
    kind: str
    sectors: tuple[str, ...]
    adds: bool


@cache
def modifiers() -> dict[str, list[Change]]:
    """Key of a modifier to what it changes, from ``modifiers.tsv``."""
    found: dict[str, list[Change]] = {}
    for words, kinds_, kind, sector in rows(DATA / "modifiers.tsv", 4):
        change = Change(parts(kinds_), kind, parts(sector.lstrip("+")), sector.startswith("+"))
        for word in parts(words):
            found.setdefault(key_of(word), []).append(change)
    return found


@cache
def alpha3() -> dict[str, str]:
    """ISO 3166-1 alpha-2 to alpha-3."""
    return {iso2: iso3 for iso2, iso3, _ in rows(DATA / "countries.tsv", 3)}


@cache
def capitals() -> dict[str, str]:
    """Key of a capital to its country, ISO 3166-1 alpha-2."""
    return {key_of(name): iso2 for iso2, _, name in rows(DATA / "countries.tsv", 3) if name}


@cache
def country_names() -> dict[str, str]:
    """ISO 3166-1 alpha-2 to the country's name with its article, as in "Government of …"."""
    articled = small_words().countries_with_article
    found: dict[str, str] = {}
    for iso2, name, _, _ in rows(COUNTRIES, 4):
        bare = name.removeprefix("The ")
        found[iso2] = f"the {bare}" if bare in articled else bare
    return found


@cache
def country_forms() -> dict[str, CountryForm]:
    """Key of a country's name or demonym to the country."""
    found: dict[str, CountryForm] = {}
    for iso2, country, demonyms, names in rows(COUNTRIES, 4):
        for name in filter(None, [country, *names.split("|")]):
            found.setdefault(key_of(name), CountryForm(iso2))
        for demonym in filter(None, demonyms.split("|")):
            key = key_of(demonym)
            found.setdefault(key, CountryForm(iso2, adjective=True))
            found.setdefault(key + "s", CountryForm(iso2, people=True))
    for iso2, adjectives, peoples, lands in rows(DATA / "peoples.tsv", 4):
        for name in (*parts(adjectives), *parts(peoples)):
            part = name in parts(peoples)
            found.setdefault(key_of(name), CountryForm(iso2, adjective=True, part=part))
            found.setdefault(key_of(name) + "s", CountryForm(iso2, people=True, part=part))
        for name in parts(lands):
            found.setdefault(key_of(name), CountryForm(iso2, land=True))
    return found


@cache
def small_words() -> SmallWords:
    """The lists of ``words.toml``."""
    table = read_toml(DATA / "words.toml")
    try:
        return SmallWords(**{name: frozenset(words) for name, words in table.items()})
    except TypeError as error:
        raise DataError(f"words.toml of the package: {error}") from error


def noun_for(key: str) -> Noun | None:
    """The noun of that key, in the singular or a plural of it."""
    known = nouns()
    return next((known[form] for form in singulars(key) if form in known), None)


def singulars(key: str) -> Iterator[str]:
    """The key itself, then what its last word may be the plural of."""
    yield key
    for ending, single in (("men", "man"), ("women", "woman"), ("ies", "y"), ("es", ""), ("s", "")):
        if key.endswith(ending):
            yield key.removesuffix(ending) + single
