"""Reads places from a user's own table."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from corroborate.errors import InputError, UnreadableInput
from corroborate.grounding.places.gazetteer.gazetteer import Gazetteer
from corroborate.grounding.places.gazetteer.store import KINDS, NUMBERED
from corroborate.grounding.places.names import fold

NEEDED = ("name", "lat", "lon")
ALIKE = {"latitude": "lat", "longitude": "lon", "lng": "lon", "long": "lon"}
_LINE = re.compile(r"[\r\n\t]+")


@dataclass(slots=True)
class Addition:
    """A place to be added.

    Attributes:
        id, name, kind, lat, lon, population, rank: as in ``Place``.
        country: ISO alpha-2, or ``None``.
        admin1, admin2: names of its province and district; "" where unknown.
        area: GeoNames' code of the area that it is ("IQ.18"); "" for other places.
        within: that of the area that it lies in.
        names, alternates: its other own names, and its lesser ones.
    """

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    country: str | None = None
    admin1: str = ""
    admin2: str = ""
    area: str = ""
    within: str = ""
    population: int = 0
    rank: int = 0
    names: list[str] = field(default_factory=list)
    alternates: list[str] = field(default_factory=list)


SetAside = Callable[[InputError], None]


def read_table(
    lines: Iterable[str], where: str, gazetteer: Gazetteer, set_aside: SetAside
) -> Iterator[Addition]:
    """The places of a table with a head line.

    Args:
        lines: of the table, cells parted by commas, semicolons or tabs.
        where: name of the file, for messages.
        gazetteer: to know countries and provinces by.
        set_aside: called for each row that cannot be used, with line number and reason.

    Raises:
        UnreadableInput: the head line lacks a needed column.
    """
    lines = iter(lines)
    head_line = next(lines, "").lstrip("\ufeff")
    delimiter = max(",;\t", key=head_line.count)
    head = [_column(cell) for cell in next(csv.reader([head_line], delimiter=delimiter), [])]
    _check(head, where)
    rows = csv.reader(lines, delimiter=delimiter)
    seen: set[str] = set()
    while (cells := _next(rows, where, set_aside)) is not None:
        at = f"{where}, line {rows.line_num + 1}"
        row = {name: cell.strip() for name, cell in zip(head, cells, strict=False)}
        if not any(row.values()):
            continue
        try:
            addition = _addition(row, gazetteer)
            if addition.id in seen:
                raise ValueError(f"the id {addition.id} stands in an earlier line as well")
        except ValueError as error:
            set_aside(InputError(at, str(error)))
            continue
        seen.add(addition.id)
        yield addition


def _next(rows: Iterator[list[str]], where: str, set_aside: SetAside) -> list[str] | None:
    try:
        return next(rows, None)
    except csv.Error as error:
        set_aside(InputError(where, f"the rest of the table cannot be read: {error}"))
        return None


def _column(cell: str) -> str:
    name = cell.strip().lower()
    return ALIKE.get(name, name)


def _check(head: list[str], where: str) -> None:
    lacking = [name for name in NEEDED if name not in head]
    if lacking:
        raise UnreadableInput(
            where,
            f"there is no column {' or '.join(map(repr, lacking))}; the first line must name the "
            "columns: name, lat, lon, and, where known, country, kind, admin1, admin2, population, "
            "names (parted by |), id. A table of GeoNames has 19 columns and no such line.",
        )


def _addition(row: Mapping[str, str], gazetteer: Gazetteer) -> Addition:
    name = " ".join(row.get("name", "").split())
    if not fold(name):
        raise ValueError("there is no name")
    country = _country(row.get("country", ""), gazetteer)
    return Addition(
        id=_identifier(row.get("id", ""), name),
        name=name,
        kind=_kind(row.get("kind", "")),
        lat=_degrees(row.get("lat", ""), "lat", 90),
        lon=_degrees(row.get("lon", ""), "lon", 180),
        country=country,
        admin1=row.get("admin1", ""),
        admin2=row.get("admin2", ""),
        population=_people(row.get("population", "")),
        names=[n for n in map(str.strip, row.get("names", "").split("|")) if fold(n)],
    )


def _identifier(written: str, name: str) -> str:
    if not written:
        return "user:" + fold(name).replace(" ", "-")
    source, _, number = written.partition(":")
    if source == "corroborate" or (source in NUMBERED and not number.isdecimal()):
        raise ValueError(f"{written!r} cannot be an id; give a number after geonames: or wof:")
    return written


def _kind(written: str) -> str:
    kind = written.lower() or "settlement"
    if kind not in KINDS:
        raise ValueError(f"there is no kind {written!r}; it may be {', '.join(KINDS)}")
    return kind


def _degrees(written: str, column: str, most: int) -> float:
    try:
        value = float(written)
    except ValueError:
        raise ValueError(f"{column} is {written!r}, no number of degrees") from None
    if not (math.isfinite(value) and abs(value) <= most):
        raise ValueError(f"{column} is {written}, beyond {most} degrees")
    return value


def _people(written: str) -> int:
    plain = re.sub(r"[\s,_]", "", written)
    if not plain:
        return 0
    try:
        return max(0, int(float(plain)))
    except (ValueError, OverflowError):
        raise ValueError(f"population is {written!r}, no number") from None


def _country(written: str, gazetteer: Gazetteer) -> str | None:
    if not written:
        return None
    code = written.upper() if len(written) in (2, 3) else written
    found = gazetteer.country(code) or gazetteer.country(written)
    if found is None or found.country is None:
        raise ValueError(f"there is no country {written!r}; write its ISO code, or leave it empty")
    return found.country
