"""When a rule of the crosswalk holds: the small condition language of ``types.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache

from corroborate.errors import DataError


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of one event, apart from its type.

    Attributes:
        trigger, instrument: words of the text, in any case; empty where there are none.
        agent_kinds, target_kinds: kinds of actor (``model.vocabulary.ActorKind``).
    """

    trigger: str = ""
    instrument: str = ""
    agent_kinds: frozenset[str] = frozenset()
    target_kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Condition:
    """All its parts must hold; an empty part always does. See the head of ``types.toml``."""

    words: tuple[str, ...] = ()
    trigger_words: tuple[str, ...] = ()
    instrument_words: tuple[str, ...] = ()
    agent_kinds: tuple[str, ...] = ()
    target_kinds: tuple[str, ...] = ()
    side_kinds: tuple[str, ...] = ()
    all_kinds: tuple[str, ...] = ()

    def holds(self, given: Circumstances) -> bool:
        """Whether every part holds of the circumstances."""
        sides = given.agent_kinds | given.target_kinds
        return (
            _said(self.words, given.trigger, given.instrument)
            and _said(self.trigger_words, given.trigger)
            and _said(self.instrument_words, given.instrument)
            and _any_of(self.agent_kinds, given.agent_kinds)
            and _any_of(self.target_kinds, given.target_kinds)
            and _any_of(self.side_kinds, sides)
            and _only(self.all_kinds, sides)
        )


def condition_from(table: Mapping[str, object], where: str) -> Condition:
    """Read a rule's ``when``.

    Raises:
        DataError: a key that is no condition, or a value that is no list of words.
    """
    known = {field.name for field in fields(Condition)}
    for key, value in table.items():
        if key not in known or not _is_words(value):
            raise DataError(f"{where}: `{key}` is not a condition with a list of words")
    return Condition(**{key: tuple(value) for key, value in table.items()})  # type: ignore[arg-type]


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def _said(wanted: tuple[str, ...], *texts: str) -> bool:
    if not wanted:
        return True
    pattern = _pattern(wanted)
    return any(pattern.search(text) for text in texts if text)


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    parts = (re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)


def _any_of(wanted: tuple[str, ...], have: Iterable[str]) -> bool:
    return not wanted or any(kind in wanted for kind in have)


def _only(wanted: tuple[str, ...], have: Iterable[str]) -> bool:
    if not wanted:
        return True
    known = [kind for kind in have if kind != "unknown"]
    return bool(known) and all(kind in wanted for kind in known)
