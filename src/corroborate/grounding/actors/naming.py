"""Which of the names in a phrase says who is meant."""

from __future__ import annotations

from corroborate.grounding.actors.lexicon import country_forms, noun_for, small_words
from corroborate.grounding.actors.names import key_between
from corroborate.grounding.actors.phrase import NounFound, countries_in
from corroborate.grounding.actors.records import Found
from corroborate.grounding.actors.whose import Phrase


class NamedPhrase(Phrase):
    """A phrase with the actor of the registry that it names."""

    def named_actor(self) -> Found | None:
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
        everyday = noun_for(key_between(self.words, found.start, found.end)) is not None
        lone = found.end - found.start == 1 and not self.words[found.start].is_capitals
        if not (lone or everyday):
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
        if noun.noun.kind == "international" and found.start >= noun.end:
            return not found.actor.id.startswith("person:") or found.actor.kind == "international"
        if found.end == noun.start and found.actor.kind == noun.noun.kind:  # "the X newspaper"
            return True
        titled = not noun.noun.branch or found.actor.id.startswith("person:")
        if noun.end <= found.start < self.head and titled:
            return True
        if noun.noun.kind in small_words().apart_kinds or noun.noun.kind == "media":
            return found.actor.kind == "international" and found.end <= noun.start < self.head
        if found.start >= self.head:
            return not noun.noun.branch or self._office_of(found, noun)
        return not (noun.noun.branch and found.actor.kind == "government")

    def _office_of(self, found: Found, noun: NounFound) -> bool:
        """Whether it is an office of the body named ("president of the European Commission")."""
        between = {word.key for word in self.words[self.head : found.start]}
        return noun.noun.branch == "government" and bool(between) and between <= {"of", "the"}
