"""The words of a text, and the runs of those with a capital."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_WORD = re.compile(
    r"(?:[A-Z]\.){2,}|[^\W\d_](?:[\w.'’‘`ʿ-]*[\w])?(?<!['’]s)(?<!['’]S)(?:\.(?=\s+[A-Z]))?",
    re.UNICODE,
)
_POSSESSIVE = re.compile(r"['’][sS]$")
_SENTENCE = re.compile(r"[.!?:\n\"“][\s\"“'‘(]*$")
_ARTICLE = re.compile(r"(?:al|el|ul|ad|an|ar|as|ash|at|az|ed|er|es|ez)[-‐‑–' ]?", re.IGNORECASE)
_ABBREVIATION = {"st", "ft", "mt", "gen", "col", "lt", "sgt", "capt", "maj", "gov", "sen", "rep",
                 "mr", "mrs", "ms", "dr", "prof", "rev", "brig", "adm", "cpl", "sheik"}  # fmt: skip
_INNER = {"of", "the", "de", "la", "del", "las", "los", "da", "do", "dos", "das", "du", "des",
          "al", "el", "ul", "ad", "an", "ar", "as", "ash", "az", "e", "i", "le", "les", "en",
          "sur", "am", "upon", "von", "and"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text with its offsets; ``tied``: only a blank parts it from the one before."""

    start: int
    end: int
    text: str
    capital: bool
    first: bool
    tied: bool

    @property
    def bare(self) -> str:
        return self.text.rstrip(".")


def words_of(text: str, starts: frozenset[int]) -> list[Word]:
    """The words of a text; ``starts`` are the offsets where sentences begin."""
    found: list[Word] = []
    for match in _WORD.finditer(text):
        word, start = _POSSESSIVE.sub("", match[0]), match.start()
        gap = text[found[-1].end : start] if found else ""
        tied = gap in {" ", "\n", "\u00a0", "\r\n"} and not _closes(found[-1])
        first = start in starts or not found or (gap != " " and bool(_SENTENCE.search(gap)))
        found.append(Word(start, start + len(word), word, _capital(word), first, tied))
    return found


def _closes(word: Word) -> bool:
    return word.text.endswith(".") and not (
        word.bare.lower() in _ABBREVIATION or len(word.bare) == 1 or "." in word.bare
    )


def _capital(word: str) -> bool:
    head = _ARTICLE.match(word)
    return word[0].isupper() or bool(
        head and head.end() < len(word) and word[head.end()].isupper() and head[0][-1] in "-‐‑–'"
    )


def runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Stretches of capitalised words, small ones inside; none is broken by a mark but a blank."""
    run: list[Word] = []
    for word in words:
        if run and (not word.tied or not (word.capital or word.text in _INNER)):
            yield from _closed(run)
            run = []
        if word.capital or run:
            run.append(word)
    yield from _closed(run)


def _closed(run: list[Word]) -> Iterator[list[Word]]:
    while run and not run[-1].capital:
        run = run[:-1]
    if run:
        yield run


def end_of(word: Word) -> int:
    """Offset of the end of a word, without a full stop that ends a sentence."""
    return word.end - (word.text.endswith(".") and "." not in word.bare)


def joined(text: str, part: Sequence[Word]) -> str:
    return text[part[0].start : part[-1].end]


def past_name(run: Sequence[Word], at: int) -> int:
    """Where a person's name that begins at a word is over: "Nadia Ferrante of Southlake"."""
    stops = (i for i in range(at + 1, len(run)) if run[i].text in {"of", "the", "and", "from"})
    return next(stops, len(run))
