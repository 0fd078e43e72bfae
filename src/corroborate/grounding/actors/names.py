"""Names as they are compared: words, folded, with what a hyphen holds together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corroborate.letters import without_accents

LONGEST = 12
"""Words in the longest name that is looked up."""

_WORD = re.compile(r"[^\W_]+(?:['’ʼ`ʿ.&][^\W_]+)*\.?(?:['’](?!\w))?")
_PLAIN = re.compile(r"(?!the\b)[a-z0-9]+(?:[ -][a-z0-9]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_MARKS = re.compile(r"['’ʼ`ʿ.]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a phrase: its letters, its folded key, its place, the compound it belongs to.

    Words joined by hyphens ("Turkish-backed") share ``compound``.
    """

    text: str
    key: str
    start: int
    end: int
    compound: int

    @property
    def is_capitals(self) -> bool:
        """Whether it is written in capitals, a possessive "s" apart."""
        return _POSSESSIVE.sub("", self.text).isupper()


def fold(text: str) -> str:
    """The key of one word: no accents, apostrophes or points, no possessive, lower case."""
    if text.isalnum() and text.isascii():
        return text.lower()
    bare = _POSSESSIVE.sub("", text)
    return _MARKS.sub("", without_accents(bare)).casefold()


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a phrase in order; punctuation is left out."""
    words: list[Word] = []
    for found in _WORD.finditer(text):
        key = fold(found.group())
        if not key:
            continue
        joined = bool(words) and text[words[-1].end : found.start()] == "-"
        compound = words[-1].compound if joined else len(words)
        words.append(Word(found.group(), key, found.start(), found.end(), compound))
    return tuple(words)


def key_of(text: str) -> str:
    """The key of a whole name: the keys of its words, "the" in front left out."""
    lower = text.lower()
    if _PLAIN.fullmatch(lower):  # most names of the tables
        return lower.replace("-", " ")
    keys = [word.key for word in words_of(text)]
    return " ".join(keys[1:] if len(keys) > 1 and keys[0] == "the" else keys)


def spans(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """All stretches of words that may be a name: none begins or ends inside a compound."""
    for start in range(len(words)):
        if start and words[start - 1].compound == words[start].compound:
            continue
        for end in range(start + 1, min(len(words), start + LONGEST) + 1):
            if end == len(words) or words[end].compound != words[end - 1].compound:
                yield start, end


def key_between(words: Sequence[Word], start: int, end: int) -> str:
    """The key of a stretch of words."""
    return " ".join(word.key for word in words[start:end])


def is_acronym(text: str) -> bool:
    """At most four letters, all capitals: written small it would be another word ("IS", "WHO")."""
    letters = [c for c in text if c.isalpha()]
    return 0 < len(letters) <= 4 and all(c.isupper() for c in letters) and " " not in text


PLAIN, CAPITAL, CAPITALS = 0, 1, 2
"""How a name must be written to be one: in any way, with a capital, in capitals only."""


def how_written(name: str) -> int:
    """How a name must stand in a text: an acronym in capitals, one word with a capital."""
    if is_acronym(name):
        return CAPITALS
    return CAPITAL if name[:1].isupper() and name.isalpha() else PLAIN
