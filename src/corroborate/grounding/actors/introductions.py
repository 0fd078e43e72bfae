"""Abbreviations that a text brings in: "the Northern Dawn Front (NDF)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corroborate.grounding.actors.lexicon import small_words

_BRACKET = re.compile(
    r"\s\(\s*(?:also |better |formerly )?(?:known as |or |the |called )*[\"'“‘]?"
    r"(?P<short>[A-Z][A-Za-z0-9.&/-]{1,11})[\"'”’]?\s*[),;]"
)
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_CLAUSE = re.compile(r"[.;:!?()\n\"“”]")
REACH = 120
"""Characters before a bracket in which the long form is looked for."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """A name with the short form that stands for it from then on.

    ``span`` is that of the long form in the text.
    """

    name: str
    short: str
    span: tuple[int, int]


def introductions(text: str) -> Iterator[Introduction]:
    """The short forms that a text introduces in brackets behind their long form, in order."""
    for found in _BRACKET.finditer(text):
        short = found["short"].rstrip(".")
        if sum(c.isupper() for c in short) < 2:
            continue
        start = max(0, found.start() - REACH)
        before = text[start : found.start()]
        cut = max((m.end() for m in _CLAUSE.finditer(before)), default=0)
        at = long_form(before[cut:], short)
        if at is not None:
            begin = start + cut + at
            name = text[begin : found.start()]
            yield Introduction(name, short, (begin, found.start()))


def long_form(before: str, short: str) -> int | None:
    """Where in the words before a bracket the long form of an abbreviation begins.

    The letters of the abbreviation are looked for from its end, the first of them as the capital of
    a word (Schwartz & Hearst 2003, "A simple algorithm for identifying abbreviation definitions").
    ``None`` where they are not there.
    """
    letters = [c.lower() for c in short if c.isalnum()]
    at = len(before)
    for number, letter in enumerate(reversed(letters)):
        is_first = number == len(letters) - 1
        at = _letter_before(before, at, letter, is_first)
        if at < 0:
            return None
    name = before[at:]
    words = _WORD.findall(name)
    most = min(len(letters) + 5, 2 * len(letters) + 1)
    capitals = [w for w in words if w[0].isupper()]
    if not capitals or not name[0].isupper() or not 1 < len(words) <= most:
        return None
    return at


def _letter_before(text: str, end: int, letter: str, at_head: bool) -> int:
    for at in range(end - 1, -1, -1):
        heads = at == 0 or not text[at - 1].isalnum()
        begins = heads and text[at].isupper()
        if text[at].lower() == letter and (begins or not at_head):
            return at
    return -1


def last_noun(name: str) -> str | None:
    """The word by which a name is taken up: "front" of "Northern Dawn Front", lower case.

    Before a joint it is the word in front of that ("Movement for Change": "movement").
    """
    words = _WORD.findall(name)
    joints = small_words().after_head | {"of", "for"}
    cut = next((i for i, word in enumerate(words) if i and word.lower() in joints), len(words))
    return words[cut - 1].lower() if words else None
