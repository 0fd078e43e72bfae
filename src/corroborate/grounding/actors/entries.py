"""Rows of the registry's readable tables: read, checked, each fault with its line and column."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from corroborate.errors import DataError
from corroborate.grounding.actors.lexicon import branches, country_names, kinds, sectors
from corroborate.grounding.actors.names import key_of
from corroborate.grounding.actors.periods import are_in_order, is_moment

if TYPE_CHECKING:
    from corroborate.model.vocabulary import ActorKind

GROUP_COLUMNS = (
    "id", "name", "kind", "country", "sector", "from", "to", "parent", "ucdp", "aliases", "source",
)  # fmt: skip
PEOPLE_COLUMNS = ("person", "of", "office", "from", "to", "aliases")
NEEDED = ("id", "name", "kind")

_ID = re.compile(r"[a-z0-9][a-z0-9:._+-]*")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a cell: the line (from 1), the column's name and a reason in words."""

    file: str
    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}, column {self.column}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: its number in the file and its cells by the name of their column."""

    line: int
    cells: dict[str, str]

    def get(self, column: str) -> str:
        """The cell without blanks around it; empty where the table has no such column."""
        return self.cells.get(column, "").strip()

    def listed(self, column: str) -> tuple[str, ...]:
        """The parts of a cell that "|" parts."""
        return tuple(part.strip() for part in self.get(column).split("|") if part.strip())


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor of a table; see the columns in ``data/registry/README.md``."""

    id: str
    name: str
    kind: ActorKind
    country: str
    sectors: tuple[str, ...]
    start: str
    end: str
    parent: str
    ucdp: str
    names: tuple[str, ...]
    source: str

    @classmethod
    def of(cls, row: Row) -> Entry:
        """The actor of a row that :func:`problems_of_group` finds nothing wrong with."""
        names = dict.fromkeys([row.get("name"), *row.listed("aliases")])
        return cls(
            id=row.get("id"),
            name=row.get("name"),
            kind=cast("ActorKind", row.get("kind")),
            country=row.get("country"),
            sectors=row.listed("sector"),
            start=row.get("from"),
            end=row.get("to"),
            parent=row.get("parent"),
            ucdp=row.get("ucdp"),
            names=tuple(names),
            source=row.get("source"),
        )


@dataclass(frozen=True, slots=True)
class Term:
    """That somebody held an office for a state's branch, a group or a body."""

    person: str
    of: str
    office: str
    start: str
    end: str
    names: tuple[str, ...]

    @classmethod
    def of_row(cls, row: Row) -> Term:
        """The term of a row that :func:`problems_of_term` finds nothing wrong with."""
        person = row.get("person")
        names = tuple(dict.fromkeys([person, *row.listed("aliases")]))
        held = (row.get("office"), row.get("from"), row.get("to"))
        return cls(person, row.get("of"), *held, names)


def read_table(path: Path, allowed: Sequence[str]) -> Iterator[Row | Problem]:
    """The rows of a table with a head line, and what keeps a line from being one.

    Tabs part the cells, or commas where the file's name ends in ``.csv``. Blank lines and lines
    that begin with "#" are left out.

    Raises:
        DataError: the file cannot be read, has no head, or the head names an unknown column.
    """
    lines = _lines(path)
    head = next((cells for _, cells in lines), None)
    if head is None:
        raise DataError(f"{path.name}: there is no head line with the names of the columns")
    unknown = [name for name in head if name not in allowed]
    if unknown:
        raise DataError(
            f"{path.name}: unknown column {unknown[0]!r}; known are {', '.join(allowed)}"
        )
    for number, cells in lines:
        if len(cells) != len(head):
            reason = f"{len(cells)} cells where the head has {len(head)}"
            yield Problem(path.name, number, head[min(len(cells), len(head)) - 1], reason)
        else:
            yield Row(number, dict(zip(head, cells, strict=True)))


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path.name} cannot be read: {error}") from error
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        yield number, next(csv.reader([line])) if path.suffix == ".csv" else line.split("\t")


def problems_of_group(row: Row, file: str) -> Iterator[Problem]:
    """What is wrong with a row that should be an actor."""
    for column in NEEDED:
        if not row.get(column):
            yield Problem(file, row.line, column, "is empty")
    checks = {
        "id": (_is_id, "an id is written in small letters, digits and hyphens"),
        "kind": (lambda kind: kind in kinds(), f"the kinds are {', '.join(sorted(kinds()))}"),
        "country": (lambda iso2: iso2 in country_names(), "no ISO 3166-1 alpha-2 code (as in IQ)"),
        "sector": (_are_sectors, f"the sectors are {', '.join(sorted(sectors()))}"),
        "from": (is_moment, "write it as 2014, 2014-06 or 2014-06-10"),
        "to": (is_moment, "write it as 2014, 2014-06 or 2014-06-10"),
    }
    for column, (right, hint) in checks.items():
        if row.get(column) and not right(row.get(column)):
            yield Problem(file, row.line, column, f"{row.get(column)!r} is wrong: {hint}")
    yield from _order(row, file)


def problems_of_term(row: Row, file: str, known: Iterable[str], offices: set[str]) -> list[Problem]:
    """What is wrong with a row that should be a term of office; ``known`` are the actors' ids."""
    found = [
        Problem(file, row.line, column, "is empty")
        for column in ("person", "of", "office")
        if not row.get(column)
    ]
    if row.get("of") and row.get("of") not in known and not is_branch(row.get("of")):
        found.append(Problem(file, row.line, "of", f"nobody has the id {row.get('of')!r}"))
    if row.get("office") and row.get("office") not in offices:
        found.append(Problem(file, row.line, "office", f"unknown office {row.get('office')!r}"))
    for column in ("from", "to"):
        if row.get(column) and not is_moment(row.get(column)):
            found.append(Problem(file, row.line, column, f"{row.get(column)!r} is no date"))
    return [*found, *_order(row, file)]


def _order(row: Row, file: str) -> Iterator[Problem]:
    start, end = row.get("from"), row.get("to")
    if is_moment(start) and is_moment(end) and not are_in_order(start, end):
        yield Problem(file, row.line, "to", f"{end} is before {start}")


@cache
def _branch_ids() -> frozenset[str]:
    return frozenset(f"{iso2.lower()}:{name}" for iso2 in country_names() for name in branches())


def is_branch(actor_id: str) -> bool:
    """Whether the id is that of a branch of a state ("iq:military")."""
    return actor_id in _branch_ids()


def _is_id(text: str) -> bool:
    return bool(_ID.fullmatch(text))


def _are_sectors(text: str) -> bool:
    return all(part in sectors() for part in text.split("|"))


def slug(name: str) -> str:
    """A name as part of an id: "Nouri al-Maliki" to "nouri-al-maliki"."""
    return key_of(name).replace(" ", "-")
