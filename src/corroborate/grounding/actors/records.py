"""What the registry is made of: actors, their names, terms of office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from corroborate.errors import DataError
from corroborate.grounding.actors.lexicon import branches, country_names

if TYPE_CHECKING:
    from corroborate.model.vocabulary import ActorKind


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody the registry knows.

    Attributes:
        id: "islamic-state", "iq:military", "person:…", "ucdp:…", "phoenix:…".
        name: the name to show.
        kind: sort of actor; "person" for people, who get that of their office while they hold it.
        country: ISO 3166-1 alpha-2, where it belongs to one.
        source: the sort of speaker it is, where that does not follow from ``kind``.
        sectors: first and second sector, as in ``sectors.tsv``.
        start, end: first and last year, month or day under this name; ``None`` where open.
        parent: id of what it is a part of.
        ucdp: the name that UCDP uses for it.
        office: for a person in office, which.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    source: str | None = None
    sectors: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    parent: str | None = None
    ucdp: str | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """An actor's name in a phrase: from word ``start`` to before word ``end``."""

    actor: Actor
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Held:
    """A term of office: what for ("iq:government", a group's id), which, from when to when."""

    person: str
    of: str
    office: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Alias:
    """A row of the aliases: whose it is, how far it is trusted (0 most), how it is written.

    ``written`` is as :func:`~corroborate.grounding.actors.names.how_written` gives it.
    """

    actor: str
    rank: int
    written: int
    row: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """Actors by id and aliases by key that the user has added."""

    actors: Mapping[str, Actor]
    aliases: Mapping[str, list[Alias]]


def state_branch(country: str, branch: str) -> Actor:
    """A branch of a state as an actor: ``state_branch("IQ", "military")``.

    Raises:
        DataError: there is no such country or branch.
    """
    if branch not in branches() or country not in country_names():
        raise DataError(f"no branch {branch!r} of the state {country!r} is known")
    of = branches()[branch]
    name = of.name.format(country=country_names()[country])
    kind = cast("ActorKind", of.kind)
    return Actor(f"{country.lower()}:{branch}", name, kind, country, of.source, (of.sector,))
