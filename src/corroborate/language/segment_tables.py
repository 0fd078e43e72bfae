"""The word lists that cutting text into sentences and words leans on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

from corroborate.datafiles import read_lines, read_rows
from corroborate.errors import DataError

DATA = Path(__file__).parent / "data"
ABBREVIATIONS = DATA / "abbreviations.tsv"
OPENERS = DATA / "openers.txt"
CONTRACTIONS = DATA / "contractions.txt"

_NEXT_WORD = re.compile(r" {1,2}([^\W\d_]+)")


@cache
def abbreviations() -> dict[str, str]:
    """Abbreviation (small letters, without its last stop) to ``never`` or ``maybe``.

    Raises:
        DataError: a line of the table is malformed.
    """
    rows = read_rows(ABBREVIATIONS)
    for row in rows:
        if len(row) != 2 or row[1].strip() not in ("never", "maybe"):
            raise DataError(f"{ABBREVIATIONS.name}: want WORD<tab>never|maybe, not {row}")
    return {word.strip().casefold(): ending.strip() for word, ending in rows}


@cache
def openers() -> frozenset[str]:
    """Words, in small letters, that open a sentence after an abbreviation like "p.m."."""
    return frozenset(line.strip().casefold() for line in read_lines(OPENERS))


@dataclass(frozen=True, slots=True)
class Contraction:
    """Where a word of letters alone is cut, and before what.

    Attributes:
        cuts: offsets at which its further words start.
        before: the words, in small letters, that must follow; empty for any.
    """

    cuts: tuple[int, ...]
    before: frozenset[str]

    def holds(self, text: str, end: int) -> bool:
        """Whether it is cut where it ends at ``end`` in ``text``."""
        if not self.before:
            return True
        following = _NEXT_WORD.match(text, end)
        return following is not None and following[1].casefold() in self.before


@cache
def contractions() -> dict[str, Contraction]:
    """Contraction (small letters, no apostrophe) to how it is cut.

    Raises:
        DataError: a line is not two words or more parted by blanks.
    """
    table = {}
    for line in read_lines(CONTRACTIONS):
        form, _, before = line.casefold().partition("|")
        words = form.split()
        if len(words) < 2:
            raise DataError(f"{CONTRACTIONS.name}: want words parted by blanks, not {line!r}")
        cuts = tuple(accumulate(len(word) for word in words[:-1]))
        table["".join(words)] = Contraction(cuts, frozenset(before.split()))
    return table
