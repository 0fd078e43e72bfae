"""Event types: what the project calls them and how other schemes do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from string import Formatter
from types import MappingProxyType

from corroborate.ontology.conditions import Condition

NONE = "none"
"""The code in a rule that takes a scheme's code away."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Where ``when`` holds, the schemes it names get these codes."""

    when: Condition
    acled: str | None = None
    plover: str | None = None
    cameo: str | None = None


@dataclass(frozen=True, slots=True)
class EventType:
    """One of the project's event types.

    Attributes:
        name: as in claims ("air_strike").
        label: noun phrase for titles ("Air strike").
        title: pieces of a title, each with slots of :meth:`titled`.
        family: types of one family may speak of one event.
        symmetric: the participants are sides.
        speech: an act of speaking.
        violent: somebody is hurt or something broken on purpose.
        acled, plover, cameo: codes where no rule decides.
        ucdp: UCDP codes it, by the kinds of its sides.
        rules: read in order; the first that holds and names a scheme decides it.
        compatible: other types and how likely both names speak of one event.
    """

    name: str
    label: str
    title: tuple[str, ...]
    family: str
    symmetric: bool = False
    speech: bool = False
    violent: bool = False
    acled: str | None = None
    plover: str | None = None
    cameo: str | None = None
    ucdp: bool = False
    rules: tuple[Rule, ...] = ()
    compatible: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    def titled(self, **slots: str | None) -> str:
        """A title from ``perpetrator``, ``target``, ``sides`` and ``place``, each optional.

        A piece with an empty slot is left out: ``titled(place="Qarnah")`` of a bombing is
        "Bombing in Qarnah".
        """
        filled = {name: text for name, text in slots.items() if text}
        return "".join(
            piece.format(**filled) for piece in self.title if slots_of(piece) <= {*filled}
        )


def slots_of(piece: str) -> set[str]:
    """Names of the slots in one piece of a title."""
    return {name for _, name, _, _ in Formatter().parse(piece) if name}
