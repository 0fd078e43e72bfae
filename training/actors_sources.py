"""Makes the readable tables that come from public lists: ``python -m training.actors --corpora``.

``phoenix_*.tsv`` from the Phoenix dictionaries of 2015 (MIT, Open Event Data Alliance, Philip
Schrodt), ``ucdp.tsv`` from the actor names of the UCDP (CC BY 4.0).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corroborate.datafiles import read_lines
from corroborate.grounding.actors.entries import GROUP_COLUMNS, PEOPLE_COLUMNS, slug
from corroborate.grounding.actors.lexicon import (
    DATA,
    alpha3,
    branches,
    country_forms,
    noun_for,
    sectors,
)
from corroborate.grounding.actors.names import fold, is_acronym, key_of, words_of
from training.actors_phoenix import entries, spelled_nouns, terms_of

# Role in a CAMEO actor code -> kind of actor, sector.
ROLES = {
    "MIL": ("state forces", "MIL"),
    "COP": ("state forces", "COP"),
    "SPY": ("state forces", "SPY"),
    "GOV": ("government", "GOV"),
    "JUD": ("government", "JUD"),
    "LEG": ("government", "LEG"),
    "REB": ("rebel group", "REB"),
    "UAF": ("rebel group", "UAF"),
    "IMG": ("rebel group", "REB"),
    "SEP": ("rebel group", "REB"),
    "CRM": ("unknown", "CRM"),
    "IGO": ("international", "IGO"),
    "NGO": ("organisation", "NGO"),
    "NGM": ("organisation", "NGO"),
    "MED": ("media", "MED"),
    "PTY": ("organisation", "PTY"),
    "OPP": ("organisation", "OPP"),
    "LAB": ("organisation", "LAB"),
    "BUS": ("organisation", "BUS"),
    "EDU": ("civilians", "EDU"),
    "HLH": ("civilians", "HLH"),
    "CVL": ("civilians", "CVL"),
    "AGR": ("civilians", "AGR"),
    "REF": ("civilians", "REF"),
    "REL": ("civilians", "REL"),
}
SOURCES = {"HLH": "hospital", "REF": "witness", "COP": "police", "SPY": "government"}
BRANCHES = {
    "MIL": "military",
    "COP": "police",
    "SPY": "intelligence",
    "GOV": "government",
    "JUD": "judiciary",
    "LEG": "legislature",
}
OLDER = {"KSV": "XK", "TMP": "TL", "ROM": "RO", "ZAR": "CD", "PSE": "PS", "FRY": "RS"}
# Words without which an entry of the list of armed groups may be somebody's name.
BODIES = {
    "army", "front", "movement", "brigade", "brigades", "liberation", "group", "organization",
    "party", "forces", "force", "council", "union", "revolutionary", "people", "islamic",
    "national", "popular", "armed", "command", "commando", "commandos", "resistance", "cell",
    "cells", "militia", "tigers", "faction", "league", "alliance", "action", "battalion",
    "guerrilla", "guerrillas", "jihad", "red", "cartel", "state", "committee", "network",
}  # fmt: skip
# Places of such names are left out: the words mean something else more often.
PLAIN = frozenset(read_lines(DATA / "plain_words.txt"))
TOWN = 100_000
NOTE = "# Made by `python -m training.actors --corpora DIR` from {0}. Do not edit by hand.\n"
PHOENIX = "the Phoenix dictionaries of 2015 (MIT, Open Event Data Alliance, Philip Schrodt)"


@dataclass(frozen=True)
class Listed:
    """An entry of a dictionary: its names and the parts of its first code."""

    names: tuple[str, ...]
    country: str
    role: str


def make_tables(corpora: Path, folder: Path) -> None:
    """Write the tables made from the corpora to the folder."""
    lists = corpora / "dictionaries"
    states = list(of_states(lists / "Phoenix.Countries.actors.txt"))
    groups = [
        *armed_groups(lists / "Phoenix.MilNonState.actors.txt"),
        *bodies(lists / "Phoenix.International.actors.txt"),
        *(group(entry) for entry in states if entry.role not in BRANCHES),
    ]
    save(folder / "phoenix_groups.tsv", PHOENIX, GROUP_COLUMNS, unique(groups))
    save(folder / "phoenix_states.tsv", PHOENIX, ("id", "aliases"), of_branches(states))
    people = terms(lists / "Phoenix.Countries.actors.txt")
    save(folder / "phoenix_people.tsv", PHOENIX, PEOPLE_COLUMNS, sorted(people))
    nouns = nouns_of(lists / "Phoenix.agents.txt")
    save(folder / "phoenix_nouns.tsv", PHOENIX, ("noun", "kind", "source", "sector"), nouns)
    towns = "GeoNames (CC BY 4.0): towns of 100,000 people and more, first-order provinces"
    save(folder / "places.tsv", towns, ("country", "names"), places(corpora / "geonames"))
    source = "the actor names of the UCDP (CC BY 4.0, Uppsala Conflict Data Program)"
    save(folder / "ucdp.tsv", source, GROUP_COLUMNS, unique(ucdp(corpora / "ucdp" / "actors.tsv")))


def save(path: Path, source: str, head: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    lines = ["\t".join(row) for row in rows]
    text = NOTE.format(source) + "\n".join(["\t".join(head), *lines]) + "\n"
    path.write_text(text, encoding="utf-8")
    print(f"{path.name}: {len(lines)} rows, {len(text.encode()) / 1e6:.2f} MB")


def unique(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    seen: set[str] = set()
    for row in rows:
        if row[0] not in seen:
            seen.add(row[0])
            yield row


def group(entry: Listed) -> list[str]:
    kind, sector = ROLES[entry.role]
    names = [name for name in entry.names if fits_a_group(name)]
    first = names[0] if names else entry.names[0]
    source = SOURCES.get(sector, "")
    other = "|".join(name for name in names if name != first)
    identifier = re.sub(r"[^a-z0-9.:+-]", "", slug(first))
    return [
        f"phoenix:{identifier}", first, kind, entry.country, sector, *[""] * 4, other, source,
    ]  # fmt: skip


def fits_a_group(name: str) -> bool:
    """Whether a name of a list in capitals is no place, person or everyday word."""
    key = key_of(name)
    if len(key) < 2 or key in country_forms() or noun_for(key):
        return False
    return len(words_of(name)) > 1 or len(key) <= 7


def armed_groups(path: Path) -> Iterator[list[str]]:
    for names, codes in entries(path):
        keys = {fold(word.text) for word in words_of(names[0])}
        if keys & BODIES or any(is_acronym(name) for name in names):
            listed = Listed(names, iso2(codes[0][:3]), "REB")
            if any(fits_a_group(name) for name in names):
                yield group(listed)


def bodies(path: Path) -> Iterator[list[str]]:
    for names, codes in entries(path):
        code = codes[0].split()[0] if codes[0].split() else ""
        parts = [code[at : at + 3] for at in range(0, len(code), 3)]
        role = "MED" if "MED" in parts else code[:3]
        is_body = role in ("IGO", "NGO", "NGM", "MED") and not any(map(has_date, codes))
        if is_body and any(fits_a_group(name) for name in names):
            yield group(Listed(names, next(filter(None, map(iso2, parts)), ""), role))


def of_states(path: Path) -> Iterator[Listed]:
    """Institutions of states; people in office are left to :func:`terms`."""
    for names, codes in entries(path):
        first = codes[0].split()[0] if codes[0].split() else ""
        country, role = iso2(first[:3]), first[3:6]
        named = tuple(name for name in names if fits_a_group(name) and " " in name)
        if country and named and role in ROLES and not any(map(has_date, codes)):
            yield Listed(named, country, role)


def of_branches(entries: Iterable[Listed]) -> list[tuple[str, str]]:
    names: dict[str, list[str]] = {}
    for entry in entries:
        if entry.role in BRANCHES:
            branch = f"{entry.country.lower()}:{BRANCHES[entry.role]}"
            names.setdefault(branch, []).extend(entry.names)
    return [(branch, "|".join(dict.fromkeys(names[branch]))) for branch in sorted(names)]


def terms(path: Path) -> Iterator[list[str]]:
    """People with their time in office, as far as the dictionary gives it."""
    for names, codes in entries(path):
        person, *other = [name for name in names if " " in name] or [""]
        for role, start, end in terms_of(codes) if person else ():
            country = iso2(role[:3])
            branch = BRANCHES.get(role[3:6])
            if country and branch:
                office = "defence minister" if role[3:9] == "GOVMIL" else "official"
                of = f"{country.lower()}:{branch}"
                yield [person, of, office, start, end, "|".join(other)]


def nouns_of(path: Path) -> Iterator[list[str]]:
    seen: set[str] = set()
    for noun, role in spelled_nouns(path):
        if role[:3] in ROLES and noun not in seen:
            seen.add(noun)
            kind, sector = ROLES[role[:3]]
            second = role[3:6] if role[3:6] in sectors() else ""
            source = SOURCES.get(sector) or speaker(kind)
            yield [noun, kind, source, "|".join(filter(None, [sector, second]))]


def speaker(kind: str) -> str:
    from corroborate.grounding.actors.lexicon import kinds

    return kinds()[kind].source


def ucdp(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        name = line.split("\t")[0]
        state = re.fullmatch(r"Government of ([^(]+?)(?: \(.*\))?", name)
        if state and key_of(state.group(1)) in country_forms():
            country = country_forms()[key_of(state.group(1))].iso2
            kind = branches()["government"].kind
            yield [
                f"{country.lower()}:government",
                name,
                kind,
                country,
                "GOV",
                *[""] * 3,
                name,
                "",
                "",
            ]
        elif "," not in name and name != "Civilians" and not state:
            bare = re.sub(r"\s*\([^)]*\)", "", name).strip()
            if "Supporters" in name or "Opponents" in name or not names_somebody(bare, name):
                continue
            gang = "artel" in name
            kind, sector = ("political militia", "CRM") if gang else ("rebel group", "REB")
            yield [f"ucdp:{slug(name)}", bare, kind, "", sector, *[""] * 3, name, "", ""]


def places(folder: Path) -> Iterator[tuple[str, str]]:
    """Countries and their places by name; of two places of one name the town with more people."""
    owners: dict[str, tuple[int, str, str]] = {}
    for cells in cells_of(folder / "cities5000.tsv"):
        people = int(cells[14] or 0)
        for name in {cells[1], cells[2]} if people >= TOWN else ():
            owners[key_of(name)] = max(
                owners.get(key_of(name), (0, "", "")), (people, cells[8], name)
            )
    for cells in cells_of(folder / "admin1.tsv"):
        for name in {cells[1], cells[2]}:
            owners.setdefault(key_of(name), (0, cells[0].partition(".")[0], name))
    names: dict[str, list[str]] = {}
    for key, (_, country, name) in sorted(owners.items()):
        if key not in country_forms() and not noun_for(key) and not is_plain(key):
            names.setdefault(country, []).append(name)
    return ((country, "|".join(names[country])) for country in sorted(names))


def is_plain(key: str) -> bool:
    """Whether a place's name is of everyday words ("Northern", "Central") or hardly a word."""
    return len(key) <= 3 or set(key.split()) <= PLAIN


def cells_of(path: Path) -> Iterator[list[str]]:
    return (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:])


def names_somebody(bare: str, name: str) -> bool:
    """Whether a name of one word is an acronym; a family's or a people's may be anybody's."""
    return len(words_of(bare)) > 1 or (bare == name and sum(c.isupper() for c in bare) > 1)


def has_date(code: str) -> bool:
    return bool(re.search(r"[<>]|\d{6}", code))


def iso2(code: str) -> str:
    """The country of a CAMEO code, ISO 3166-1 alpha-2; empty where it is none."""
    by_alpha3 = {iso3: country for country, iso3 in alpha3().items()}
    return OLDER.get(code) or by_alpha3.get(code, "")
