"""Whose: the country that a phrase gives to its noun."""

from __future__ import annotations

from collections.abc import Sequence

from corroborate.grounding.actors.lexicon import country_forms, modifiers, noun_for, small_words
from corroborate.grounding.actors.names import Word, fold, key_between
from corroborate.grounding.actors.offices import title_of
from corroborate.grounding.actors.phrase import (
    CountryFound,
    NounFound,
    countries_in,
    head_end,
    head_noun,
)
from corroborate.grounding.actors.readings import Setting
from corroborate.grounding.actors.registry import Registry
from corroborate.grounding.actors.towns import country_of_place


class Phrase:
    """A phrase cut into its parts, and the country that they give."""

    def __init__(
        self, text: str, words: Sequence[Word], setting: Setting, registry: Registry
    ) -> None:
        self.text, self.words, self.setting = text, words, setting
        self.registry, self.focus = registry, setting.countries
        self.head = head_end(text, words)
        self.noun = head_noun(words, self.head, self.registry)
        self.named = self.registry.named(words, setting.on, setting.countries)
        self.name = text[words[0].start : words[-1].end]

    def is_somebody(self) -> bool:
        """Whether the phrase counts one or some ("an Israeli", "two British")."""
        first = fold(self.text.split()[0]) if self.text.split() else ""
        return first != "the" and first in small_words().leading

    def former(self, noun: NounFound) -> bool:
        former = small_words().former
        return any(word.key in former for word in self.words[: noun.end])

    def country_of(self, noun: NounFound) -> str | None:
        before = countries_in(self.words, 0, self.head)
        if self._several(before):
            return None
        if before:
            return self.country_from(before[-1])
        if self.head < len(self.words) and self.words[self.head].key in small_words().belonging:
            after = countries_in(self.words, self.head + 1, len(self.words))
            if after:
                return after[0].form.iso2
        holder = next((f.actor.country for f in self.named if f.actor.kind == "government"), None)
        placed = holder or self._place_beside(noun)
        if placed:
            return placed
        unmarked = bool(noun.noun.branch) and not self._otherwise_marked(noun)
        return self.focus[0] if self.focus and unmarked else None

    def of_a_people(self) -> bool:
        """Whether they are those of a people, not of its state ("Tigrayan forces")."""
        countries = countries_in(self.words, 0, self.head)
        if any(country.form.part for country in countries):
            return True
        inside = {at for country in countries for at in range(country.start, country.end)}
        before = range(self.noun.start if self.noun else 0)
        return any(at not in inside and _is_a_people(self.words[at]) for at in before)

    def country_from(self, found: CountryFound) -> str | None:
        """Of "ethnic Albanians" the country that the report is about, else none."""
        if not self._abroad(found):
            return found.form.iso2
        return next((iso2 for iso2 in self.focus if iso2 != found.form.iso2), None)

    def _place_beside(self, noun: NounFound) -> str | None:
        """The country of a place in front of the noun, or behind a preposition after it."""
        spots = [(0, noun.start)]
        if self.head < len(self.words) and self.words[self.head].key in small_words().belonging:
            spots.append((self.head + 1, len(self.words)))
        spans = [
            (at, stop)
            for start, end in spots
            for at in range(start, end)
            for stop in range(min(end, at + 4), at, -1)
            if all(word.text[0].isupper() for word in self.words[at:stop])
        ]
        large = (s for s in spans if self.registry.place(key_between(self.words, *s)))
        return next(filter(None, map(self._country_of_place, [*large, *spans])), None)

    def _country_of_place(self, span: tuple[int, int]) -> str | None:
        """That of the registry; of a smaller place only if the words have no other sense."""
        key = key_between(self.words, *span)
        words = self.words[slice(*span)]
        named = any(f.start < span[1] and span[0] < f.end for f in self.named)
        plain = small_words().plain
        known = self.registry.place(key)
        if not known and (named or any(w.key in plain or noun_for(w.key) for w in words)):
            return None
        found = country_of_place(key, self.focus)
        surname = words == self.words and len(words) == 1
        return None if surname and not known and found not in self.focus else found

    def _abroad(self, country: CountryFound) -> bool:
        """Whether it is a people outside its state ("ethnic Albanians")."""
        return country.start > 0 and self.words[country.start - 1].key == "ethnic"

    def _several(self, found: list[CountryFound]) -> bool:
        joined = any(word.key == "and" for word in self.words[: self.head])
        return joined and len({country.form.iso2 for country in found}) > 1

    def _otherwise_marked(self, noun: NounFound) -> bool:
        """Whether another name in the phrase says whose they are."""
        others = [*self.words[: noun.start], *self.words[noun.end :]]
        if title_of(self.words, noun):
            others = [*self.words[: noun.start]]
        named = (w for w in others if w.text[0].isupper() and w.key not in small_words().plain)
        return any(not _is_a_people(word) for word in named) and not self.text.isupper()


def _is_a_people(word: Word) -> bool:
    """Whether it is one of the peoples of ``modifiers.tsv`` that no state is named after."""
    changes = modifiers().get(word.key, ())
    people = any(change.kind == "identity militia" for change in changes)
    return people and word.text[0].isupper() and word.key not in country_forms()
