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


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch of a state: kind of actor, kind of speaker, name with a slot for the country."""

    kind: str
    source: str
    name: str


@dataclass(frozen=True, slots=True)
class CountryForm:
    """A way to name a country or its people; ``people`` for a plural noun ("Iraqis")."""

    iso2: str
    people: bool = False
    adjective: bool = False


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
    lands: frozenset[str]
    plain: frozenset[str]


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
    """Key of a noun to what it says, from ``agents.tsv``."""
    found: dict[str, Noun] = {}
    for kind, source, branch, names in rows(DATA / "agents.tsv", 4):
        noun = Noun(kind.removeprefix("="), source, branch, kind.startswith("="))
        found.update({key_of(name): noun for name in names.split("|")})
    return found


@cache
def branches() -> dict[str, Branch]:
    """Branches of a state by name, from ``branches.tsv``."""
    table = rows(DATA / "branches.tsv", 4)
    return {name: Branch(kind, source, shown) for name, kind, source, shown in table}


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
