"""Who a noun phrase names: registry first, then country and noun, then the noun alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import cast

from corroborate.grounding.actors.lexicon import Noun, country_forms, noun_for, small_words
from corroborate.grounding.actors.names import Word, fold, key_between
from corroborate.grounding.actors.phrase import (
    CountryFound,
    NounFound,
    content_of,
    countries_in,
    cut_between,
    head_end,
    head_noun,
    looks_like_a_person,
    noun_at,
)
from corroborate.grounding.actors.readings import ActorMatch, Reading, of_actor
from corroborate.grounding.actors.registry import Found, Registry, state_branch
from corroborate.model.vocabulary import ActorKind, SourceKind


def resolve(text: str, *, countries: Sequence[str] = ()) -> ActorMatch | None:
    """Who a noun phrase names.

    Args:
        text: a noun phrase as it stands in the report ("the Iraqi army", "two gunmen").
        countries: ISO 3166-1 alpha-2 codes the report is about, the likeliest first; the first
            is taken for bare words such as "police" or "the government" that name no country.

    Returns:
        The match, or ``None`` where nothing in the phrase says who or what sort it is.
    """
    reading = read(text, tuple(countries))
    return reading.match if reading else None


def source_kind(text: str) -> SourceKind:
    """What sort of speaker a phrase names: "hospital officials" is ``hospital``."""
    reading = read(text, ())
    return reading.source if reading else "other"


@lru_cache(maxsize=8192)
def read(text: str, countries: tuple[str, ...]) -> Reading | None:
    """The reading of a phrase; see :func:`resolve`."""
    words = content_of(text)
    if not words:
        return None
    return _Reader(text, words, countries).read()


class _Reader:
    """One phrase on its way to a reading."""

    def __init__(self, text: str, words: Sequence[Word], countries: tuple[str, ...]) -> None:
        self.text, self.words, self.focus = text, words, countries
        self.registry = Registry.open()
        self.head = head_end(text, words)
        self.noun = head_noun(words, self.head, self.registry)
        self.named = self.registry.named(words)
        self.name = text[words[0].start : words[-1].end]

    def read(self) -> Reading | None:
        whole = self._whole_phrase()
        if whole:
            return whole
        joined = self._coordination()
        if joined:
            return joined
        found = self._named_actor()
        if found and found.actor.country and self.noun and self._former(self.noun):
            match = ActorMatch(self.name, None, "person", found.actor.country)
            return Reading(match, "other")
        if found:
            return of_actor(found.actor)
        return self._by_noun() or self._by_country() or self._by_apposition() or self._person()

    def _whole_phrase(self) -> Reading | None:
        """The phrase is nothing but an actor's name, or a capital that stands for its state."""
        key = key_between(self.words, 0, len(self.words))
        for found in self.named:
            if found.end - found.start == len(self.words):
                return of_actor(found.actor)
        country = self._state(key)
        return of_actor(state_branch(country, "government")) if country else None

    def _state(self, key: str) -> str | None:
        """The country whose name, demonym or capital the phrase is, and nothing else."""
        if not self.words[0].text[0].isupper():
            return None
        form = country_forms().get(key)
        if form:
            land = key in small_words().lands
            return None if form.people or land or self._is_somebody() else form.iso2
        return self.registry.capital(key) if self.noun is None else None

    def _is_somebody(self) -> bool:
        """Whether the phrase counts one or some ("an Israeli", "two British")."""
        first = fold(self.text.split()[0]) if self.text.split() else ""
        return first != "the" and first in small_words().leading

    def _coordination(self) -> Reading | None:
        """The kind of the first, the name of both, nobody's id ("police and medics")."""
        at = next((i for i, w in enumerate(self.words) if i and w.key == "and"), None)
        if at is None or at + 1 == len(self.words) or self._inside_a_name(at):
            return None
        first = read(self.text[self.words[0].start : self.words[at - 1].end], self.focus)
        if first is None or self._only_a_country(at):
            return None
        kind, country = first.match.kind, first.match.country
        return Reading(ActorMatch(self.name, None, kind, country), first.source)

    def _inside_a_name(self, at: int) -> bool:
        return any(found.start <= at < found.end for found in self.named)

    def _only_a_country(self, end: int) -> bool:
        """Whether the first is but an adjective of the second ("Syrian and Russian forces")."""
        found = countries_in(self.words, 0, end)
        return bool(found) and found[0].form.adjective and found[0].end == end

    def _named_actor(self) -> Found | None:
        """The longest name in the phrase that says who it is, and not only of whom it speaks."""
        for found in self.named:
            if self._part_of_a_longer_name(found):
                continue
            if self._says_who(found) and not self._of_another_state(found):
                return found
        return None

    def _part_of_a_longer_name(self, found: Found) -> bool:
        """Whether a one-word name stands amid other capitalised words nobody knows.

        "Dawn" is a newspaper, "the Northern Dawn Front" is not. Countries and nouns for sorts of
        actors beside a name are no part of it ("Iraqi Hezbollah", "Hamas Fighters").
        """
        if found.end - found.start != 1 or self.words[found.start].is_capitals:
            return False
        around = [i for i in (found.start - 1, found.end) if 0 <= i < len(self.words)]
        return any(self._unknown_capital(i) for i in around)

    def _unknown_capital(self, at: int) -> bool:
        word = self.words[at]
        beside = self.text[:1].isupper() and word.start == 0  # a sentence may begin here
        known = noun_for(word.key) or word.key in country_forms() or word.is_capitals
        return word.text[:1].isupper() and not beside and not known

    def _of_another_state(self, found: Found) -> bool:
        """Whether it is an office of one state, and another is named before it."""
        if ":" not in found.actor.id or found.actor.kind == "person":
            return False
        named = {country.form.iso2 for country in countries_in(self.words, 0, found.start)}
        return bool(named) and found.actor.country not in named

    def _says_who(self, found: Found) -> bool:
        noun = self.noun
        if noun is None or noun.noun.borrows or found.start <= noun.start < found.end:
            return found.start < self.head or noun is not None
        if noun.end <= found.start < self.head and not noun.noun.branch:
            return True
        if noun.noun.kind in small_words().apart_kinds or noun.noun.kind == "media":
            return False
        if found.start >= self.head:
            return not noun.noun.branch or self._office_of(found, noun)
        return not (noun.noun.branch and found.actor.kind == "government")

    def _office_of(self, found: Found, noun: NounFound) -> bool:
        """Whether it is an office of the body named ("president of the European Commission")."""
        between = {word.key for word in self.words[self.head : found.start]}
        return noun.noun.branch == "government" and bool(between) and between <= {"of", "the"}

    def _by_noun(self) -> Reading | None:
        if self.noun is None:
            return None
        noun = self._borrowed(self.noun)
        country = self._country_of(self.noun)
        if noun.branch and self._former(self.noun):
            return Reading(ActorMatch(self.name, None, "person", country), "other")
        if noun.branch and country:
            match = of_actor(state_branch(country, noun.branch)).match
            return Reading(match, cast(SourceKind, noun.source))
        kind = cast(ActorKind, noun.kind)
        match = ActorMatch(self.name, None, kind, country)
        return Reading(match, cast(SourceKind, noun.source))

    def _borrowed(self, found: NounFound) -> Noun:
        """For "an army spokesman" what the army is; for "officials" what officials are."""
        if not found.noun.borrows:
            return found.noun
        beside = noun_at(self.words, found.start, self.registry)
        belongs = self._noun_after_head()
        for other in (beside, belongs):
            if other and not other.noun.borrows:
                return other.noun
        return found.noun

    def _former(self, noun: NounFound) -> bool:
        former = small_words().former
        return any(word.key in former for word in self.words[: noun.start])

    def _noun_after_head(self) -> NounFound | None:
        if self.head >= len(self.words) or self.words[self.head].key not in _belonging():
            return None
        rest = self.words[self.head + 1 :]
        end = head_end(self.text, rest)
        return head_noun(rest, end, self.registry)

    def _country_of(self, noun: NounFound) -> str | None:
        before = countries_in(self.words, 0, self.head)
        if self._several(before):
            return None
        if before:
            return before[-1].form.iso2
        if self.head < len(self.words) and self.words[self.head].key in _belonging():
            after = countries_in(self.words, self.head + 1, len(self.words))
            if after:
                return after[0].form.iso2
        holder = next((f.actor.country for f in self.named if f.actor.kind == "government"), None)
        if holder:
            return holder
        unmarked = bool(noun.noun.branch) and not self._otherwise_marked(noun)
        return self.focus[0] if self.focus and unmarked else None

    def _several(self, found: list[CountryFound]) -> bool:
        joined = any(word.key == "and" for word in self.words[: self.head])
        return joined and len({country.form.iso2 for country in found}) > 1

    def _otherwise_marked(self, noun: NounFound) -> bool:
        """Whether another name in the phrase says whose they are."""
        others = [*self.words[: noun.start], *self.words[noun.end :]]
        named = (w for w in others if w.text[0].isupper() and w.key not in small_words().plain)
        return any(named) and not self.text.isupper()

    def _by_country(self) -> Reading | None:
        found = countries_in(self.words, 0, self.head)
        if len(found) != 1:
            return None
        form = found[0].form
        people = form.people or (form.adjective and self._is_somebody())
        kind: ActorKind = "civilians" if people else "unknown"
        return Reading(ActorMatch(self.name, None, kind, form.iso2), "other")

    def _by_apposition(self) -> Reading | None:
        """What stands behind the comma ("Ana Ruiz, the mayor of Salta")."""
        if self.head == len(self.words) or not cut_between(self.text, self.words, self.head):
            return None
        return read(self.text[self.words[self.head].start : self.words[-1].end], self.focus)

    def _person(self) -> Reading | None:
        words = self.words[: self.head]
        if not looks_like_a_person(words):
            return None
        name = self.text[words[0].start : words[-1].end]
        return Reading(ActorMatch(name, None, "person", None), "other")


def _belonging() -> frozenset[str]:
    return small_words().belonging
