"""What a noun phrase is read as: who is meant, and what sort of speaker that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, cast

from corroborate.grounding.actors.lexicon import alpha3, kinds, regimes, sectors
from corroborate.grounding.actors.periods import holds
from corroborate.grounding.actors.records import Actor
from corroborate.grounding.actors.registry import Registry

if TYPE_CHECKING:
    from corroborate.model.vocabulary import ActorKind, SourceKind

_STATE = ("government", "state forces")
_EXTERNAL = 8
"""ACLED's type of external forces: a state's forces in a country that is not theirs."""


@dataclass(frozen=True, slots=True)
class ActorMatch:
    """Who is meant.

    Attributes:
        name: the actor's name, or the words of the phrase without articles and numbers.
        actor_id: the registry's id; ``None`` where only the sort of actor is known.
        kind: sort of actor.
        country: ISO 3166-1 alpha-2 of the country it belongs to.
        sectors: first and second sector of the registry (``sectors.tsv``); none for a bare country.
        inter: actor type of ACLED, 1 to 8; ``None`` where the sort of actor does not tell.
        ucdp: the name that UCDP uses.
        person: whom the phrase names, or who held the office that it names, by full name.
        office: the office, as in ``offices.tsv``, while that person holds it.
        start, end: first and last year, month or day: where a person or an office is meant, of the
            term of office; of a group, under this name; of a state or a branch of it, of the
            government of that time (``regime``). ``None`` where open or not known.
        regime: the government of that time, for a state or a branch of it.
    """

    name: str
    actor_id: str | None
    kind: ActorKind
    country: str | None
    sectors: tuple[str, ...] = ()
    inter: int | None = None
    ucdp: str | None = None
    person: str | None = None
    office: str | None = None
    start: str | None = None
    end: str | None = None
    regime: str | None = None

    @property
    def plover(self) -> str | None:
        """PLOVER's code: country (ISO 3166-1 alpha-3, IGO, UNO, EUR, NGO) and sectors: "IRQMIL"."""
        return "".join([self.plover_country, *self.plover_sectors]) or None

    @property
    def plover_country(self) -> str:
        """PLOVER's country code; empty where none is known."""
        apart = [s for s in self.sectors if sectors()[s].startswith("@")]
        if apart and (apart[0] != "NGO" or not self.country):
            return sectors()[apart[0]][1:]
        return alpha3().get(self.country or "", "")

    @property
    def plover_sectors(self) -> tuple[str, ...]:
        """PLOVER's sector codes, the first one first."""
        codes = (sectors()[sector] for sector in self.sectors)
        return tuple(code for code in codes if not code.startswith("@"))


@dataclass(frozen=True, slots=True)
class Reading:
    """A match, and what sort of speaker it is."""

    match: ActorMatch
    source: SourceKind


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known around a phrase: countries (ISO 3166-1 alpha-2), the likeliest first; a day."""

    countries: tuple[str, ...] = ()
    on: date | None = None


def of_actor(actor: Actor, setting: Setting, registry: Registry) -> Reading:
    """The reading of a phrase that names an actor of the registry."""
    source = actor.source or speaks_as(actor)
    is_person = actor.id.startswith("person:")
    match = ActorMatch(
        name=actor.name,
        actor_id=actor.id,
        kind=actor.kind,
        country=actor.country,
        sectors=actor.sectors,
        ucdp=actor.ucdp,
        person=actor.name if is_person else None,
        office=actor.office,
        start=actor.start,
        end=actor.end,
    )
    return Reading(completed(match, setting, registry), cast("SourceKind", source))


def speaks_as(actor: Actor) -> str:
    """The sort of speaker that follows from kind and sector."""
    if actor.kind == "organisation":
        return {"PTY": "party", "OPP": "party", "NGO": "ngo"}.get(first(actor.sectors), "other")
    if actor.kind == "state forces":
        return {"COP": "police", "SPY": "government", "GOV": "government"}.get(
            first(actor.sectors), "military"
        )
    return kinds()[actor.kind].source


def first(of: Sequence[str]) -> str:
    """The first, or nothing."""
    return of[0] if of else ""


def completed(match: ActorMatch, setting: Setting, registry: Registry) -> ActorMatch:
    """The match with what follows from its kind, country and day: ACLED, UCDP, the government."""
    inter = kinds()[match.kind].inter
    abroad = setting.countries and match.country and match.country not in setting.countries
    if match.kind == "state forces" and abroad:
        inter = _EXTERNAL
    match = replace(match, inter=inter)
    if not (match.country and match.kind in _STATE and is_state(match)):
        return match
    ucdp = match.ucdp or registry.ucdp_state(match.country)
    ruling = (r for r in regimes().get(match.country, ()) if setting.on)
    regime = next((r for r in ruling if holds(r.start, r.end, setting.on)), None)
    if regime is None or match.office:
        return replace(match, ucdp=ucdp, regime=regime.name if regime else None)
    return replace(match, ucdp=ucdp, regime=regime.name, start=regime.start, end=regime.end or None)


def is_state(match: ActorMatch) -> bool:
    """Whether it is a state, a branch of one, or somebody who acts for one."""
    owner = (match.actor_id or "").partition(":")[0]
    return owner in ("", "person", (match.country or "").lower())
