"""Makes the points along land borders from the settlements on both sides.

    python -m training.borders --corpora DIR [--out FILE]

``--corpora`` is the folder with the unpacked ``geonames``, whose ``countryInfo.tsv`` says which
countries are neighbours; the settlements are those of the gazetteer (GeoNames, CC BY 4.0; Who's On
First). A point is the middle between two settlements on either side that are close to each other,
the closest pair of each cell of the globe.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from corroborate.grounding.places.gazetteer.gazetteer import Gazetteer
from corroborate.grounding.places.geometry import Point, distance_km, midpoint

OUT = Path(__file__).parents[1] / "src/corroborate/grounding/places/data/borders.tsv"
CELL = 0.5
"""Size in degrees of the cells; about one point stands in each that the border runs through."""
CLOSE_KM = 30.0
MOST_KM = 250.0
_HEAD = (
    "# Points along the land borders of two countries (ISO alpha-2), as latitude and longitude in\n"
    "# degrees; within some 20 km of the line where settlements stand close to it on both sides.\n"
    "# Made by training.borders from GeoNames (CC BY 4.0) and Who's On First.\n"
)
Settlements = dict[str, dict[tuple[int, int], list[Point]]]


def settlements(gazetteer: Gazetteer) -> Settlements:
    """Points of the settlements by country and cell."""
    found: Settlements = defaultdict(lambda: defaultdict(list))
    layer = gazetteer._base
    for row in range(len(layer.store)):
        place = layer.place(row, "primary", 1.0)
        if place.kind == "settlement" and place.country and place.lat is not None:
            point = (place.lat, place.lon or 0.0)
            found[place.country][_cell(point)].append(point)
    return found


def _cell(point: Point) -> tuple[int, int]:
    return int(point[0] // CELL), int(point[1] // CELL)


def border(
    one: dict[tuple[int, int], list[Point]], other: dict[tuple[int, int], list[Point]]
) -> list[Point]:
    """Points between two countries, from north to south."""
    for reach in (1, 3):
        best: dict[tuple[int, int], tuple[float, Point]] = {}
        for apart, point in _pairs(one, other, reach):
            if apart < (CLOSE_KM if reach == 1 else MOST_KM):
                best[_cell(point)] = min(best.get(_cell(point), (apart, point)), (apart, point))
        if best:
            return sorted((point for _, point in best.values()), reverse=True)
    return []


def _pairs(
    one: dict[tuple[int, int], list[Point]],
    other: dict[tuple[int, int], list[Point]],
    reach: int,
) -> Iterator[tuple[float, Point]]:
    """Distance and middle of the settlements on either side, in cells near each other."""
    steps = list(product(range(-reach, reach + 1), repeat=2))
    for (row, column), points in one.items():
        near = [p for a, b in steps for p in other.get((row + a, column + b), ())]
        for a, b in product(points, near):
            yield distance_km(a, b), midpoint(a, b)


def neighbours(path: Path) -> Iterator[tuple[str, str]]:
    """Pairs of countries with a land border, from GeoNames' countryInfo."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            for other in filter(None, row["neighbours"].split(",")):
                if row["iso2"] < other:
                    yield row["iso2"], other


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    known = settlements(Gazetteer.open())
    with options.out.open("w", encoding="utf-8") as file:
        file.write(_HEAD)
        for one, other in sorted(neighbours(options.corpora / "geonames" / "countryInfo.tsv")):
            points = border(known[one], known[other])
            if points:
                words = "|".join(f"{lat:.2f},{lon:.2f}" for lat, lon in points)
                file.write(f"{one}\t{other}\t{words}\n")


if __name__ == "__main__":
    main()
