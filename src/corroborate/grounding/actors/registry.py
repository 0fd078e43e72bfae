"""The registry of actors: organisations, armed groups, office holders and their names."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from corroborate.errors import DataError
from corroborate.grounding.actors.lexicon import branches, country_names
from corroborate.grounding.actors.names import Word, key_between, spans
from corroborate.model.vocabulary import ActorKind

FILE = Path(__file__).parent / "data" / "registry.sqlite"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody the registry knows.

    Attributes:
        id: "islamic-state", "iq:military", "ucdp:…", "phoenix:…".
        name: the name to show.
        kind: sort of actor.
        country: ISO 3166-1 alpha-2, where it belongs to one.
        source: the sort of speaker it is, where that does not follow from ``kind``.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """An actor's name in a phrase: from word ``start`` to before word ``end``."""

    actor: Actor
    start: int
    end: int


def state_branch(country: str, branch: str) -> Actor:
    """A branch of a state as an actor: ``state_branch("IQ", "military")``.

    Raises:
        DataError: there is no such country or branch.
    """
    if branch not in branches() or country not in country_names():
        raise DataError(f"no branch {branch!r} of the state {country!r} is known")
    of = branches()[branch]
    name = of.name.format(country=country_names()[country])
    kind = cast(ActorKind, of.kind)
    return Actor(f"{country.lower()}:{branch}", name, kind, country, of.source)


class Registry:
    """Read-only look-up of actors by name. Open it with :meth:`open`.

    Args:
        path: the file made by ``python -m training.actors``.

    Raises:
        DataError: the file is missing.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise DataError(f"the actor registry is missing: {path.name}; run training.actors")
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._db = sqlite3.connect(uri, uri=True, check_same_thread=False)

    @staticmethod
    def open() -> Registry:
        """The registry of the package, opened once."""
        return _opened()

    def get(self, actor_id: str) -> Actor | None:
        """The actor of that id, or ``None``."""
        country, _, branch = actor_id.partition(":")
        if branch in branches():
            return state_branch(country.upper(), branch)
        row = self._db.execute(
            "SELECT id, name, kind, country, source FROM actor WHERE id = ?", (actor_id,)
        ).fetchone()
        return Actor(*row) if row else None

    def named(self, words: Sequence[Word]) -> list[Found]:
        """All names of actors among the words, longest first."""
        places = list(spans(words))
        keys = {key_between(words, *place) for place in places}
        known = self._aliases(keys)
        found: list[Found] = []
        for start, end in sorted(places, key=lambda place: place[0] - place[1]):
            actor = self._if_written_so(known, words, start, end)
            if actor:
                found.append(Found(actor, start, end))
        return found

    def _if_written_so(
        self, known: dict[str, tuple[str, int]], words: Sequence[Word], start: int, end: int
    ) -> Actor | None:
        actor_id, cased = known.get(key_between(words, start, end), (None, 0))
        if actor_id is None or (cased and not all(w.is_capitals for w in words[start:end])):
            return None
        return self.get(actor_id)

    def noun(self, keys: Iterable[str]) -> tuple[str, str] | None:
        """Kind and sort of speaker of the first of these nouns that the dictionaries have."""
        for key in keys:
            row = self._db.execute("SELECT kind, source FROM noun WHERE key = ?", (key,)).fetchone()
            if row:
                return cast(tuple[str, str], row)
        return None

    def capital(self, key: str) -> str | None:
        """The country whose capital has that key, as ISO 3166-1 alpha-2."""
        row = self._db.execute("SELECT country FROM capital WHERE key = ?", (key,)).fetchone()
        return cast(str, row[0]) if row else None

    def _aliases(self, keys: set[str]) -> dict[str, tuple[str, int]]:
        listed = sorted(keys)
        known: dict[str, tuple[str, int]] = {}
        for at in range(0, len(listed), 500):
            part = listed[at : at + 500]
            marks = ",".join("?" * len(part))
            query = f"SELECT key, actor, cased FROM alias WHERE key IN ({marks})"
            known.update(
                {key: (actor, cased) for key, actor, cased in self._db.execute(query, part)}
            )
        return known


@cache
def _opened() -> Registry:
    return Registry(FILE)
