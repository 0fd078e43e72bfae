"""Packs the gazetteer's entries into its file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from corroborate.grounding.places.gazetteer.keys import display_name, keys_of, skeletons_of
from corroborate.grounding.places.gazetteer.packing import Packer, Row
from corroborate.grounding.places.names import key_of
from training.gazetteer_entries import Entry

ORDER = ("country", "admin1", "admin2")
SEAT_SHARE = 0.15


def save(entries: list[Entry], path: Path) -> None:
    """Writes the file, areas first, for others point at them; then what has inhabitants."""
    ordered = sorted(entries, key=_order)
    taken = _taken(entries)
    rows: dict[str, int] = {}
    with Packer(path) as packer:
        for entry in ordered:
            number = packer.add(_row(entry, rows, taken))
            if entry.code:
                rows.setdefault(entry.code, number)


def _order(entry: Entry) -> tuple[int, bool, str, str]:
    area = ORDER.index(entry.kind) if entry.kind in ORDER else len(ORDER)
    return area, entry.population == 0, entry.country, entry.name


def _row(entry: Entry, rows: dict[str, int], taken: dict[str, set[str]]) -> Row:
    parent = entry.parent if entry.parent != entry.code else ""
    own, lesser = keys_of(
        [entry.name, *entry.names], entry.alternates, entry.kind, entry.country,
        taken.get(entry.code, ()),
    )  # fmt: skip
    return Row(
        id=f"{entry.source}:{entry.slug or entry.number}",
        name=display_name(entry.name, entry.kind, entry.country),
        kind=entry.kind,
        lat=entry.lat,
        lon=entry.lon,
        population=entry.population,
        rank=entry.rank,
        parent=rows.get(parent),
        code=entry.iso,
        own=own,
        lesser=lesser,
        skeletons=skeletons_of([entry.name, *entry.names], entry.kind, entry.country),
    )


def _taken(entries: list[Entry]) -> dict[str, set[str]]:
    """For each area the keys that mean its chief town: "Kherson" alone is the town."""
    areas = {entry.code: entry for entry in entries if entry.kind in ORDER[1:]}
    found: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if entry.kind == "settlement":
            for area in _around(entry, areas):
                if entry.rank or entry.population > SEAT_SHARE * area.population:
                    lesser = entry.alternates if area.kind == "admin2" else []
                    names = [entry.name, *entry.names, *lesser]
                    found[area.code] |= {key_of(name) for name in names}
    return found


def _around(entry: Entry, areas: dict[str, Entry]) -> Iterator[Entry]:
    area = areas.get(entry.parent)
    while area is not None:
        yield area
        area = areas.get(area.parent) if area.parent != area.code else None
