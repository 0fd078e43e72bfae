"""From degrees to pixels of a map, and back to what is seen of a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, log10, radians

from corroborate.export.outlines import TURNS, Box, Point

KM_PER_DEGREE = 111.195
"""Of latitude, on the sphere of mean radius 6371 km."""

_BLEED = 12.0
_LEAST_SPAN = 3.0
_MARGIN = 0.18


@dataclass(frozen=True)
class View:
    """An equirectangular map, true to scale along its middle parallel.

    ``lon``, ``lat`` are the middle in degrees, ``scale`` pixels a degree of latitude, ``width``
    and ``height`` pixels.
    """

    lon: float
    lat: float
    scale: float
    width: float
    height: float

    @property
    def _squeeze(self) -> float:
        return max(0.2, cos(radians(self.lat)))

    def nearest(self, lon: float) -> float:
        """The longitude, on that turn of the globe which is nearest to the middle."""
        return lon + 360 * round((self.lon - lon) / 360)

    def place(self, lon: float, lat: float) -> Point:
        """Pixels from the upper left corner."""
        x = (lon - self.lon) * self._squeeze * self.scale + self.width / 2
        return x, self.height / 2 - (lat - self.lat) * self.scale

    def radii(self, km: float, lat: float) -> Point:
        """Half axes, in pixels, of what a circle on the ground at ``lat`` looks like."""
        vertical = km / KM_PER_DEGREE * self.scale
        return vertical * self._squeeze / max(0.05, cos(radians(lat))), vertical

    @property
    def box(self) -> Box:
        """What is seen, in degrees: west, south, east, north."""
        half_lon = self.width / 2 / self.scale / self._squeeze
        half_lat = self.height / 2 / self.scale
        lon, lat = self.lon, self.lat
        return lon - half_lon, lat - half_lat, lon + half_lon, lat + half_lat

    def seen(self, ring: Sequence[Point]) -> Iterator[list[Point]]:
        """The parts of a closed line that are seen, in pixels, on every turn of the globe."""
        for turn in TURNS:
            line = [self.place(lon + turn, lat) for lon, lat in ring]
            part = thinned(clipped(line, self.width, self.height))
            if len(part) > 2:
                yield part


def fitted(boxes: Sequence[Box], width: float, height: float) -> View:
    """The view that shows all boxes with a margin, and never less than three degrees."""
    west, east = _shortest(boxes)
    south, north = min(b[1] for b in boxes), max(b[3] for b in boxes)
    lat = (south + north) / 2
    squeeze = max(0.2, cos(radians(lat)))
    high = max(_LEAST_SPAN, (north - south) * (1 + 2 * _MARGIN))
    wide = max(_LEAST_SPAN, (east - west) * (1 + 2 * _MARGIN)) * squeeze
    scale = max(min(width / wide, height / high), width / (360 * squeeze))
    half = min(90.0, height / 2 / scale)
    return View((west + east) / 2, max(half - 90, min(90 - half, lat)), scale, width, height)


def _shortest(boxes: Sequence[Box]) -> tuple[float, float]:
    """West and east of all boxes, across 180 degrees where that is the shorter way."""
    shifted = [(b[0] + 360 * (b[2] < 0), b[2] + 360 * (b[2] < 0)) for b in boxes]
    ways = ([(b[0], b[2]) for b in boxes], shifted)
    found = ((min(w for w, _ in way), max(e for _, e in way)) for way in ways)
    return min(found, key=lambda ends: ends[1] - ends[0])


def path_data(lines: Iterable[Sequence[Point]]) -> str:
    """Closed lines in pixels as the data of an SVG path."""
    parts = ("L".join(f"{x:.1f} {y:.1f}" for x, y in line) for line in lines)
    return "".join(f"M{part}Z" for part in parts)


def thinned(points: Sequence[Point], least: float = 0.8) -> list[Point]:
    """The line without points that are less than ``least`` from the one before."""
    kept: list[Point] = []
    for point in points:
        if not kept or abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= least:
            kept.append(point)
    return kept


_Inside = Callable[[Point], bool]
_Cut = Callable[[Point, Point], Point]


def _edge(axis: int, limit: float, sign: int) -> tuple[_Inside, _Cut]:
    def inside(point: Point) -> bool:
        return sign * point[axis] <= sign * limit

    def cut(a: Point, b: Point) -> Point:
        t = (limit - a[axis]) / (b[axis] - a[axis])
        return a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])

    return inside, cut


def clipped(ring: Sequence[Point], width: float, height: float) -> list[Point]:
    """A closed line cut to the picture and a little beyond (Sutherland and Hodgman, 1974)."""
    edges = (
        _edge(0, -_BLEED, -1),
        _edge(0, width + _BLEED, 1),
        _edge(1, -_BLEED, -1),
        _edge(1, height + _BLEED, 1),
    )
    points = list(ring)
    for inside, cut in edges:
        points = _clipped_once(points, inside, cut)
    return points


def _clipped_once(points: Sequence[Point], inside: _Inside, cut: _Cut) -> list[Point]:
    kept: list[Point] = []
    for i, here in enumerate(points):
        before = points[i - 1]
        if inside(here) != inside(before):
            kept.append(cut(before, here))
        if inside(here):
            kept.append(here)
    return kept


def centroid(ring: Sequence[Point]) -> tuple[Point, float]:
    """The centre of gravity of a closed line, and the area it encloses, in its own units."""
    area = x = y = 0.0
    for i, (bx, by) in enumerate(ring):
        ax, ay = ring[i - 1]
        cross = ax * by - bx * ay
        area, x, y = area + cross / 2, x + (ax + bx) * cross / 6, y + (ay + by) * cross / 6
    return ((x / area, y / area), abs(area)) if area else (ring[0], 0.0)


def round_step(span: float, parts: int) -> float:
    """A round number (1, 2 or 5 times a power of ten) that parts ``span`` in about ``parts``."""
    rough = span / parts
    power = 10.0 ** int(log10(rough) // 1)
    return next(step * power for step in (1, 2, 5, 10) if step * power >= rough)
