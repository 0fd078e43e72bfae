"""Words to the encoder's input: word pieces of an uncased vocabulary and a mark of case.

Training and run time share this module, so that both see the same numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, repeat
from pathlib import Path
from typing import NamedTuple

from tokenizers import Tokenizer

FIRST, LAST, UNKNOWN = 101, 102, 100  # [CLS], [SEP], [UNK] of the BERT vocabulary
LOWER, CAPITALISED, UPPER, MIXED, NUMBER, OTHER, CASELESS = range(7)
CASES = 7
MAX_WORD_PIECES = 32
MIN_WORDS_TO_JUDGE_CASE = 4


@dataclass(frozen=True, slots=True)
class Encoded:
    """One sentence as numbers.

    Attributes:
        ids: word pieces, with the first and last mark.
        cases: the case class of each piece.
        first: position of each word's first piece.
    """

    ids: list[int]
    cases: list[int]
    first: list[int]


def case_of(word: str) -> int:
    """Case class of a word as written."""
    if not any(c.isalpha() for c in word):
        return NUMBER if any(c.isdigit() for c in word) else OTHER
    if word.islower():
        return LOWER
    if word.isupper() and len(word) > 1:
        return UPPER
    if word[0].isupper() and not any(c.isupper() for c in word[1:]):
        return CAPITALISED
    return MIXED


def is_caseless(words: Sequence[str]) -> bool:
    """Whether case says nothing here: a wire text all in capitals, or all in small letters."""
    return _hides_case([_letters_of(word) for word in words])


class _Letters(NamedTuple):
    """What a word's letters say of case; single letters and words with other marks say nothing."""

    counted: bool
    upper: bool
    lower: bool


def _letters_of(word: str) -> _Letters:
    counted = len(word) > 1 and word.isalpha()
    return _Letters(counted, counted and word.isupper(), counted and word.islower())


def _hides_case(words: Sequence[_Letters]) -> bool:
    counted = sum(word.counted for word in words)
    if counted < MIN_WORDS_TO_JUDGE_CASE:
        return False
    upper, lower = sum(word.upper for word in words), sum(word.lower for word in words)
    return upper >= 0.8 * counted or lower == counted


class _Word(NamedTuple):
    """What the encoder needs of a word, wherever it stands."""

    pieces: tuple[int, ...]
    case: int
    letters: _Letters


class WordPieces:
    """The vocabulary, opened from a ``tokenizers`` file."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._word = lru_cache(maxsize=100_000)(self._look_up)

    def _look_up(self, word: str) -> _Word:
        return _Word(self._cut(word), case_of(word), _letters_of(word))

    def _cut(self, word: str) -> tuple[int, ...]:
        printable = word.encode("utf-8", "replace").decode("utf-8")
        ids = self._tokenizer.encode(printable, add_special_tokens=False).ids
        return tuple(ids[:MAX_WORD_PIECES]) or (UNKNOWN,)

    def pieces(self, word: str) -> tuple[int, ...]:
        """The pieces of one word: at least one, at most ``MAX_WORD_PIECES``."""
        return self._word(word).pieces

    def encode(self, words: Sequence[str], caseless: bool | None = None) -> Encoded:
        """Encode one sentence's words.

        Args:
            words: the words in order; none may be blank.
            caseless: whether to hide case; ``None`` to judge from the words.
        """
        known = [self._word(word) for word in words]
        hide = _hides_case([word.letters for word in known]) if caseless is None else caseless
        pieces = [word.pieces for word in known]
        sizes = [len(each) for each in pieces]
        marks = repeat(CASELESS) if hide else [word.case for word in known]
        cases = chain.from_iterable(map(repeat, marks, sizes))
        first = list(accumulate(sizes, initial=1))[:-1]
        ids = [FIRST, *chain.from_iterable(pieces), LAST]
        return Encoded(ids, [CASELESS, *cases, CASELESS], first)


def windows(lengths: Sequence[int], limit: int) -> list[tuple[int, int]]:
    """Cut a run of words into stretches of at most ``limit`` pieces, none left out.

    Args:
        lengths: number of pieces of each word.
        limit: most pieces in a window; no word is longer.

    Returns:
        ``[start, end)`` word indices, in order, covering all words.
    """
    cuts, total = [0], 0
    for index, length in enumerate(lengths):
        if total + length > limit:
            cuts.append(index)
            total = 0
        total += length
    return list(zip(cuts, [*cuts[1:], len(lengths)], strict=True)) if lengths else []
