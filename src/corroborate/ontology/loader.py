"""Opening the data files of the ontology, and refusing them where they are not well formed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from corroborate.datafiles import read_toml
from corroborate.errors import DataError
from corroborate.ontology.conditions import condition_from
from corroborate.ontology.schemes import Schemes
from corroborate.ontology.types import NONE, EventType, Rule, slots_of

DATA = Path(__file__).parent / "data"
SLOTS = {"perpetrator", "target", "sides", "place"}
SCHEME_NAMES = ("acled", "plover", "cameo")


def read_schemes(path: Path = DATA / "schemes.toml") -> Schemes:
    """The schemes of ``schemes.toml``."""
    table = read_toml(path)
    acled, ucdp = table["acled"], table["ucdp"]
    return Schemes(
        sub_events={name: (event, order) for name, (event, order) in acled["sub_events"].items()},
        acled_stances=frozenset(acled["stances"]),
        plover={name: frozenset(modes) for name, modes in table["plover"]["events"].items()},
        cameo=table["cameo"]["codes"],
        ucdp_stances=frozenset(ucdp["stances"]),
        state=frozenset(ucdp["state"]),
        non_state=frozenset(ucdp["non_state"]),
        civilian=frozenset(ucdp["civilian"]),
    )


def read_types(
    schemes: Schemes, path: Path = DATA / "types.toml"
) -> tuple[dict[str, EventType], dict[str, float]]:
    """The event types by name, and for each family how compatible its types are.

    Raises:
        DataError: a code, family, type, slot or condition that does not exist, or a
            compatibility that is written twice or lies outside 0 to 1.
    """
    table = read_toml(path)
    sets = {name: _rules(rules, f"rule set {name}") for name, rules in table["rule_sets"].items()}
    types = {name: _event_type(name, entry, sets) for name, entry in table["types"].items()}
    families: dict[str, float] = table["families"]
    for event_type in types.values():
        _check(event_type, types, families, schemes)
    return types, families


def _event_type(
    name: str, entry: dict[str, Any], sets: Mapping[str, tuple[Rule, ...]]
) -> EventType:
    own = dict(entry)
    rules = _rules(own.pop("rules", ()), name)
    for used in own.pop("use", ()):
        if used not in sets:
            raise DataError(f"{name} uses the rule set {used!r}, which does not exist")
        rules += sets[used]
    title = tuple(own.pop("title", (own.get("label", ""), " in {place}")))
    compatible = MappingProxyType(own.pop("compatible", {}))
    try:
        return EventType(name=name, title=title, rules=rules, compatible=compatible, **own)
    except TypeError as error:
        raise DataError(f"event type {name}: {error}") from error


def _rules(tables: Iterable[dict[str, Any]], where: str) -> tuple[Rule, ...]:
    return tuple(_rule(table, where) for table in tables)


def _rule(table: dict[str, Any], where: str) -> Rule:
    codes = {name: code for name, code in table.items() if name != "when"}
    if not codes or not set(codes) <= set(SCHEME_NAMES):
        raise DataError(f"{where}: a rule names acled, plover or cameo, got {sorted(codes)}")
    return Rule(when=condition_from(table.get("when", {}), where), **codes)


def _check(
    event_type: EventType,
    types: Mapping[str, EventType],
    families: Mapping[str, float],
    schemes: Schemes,
) -> None:
    if event_type.family not in families:
        raise DataError(f"{event_type.name}: family {event_type.family!r} does not exist")
    if unknown := {slot for piece in event_type.title for slot in slots_of(piece)} - SLOTS:
        raise DataError(f"{event_type.name}: a title has no slot {unknown}")
    _check_codes(event_type, schemes)
    for other, value in event_type.compatible.items():
        _check_pair(event_type.name, other, value, types)


def _check_codes(event_type: EventType, schemes: Schemes) -> None:
    holders: tuple[EventType | Rule, ...] = (event_type, *event_type.rules)
    for holder in holders:
        if holder.acled and holder.acled != NONE:
            schemes.acled_code(holder.acled)
        if holder.plover and holder.plover != NONE:
            schemes.plover_code(holder.plover)
        if holder.cameo and holder.cameo != NONE:
            schemes.cameo_code(holder.cameo)


def _check_pair(name: str, other: str, value: float, types: Mapping[str, EventType]) -> None:
    if other not in types or other == name:
        raise DataError(f"{name} cannot be compatible with {other!r}: no other type of that name")
    if name in types[other].compatible:
        raise DataError(f"the compatibility of {name} and {other} is written twice")
    if not 0 <= value <= 1:
        raise DataError(f"the compatibility of {name} and {other} lies outside 0 to 1: {value}")
