"""The registry of actors: organisations, armed groups, people in office, and their names."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from corroborate.errors import DataError
from corroborate.grounding.actors.lexicon import branches, country_names, kinds, parts, rulers
from corroborate.grounding.actors.names import CAPITAL, CAPITALS, Word, key_between, spans
from corroborate.grounding.actors.periods import NEVER, holds, last_day
from corroborate.grounding.actors.records import (
    Actor,
    Added,
    Alias,
    Found,
    Held,
    state_branch,
)
from corroborate.grounding.actors.sounding import sound_of
from corroborate.grounding.actors.userfiles import stamp

if TYPE_CHECKING:
    from corroborate.model.vocabulary import ActorKind

FILE = Path(__file__).parent / "data" / "registry.sqlite"
ACTOR = "id, name, kind, country, source, sectors, start, end, parent, ucdp"


class Registry:
    """Read-only look-up of actors by name. Open it with :meth:`open`.

    Args:
        path: the file made by ``python -m training.actors``.
        added: what the user has added.

    Raises:
        DataError: the file is missing.
    """

    def __init__(self, path: Path, added: Added | None = None) -> None:
        if not path.is_file():
            raise DataError(f"the actor registry is missing: {path.name}; run training.actors")
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._db = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self._added = added or Added({}, {})

    @staticmethod
    def open() -> Registry:
        """The registry of the package with what the user has added, opened once."""
        return _opened(stamp())

    def get(self, actor_id: str) -> Actor | None:
        """The actor of that id, or ``None``."""
        if actor_id in self._added.actors:
            return self._added.actors[actor_id]
        country, _, branch = actor_id.partition(":")
        if branch in branches() and country.upper() in country_names():
            return state_branch(country.upper(), branch)
        query = f"SELECT {ACTOR} FROM actor WHERE id = ?"
        row = self._db.execute(query, (actor_id,)).fetchone()
        return _actor(row) if row else None

    def ucdp_state(self, country: str) -> str | None:
        """The name that UCDP uses for the government of a country (ISO 3166-1 alpha-2)."""
        query = "SELECT ucdp FROM state WHERE branch = ?"
        row = self._db.execute(query, (f"{country.lower()}:government",)).fetchone()
        return cast(str, row[0]) if row else None

    def named(
        self, words: Sequence[Word], on: date | None = None, focus: Sequence[str] = ()
    ) -> list[Found]:
        """All names of actors among the words, longest first, each as it is on that day.

        Of several actors of one name it is the one that the user added, then one active on the
        day, then one of the countries in ``focus``, then the one from the more trusted list.
        """
        places = list(spans(words))
        known = self.aliases({key_between(words, *place) for place in places})
        found: list[Found] = []
        for start, end in sorted(places, key=lambda place: place[0] - place[1]):
            written = known.get(key_between(words, start, end), ())
            fit = [alias for alias in written if _is_written_so(alias, words[start:end])]
            actor = self._best(fit, on, focus) if fit else None
            if actor:
                found.append(Found(actor, start, end))
        return found

    def _best(self, fit: list[Alias], on: date | None, focus: Sequence[str]) -> Actor | None:
        found = [(alias, actor) for alias in fit if (actor := self._as_of(alias, on))]
        if not found:
            return None
        return min(found, key=lambda pair: _order(pair[0], pair[1], on, focus))[1]

    def _as_of(self, alias: Alias, on: date | None) -> Actor | None:
        own = alias.actor in self._added.actors
        actor = (
            _actor(alias.row) if alias.row and alias.row[0] and not own else self.get(alias.actor)
        )
        if actor is None:
            return None
        return self.in_office(actor, on) if actor.kind == "person" else _ruling(actor, on)

    def in_office(self, person: Actor, on: date | None) -> Actor:
        """The person as what the office of that day makes of them; unchanged if out of office.

        Without a day it is the last office.
        """
        terms = [term for term in self.terms(person.id) if holds(term.start, term.end, on)]
        if not terms:
            past = self.terms(person.id)
            home = past[-1].of.partition(":")[0].upper() if past else ""
            country = person.country or (home if home in country_names() else None)
            return replace(person, country=country, sectors=person.sectors or ("ELI",))
        term = terms[-1]
        body = self.get(term.of)
        if body is None:
            return person
        return replace(
            person,
            kind=body.kind,
            country=body.country or person.country,
            source=body.source,
            sectors=_sectors_of(term, body),
            start=term.start or None,
            end=term.end or None,
            parent=term.of,
            office=term.office,
        )

    def terms(self, person: str) -> list[Held]:
        """The offices of a person by their id: those of a state last, the latest at the end."""
        query = "SELECT person, of, office, start, end FROM term WHERE person = ?"
        held = [Held(*row) for row in self._db.execute(query, (person,))]
        return sorted(held, key=lambda t: (":" in t.of, last_day(t.end), t.start))

    def holder(self, of: str, offices: Sequence[str], on: date) -> Actor | None:
        """Who held the first of these offices that anybody held on that day, with that term."""
        query = "SELECT person, of, office, start, end FROM term WHERE of = ? AND office = ?"
        for office in offices:
            held = [Held(*row) for row in self._db.execute(query, (of, office))]
            on_day = [term for term in held if holds(term.start, term.end, on)]
            if on_day:
                latest = max(on_day, key=lambda term: (term.start, term.person))
                person = self.get(latest.person)
                return person and replace(
                    person, start=latest.start or None, end=latest.end or None, office=latest.office
                )
        return None

    def titled(
        self, surname: str, offices: Sequence[str], of: str | None, on: date | None
    ) -> Actor | None:
        """The one person of that last name who held such an office, for ``of`` if that is known.

        No ``offices`` are any.
        """
        query = (
            "SELECT term.person, of, office, start, end FROM surname JOIN term USING (person)"
            " WHERE surname.key = ?"
        )
        held = [Held(*row) for row in self._db.execute(query, (surname,))]
        fit = [
            t
            for t in held
            if (not offices or t.office in offices) and t.of == (of or t.of) and ":" in t.of
        ]
        then = [term for term in fit if holds(term.start, term.end, on)] or fit
        people = {term.person for term in then}
        person = self.get(people.pop()) if len(people) == 1 else None
        return self.in_office(person, on) if person else None

    def country_of_surname(self, surname: str) -> str | None:
        """The country, ISO 3166-1 alpha-2, if all office holders of that last name are of one."""
        query = "SELECT DISTINCT of FROM surname JOIN term USING (person) WHERE surname.key = ?"
        found = (of.partition(":") for (of,) in self._db.execute(query, (surname,)))
        countries = {country.upper() for country, _, branch in found if branch}
        return countries.pop() if len(countries) == 1 else None

    def noun(self, keys: Iterable[str]) -> tuple[str, str, tuple[str, ...]] | None:
        """Kind, sort of speaker and sectors of the first of these nouns of the dictionaries."""
        query = "SELECT kind, source, sectors FROM noun WHERE key = ?"
        for key in keys:
            row = self._db.execute(query, (key,)).fetchone()
            if row:
                return row[0], row[1], parts(row[2])
        return None

    def sounding(self, name: str, on: date | None = None) -> Actor | None:
        """The person whose full name sounds so in another spelling."""
        query = "SELECT person FROM sound WHERE key = ?"
        row = self._db.execute(query, (sound_of(name),)).fetchone()
        person = self.get(row[0]) if row else None
        return self.in_office(person, on) if person else None

    def place(self, key: str) -> str | None:
        """The country of the largest town or province with that key, ISO 3166-1 alpha-2."""
        query = "SELECT country FROM place WHERE key = ?"
        row = self._db.execute(query, (key,)).fetchone()
        return cast(str, row[0]) if row else None

    def aliases(self, keys: set[str]) -> dict[str, list[Alias]]:
        """All rows of the aliases with these keys."""
        listed = sorted(keys)
        known: dict[str, list[Alias]] = {}
        for at in range(0, len(listed), 500):
            part = listed[at : at + 500]
            marks = ",".join("?" * len(part))
            query = (
                f"SELECT key, actor, rank, written, {ACTOR} FROM alias"
                f" LEFT JOIN actor ON actor.id = alias.actor WHERE key IN ({marks})"
            )
            for key, actor, rank, written, *row in self._db.execute(query, part):
                known.setdefault(key, []).append(Alias(actor, rank, written, tuple(row)))
        for key in keys & self._added.aliases.keys():
            known.setdefault(key, []).extend(self._added.aliases[key])
        return known


def _actor(row: Sequence[str | None]) -> Actor:
    id_, name, kind, country, source, sectors, start, end, parent, ucdp = row
    own = parts(sectors or "") or kinds()[kind or "unknown"].sectors
    cells = (country or None, source or None, own, start or None, end or None)
    return Actor(
        id_ or "", name or "", cast("ActorKind", kind), *cells, parent or None, ucdp or None
    )


def _ruling(actor: Actor, on: date | None) -> Actor:
    """The actor, as a government while it was one."""
    ruled = rulers().get(actor.id, []) if on else []
    if any(holds(start, end, on) for start, end in ruled):
        return replace(actor, kind="government", sectors=kinds()["government"].sectors)
    return actor


def _sectors_of(term: Held, body: Actor) -> tuple[str, ...]:
    from corroborate.grounding.actors.lexicon import offices

    office = next((o for o in offices() if o.name == term.office), None)
    fits = office and office.branch and ":" in term.of
    return office.sectors if office and fits else body.sectors


def _order(
    alias: Alias, actor: Actor, on: date | None, focus: Sequence[str]
) -> tuple[bool, bool, int, int, bool, str]:
    """What makes an actor the likelier owner of a name; the smallest goes first."""
    country = actor.country or ""
    away = focus.index(country) if country in focus else len(focus)
    is_person = actor.id.startswith("person:")
    active = holds(actor.start or "", actor.end or "", on) and not (is_person and not actor.office)
    ended = last_day(actor.end or "")
    return (alias.rank >= 0, not active, away, alias.rank, ended != NEVER, actor.id)


def _is_written_so(alias: Alias, words: Sequence[Word]) -> bool:
    """Whether capitals stand where the alias needs them: "IS", "Dawn", a surname alone."""
    if alias.written == CAPITALS:
        return all(word.is_capitals for word in words)
    lone = alias.written == CAPITAL or (len(words) == 1 and alias.actor.startswith("person:"))
    return not lone or words[0].text[0].isupper()


@cache
def _opened(stamp: tuple[tuple[str, int, int], ...]) -> Registry:
    if not stamp:
        return Registry(FILE)
    from corroborate.grounding.actors.user import added

    return Registry(FILE, added())
