"""The areas that added places lie in: the package's, those of the same file, or new ones."""

from __future__ import annotations

from corroborate.grounding.places.gazetteer.gazetteer import Gazetteer
from corroborate.grounding.places.gazetteer.packing import Packer, Row
from corroborate.grounding.places.gazetteer.userrows import Addition


class Areas:
    """Gives added places the row of their area.

    An area that is not among the added places gets a row without names: only what lies in it
    leads there. It is called as the package calls it, so that places of both lie in one province.

    Args:
        packer: that the rows go to.
        base: the package's gazetteer.
    """

    def __init__(self, packer: Packer, base: Gazetteer) -> None:
        self._packer, self._base = packer, base
        self._rows: dict[str, int] = {}
        self._unnamed: dict[tuple[str | None, str, str], int | None] = {}
        self._known = base.area_names()

    def name_of(self, addition: Addition) -> str | None:
        """What the package calls an area that is added."""
        return self._known.get(addition.id) if addition.area else None

    def code_of(self, addition: Addition) -> str:
        """ISO code of a province that is added, as the package has it."""
        place = self._base.get(addition.id) if addition.area and addition.kind == "admin1" else None
        return place.iso or "" if place else ""

    def note(self, addition: Addition, row: int) -> None:
        """Remembers the row of an area, for what lies in it."""
        if addition.area:
            self._rows[addition.area] = row

    def around(self, addition: Addition) -> int | None:
        """Row of the smallest area that holds the place."""
        code = addition.within
        while code:
            if code in self._rows:
                return self._rows[code]
            code = code.rpartition(".")[0]
        one, two = addition.admin1, addition.admin2
        return self._named(
            addition.country,
            "" if addition.kind == "admin1" else one,
            "" if addition.kind in {"admin1", "admin2"} else two,
        )

    def _named(self, country: str | None, admin1: str, admin2: str) -> int | None:
        key = country, admin1, admin2
        if key not in self._unnamed:
            self._unnamed[key] = self._made(country, admin1, admin2)
        return self._unnamed[key]

    def _made(self, country: str | None, admin1: str, admin2: str) -> int | None:
        if admin2:
            parent = self._named(country, admin1, "")
            return self._add(self._called(admin2, "admin2", country), "admin2", parent)
        if admin1:
            parent = self._named(country, "", "")
            return self._add(self._called(admin1, "admin1", country), "admin1", parent)
        found = self._base.country(country) if country else None
        if found is None:
            return None
        return self._add(found.name, "country", None, f"{country} {found.iso}")

    def _called(self, name: str, kind: str, country: str | None) -> str:
        found = (p for p in self._base.lookup(name) if (p.kind, p.country) == (kind, country))
        return next((place.name for place in found), name)

    def _add(self, name: str, kind: str, parent: int | None, code: str = "") -> int:
        row = Row("user:area", name, kind, None, None, parent=parent, code=code, hidden=True)
        return self._packer.add(row)
