"""The event types as one value, with their crosswalk and how they go together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from corroborate.errors import UnknownTypeError
from corroborate.model import AcledCode, Codes, PloverCode, UcdpCode
from corroborate.ontology.conditions import Circumstances
from corroborate.ontology.loader import read_schemes, read_types
from corroborate.ontology.schemes import Schemes
from corroborate.ontology.types import NONE, EventType


class Ontology:
    """The event types by name. Made by :func:`load`; never changed.

    Args:
        types: the event types.
        families: how compatible two different types of a family are, 0 to 1.
        schemes: the codes of others.
    """

    def __init__(
        self, types: Mapping[str, EventType], families: Mapping[str, float], schemes: Schemes
    ) -> None:
        self.types: Mapping[str, EventType] = MappingProxyType(dict(types))
        self.schemes = schemes
        self._families = dict(families)

    def get(self, name: str) -> EventType:
        """The type of that name.

        Raises:
            UnknownTypeError: there is none.
        """
        if name not in self.types:
            raise UnknownTypeError(f"there is no event type {name!r}; see ontology/data/types.toml")
        return self.types[name]

    def family(self, name: str) -> str:
        """The family of the type of that name; :class:`UnknownTypeError` if there is none."""
        return self.get(name).family

    def compatibility(self, a: str, b: str) -> float:
        """How likely two type names speak of one event: 1 for the same, 0 for never.

        The figures are judgements, written down in ``types.toml``; symmetric.

        Raises:
            UnknownTypeError: one of the types does not exist.
        """
        first, second = self.get(a), self.get(b)
        if a == b:
            return 1.0
        written = first.compatible.get(b, second.compatible.get(a))
        if written is not None:
            return written
        return self._families[first.family] if first.family == second.family else 0.0

    def codes(
        self,
        name: str,
        *,
        trigger: str = "",
        instrument: str = "",
        agent_kinds: Iterable[str] = (),
        target_kinds: Iterable[str] = (),
        stance: str = "asserted",
    ) -> Codes:
        """The event in the schemes of others.

        Args:
            name: the event type.
            trigger: the words that name the act.
            instrument: the words that name weapon or means.
            agent_kinds: kinds of those who do it (``model.vocabulary.ActorKind``).
            target_kinds: kinds of those it is done to.
            stance: what the text says of the event; ACLED and UCDP code only what happened.

        Raises:
            UnknownTypeError: there is no such type.
        """
        given = Circumstances(trigger, instrument, frozenset(agent_kinds), frozenset(target_kinds))
        event_type = self.get(name)
        return Codes(
            acled=self._acled(event_type, given, stance),
            plover=self._plover(event_type, given),
            ucdp=self._ucdp(event_type, given, stance),
            cameo=_decided(event_type, "cameo", given),
        )

    def _acled(self, event_type: EventType, given: Circumstances, stance: str) -> AcledCode | None:
        if stance not in self.schemes.acled_stances:
            return None
        code = _decided(event_type, "acled", given)
        return self.schemes.acled_code(code) if code else None

    def _plover(self, event_type: EventType, given: Circumstances) -> PloverCode | None:
        code = _decided(event_type, "plover", given)
        return self.schemes.plover_code(code) if code else None

    def _ucdp(self, event_type: EventType, given: Circumstances, stance: str) -> UcdpCode:
        if not event_type.ucdp or stance not in self.schemes.ucdp_stances:
            return UcdpCode()
        return self.schemes.ucdp_code(
            given.agent_kinds, given.target_kinds, symmetric=event_type.symmetric
        )


def _decided(event_type: EventType, scheme: str, given: Circumstances) -> str | None:
    """The first rule that names the scheme and holds decides; else the type's own code."""
    for rule in event_type.rules:
        code: str | None = getattr(rule, scheme)
        if code and rule.when.holds(given):
            return None if code == NONE else code
    own: str | None = getattr(event_type, scheme)
    return own


@cache
def load() -> Ontology:
    """The ontology of the package, read once.

    Raises:
        DataError: a data file is missing or malformed.
    """
    schemes = read_schemes()
    types, families = read_types(schemes)
    return Ontology(types, families, schemes)
