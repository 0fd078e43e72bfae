"""ISO 3166-2 codes of provinces, matched by name, for GeoNames has codes of its own."""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path

from corroborate.grounding.places.names import fold, romanised, without_type
from training.gazetteer_entries import Entry
from training.gazetteer_sources import plain

TABLE = Path(__file__).parent / "gazetteer_subdivisions.tsv"
ALIKE = 0.8


def code_provinces(entries: list[Entry]) -> int:
    """Gives provinces their code where a name of theirs stands in the list; gives how many."""
    listed: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in plain(TABLE):
        listed[row["country"]].append((row["code"], without_type(fold(row["name"]))))
    provinces: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.kind == "admin1":
            provinces[entry.country].append(entry)
    for country, areas in provinces.items():
        _match(country, areas, listed[country])
    return sum(bool(area.iso) for areas in provinces.values() for area in areas)


def _match(country: str, areas: list[Entry], codes: list[tuple[str, str]]) -> None:
    """Pairs areas and codes, the most alike first; each is used once."""
    pairs = sorted(
        ((_likeness(area, name), number, code)
         for number, area in enumerate(areas) for code, name in codes),
        key=lambda pair: -pair[0],
    )  # fmt: skip
    used: set[str] = set()
    for likeness, number, code in pairs:
        if likeness >= ALIKE and not areas[number].iso and code not in used:
            areas[number].iso = f"{country}-{code}"
            used.add(code)


def _likeness(area: Entry, name: str) -> float:
    names = {without_type(fold(n)) for n in [area.name, *area.names, *area.alternates]}
    if name in names:
        return 1.0
    bones = {romanised(n) for n in names}
    return max(SequenceMatcher(None, romanised(name), b).ratio() for b in bones)
