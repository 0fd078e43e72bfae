"""Titles of offices in a phrase, and who held the office on the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from corroborate.grounding.actors.lexicon import Office, office_titles, small_words
from corroborate.grounding.actors.names import Word, key_between
from corroborate.grounding.actors.phrase import NounFound
from corroborate.grounding.actors.readings import ActorMatch
from corroborate.grounding.actors.registry import Registry


@dataclass(frozen=True, slots=True)
class Title:
    """An office named in a phrase, and whom the phrase names with it, if anybody."""

    office: Office
    name: str | None


def title_of(words: Sequence[Word], noun: NounFound) -> Title | None:
    """The office whose title the noun is; none for a deputy's, or for several holders'."""
    office = office_titles().get(key_between(words, noun.start, noun.end))
    below = small_words().below
    if office is None or any(word.key in below for word in words[: noun.start]):
        return None
    return Title(office, name_after(words, noun.end))


def name_after(words: Sequence[Word], at: int) -> str | None:
    """The capitalised words behind the title ("Prime Minister Ana Ruiz")."""
    end = at
    while end < len(words) and _is_of_a_name(words[end]):
        end += 1
    return " ".join(word.text for word in words[at:end]) or None


def _is_of_a_name(word: Word) -> bool:
    return word.text[0].isupper() or word.key in small_words().name_joints


def with_holder(match: ActorMatch, title: Title, on: date | None, registry: Registry) -> ActorMatch:
    """The match with the office, and who holds it: by the phrase itself, else by the registry.

    First and last day are those of the term of office, open where the holder is not known.
    """
    match = replace(match, office=title.office.name, person=title.name, start=None, end=None)
    if title.name or on is None or not match.country:
        return match
    of = f"{match.country.lower()}:{title.office.branch}"
    holder = registry.holder(of, title.office.holders, on)
    if holder is None:
        return match
    return replace(match, person=holder.name, start=holder.start, end=holder.end)
