"""What a noun phrase is read as: who is meant, and what sort of speaker that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from corroborate.grounding.actors.registry import Actor
from corroborate.model.vocabulary import ActorKind, SourceKind

SPEAKS_AS: dict[str, SourceKind] = {
    "state forces": "military",
    "external forces": "military",
    "government": "government",
    "rebel group": "armed group",
    "political militia": "armed group",
    "identity militia": "armed group",
    "international": "international",
    "media": "media",
    "organisation": "other",
}


@dataclass(frozen=True, slots=True)
class ActorMatch:
    """Who is meant.

    Attributes:
        name: the actor's name, or the words of the phrase without articles and numbers.
        actor_id: the registry's id; ``None`` where only the sort of actor is known.
        kind: sort of actor.
        country: ISO 3166-1 alpha-2 of the country it belongs to.
    """

    name: str
    actor_id: str | None
    kind: ActorKind
    country: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A match, and what sort of speaker it is."""

    match: ActorMatch
    source: SourceKind


def of_actor(actor: Actor) -> Reading:
    """The reading of a phrase that names an actor of the registry."""
    source = actor.source or SPEAKS_AS.get(actor.kind, "other")
    match = ActorMatch(actor.name, actor.id, actor.kind, actor.country)
    return Reading(match, cast(SourceKind, source))
