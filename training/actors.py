"""Builds the registry of actors: ``python -m training.actors [--corpora DIR] [--out FILE]``.

Compiles the readable tables of ``grounding/actors/data/registry/`` to the file that is opened at
run time. With ``--corpora`` it first makes anew those of them that are made from the public
dictionaries (see :mod:`training.actors_sources`). The tables in the order of trust:

0. groups_*.tsv and people_*.tsv, by region;
   and aliases.tsv, whose names of a state's branch nobody else gets;
1. general.tsv;
2. ucdp.tsv, the actor names of the UCDP (CC BY 4.0, Uppsala Conflict Data Program);
3. places.tsv, towns and provinces of GeoNames (CC BY 4.0);
4. phoenix_*.tsv, the Phoenix dictionaries of 2015 (MIT, Open Event Data Alliance, Philip Schrodt).

An alias of the first two may belong to several actors: day and country decide between them. One of
the others is kept only where nobody else has it.
"""

from __future__ import annotations

import argparse
import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from corroborate.grounding.actors.entries import (
    GROUP_COLUMNS,
    PEOPLE_COLUMNS,
    Entry,
    Problem,
    Row,
    Term,
    is_branch,
    problems_of_group,
    problems_of_term,
    read_table,
    slug,
)
from corroborate.grounding.actors.lexicon import DATA, offices, parts
from corroborate.grounding.actors.names import how_written, key_of
from corroborate.grounding.actors.registry import FILE
from corroborate.grounding.actors.sounding import sound_of
from training.actors_names import ALONE, first_named, owners, usable

TABLES = DATA / "registry"
SCHEMA = """
CREATE TABLE actor (id TEXT PRIMARY KEY, name TEXT, kind TEXT, country TEXT, source TEXT,
    sectors TEXT, start TEXT, end TEXT, parent TEXT, ucdp TEXT) WITHOUT ROWID;
CREATE TABLE alias (key TEXT, actor TEXT, rank INTEGER, written INTEGER, PRIMARY KEY (key, actor))
    WITHOUT ROWID;
CREATE TABLE term (person TEXT, of TEXT, office TEXT, start TEXT, end TEXT,
    PRIMARY KEY (person, of, office, start)) WITHOUT ROWID;
CREATE INDEX holder ON term (of, office) WHERE office != 'official';
CREATE TABLE state (branch TEXT PRIMARY KEY, ucdp TEXT) WITHOUT ROWID;
CREATE TABLE noun (key TEXT PRIMARY KEY, kind TEXT, source TEXT, sectors TEXT) WITHOUT ROWID;
CREATE TABLE place (key TEXT PRIMARY KEY, country TEXT) WITHOUT ROWID;
CREATE TABLE sound (key TEXT PRIMARY KEY, person TEXT) WITHOUT ROWID;
CREATE TABLE surname (key TEXT, person TEXT, PRIMARY KEY (key, person)) WITHOUT ROWID;
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""
RANKS = {"places": 2, "aliases": 0, "groups": 0, "people": 0, "general": 1, "ucdp": 2, "phoenix": 3}
BODIES = {"un": "UNO", "eu": "EUR"}


@dataclass
class Tables:
    """The rows of all readable tables with their rank, and what is wrong with them."""

    groups: list[tuple[int, Entry]] = field(default_factory=list)
    aliases: list[tuple[int, str, tuple[str, ...]]] = field(default_factory=list)
    terms: list[tuple[int, Term]] = field(default_factory=list)
    nouns: list[tuple[str, str, str, str]] = field(default_factory=list)
    places: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, help="folder of unpacked corpora")
    parser.add_argument("--out", type=Path, default=FILE)
    options = parser.parse_args()
    if options.corpora:
        from training.actors_sources import make_tables

        make_tables(options.corpora, TABLES)
    tables = read_tables()
    for problem in tables.problems:
        print(problem)
    write(tables, options.out)
    with sqlite3.connect(options.out) as db:
        report(db, options.out)


def rank_of(path: Path) -> int:
    """How far the aliases of a table are trusted; 0 the most."""
    return RANKS[path.stem.partition("_")[0]]


def hash_of_tables() -> str:
    """SHA-256 over names and bytes of the tables that the file is compiled from."""
    digest = hashlib.sha256()
    for path in sorted(TABLES.glob("*.tsv")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def read_tables(folder: Path = TABLES) -> Tables:
    """All tables of the folder, checked row by row."""
    tables = Tables()
    people: list[tuple[Path, Row]] = []
    for path in sorted(folder.glob("*.tsv"), key=lambda path: (rank_of(path), path.name)):
        if path.stem.endswith(("aliases", "states")):
            tables.aliases += [
                (rank_of(path), row.get("id"), row.listed("aliases"))
                for row in good_rows(path, ("id", "aliases"), tables)
            ]
        elif path.stem.endswith("nouns"):
            columns = ("noun", "kind", "source", "sector")
            tables.nouns += [
                (row.get("noun"), row.get("kind"), row.get("source"), row.get("sector"))
                for row in good_rows(path, columns, tables)
            ]
        elif path.stem == "places":
            for row in good_rows(path, ("country", "names"), tables):
                tables.places += [(name, row.get("country")) for name in row.listed("names")]
        elif "people" in path.stem:
            people += [(path, row) for row in good_rows(path, PEOPLE_COLUMNS, tables)]
        else:
            read_groups(path, tables)
    read_people(people, tables)
    return tables


def good_rows(path: Path, columns: tuple[str, ...], tables: Tables) -> Iterator[Row]:
    for row in read_table(path, columns):
        if isinstance(row, Problem):
            tables.problems.append(row)
        else:
            yield row


def read_groups(path: Path, tables: Tables) -> None:
    for row in good_rows(path, GROUP_COLUMNS, tables):
        found = list(problems_of_group(row, path.name))
        tables.problems += found
        if not found:
            tables.groups.append((rank_of(path), Entry.of(row)))


def read_people(rows: list[tuple[Path, Row]], tables: Tables) -> None:
    known = {entry.id for _, entry in tables.groups}
    names = {office.name for office in offices()}
    for path, row in rows:
        found = problems_of_term(row, path.name, known, names)
        tables.problems += found
        if not found:
            tables.terms.append((rank_of(path), Term.of_row(row)))


class Compiler:
    """Puts the tables into the database, the most trusted first."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.owners: dict[str, dict[str, int]] = {}

    def groups(self, entries: list[tuple[int, Entry]], order: list[str]) -> None:
        """Store the actors of tables; ``order`` has the UCDP names with the most events first."""
        parents = {entry.id: entry.parent for _, entry in entries}
        of_ucdp = owners(entry for _, entry in entries)
        for rank, entry in entries:
            more = [name for name in parts(entry.ucdp) if of_ucdp.get(name) == entry.id]
            if is_branch(entry.id):
                row = (entry.id, entry.ucdp)
                self.db.execute("INSERT OR IGNORE INTO state VALUES (?, ?)", row)
            elif self.names(entry.id, (*entry.names, *more), rank) or rank < ALONE:
                cells = (entry.id, entry.name, entry.kind, entry.country, entry.source)
                when = (entry.start, entry.end, entry.parent, first_named(entry, order))
                actor = (*cells, "|".join(self._sectors(entry, parents)), *when)
                marks = ",".join("?" * len(actor))
                self.db.execute(f"INSERT OR IGNORE INTO actor VALUES ({marks})", actor)

    def _sectors(self, entry: Entry, parents: dict[str, str]) -> tuple[str, ...]:
        """The sectors, with that of the United Nations or the European Union for their bodies."""
        above, seen = entry.id, {""}
        while above not in seen:
            if above in BODIES and entry.sectors[:1] == ("IGO",):
                return (BODIES[above], *entry.sectors[1:])
            seen.add(above)
            above = parents.get(above, "")
        return entry.sectors

    def names(self, actor: str, names: tuple[str, ...], rank: int) -> int:
        """Store those of the names that the actor may have; how many it has."""
        count = 0
        for name in names:
            key = key_of(name)
            owners = self.owners.setdefault(key, {})
            taken = actor not in owners and (rank >= ALONE or any(map(is_branch, owners)))
            if not usable(name, rank) or (owners and taken):
                continue
            count += 1
            if actor not in owners:
                owners[actor] = rank
                row = (key, actor, rank, how_written(name))
                self.db.execute("INSERT INTO alias VALUES (?, ?, ?, ?)", row)
        return count

    def people(self, terms: list[tuple[int, Term]]) -> None:
        for rank, term in terms:
            person = f"person:{slug(term.person)}"
            known = self._known_by(term) if rank >= ALONE else None
            self.names(known or person, term.names, rank)
            if known:
                continue
            self.db.execute(
                "INSERT OR IGNORE INTO actor (id, name, kind) VALUES (?, ?, 'person')",
                (person, term.person),
            )
            self.surname(person, term.person)
            if rank < ALONE:
                self.sounds(person, term.names)
            held = (person, term.of, term.office, term.start, term.end)
            self.db.execute("INSERT OR IGNORE INTO term VALUES (?, ?, ?, ?, ?)", held)

    def surname(self, person: str, name: str) -> None:
        words = key_of(name).split()
        if len(words) > 1:
            row = (words[-1], person)
            self.db.execute("INSERT OR IGNORE INTO surname VALUES (?, ?)", row)

    def sounds(self, person: str, names: tuple[str, ...]) -> None:
        """The keys of full names by their sound; of two people the first, the more trusted."""
        for key in filter(None, map(sound_of, names)):
            self.db.execute("INSERT OR IGNORE INTO sound VALUES (?, ?)", (key, person))

    def _known_by(self, term: Term) -> str | None:
        """Somebody of a more trusted table who has one of the full names already."""
        for name in term.names:
            for owner, rank in self.owners.get(key_of(name), {}).items():
                if rank < ALONE and owner.startswith("person:") and " " in name:
                    return owner
        return None


def write(tables: Tables, out: Path) -> None:
    """Compile the tables to a file."""
    out.unlink(missing_ok=True)
    with sqlite3.connect(out) as db:
        db.executescript(SCHEMA)
        compiler = Compiler(db)
        for rank, actor, names in sorted(tables.aliases):
            if rank < ALONE:
                compiler.names(actor, names, rank)
        order = [entry.ucdp for rank, entry in tables.groups if rank == RANKS["ucdp"]]
        compiler.groups([pair for pair in tables.groups if pair[0] < ALONE], order)
        compiler.people([pair for pair in tables.terms if pair[0] < ALONE])
        for rank, actor, names in sorted(tables.aliases):
            if rank >= ALONE:
                compiler.names(actor, names, rank)
        compiler.groups([pair for pair in tables.groups if pair[0] >= ALONE], order)
        compiler.people([pair for pair in tables.terms if pair[0] >= ALONE])
        keyed = ((key_of(noun), *rest) for noun, *rest in tables.nouns)
        db.executemany("INSERT OR IGNORE INTO noun VALUES (?, ?, ?, ?)", keyed)
        placed = ((key_of(name), country) for name, country in tables.places)
        db.executemany("INSERT OR IGNORE INTO place VALUES (?, ?)", placed)
        db.execute("INSERT INTO about VALUES ('tables', ?)", (hash_of_tables(),))
    with sqlite3.connect(out) as db:
        db.execute("VACUUM")


def report(db: sqlite3.Connection, out: Path) -> None:
    for table in ("actor", "alias", "term", "noun"):
        (count,) = db.execute(f"SELECT count(*) FROM {table}").fetchone()
        print(f"{table}: {count}")
    print(f"{out.name}: {out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
