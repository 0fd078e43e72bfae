"""Builds the registry of actors: ``python -m training.actors --corpora DIR [--out FILE]``.

From the Phoenix dictionaries (MIT, Open Event Data Alliance, Philip Schrodt), the actor names of
the UCDP (CC BY 4.0, Uppsala Conflict Data Program), the capitals of GeoNames (CC BY 4.0) and the
project's own ``supplement.tsv``, in the order of trust: supplement, UCDP, armed groups,
international bodies, countries. The first to have a name keeps it.
"""

from __future__ import annotations

import argparse
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corroborate.grounding.actors.lexicon import COUNTRIES, DATA, country_forms, noun_for, rows
from corroborate.grounding.actors.names import fold, is_acronym, key_of, words_of
from corroborate.grounding.actors.registry import FILE

SCHEMA = """
CREATE TABLE actor (id TEXT PRIMARY KEY, name TEXT, kind TEXT, country TEXT, source TEXT)
    WITHOUT ROWID;
CREATE TABLE alias (key TEXT PRIMARY KEY, actor TEXT, cased INTEGER) WITHOUT ROWID;
CREATE TABLE noun (key TEXT PRIMARY KEY, kind TEXT, source TEXT) WITHOUT ROWID;
CREATE TABLE capital (key TEXT PRIMARY KEY, country TEXT) WITHOUT ROWID;
"""
SMALL = {"of", "the", "in", "for", "and", "on", "to", "de", "la", "del", "el", "al", "e", "y", "du"}
# Role in a CAMEO actor code -> kind of actor, kind of speaker.
ROLES = {
    "MIL": ("state forces", "military"),
    "COP": ("state forces", "police"),
    "SPY": ("state forces", "government"),
    "GOV": ("government", "government"),
    "JUD": ("government", "government"),
    "LEG": ("government", "government"),
    "REB": ("rebel group", "armed group"),
    "UAF": ("rebel group", "armed group"),
    "IMG": ("rebel group", "armed group"),
    "SEP": ("rebel group", "armed group"),
    "CRM": ("unknown", "other"),
    "IGO": ("international", "international"),
    "NGO": ("organisation", "ngo"),
    "NGM": ("organisation", "ngo"),
    "MED": ("media", "media"),
    "PTY": ("organisation", "party"),
    "OPP": ("organisation", "party"),
    "LAB": ("organisation", "other"),
    "BUS": ("organisation", "other"),
    "EDU": ("civilians", "other"),
    "HLH": ("civilians", "hospital"),
    "CVL": ("civilians", "other"),
    "AGR": ("civilians", "other"),
    "REF": ("civilians", "witness"),
}
BRANCHES = {
    "MIL": "military",
    "COP": "police",
    "SPY": "intelligence",
    "GOV": "government",
    "JUD": "judiciary",
    "LEG": "legislature",
}
# Words without which an entry of the list of armed groups may be somebody's name.
BODIES = {
    "army", "front", "movement", "brigade", "brigades", "liberation", "group", "organization",
    "party", "forces", "force", "council", "union", "revolutionary", "people", "islamic",
    "national", "popular", "armed", "command", "commando", "commandos", "resistance", "cell",
    "cells", "militia", "tigers", "faction", "league", "alliance", "action", "battalion",
    "guerrilla", "guerrillas", "jihad", "red", "cartel", "state", "committee", "network",
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """An actor with its names; ``actor`` of a branch of a state is "iq:military".

    ``lone`` says what becomes of names of one word, which may be a place or an everyday word in a
    list written in capitals: "keep", "drop", or "capitals": kept if short, to be read only where
    the text writes them so.
    """

    actor: str
    names: tuple[str, ...]
    kind: str | None = None
    source: str | None = None
    country: str | None = None
    lone: str = "keep"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of unpacked corpora")
    parser.add_argument("--out", type=Path, default=FILE)
    options = parser.parse_args()
    countries = country_codes(options.corpora)
    dictionaries = options.corpora / "dictionaries"
    options.out.unlink(missing_ok=True)
    with sqlite3.connect(options.out) as db:
        db.executescript(SCHEMA)
        store(db, supplement())
        store(db, ucdp(options.corpora / "ucdp" / "actors.tsv"))
        store(db, armed_groups(dictionaries / "Phoenix.MilNonState.actors.txt", countries))
        store(db, bodies(dictionaries / "Phoenix.International.actors.txt", countries))
        store(db, of_states(dictionaries / "Phoenix.Countries.actors.txt", countries))
        store_nouns(db, dictionaries / "Phoenix.agents.txt")
        store_capitals(db, options.corpora)
    with sqlite3.connect(options.out) as db:
        db.execute("VACUUM")
        report(db, options.out)


def report(db: sqlite3.Connection, out: Path) -> None:
    for table in ("actor", "alias", "noun", "capital"):
        (count,) = db.execute(f"SELECT count(*) FROM {table}").fetchone()
        print(f"{table}: {count}")
    print(f"{out.name}: {out.stat().st_size / 1e6:.2f} MB")


def store(db: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    for entry in entries:
        fresh = [name for name in entry.names if usable(name, entry) and not taken(db, name)]
        if not fresh:
            continue
        if entry.kind is not None:
            row = (entry.actor, entry.names[0], entry.kind, entry.country, entry.source)
            db.execute("INSERT OR IGNORE INTO actor VALUES (?, ?, ?, ?, ?)", row)
        aliases = [(key_of(name), entry.actor, needs_capitals(name, entry)) for name in fresh]
        db.executemany("INSERT OR IGNORE INTO alias VALUES (?, ?, ?)", aliases)


def taken(db: sqlite3.Connection, name: str) -> bool:
    return bool(db.execute("SELECT 1 FROM alias WHERE key = ?", (key_of(name),)).fetchone())


def needs_capitals(name: str, entry: Entry) -> int:
    return int(is_acronym(name) or (entry.lone == "capitals" and not len(words_of(name)) > 1))


def usable(name: str, entry: Entry) -> bool:
    key = key_of(name)
    if len(key) < 2 or key.isdigit() or len(key.split()) > 12:
        return False
    if entry.lone == "keep":
        return True
    if key in country_forms() or noun_for(key):
        return False
    return len(words_of(name)) > 1 or (entry.lone == "capitals" and len(key) <= 7)


def supplement() -> Iterator[Entry]:
    for actor, name, kind, source, country, aliases in rows(DATA / "supplement.tsv", 6):
        other = tuple(filter(None, aliases.split("|")))
        if kind.startswith("@"):
            yield Entry(kind[1:], other)
        else:
            yield Entry(actor, (name, *other), kind, source or None, country or None)


def ucdp(path: Path) -> Iterator[Entry]:
    for name, _ in rows_of(path):
        single = "," not in name and not name.startswith(
            ("Government of", "Supporters", "Opponents")
        )
        if single and name != "Civilians":
            bare = re.sub(r"\s*\([^)]*\)", "", name).strip()
            kind = "political militia" if "artel" in name else "rebel group"
            lone = "keep" if sum(c.isupper() for c in bare) > 1 else "drop"
            if bare == name or len(words_of(bare)) > 1:
                yield Entry(f"ucdp:{slug(name)}", (bare,), kind, lone=lone)


def rows_of(path: Path) -> Iterator[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    return (line.split("\t")[:2] for line in lines if line.strip())


def armed_groups(path: Path, countries: dict[str, str]) -> Iterator[Entry]:
    for names, codes in entries(path):
        keys = {fold(word.text) for word in words_of(names[0])}
        if keys & BODIES or any(is_acronym(name) for name in names):
            yield phoenix(names, "rebel group", "armed group", countries.get(codes[0][:3]))


def bodies(path: Path, countries: dict[str, str]) -> Iterator[Entry]:
    for names, codes in entries(path):
        code = codes[0].split()[0] if codes[0].split() else ""
        country = next((countries[part] for part in chunks(code) if part in countries), None)
        role = "MED" if "MED" in chunks(code) else code[:3]
        if role in ("IGO", "NGO", "NGM", "MED") and dated(codes) is None:
            yield phoenix(names, *ROLES[role], country)


def of_states(path: Path, countries: dict[str, str]) -> Iterator[Entry]:
    """Institutions stand for their branch of the state; office holders are actors of their own.

    They count as government, for most of the news that names them is of their time in office.
    """
    for names, codes in entries(path):
        first = codes[0].split()[0] if codes[0].split() else ""
        country = countries.get(first[:3])
        role = "ELI" if dated(codes) else first[3:6]
        if country is None or not role or not len(words_of(names[0])) > 1:
            continue
        if role in BRANCHES:
            yield Entry(f"{country.lower()}:{BRANCHES[role]}", names, lone="drop")
        elif role == "ELI":
            yield phoenix(names, "government", "government", country)
        elif role in ROLES:
            yield phoenix(names, *ROLES[role], country)


def phoenix(names: tuple[str, ...], kind: str, source: str, country: str | None) -> Entry:
    lone = "keep" if kind == "government" else "capitals"
    return Entry(f"phoenix:{slug(names[0])}", names, kind, source, country, lone)


def dated(codes: list[str]) -> str | None:
    """The first code with a date: bodies have none, persons in office do."""
    return next((code for code in codes if re.search(r"[<>]|\d{6}", code)), None)


def chunks(code: str) -> list[str]:
    return [code[at : at + 3] for at in range(0, len(code), 3)]


def entries(path: Path) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Names and codes of each entry of a Phoenix dictionary; countries themselves left out."""
    names: list[str] = []
    codes: list[str] = []
    for raw in path.read_text(encoding="latin-1").splitlines():
        line = re.split(r"[;#]", raw)[0].strip()
        name = re.sub(r"\[.*", "", line).strip()
        if name and not name.startswith("+") and codes:
            yield from entry(names, codes)
            names, codes = [], []
        if name:
            names.append(name)
        codes += re.findall(r"\[([^\]]+)\]", line)
    yield from entry(names, codes)


def entry(names: list[str], codes: list[str]) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    written = [name for listed in names for name in spelled(listed)]
    if written and codes and not re.fullmatch(r"[A-Z]{3}", codes[0].strip()):
        yield tuple(dict.fromkeys(written)), codes


def spelled(listed: str) -> list[str]:
    """A name of the dictionary as it is written: "ABU_NIDAL_ORGANIZATION_(ANO)_" is two."""
    bare = listed.lstrip("+").replace("_", " ").strip()
    inside = re.findall(r"\(([^)]*)\)", bare)
    outside = re.sub(r"\s*\([^)]*\)", "", bare).strip()
    acronyms = [part.strip() for part in inside if re.fullmatch(r"[A-Z]{2,6}", part.strip())]
    return [cased(outside), *acronyms] if outside else acronyms


def cased(name: str) -> str:
    """Capitals to title case; a lone word of up to five letters is an acronym and stays."""
    if not name.isupper() or (" " not in name and len(name) <= 5):
        return name
    words = [word.capitalize() if "'" in word else word.title() for word in name.split()]
    small = [w.lower() if w.lower() in SMALL and at else w for at, w in enumerate(words)]
    return " ".join(small)


def slug(name: str) -> str:
    return re.sub(r"\s+", "-", " ".join(word.key for word in words_of(name)))


def country_codes(corpora: Path) -> dict[str, str]:
    """ISO 3166-1 alpha-3, and the older codes of the dictionaries, to alpha-2."""
    table = (corpora / "geonames" / "countryInfo.tsv").read_text(encoding="utf-8").splitlines()
    known = {iso2 for iso2, *_ in rows(COUNTRIES, 4)}
    codes = {line.split("\t")[1]: line.split("\t")[0] for line in table[1:]}
    older = {"KSV": "XK", "TMP": "TL", "ROM": "RO", "ZAR": "CD", "PSE": "PS", "FRY": "RS"}
    return {alpha3: iso2 for alpha3, iso2 in {**codes, **older}.items() if iso2 in known}


def store_nouns(db: sqlite3.Connection, path: Path) -> None:
    for line in path.read_text(encoding="latin-1").splitlines():
        found = re.match(r"([A-Z_'\- ]+?)_?\s*\[~([A-Z]{3})", line)
        if found and found.group(2) in ROLES:
            key = key_of(found.group(1).replace("_", " "))
            db.execute("INSERT OR IGNORE INTO noun VALUES (?, ?, ?)", (key, *ROLES[found.group(2)]))


def store_capitals(db: sqlite3.Connection, corpora: Path) -> None:
    table = (corpora / "geonames" / "countryInfo.tsv").read_text(encoding="utf-8").splitlines()
    known = {iso2 for iso2, *_ in rows(COUNTRIES, 4)}
    for cells in (line.split("\t") for line in table[1:]):
        if cells[5] and cells[0] in known:
            db.execute("INSERT OR IGNORE INTO capital VALUES (?, ?)", (key_of(cells[5]), cells[0]))


if __name__ == "__main__":
    main()
