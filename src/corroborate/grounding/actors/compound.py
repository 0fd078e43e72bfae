"""Several actors in one phrase: "Iraqi and Kurdish forces", "Japan, Australia, and India"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from corroborate.grounding.actors.conjuncts import coordination
from corroborate.grounding.actors.lexicon import (
    Noun,
    country_forms,
    modifiers,
    noun_for,
    nouns,
    small_words,
)
from corroborate.grounding.actors.names import key_between, words_of
from corroborate.grounding.actors.phrase import (
    CountryFound,
    countries_in,
    head_end,
    head_noun,
    noun_at,
)
from corroborate.grounding.actors.readings import ActorMatch
from corroborate.grounding.actors.registry import Registry
from corroborate.grounding.actors.resolver import resolve

if TYPE_CHECKING:
    from spacy.tokens import Span

LONGEST = 60


@dataclass(frozen=True, slots=True)
class ActorPart:
    """One actor of a phrase.

    Attributes:
        text: its words as they stand.
        span: offsets of ``text``: in the phrase, or in the document for a phrase of a document.
        reading: its words in full: "Russian soldiers" for "Russian" of "Russian and
            Polish soldiers".
        match: who that is.
    """

    text: str
    span: tuple[int, int]
    reading: str
    match: ActorMatch | None = None


def split_compound(text: str) -> tuple[ActorPart, ...]:
    """The actors joined in a noun phrase, in order; one part, the whole, where nothing is joined.

    Joined are those between commas and "and", "or", "as well as" that are somebody each and not
    of one nameless sort ("women and children" stays one). ``match`` is without context; see
    :func:`actors_in`.
    """
    return actors_in(text)


def actors_in(
    phrase: str | Span, *, countries: Sequence[str] = (), on: date | None = None
) -> tuple[ActorPart, ...]:
    """The actors of a phrase, each with its span, its full words and who it is.

    Args:
        phrase: a noun phrase, or a span of a parsed document: then those that the tree joins to
            it are taken in, so that one of them is enough.
        countries: see :func:`~corroborate.grounding.actors.resolve`.
        on: see there.
    """
    if isinstance(phrase, str):
        return _parts(phrase, tuple(countries), on)
    start, text = coordination(phrase)
    found = _parts(text, tuple(countries), on)
    return tuple(replace(part, span=(part.span[0] + start, part.span[1] + start)) for part in found)


def _parts(text: str, countries: tuple[str, ...], on: date | None) -> tuple[ActorPart, ...]:
    splitter = _Splitter(text)
    pieces = splitter.pieces()
    if len(pieces) > 1:
        found = [_part(text, piece, splitter, countries, on) for piece in pieces]
        if all(part.match for part in found) and _differ(found) and not splitter.is_a_name(found):
            return tuple(found)
    whole = (0, len(words_of(text)))
    return (_part(text, _Piece(*whole, text.strip()), splitter, countries, on),)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of words, and how it reads in full."""

    start: int
    end: int
    reading: str


def _part(
    text: str, piece: _Piece, splitter: _Splitter, countries: tuple[str, ...], on: date | None
) -> ActorPart:
    words = splitter.words[piece.start : piece.end]
    if not words:
        return ActorPart(text, (0, len(text)), piece.reading)
    span = (words[0].start, words[-1].end)
    match = resolve(piece.reading, countries=countries, on=on)
    return ActorPart(text[slice(*span)], span, piece.reading, match)


def _is_people(noun: Noun | None) -> bool:
    return noun is not None and noun.kind == "civilians"


def _differ(parts: Sequence[ActorPart]) -> bool:
    """Whether they are more than one nameless sort of people ("women and children")."""
    if any(part.reading not in part.text for part in parts):
        return True
    matches = [part.match for part in parts if part.match]
    if any(match.actor_id or match.kind == "person" or match.country for match in matches):
        return True
    return len({(match.kind, _branch(match)) for match in matches}) > 1


def _branch(match: ActorMatch) -> tuple[str, ...]:
    """What tells police from soldiers; civilians of all sorts are one."""
    return match.sectors[:1] if match.kind in ("state forces", "government") else ()


class _Splitter:
    """Cuts a phrase where its words are joined."""

    def __init__(self, text: str) -> None:
        self.text, self.words = text, words_of(text)[:LONGEST]
        self.registry = Registry.open()

    def pieces(self) -> list[_Piece]:
        """The stretches between joints, each read in full."""
        joints = self._joints()
        if not joints:
            return []
        bounds = [0, *(at for joint in joints for at in joint), len(self.words)]
        cut = list(zip(bounds[::2], bounds[1::2], strict=True))
        kept = [(start, end) for start, end in cut if start < end]
        return [_Piece(*part, self._reading(i, kept)) for i, part in enumerate(kept)]

    def _joints(self) -> list[tuple[int, int]]:
        """Where one actor ends and the next begins, as numbers of words.

        A comma joins only where "and" follows, and not a name to an article ("Ruiz, the mayor").
        """
        joining = small_words().joining
        named = [(f.start, f.end) for f in self.registry.named(self.words)]
        named += [(c.start, c.end) for c in countries_in(self.words, 0, len(self.words))]
        found: list[tuple[int, int]] = []
        for at in range(1, len(self.words)):
            over = self._word_joint(at, joining)
            if over and not any(start <= at < end for start, end in named):
                found.append((at, over))
        if not found:
            return []
        commas = [(at, at) for at in range(1, found[-1][0]) if self._is_comma(at)]
        inside = {at for start, over in found for at in (start, over)}
        return sorted([*found, *(comma for comma in commas if comma[0] not in inside)])

    def _word_joint(self, at: int, joining: frozenset[str]) -> int | None:
        for length in (3, 2, 1):
            end = at + length
            if end < len(self.words) and key_between(self.words, at, end) in joining:
                return end
        return None

    def _is_comma(self, at: int) -> bool:
        before, after = self.words[at - 1], self.words[at]
        if "," not in self.text[before.end : after.start] or after.key in ("who", "which"):
            return False
        return after.key not in ("the", "a", "an") or before.text[0].islower()

    def _reading(self, number: int, cut: list[tuple[int, int]]) -> str:
        start, end = cut[number]
        own = self._text(start, self._trimmed(start, end))
        if number + 1 < len(cut) and self._is_modifier(start, end):
            head = self._shared_head(*cut[-1])
            return f"{own} {head}" if head else own
        if number and self._is_country(start, end):
            return self._shared_front(*cut[0]) + own
        if number and self._takes_country(start, end):
            before = self._country_in_front(*cut[0])
            return f"{before} {own}" if before else own
        return own

    def _text(self, start: int, end: int) -> str:
        return self.text[self.words[start].start : self.words[end - 1].end] if start < end else ""

    def _trimmed(self, start: int, end: int) -> int:
        """The end without a place behind a name ("India in Hawaii")."""
        words = self.words[start:end]
        head = head_end(self.text, words)
        named = head_noun(words, head, self.registry) is None
        return start + head if named else end

    def _is_modifier(self, start: int, end: int) -> bool:
        """Whether it is a bare adjective of what comes last: "Iraqi", "Sunni"."""
        key = key_between(self.words, start, end)
        form = country_forms().get(key.removeprefix("the "))
        if form and form.adjective and not form.people:
            return True
        noun = nouns().get(key)
        return key in modifiers() and (noun_for(key) is None or _is_people(noun))

    def _shared_head(self, start: int, end: int) -> str | None:
        stop = start + head_end(self.text, self.words[start:end])
        for at in range(stop - 1, start, -1):
            if noun_at(self.words[at:stop], stop - at, self.registry):
                return self._text(at, end)
        return None

    def _is_country(self, start: int, end: int) -> bool:
        form = country_forms().get(key_between(self.words, start, end))
        return form is not None and not form.adjective and not form.people

    def _shared_front(self, start: int, end: int) -> str:
        """What stands before the first of two countries: "police in" (Kenya and Uganda)."""
        found = countries_in(self.words, start, end)
        last = found[-1] if found else None
        if last is None or last.end != end or last.start - start < 2:
            return ""
        if self.words[last.start - 1].key not in small_words().belonging:
            return ""
        return self.text[self.words[start].start : self.words[last.start].start]

    def _takes_country(self, start: int, end: int) -> bool:
        words = self.words[start:end]
        noun = head_noun(words, head_end(self.text, words), self.registry)
        return bool(noun and noun.noun.branch) and not countries_in(self.words, start, end)

    def _country_in_front(self, start: int, end: int) -> str | None:
        found: list[CountryFound] = countries_in(self.words, start, end)
        if not found or not found[0].form.adjective or found[0].end == end:
            return None
        return self._text(found[0].start, found[0].end)

    def is_a_name(self, parts: Sequence[ActorPart]) -> bool:
        """Whether "and" stands inside a body's name ("Department of Health and Human Services")."""
        first, last = parts[0], parts[-1]
        unknown = last.match is not None and last.match.actor_id is None
        joined = any(f" {word} " in first.text for word in ("of", "for"))
        named = all(word.text[0].isupper() for word in words_of(last.text))
        tail = words_of(first.text)[-1:]
        return unknown and joined and named and all(word.text[0].isupper() for word in tail)
