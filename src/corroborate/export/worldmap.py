"""The map: each incident drawn as exactly as its place is known, and no more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians

from corroborate.export import basemap, geometry, marks, words
from corroborate.export.geometry import View
from corroborate.export.markup import Markup, el
from corroborate.export.outlines import Box, Point, atlas
from corroborate.model import EventPlace, Incident

WIDTH, HEIGHT = 960.0, 540.0

# Pixels: what a letter takes of a line of place names, and its height.
_LETTER, _LINE = 6.4, 14.0


@dataclass(frozen=True)
class Spot:
    """The incidents that share one place, and where it is drawn: longitude, latitude."""

    place: EventPlace
    point: Point
    incidents: tuple[Incident, ...]


def _middle_of_country(code: str | None) -> Point | None:
    rings = [geometry.centroid(ring) for country in atlas().by_code(code) for ring in country.rings]
    return max(rings, key=lambda found: found[1])[0] if rings else None


def _point(place: EventPlace) -> Point | None:
    if place.precision == "unknown":
        return None
    if place.lon is not None and place.lat is not None:
        return place.lon, place.lat
    return _middle_of_country(place.country) if place.precision == "country" else None


def spots(incidents: Iterable[Incident]) -> tuple[list[Spot], list[Incident]]:
    """Incidents by place, widest places first, and those that cannot be put on a map."""
    found: dict[tuple[object, ...], list[Incident]] = {}
    unplaced = []
    for incident in incidents:
        place, point = incident.place, _point(incident.place)
        if point is None:
            unplaced.append(incident)
        else:
            key = (point, place.precision, place.radius_km)
            found.setdefault(key, []).append(incident)
    made = [Spot(i[0].place, _point(i[0].place) or (0, 0), tuple(i)) for i in found.values()]
    return sorted(made, key=_drawing_order), unplaced


def _drawing_order(spot: Spot) -> tuple[int, float]:
    wide = ("country", "province", "district", "near", "settlement", "site")
    return wide.index(spot.place.precision), -max(map(marks.radius, spot.incidents))


def _box(spot: Spot) -> Box:
    lon, lat = spot.point
    high = (spot.place.radius_km or 0) / geometry.KM_PER_DEGREE
    wide = high / max(0.2, cos(radians(lat)))
    return lon - wide, lat - high, lon + wide, lat + high


def _boxes(found: Sequence[Spot]) -> list[Box]:
    exact = [_box(spot) for spot in found if spot.place.precision != "country"]
    codes = {spot.place.country for spot in found}
    countries = (c for code in sorted(filter(None, codes)) for c in atlas().by_code(code))
    return exact or [country.main_box for country in countries] or [_box(spot) for spot in found]


def _pixels(spot: Spot, view: View) -> Point:
    lon, lat = spot.point
    return view.place(view.nearest(lon), lat)


def _radius(spot: Spot) -> float:
    return max(marks.radius(incident) for incident in spot.incidents)


def _shape(spot: Spot, view: View) -> list[Markup]:
    """The symbol for how exactly the place is known."""
    x, y = _pixels(spot, view)
    match spot.place.precision:
        case "country":
            return [el("rect", x=x - 13, y=y - 11, width=26, height=22, rx=4)]
        case "province" | "district":
            fill = el("circle", cx=x, cy=y, r=22.0, class_="area", fill="url(#hatch)")
            return [fill, el("circle", cx=x, cy=y, r=6.0)]
        case "near":
            return [*_ring(spot, view, x, y), el("path", d=f"M{x - 4:.1f} {y:.1f}h8m-4-4v8")]
    dot = el("circle", cx=x, cy=y, r=_radius(spot))
    inner = el("circle", cx=x, cy=y, r=1.8, class_="pin")
    return [dot, inner] if spot.place.precision == "site" else [dot]


def _ring(spot: Spot, view: View, x: float, y: float) -> list[Markup]:
    if spot.place.radius_km is None:
        return [el("circle", cx=x, cy=y, r=14.0, class_="ring unmeasured")]
    rx, ry = view.radii(spot.place.radius_km, spot.point[1])
    return [el("ellipse", cx=x, cy=y, rx=max(6.0, rx), ry=max(6.0, ry), class_="ring")]


def _number(spot: Spot, view: View) -> Markup | None:
    """How many incidents the symbol stands for; on a country's badge always."""
    if len(spot.incidents) < 2 and spot.place.precision != "country":
        return None
    x, y = _pixels(spot, view)
    if spot.place.precision == "country":
        return el("text", len(spot.incidents), x=x, y=y + 4, text_anchor="middle", class_="badge")
    up = 7.0 if spot.place.precision == "near" else _radius(spot)
    text = f"×{len(spot.incidents)}"
    return el("text", text, x=x, y=y - up - 4, text_anchor="middle", class_="many")


def _symbol(spot: Spot, view: View) -> Markup:
    shape = [*_shape(spot, view), _number(spot, view)]
    return marks.linked(spot.incidents, shape, kind=f"at-{spot.place.precision}")


def _overlaps(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _label_boxes(spot: Spot, view: View, text: str) -> list[tuple[Box, str]]:
    """Where the name may stand, best first: right, left, below, above."""
    x, y = _pixels(spot, view)
    wide, off = _LETTER * len(text), _offset(spot)
    half = _LINE / 2
    return [
        ((x + off, y - half, x + off + wide, y + half), "start"),
        ((x - off - wide, y - half, x - off, y + half), "end"),
        ((x - wide / 2, y + off, x + wide / 2, y + off + _LINE), "middle"),
        ((x - wide / 2, y - off - _LINE, x + wide / 2, y - off), "middle"),
    ]


def _offset(spot: Spot) -> float:
    fixed = {"province": 25.0, "district": 25.0, "near": 8.0}
    return fixed.get(spot.place.precision) or _radius(spot) + 4


def _labels(found: Sequence[Spot], view: View) -> list[Markup]:
    """The names of the places, none over another; what finds no room is left out."""
    taken: list[Box] = []
    for spot in found:
        x, y = _pixels(spot, view)
        taken.append((x - 8, y - 8, x + 8, y + 8))
    made = []
    for spot in reversed(found):
        text = words.plain(spot.place.name or "")[:40]
        if spot.place.precision == "country" or not text:
            continue
        for box, side in _label_boxes(spot, view, text):
            if box[0] > 0 and box[2] < WIDTH and not any(_overlaps(box, other) for other in taken):
                taken.append(box)
                made.append(_name(text, box, side))
                break
    return made


def _name(text: str, box: Box, side: str) -> Markup:
    x = {"start": box[0], "end": box[2], "middle": (box[0] + box[2]) / 2}[side]
    return el("text", text, x=x, y=box[3] - 3.5, text_anchor=side, class_="place")


def _drawing(found: Sequence[Spot]) -> Markup:
    view = geometry.fitted(_boxes(found), WIDTH, HEIGHT)
    countries = {spot.place.country for spot in found if spot.place.precision == "country"}
    return el(
        "svg",
        el("title", "Map of the incidents", id="map-title"),
        basemap.ground(view, {code for code in countries if code}),
        el("g", (_symbol(spot, view) for spot in found)),
        el("g", _labels(found, view), class_="names", aria_hidden="true"),
        basemap.scale_bar(view),
        viewBox=f"0 0 {WIDTH:g} {HEIGHT:g}",
        role="group",
        aria_labelledby="map-title",
    )


def _coordinates(spot: Spot) -> str:
    lon, lat = spot.point
    return f"{basemap.degrees(round(lat, 2), 'NS')} {basemap.degrees(round(lon, 2), 'EW')}"


def _entry(incident: Incident) -> Markup:
    return el("div", el("a", incident.title, href=f"#{marks.anchor(incident)}"))


def _table(found: Sequence[Spot]) -> Markup:
    """The map in words, for who cannot see it."""
    head = (el("th", text, scope="col") for text in ("place", "precision", "middle", "incidents"))
    rows = (
        el(
            "tr",
            el("td", words.place_words(spot.place, atlas().name(spot.place.country))),
            el("td", spot.place.precision),
            el("td", _coordinates(spot)),
            el("td", (_entry(incident) for incident in spot.incidents)),
        )
        for spot in found
    )
    table = el("table", el("thead", el("tr", head)), el("tbody", rows))
    return el("details", el("summary", "The map as a table"), el("div", table, class_="scroll"))


def world_map(incidents: Sequence[Incident]) -> Markup:
    """The map with its tray of incidents that have no place, and its table."""
    found, unplaced = spots(incidents)
    drawing = _drawing(found) if found else el("p", "No incident has a place that is known.")
    return el(
        "figure",
        el("h2", "Where", id="where"),
        drawing,
        marks.tray("not on the map: no place given, or none that could be located", unplaced),
        _table(found) if found else None,
        el(
            "figcaption",
            "Dot: the site or the town. Ring: near a place, drawn at its true radius where one is"
            " known, dotted where not. Hatched: only the province, district or country is known."
            " The larger, the more killed. Outlines: Natural Earth; no opinion on any border.",
        ),
        class_="map",
        aria_labelledby="where",
    )
