"""Makes the country outlines of the map from Natural Earth, as packed by world-atlas.

    npm pack world-atlas@2.0.2            # ISC licence; Natural Earth itself is public domain
    python -m training.outlines \\
        --topology package/countries-50m.json \\
        --countries CORPORA/geonames/countryInfo.tsv \\
        --out src/corroborate/export/data/outlines.json

Borders are simplified one shared arc at a time, so that neighbours still meet after it. The
table of countries (GeoNames, CC BY 4.0) gives the ISO alpha-2 code for the numeric one.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Cell = tuple[int, int]

UNITS_PER_DEGREE = 100
TOLERANCE = 0.006  # degrees; about 670 m on a meridian

# Natural Earth draws it, but ISO has no code for it; GeoNames uses XK.
CODES_BY_NAME = {"Kosovo": "XK"}

ABOUT = (
    "Country outlines, simplified from Natural Earth 1:50m (public domain) as packed by "
    "world-atlas 2.0.2 (ISC, Copyright 2013-2019 Michael Bostock). Made by training/outlines.py. "
    "'arcs': shared borders, each x, y, then steps dx, dy, ..., in 1/units degrees of longitude "
    "and latitude. 'countries': ISO 3166-1 alpha-2 code (null where ISO has none), name, "
    "[west, south, east, north], and rings as lists of arcs; ~n is arc n backwards."
)


def decoded_arc(arc: Sequence[Sequence[int]], transform: dict[str, list[float]]) -> list[Point]:
    """Longitudes and latitudes of a TopoJSON arc, which stores steps on a grid."""
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    xs = accumulate(step[0] for step in arc)
    ys = accumulate(step[1] for step in arc)
    return [(x * kx + dx, y * ky + dy) for x, y in zip(xs, ys, strict=True)]


def _distance(p: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length
    t = min(1.0, max(0.0, t))
    return float(((p[0] - a[0] - t * dx) ** 2 + (p[1] - a[1] - t * dy) ** 2) ** 0.5)


def simplified(points: Sequence[Point], tolerance: float) -> list[Point]:
    """The line without points nearer than ``tolerance`` to it (Douglas and Peucker, 1973)."""
    keep = {0, len(points) - 1}
    todo = [(0, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        inner = range(first + 1, last)
        far = max(inner, key=lambda i: _distance(points[i], points[first], points[last]), default=0)
        if far and _distance(points[far], points[first], points[last]) > tolerance:
            keep.add(far)
            todo += [(first, far), (far, last)]
    return [points[i] for i in sorted(keep)]


def quantised(points: Iterable[Point]) -> list[Cell]:
    """The points on the grid, without repeats in a row; never fewer than two."""
    cells = [(round(x * UNITS_PER_DEGREE), round(y * UNITS_PER_DEGREE)) for x, y in points]
    kept = cells[:1] + [b for a, b in pairwise(cells) if a != b]
    return kept if len(kept) > 1 else kept * 2


def steps(cells: Sequence[Cell]) -> list[int]:
    """x, y of the first cell, then the step to each next one, in one flat list."""
    flat = list(cells[0])
    for a, b in pairwise(cells):
        flat += [b[0] - a[0], b[1] - a[1]]
    return flat


def rings_of(geometry: dict[str, Any]) -> list[list[int]]:
    """All rings of a Polygon or MultiPolygon, as lists of arc numbers."""
    if geometry["type"] == "Polygon":
        return list(geometry["arcs"])
    return [ring for polygon in geometry["arcs"] for ring in polygon]


def codes_from(table: Path) -> dict[int, str]:
    """ISO numeric to alpha-2, from GeoNames' table of countries."""
    with table.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {int(row["iso_numeric"]): row["iso2"] for row in rows if row["iso_numeric"] != "0"}


def _box(rings: list[list[int]], arcs: list[list[Cell]]) -> list[int]:
    cells = [cell for ring in rings for n in ring for cell in arcs[n if n >= 0 else ~n]]
    xs, ys = [c[0] for c in cells], [c[1] for c in cells]
    return [min(xs), min(ys), max(xs), max(ys)]


def countries_of(
    topology: dict[str, Any], arcs: list[list[Cell]], codes: dict[int, str]
) -> Iterator[list[Any]]:
    """Code, name, box and rings of each country, in the order of their names."""
    geometries = topology["objects"]["countries"]["geometries"]
    for geometry in sorted(geometries, key=lambda g: str(g["properties"]["name"])):
        name = geometry["properties"]["name"]
        code = codes.get(int(geometry.get("id") or -1), CODES_BY_NAME.get(name))
        rings = rings_of(geometry)
        yield [code, name, _box(rings, arcs), rings]


def outlines(topology: dict[str, Any], codes: dict[int, str]) -> dict[str, Any]:
    """The content of the data file."""
    transform = topology["transform"]
    arcs = [
        quantised(simplified(decoded_arc(arc, transform), TOLERANCE)) for arc in topology["arcs"]
    ]
    return {
        "about": ABOUT,
        "units": UNITS_PER_DEGREE,
        "arcs": [steps(arc) for arc in arcs],
        "countries": list(countries_of(topology, arcs, codes)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--topology", type=Path, required=True, help="countries-50m.json")
    parser.add_argument("--countries", type=Path, required=True, help="GeoNames' countryInfo.tsv")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    topology = json.loads(options.topology.read_text(encoding="utf-8"))
    made = outlines(topology, codes_from(options.countries))
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    options.out.write_text(text + "\n", encoding="utf-8")
    points = sum(len(arc) // 2 for arc in made["arcs"])
    print(f"{len(made['countries'])} countries, {points} points, {len(text.encode())} bytes")


if __name__ == "__main__":
    main()
