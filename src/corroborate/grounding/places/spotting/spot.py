"""A stretch of text that may name a place, before it is resolved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from corroborate.grounding.places.records import Place

# Entity labels that speak for a place and against one.
PLACES = frozenset(("PLACE", "FACILITY", "GPE", "LOC", "FAC"))
OTHERS = frozenset(("ORG", "GROUP", "PERSON", "PER", "UNIT", "NORP", "WEAPON", "VEHICLE"))
Entities = Sequence[tuple[int, int, str]]


@dataclass(slots=True)
class Spot:
    """A stretch that may name a place.

    ``facility``: its last word is that of a building; ``sure``: it is a place (an entity, a typed
    name) even if unknown; ``shaky``: it is also a common word; ``tentative``: only spelling
    rules may still find it; ``context``: it is part of a longer name and only lends context;
    ``across``: it is a border, of its place and of the countries (ISO alpha-2) in here, or of
    whatever country lies on the other side where that is empty; ``institution``: the longer name
    is that of a body of the place ("Herat University"); ``fixed``: its words leave no choice.
    """

    start: int
    end: int
    text: str
    places: list[Place] = field(default_factory=list)
    facility: bool = False
    sure: bool = False
    shaky: bool = False
    tentative: bool = False
    context: bool = False
    across: tuple[str, ...] | None = None
    institution: bool = False
    fixed: bool = False

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end


def label_in(entities: Entities, start: int, end: int) -> str | None:
    """Label of the first entity that the stretch lies in, or that lies in it."""
    for a, b, label in entities:
        if a < end and start < b:
            return label
    return None


def touches_fixed(spot: Spot, others: Sequence[Spot]) -> bool:
    """Whether a spot shares a character with one whose words leave no choice."""
    return any(o.fixed and spot.start < o.end and o.start < spot.end for o in others)
