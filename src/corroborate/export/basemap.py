"""What lies under the symbols of the map: sea, countries and their names, grid, scale."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from corroborate.export import geometry
from corroborate.export.geometry import View
from corroborate.export.markup import Markup, el
from corroborate.export.outlines import Country, Point, atlas

# Pixels: what a letter takes of a line of country names, which are set wide, and its height.
_LETTER, _LINE = 9.5, 14.0


def _country(country: Country, lines: Sequence[Sequence[Point]], hatched: bool) -> Markup:
    path = geometry.path_data(lines)
    shape = el("path", el("title", country.name), d=path, class_="land")
    over = el("path", d=path, class_="hatched", fill="url(#hatch-country)") if hatched else None
    return Markup(shape + (over or ""))


def _country_name(
    country: Country, lines: Sequence[Sequence[Point]], view: View, hatched: bool
) -> Markup | None:
    """The name in the middle of what is seen of the country, where there is room.

    That of a hatched country stands below the middle, where its badge is likely to be.
    """
    found = [geometry.centroid(line) for line in lines]
    (x, y), area = max(found, key=lambda f: f[1])
    half, y = _LETTER * len(country.name) / 2, y + (_LINE * 2 if hatched else 0)
    if area < 80 * half or not half < x < view.width - half or not _LINE < y < view.height:
        return None
    return el("text", country.name, x=x, y=y, class_="country", text_anchor="middle")


def degrees(value: float, ends: str) -> str:
    """Degrees with the letter of their side; ``ends`` is "EW" or "NS"."""
    value = (value + 180) % 360 - 180
    side = ends[value < 0] if value else ""
    return f"{abs(value):g}°{side}"


def _grid_line(path: str, text: str, x: float, y: float) -> Markup:
    line = el("path", d=path, class_="grid")
    return Markup(line + el("text", text, x=x, y=y, class_="grid-label"))


def _graticule(view: View) -> list[Markup]:
    west, south, east, north = view.box
    step = geometry.round_step(east - west, 6)
    lines = []
    for i in range(int(west // step) + 1, int(east // step) + 1):
        x, _ = view.place(i * step, view.lat)
        lines.append(
            _grid_line(f"M{x:.1f} 0V{view.height:g}", degrees(i * step, "EW"), x + 3, 12.0)
        )
    for i in range(int(max(-90, south) // step) + 1, int(min(90, north) // step) + 1):
        _, y = view.place(view.lon, i * step)
        lines.append(_grid_line(f"M0 {y:.1f}H{view.width:g}", degrees(i * step, "NS"), 4.0, y - 3))
    return lines


def scale_bar(view: View) -> Markup:
    """A bar of a round number of kilometres, true along the middle parallel."""
    km = geometry.round_step(120 / view.scale * geometry.KM_PER_DEGREE, 1)
    length = km / geometry.KM_PER_DEGREE * view.scale
    x, y = view.width - 20 - length, view.height - 16
    bar = el("path", d=f"M{x:.1f} {y - 5:.1f}v5h{length:.1f}v-5", class_="scale")
    text = el("text", f"{km:g} km", x=x + length / 2, y=y - 8, text_anchor="middle", class_="scale")
    return Markup(bar + text)


def _hatch() -> Markup:
    """Hatching for provinces, and a lighter one for whole countries."""

    def pattern(name: str, size: int) -> Markup:
        line = el("path", d=f"M-1 1l2-2M0 {size}L{size} 0M{size - 1} {size + 1}l2-2")
        return el("pattern", line, id=name, width=size, height=size, patternUnits="userSpaceOnUse")

    return el("defs", pattern("hatch", 6), pattern("hatch-country", 10))


def ground(view: View, hatched: Collection[str]) -> Markup:
    """Sea, land, grid and names.

    Args:
        view: what is seen.
        hatched: ISO alpha-2 codes of the countries of which no more is known than their name.
    """
    seen = [
        (country, [line for ring in country.rings for line in view.seen(ring)])
        for country in atlas().within(view.box)
    ]
    drawn = [(c, lines, c.code in hatched) for c, lines in seen if lines]
    sea = el("rect", width=view.width, height=view.height, class_="sea")
    land = el("g", (_country(c, lines, wide) for c, lines, wide in drawn))
    grid = el("g", _graticule(view), aria_hidden="true")
    names = (_country_name(c, lines, view, wide) for c, lines, wide in drawn)
    return Markup(_hatch() + sea + land + grid + el("g", names, aria_hidden="true"))
