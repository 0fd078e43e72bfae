"""Reads places from the tables of GeoNames (``allCountries.txt``, or one country's)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from corroborate.datafiles import read_rows
from corroborate.errors import InputError
from corroborate.grounding.places.gazetteer.userrows import Addition
from corroborate.grounding.places.names import DATA, fold, sayable

COLUMNS = 19
MOST_NAMES = 40
RANKS = {"P.PPLC": 3, "P.PPLA": 2, "P.PPLA2": 1}
AREAS = frozenset(("admin1", "admin2"))
SetAside = Callable[[InputError], None]


@dataclass(frozen=True, slots=True)
class Choice:
    """What of a table is taken.

    Attributes:
        countries: ISO alpha-2 codes; empty for all.
        min_population: of settlements and neighbourhoods; 0 also takes those of unknown size.
    """

    countries: frozenset[str] = frozenset()
    min_population: int = 0


def is_geonames(line: str) -> bool:
    """Whether a file whose first line this is has the columns of GeoNames."""
    cells = line.lstrip("\ufeff").split("\t")
    return len(cells) == COLUMNS and cells[0].isdecimal()


@cache
def _kinds() -> dict[str, str]:
    return {row[0]: row[1] for row in read_rows(DATA / "geonames_features.tsv")}


def read_geonames(
    lines: Iterable[str],
    where: str,
    choice: Choice,
    set_aside: SetAside,
    kinds: Collection[str] | None = None,
) -> Iterator[Addition]:
    """The places of a table, one line each.

    Args:
        lines: of the table; tabs part its 19 columns.
        where: name of the file, for messages.
        choice: what is wanted.
        set_aside: called for each line that cannot be used, with its number and the reason.
        kinds: "areas" are ``admin1`` and ``admin2``; where given, only these kinds are read.
    """
    for number, line in enumerate(lines, 1):
        cells = line.rstrip("\r\n").split("\t")
        if cells == [""]:
            continue
        try:
            addition = _addition(cells, choice, kinds)
        except ValueError as error:
            set_aside(InputError(f"{where}, line {number}", str(error)))
            continue
        if addition is not None:
            yield addition


def _addition(cells: list[str], choice: Choice, kinds: Collection[str] | None) -> Addition | None:
    if len(cells) != COLUMNS:
        raise ValueError(f"{len(cells)} columns where GeoNames has {COLUMNS}")
    country, feature = cells[8], f"{cells[6]}.{cells[7]}"
    kind = _kinds().get(feature) or _kinds().get(cells[6], "-")
    wanted = kind != "-" and (kinds is None or kind in kinds)
    if not wanted or (choice.countries and country not in choice.countries):
        return None
    population = int(cells[14] or 0)
    if cells[6] == "P" and population < choice.min_population:
        return None
    return _made(cells, kind, population, RANKS.get(feature, 0))


def _made(cells: list[str], kind: str, population: int, rank: int) -> Addition:
    if not cells[0].isdecimal() or not fold(cells[1] + cells[2]):
        raise ValueError("there is no number or no name")
    code = [cells[8], cells[10], cells[11]]
    own = ".".join(code[: 1 + int(kind[-1])]) if kind in AREAS else ""
    return Addition(
        id=f"geonames:{int(cells[0])}",
        name=cells[1] or cells[2],
        kind=kind,
        lat=_degrees(cells[4], 90),
        lon=_degrees(cells[5], 180),
        country=cells[8] or None,
        area=own,
        within=own.rpartition(".")[0] if own else ".".join(code).rstrip("."),
        population=population,
        rank=rank,
        names=[cells[2]] if fold(cells[2]) else [],
        alternates=[name for name in cells[3].split(",") if sayable(name)][:MOST_NAMES],
    )


def _degrees(written: str, most: int) -> float:
    value = float(written)
    if not abs(value) <= most:
        raise ValueError(f"{written} is beyond {most} degrees")
    return value
