"""What the words around a name say for its readings."""

from __future__ import annotations

import numpy as np

from corroborate.grounding.places.resolving.readings import IS_AREA, Floats
from corroborate.grounding.places.resolving.relative import lies
from corroborate.grounding.places.resolving.view import View

LOCAL = (
    "inside",
    "inside_unlike",
    "inside_listed",
    "inside_town",
    "holds",
    "holds_unlike",
    "part_of_area",
    "located",
    "located_unlike",
)


class Around(View):
    """The block ``LOCAL`` of the features of one report."""

    def local(self, shares: Floats) -> Floats:
        """The block ``LOCAL`` (N × columns), given the probabilities of the readings."""
        found = np.zeros((len(self.table.places), len(LOCAL)))
        for g, group in enumerate(self.table.groups):
            for i in group.members:
                self._words_of(i, g, shares, found[self.table.rows(g)], 1 / len(group.members))
        return found

    def _words_of(self, i: int, g: int, shares: Floats, found: Floats, part: float) -> None:
        """Adds what the words around one mention say; ``found`` are the rows of its group."""
        clue = self.evidence[i]
        for host in self._hosts(i):
            self._inside(g, host, shares, found, part, clue.listed)
        for guest in clue.contents:
            h = None if self.evidence[guest].listed else self.group_of.get(guest)
            if h is not None and h != g:
                self._holds(g, h, shares, found, part / len(clue.contents))
        kinds = self.table.kind[self.table.rows(g)]
        if clue.relation is not None and clue.relation.kind == "part":
            found[:, LOCAL.index("part_of_area")] += part * IS_AREA[kinds]
        if clue.located is not None:
            self._located(i, g, shares, found, part)

    def _hosts(self, i: int) -> list[int]:
        """The groups of the places that a mention is said to lie in, the next first."""
        found: list[int] = []
        at, own = self.evidence[i].container, self.group_of[i]
        while at is not None and len(found) < 4:
            h = self.group_of.get(at)
            if h is not None and h != own and h not in found:
                found.append(h)
            at = self.evidence[at].container
        return found

    def _inside(
        self, g: int, h: int, shares: Floats, found: Floats, part: float, listed: bool
    ) -> None:
        mine, hosts = self.table.rows(g), self.table.rows(h)
        area = IS_AREA[self.table.kind[hosts]]
        weight = shares[hosts]
        fits = self.table.inside(mine, hosts)
        within, all_area = fits @ (weight * area), float((weight * area).sum())
        if listed:
            found[:, LOCAL.index("inside_listed")] += part * within
            return
        column = LOCAL.index("inside")
        found[:, column] = np.maximum(found[:, column], part * within)
        column = LOCAL.index("inside_unlike")
        found[:, column] = np.maximum(found[:, column], part * (all_area - within))
        found[:, LOCAL.index("inside_town")] += part * (fits @ (weight * ~area))

    def _holds(self, g: int, h: int, shares: Floats, found: Floats, part: float) -> None:
        mine, guests = self.table.rows(g), self.table.rows(h)
        fits = shares[guests] @ self.table.inside(guests, mine)
        area = IS_AREA[self.table.kind[mine]]
        found[:, LOCAL.index("holds")] += part * fits
        found[:, LOCAL.index("holds_unlike")] += part * area * (shares[guests].sum() - fits)

    def _located(self, i: int, g: int, shares: Floats, found: Floats, part: float) -> None:
        """Whether the readings lie where "70 miles north of X" says."""
        at = self.evidence[i].located
        relation = self.evidence[at].relation if at is not None else None
        h = self.group_of.get(at) if at is not None else None
        if relation is None or h is None or h == g:
            return
        rows = self.table.rows(h)
        host = self.table.places[rows.start + int(shares[rows].argmax())]
        for row, place in enumerate(self.table.groups[g].places):
            column = "located" if lies(place, host, relation) else "located_unlike"
            found[row, LOCAL.index(column)] += part
