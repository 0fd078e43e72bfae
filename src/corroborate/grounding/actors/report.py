"""The actors of one report: what a short form, a surname, "the group" or "he" stands for in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Literal

from corroborate.grounding.actors.everyday import is_everyday
from corroborate.grounding.actors.introductions import Introduction, introductions, last_noun
from corroborate.grounding.actors.lexicon import (
    DATA,
    country_forms,
    noun_for,
    parts,
    rows,
    small_words,
)
from corroborate.grounding.actors.names import fold, key_between, key_of, words_of
from corroborate.grounding.actors.phrase import countries_named, looks_like_a_person
from corroborate.grounding.actors.readings import ActorMatch
from corroborate.grounding.actors.resolver import resolve

if TYPE_CHECKING:
    from spacy.tokens import Doc

Span = tuple[int, int]

_RUN = re.compile(
    r"[A-Z][\w’'-]*(?:\s(?:(?:of|the|for|and|in|de|la|al|el|bin|ul|del|du)\s){0,2}[A-Z][\w’'-]*){0,7}"
)
_BEHIND = re.compile(r",\s+((?:an?|the|[A-Z][\w’-]*(?:'s|’s)?)\s[^,.;:()\n]{3,60})(?=[,.;:\n]|$)")
_AFTER_SHORT = re.compile(r"\s*\([^()]{0,24}\)" + _BEHIND.pattern)
_HE = frozenset(["he", "she", "him", "her", "his", "hers", "himself", "herself"])
_DEFINITE = frozenset(["the", "this", "that", "these", "those", "its", "their", "such", "both"])
TITLE_WORDS = 7
"""Words before a person's name that may say what they are."""
ABBREVIATED = 5
"""Letters of the longest title with a point ("Brig."); a longer word with one ends a sentence."""


@dataclass(frozen=True, slots=True)
class Anaphor:
    """What a noun may take up; see ``data/anaphors.tsv``."""

    kinds: tuple[str, ...]
    takes: Literal["often", "last"]


@dataclass(frozen=True, slots=True)
class Named:
    """An actor named in the text: where, and who."""

    at: int
    match: ActorMatch


@cache
def anaphors() -> dict[str, Anaphor]:
    """Nouns that take up an actor named before."""
    found: dict[str, Anaphor] = {}
    for kinds, takes, nouns in rows(DATA / "anaphors.tsv", 3):
        anaphor = Anaphor(parts(kinds), "last" if takes == "last" else "often")
        found.update(dict.fromkeys(parts(nouns), anaphor))
    return found


class ReportActors:
    """Reads phrases of one report with what the report has said before.

    Args:
        text: the report's text, or its parsed document (then its names are those of the entities).
        published: the day of the report; see ``on`` of :func:`resolve`.
        countries: ISO 3166-1 alpha-2 codes the report is about; by default those it names.
        spans: further spans that may name an actor.
    """

    def __init__(
        self,
        text: str | Doc,
        *,
        published: date | None = None,
        countries: Sequence[str] | None = None,
        spans: Iterable[Span] = (),
    ) -> None:
        self.text = text if isinstance(text, str) else text.text
        self.on = published
        self.countries = tuple(countries_named(self.text) if countries is None else countries)
        self._introduced = self._read_introductions()
        names = self._runs() if isinstance(text, str) else self._entities(text)
        self._people = self._read_people(names)
        self.named = self._read_named({*(span for span, _ in names), *spans})

    def resolve(self, phrase: str, at: int | None = None) -> ActorMatch | None:
        """Who a phrase means that stands at offset ``at`` of the text (by default, at its end)."""
        at = len(self.text) if at is None else at
        if phrase.strip().lower() in _HE:
            return self._last_person(at)
        told = self._short_form(phrase, at) or self._surname(phrase, at)
        if told or is_everyday(self.text, phrase, at):
            return told
        return self._known(phrase, at) or self._taken_up(phrase, at) or self._read(phrase)

    def _read(self, phrase: str) -> ActorMatch | None:
        return resolve(phrase, countries=self.countries, on=self.on)

    def _known(self, phrase: str, at: int) -> ActorMatch | None:
        match = self._read(phrase)
        return match if match and match.actor_id else None

    # ------------------------------------------------------------------ what the text names

    def _entities(self, doc: Doc) -> list[tuple[Span, bool]]:
        """Spans of the names of a document, and whether each is a person's."""
        return [((e.start_char, e.end_char), e.label_ == "PERSON") for e in doc.ents]

    def _runs(self) -> list[tuple[Span, bool]]:
        """The same of bare text: runs of capitalised words."""
        found = []
        for run in _RUN.finditer(self.text):
            found.append((run.span(), False))
            words = words_of(run.group())
            titles = [i for i, word in enumerate(words) if self._is_no_name(word.key)]
            name = words[max(titles, default=-1) + 1 :]
            if len(name) > 1 and looks_like_a_person(name):
                found.append(((run.start() + name[0].start, run.start() + name[-1].end), True))
        return found

    @staticmethod
    def _is_no_name(key: str) -> bool:
        return noun_for(key) is not None or key in country_forms() or key in _DEFINITE

    def _read_introductions(self) -> dict[str, tuple[Introduction, ActorMatch]]:
        found: dict[str, tuple[Introduction, ActorMatch]] = {}
        for intro in introductions(self.text):
            match = self._introduced_as(intro)
            if match:
                found.setdefault(fold(intro.short), (intro, match))
        return found

    def _introduced_as(self, intro: Introduction) -> ActorMatch | None:
        """Who a newly named body is: by the registry, else by what stands around the name."""
        match = self._read(f"the {intro.name}")
        if match and match.actor_id:
            return match
        start, end = intro.span
        behind = _AFTER_SHORT.match(self.text, end)
        around = [self.text[self._phrase_start(start) : start].strip(), behind[1] if behind else ""]
        told = (self._read(part) for part in around if part)
        sort = next((m for m in told if m and m.kind not in ("unknown", "person")), match)
        if sort is None:
            return ActorMatch(intro.name, None, "organisation", None)
        own = match.country if match else None
        return replace(
            sort, name=intro.name, actor_id=None, person=None, country=own or sort.country
        )

    def _phrase_start(self, end: int) -> int:
        """The start of what may be a title or a noun before a name: back to a verb or a mark."""
        words = [w for w in words_of(self.text[max(0, end - 80) : end]) if w.text]
        offset, start = max(0, end - 80), end
        for word in reversed(words[-TITLE_WORDS:]):
            between = self.text[offset + word.end : start]
            ends = word.text.endswith(".") and len(word.text) > ABBREVIATED
            if ends or between.strip() or not self._belongs(word.text):
                break
            start = offset + word.start
        return start

    def _belongs(self, word: str) -> bool:
        key = key_of(word)
        return word[0].isupper() or noun_for(key) is not None or key in _TITLE_PARTS

    def _read_people(self, names: list[tuple[Span, bool]]) -> dict[str, list[Named]]:
        """By surname the people named in full, with what stands before or behind the name."""
        found: dict[str, list[Named]] = {}
        for (start, end), person in names:
            words = words_of(self.text[start:end])
            if person and len(words) > 1:
                match = self._person(start, end)
                for key in {words[-1].key, key_between(words, len(words) - 2, len(words))}:
                    found.setdefault(key, []).append(Named(start, match))
        return found

    def _person(self, start: int, end: int) -> ActorMatch:
        name = self.text[start:end]
        begin = self._phrase_start(start)
        behind = _BEHIND.match(self.text, end)
        plain = self._read(name) or ActorMatch(name, None, "person", None, person=name)
        if plain.actor_id:
            return plain
        around = [self.text[begin:end] if begin < start else "", behind[1] if behind else ""]
        told = (self._read(part) for part in around if part)
        match = next((m for m in told if m and m.kind not in ("unknown", "person")), None)
        return replace(match, person=match.person or name) if match else plain

    def _read_named(self, spans: Iterable[Span]) -> tuple[Named, ...]:
        """All actors named at the spans that an anaphor may take up, in the order of the text."""
        found = [Named(i.span[0], match) for i, match in self._introduced.values()]
        long_forms = [intro.span for intro, _ in self._introduced.values()]
        for start, end in sorted(set(spans)):
            if any(start < last and first < end for first, last in long_forms):
                continue
            if is_everyday(self.text, self.text[start:end], start):
                continue
            match = self._short_form(self.text[start:end], start) or self._read(
                self.text[start:end]
            )
            if match and (match.actor_id or match in [n.match for n in found]):
                found.append(Named(start, match))
        return tuple(sorted(found, key=lambda named: named.at))

    # ------------------------------------------------------------------ what takes it up

    def _short_form(self, phrase: str, at: int) -> ActorMatch | None:
        """A short form that the report introduced, or the noun of the name: "NDF", "the front"."""
        words = words_of(phrase)
        said = f" {key_of(phrase)} "
        for intro, match in self._introduced.values():
            if f" {key_of(intro.name)} " in said:
                return match
        for word in words[:12]:
            told = self._introduced.get(word.key)
            if told and word.is_capitals == told[0].short.isupper():
                return told[1]
        if len(words) == 2 and words[0].key in _DEFINITE and words[1].text.islower():
            fit = [
                (intro.span[0], match)
                for intro, match in self._introduced.values()
                if intro.span[0] < at and last_noun(intro.name) == words[1].key
            ]
            return max(fit, key=lambda pair: pair[0])[1] if fit else None
        return None

    def _surname(self, phrase: str, at: int) -> ActorMatch | None:
        """A person named in full before, by the last word of the name, with or without a title."""
        words = words_of(phrase)
        while len(words) > 1 and (words[0].key in _titles() or noun_for(words[0].key)):
            words = words[1:]
        if not 1 <= len(words) <= 2 or not words[0].text[0].isupper():
            return None
        people = self._people.get(key_between(words, 0, len(words)), [])
        before = [person for person in people if person.at < at]
        return before[-1].match if before else None

    def _last_person(self, at: int) -> ActorMatch | None:
        people = sorted((n for named in self._people.values() for n in named), key=lambda n: n.at)
        index = bisect_right([person.at for person in people], at)
        return people[index - 1].match if index else None

    def _taken_up(self, phrase: str, at: int) -> ActorMatch | None:
        """The actor that "the group" or "the militants" takes up."""
        words = [word.key for word in words_of(phrase)]
        if not 1 < len(words) <= 4 or words[0] not in _DEFINITE:
            return None
        noun = " ".join(words[1:])
        anaphor = anaphors().get(noun) or (len(words) <= 3 and anaphors().get(words[-1])) or None
        if anaphor is None:
            return None
        fit = [named for named in self.named if named.match.kind in anaphor.kinds]
        return _chosen(fit, at, anaphor.takes)


def _chosen(fit: list[Named], at: int, takes: str) -> ActorMatch | None:
    """Of those named before the most named or the last; if none, the only one of the report."""
    before = [named.match for named in fit if named.at < at]
    if not before:
        return fit[0].match if len({_identity(named.match) for named in fit}) == 1 else None
    if takes == "last":
        return before[-1]
    times = Counter(_identity(match) for match in before)
    return max(reversed(before), key=lambda match: times[_identity(match)])


def _identity(match: ActorMatch) -> str:
    return match.actor_id or match.name


@cache
def _titles() -> frozenset[str]:
    return small_words().titles


_TITLE_PARTS = frozenset(
    ["of", "for", "the", "and", "former", "deputy", "senior", "chief", "acting"]
)
