"""Actors that the user adds: tables in a folder of their own, which win over the registry."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corroborate.errors import ConfigurationError, DataError, UnreadableInput
from corroborate.grounding.actors.entries import (
    GROUP_COLUMNS,
    NEEDED,
    Entry,
    Problem,
    problems_of_group,
    read_table,
)
from corroborate.grounding.actors.lexicon import kinds
from corroborate.grounding.actors.names import CAPITALS, PLAIN, is_acronym, key_of
from corroborate.grounding.actors.records import Actor, Added, Alias
from corroborate.grounding.actors.userfiles import SUFFIXES, folder, stamp

RANK = -1
"""Rank of a user's alias: trusted more than any of the package."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of actors as it was read: what can be used, and what was set aside."""

    name: str
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


def read(path: Path) -> Table:
    """Read a table of actors (TSV or CSV, columns as in ``data/registry/README.md``).

    Raises:
        DataError: it cannot be read, has no head line, or an unknown column.
        ConfigurationError: a needed column (id, name, kind) is missing from its head.
    """
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    for row in read_table(path, GROUP_COLUMNS):
        found = [row] if isinstance(row, Problem) else list(problems_of_group(row, path.name))
        missing = [] if isinstance(row, Problem) else [c for c in NEEDED if c not in row.cells]
        if missing:
            raise ConfigurationError(f"{path.name}: the head has no column {missing[0]!r}")
        problems += found
        if found or isinstance(row, Problem):
            continue
        if row.get("id") in entries:
            problems.append(Problem(path.name, row.line, "id", f"{row.get('id')!r} stands twice"))
        else:
            entries[row.get("id")] = Entry.of(row)
    return Table(path.name, tuple(entries.values()), tuple(problems))


def tables() -> list[Table]:
    """All tables that the user has added, by name."""
    return [read(Path(path)) for path, _, _ in stamp()]


def add(path: Path) -> Table:
    """Take a table in; one of the same name is replaced. Nothing is kept of one without a good row.

    Raises:
        ConfigurationError: the file is no ``.tsv`` or ``.csv``, or lacks a needed column.
        UnreadableInput: it cannot be read, has no head line, or an unknown column.
    """
    if path.suffix not in SUFFIXES:
        raise ConfigurationError(f"{path.name}: a table of actors ends in .tsv or .csv")
    try:
        table = read(path)
    except DataError as error:
        raise UnreadableInput(str(path), str(error)) from error
    if table.entries:
        folder().mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder() / path.name)
    return table


def remove(name: str) -> None:
    """Take a table out again.

    Raises:
        ConfigurationError: there is none of that name.
    """
    known = [Path(path) for path, _, _ in stamp()]
    for path in known:
        if name in (path.name, path.stem):
            path.unlink()
            return
    raise ConfigurationError(
        f"no table {name!r} was added; there is {', '.join(p.name for p in known) or 'none'}"
    )


def added() -> Added:
    """The user's actors, ready for look-up."""
    entries = [entry for table in tables() for entry in table.entries]
    aliases: dict[str, list[Alias]] = {}
    for entry in entries:
        for key, written in _keys(entry):
            aliases.setdefault(key, []).append(Alias(entry.id, RANK, written))
    return Added({entry.id: actor_of(entry) for entry in entries}, aliases)


def _keys(entry: Entry) -> Iterator[tuple[str, int]]:
    for name in entry.names:
        if key := key_of(name):
            yield key, CAPITALS if is_acronym(name) else PLAIN


def actor_of(entry: Entry) -> Actor:
    """The actor of a row."""
    return Actor(
        entry.id,
        entry.name,
        entry.kind,
        entry.country or None,
        entry.source or None,
        entry.sectors or kinds()[entry.kind].sectors,
        entry.start or None,
        entry.end or None,
        entry.parent or None,
        entry.ucdp or None,
    )
