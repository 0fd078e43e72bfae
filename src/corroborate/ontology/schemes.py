"""The coding schemes of others: which codes exist and what belongs to each."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from corroborate.errors import DataError
from corroborate.model import AcledCode, PloverCode, UcdpCode

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Schemes:
    """Codes of ACLED, PLOVER, UCDP and CAMEO.

    Attributes:
        sub_events: ACLED sub-event type to event type and disorder type.
        acled_stances, ucdp_stances: stances of claims these schemes code.
        plover: event to its modes.
        cameo: code to its meaning.
        state, non_state, civilian: kinds of actor as UCDP sees them.
    """

    sub_events: Mapping[str, tuple[str, str]]
    acled_stances: frozenset[str]
    plover: Mapping[str, frozenset[str]]
    cameo: Mapping[str, str]
    ucdp_stances: frozenset[str]
    state: frozenset[str]
    non_state: frozenset[str]
    civilian: frozenset[str]

    def acled_code(self, sub_event: str) -> AcledCode:
        """The full code of an ACLED sub-event type.

        Raises:
            DataError: ACLED has no such sub-event type.
        """
        if sub_event not in self.sub_events:
            raise DataError(f"ACLED has no sub-event type {sub_event!r}")
        event, disorder = self.sub_events[sub_event]
        return AcledCode(disorder_type=disorder, event_type=event, sub_event_type=sub_event)

    def plover_code(self, code: str) -> PloverCode:
        """The code written ``EVENT`` or ``EVENT/mode``.

        Raises:
            DataError: PLOVER has no such event, or the event no such mode.
        """
        event, _, mode = code.partition("/")
        if event not in self.plover or (mode and mode not in self.plover[event]):
            raise DataError(f"PLOVER has no {code!r}")
        return PloverCode(event=event, mode=mode or None)

    def cameo_code(self, code: str) -> str:
        """The code itself.

        Raises:
            DataError: it is not among those of ``schemes.toml``.
        """
        if code not in self.cameo:
            raise DataError(f"CAMEO code {code!r} is not in schemes.toml")
        return code

    def ucdp_code(self, agents: Set[str], targets: Set[str], *, symmetric: bool) -> UcdpCode:
        """UCDP's type of violence from the kinds of the two sides.

        An armed side against an armed side goes before an armed side against civilians; an
        unknown side gives no type.
        """
        pairs = [(agents, targets), (targets, agents)] if symmetric else [(agents, targets)]
        found = (self._violence(a, b) for a, b in pairs)
        return UcdpCode(type_of_violence=min((v for v in found if v), default=None))

    def _violence(self, agents: Set[str], targets: Set[str]) -> int | None:
        armed = self.state | self.non_state
        if not (agents & armed):
            return None
        if targets & armed:
            both = (agents | targets) & self.state
            return STATE_BASED if both else NON_STATE
        return ONE_SIDED if targets & self.civilian else None
