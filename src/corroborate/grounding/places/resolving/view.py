"""One report as the features see it: its readings, and how its names stand to one another."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from corroborate.grounding.places.clues.context import Evidence
from corroborate.grounding.places.resolving.readings import Floats, Table
from corroborate.grounding.places.spotting.spot import Spot

TEXT_REACH = 400.0  # characters


class View:
    """One report.

    Args:
        table: its readings.
        spots: its names.
        evidence: what the words around each of them say.
        words: weight by country of what is no place but speaks for one, as demonyms.
    """

    def __init__(
        self,
        table: Table,
        spots: Sequence[Spot],
        evidence: Sequence[Evidence],
        words: Mapping[str, float],
    ) -> None:
        self.table, self.spots, self.evidence, self.words = table, spots, evidence, words
        self.group_of = {i: g for g, group in enumerate(table.groups) for i in group.members}
        self.times = np.array([math.log2(1 + len(g.members)) for g in table.groups])
        self.alike = (table.name[:, None] == table.name[None, :]).astype(np.float64)
        self.others = 1.0 - self.alike

    @cached_property
    def close(self) -> Floats:
        """How close two names stand in the text, 1 to 0 (G × G); 0 for one name."""
        at = np.array([self.spots[i].start for g in self.table.groups for i in g.members])
        first = np.cumsum([0, *(len(g.members) for g in self.table.groups)])[:-1]
        apart = np.abs(at[:, None] - at[None, :])
        apart = np.minimum.reduceat(np.minimum.reduceat(apart, first, axis=0), first, axis=1)
        return np.asarray(np.exp(-apart / TEXT_REACH) * self.others)

    @cached_property
    def _range(self) -> range:
        return range(len(self.table.groups))

    @cached_property
    def beside(self) -> Floats:
        """Share of a name's mentions that stand in a list with another (G × G)."""
        found = np.zeros((len(self._range), len(self._range)))
        for g, group in enumerate(self.table.groups):
            for i in group.members:
                for peer in self.evidence[i].peers:
                    if (h := self.group_of.get(peer)) is not None and self.others[g, h]:
                        found[g, h] += 1 / len(group.members)
        return np.asarray(found / np.maximum(1.0, found.sum(1, keepdims=True)))
