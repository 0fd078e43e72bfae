"""Buildings that a text names with their towns: "Mosul General Hospital", "Baiji refinery"."""

from __future__ import annotations

import re

from corroborate.grounding.places.gazetteer.gazetteer import Gazetteer
from corroborate.grounding.places.spotting.capitals import Word, end_of
from corroborate.grounding.places.spotting.spot import OTHERS, Entities, Spot, label_in
from corroborate.grounding.places.words import is_a

AREAS = frozenset(("country", "admin1", "admin2", "continent"))
_SMALL_TAIL = re.compile(r"(\s+[a-z]+)(?:\s+[a-z]+)?")


class Buildings:
    """Finds buildings in one text.

    Args:
        text: the document's.
        gazetteer: where names are looked up.
        entities: (start, end, label) of what a tagger found, in order; may be empty.
    """

    def __init__(self, text: str, gazetteer: Gazetteer, entities: Entities) -> None:
        self.text, self.gazetteer, self.entities = text, gazetteer, entities

    def standing_in(self, run: list[Word], at: int, used: int, spot: Spot) -> Spot | None:
        """The building whose name begins with that of its town: "Mosul General Hospital"."""
        start = run[at].start
        for stop in range(at + used, min(len(run), at + used + 3)):
            if not run[stop].capital or is_a(run[stop].bare, "organisation"):
                return None
            if is_a(run[stop].bare, "facility"):
                return self._house(start, end_of(run[stop]))
        match = _SMALL_TAIL.match(self.text, spot.end)
        area = bool(spot.places) and spot.places[0].kind in AREAS
        if match is None or area or spot.facility or not is_a(match[1].strip(), "building"):
            return None
        return self._house(start, match.end(1))

    def known(self, start: int, end: int) -> Spot | None:
        """The entry of a building whose name goes on in small letters: "Baiji refinery"."""
        match = _SMALL_TAIL.match(self.text, end)
        for tail in (match[0], match[1]) if match else ():
            if not is_a(tail.split()[-1], "facility"):
                continue
            name = self.text[start:end] + tail
            if places := [p for p in self.gazetteer.lookup(name) if p.kind not in AREAS]:
                return Spot(start, start + len(name), name, places)
        return None

    def _house(self, start: int, end: int) -> Spot | None:
        other = label_in(self.entities, start, end) in OTHERS
        return None if other else Spot(start, end, self.text[start:end], facility=True)
