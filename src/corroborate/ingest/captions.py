"""Photo captions: lines that tell again, in nearly the same words, what a sentence has told.

A page copied as text carries its captions as paragraphs of their own, most often a shortened form
of the lead. Read as text they would be claims a second time, and cut off from the attribution that
the sentence has. The measure is the longest common subsequence of words, as in ROUGE-L (Lin 2004):
word order counts, so "rebels shot soldiers" does not repeat "soldiers shot rebels".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from corroborate.ingest.lines import Line, sentences

Offsets = tuple[int, int]

_FULL_STOP = re.compile(r"[.!?…][\s\"'”’)\]]*$")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Limits:
    """The table ``captions`` of ``asides.toml``, where each is explained."""

    plain: float
    credited: float
    full: float
    words: int
    longest: int
    lines: int
    idle: frozenset[str]
    turning: frozenset[str]
    fixed: frozenset[str]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Limits:
        """Take the table as it was read; unknown names in it are an error of type."""
        lists = {name: frozenset(table[name]) for name in ("idle", "turning", "fixed")}
        lists["fixed"] |= lists["turning"]
        return cls(**{**table, **lists})


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a sentence that count, in order, those that must not differ, and its end."""

    words: tuple[str, ...]
    fixed: frozenset[str]
    stops: bool


def repeated_captions(lines: list[Line], credits: list[Offsets], limits: Limits) -> list[Line]:
    """Find the lines that repeat a sentence of another line.

    Args:
        lines: of one report, in order, without boilerplate.
        credits: stretches that are picture credits; they are not counted as words.
        limits: how near is a repetition.

    Returns:
        Those lines, in order. Of two that repeat each other the fuller one, or the first, is kept;
        the first line of a report, its headline or lead, always is.
    """
    lines = lines[: limits.lines]
    bare = [_without(line, credits) for line in lines]
    told = [[wording(s, limits) for s in sentences(text)] for text in bare]
    captions: list[Line] = []
    for number in range(1, len(lines)):
        alone = _stands_alone(lines, bare, number, captions)
        if alone and _repeats(number, lines, bare, told, limits):
            captions.append(lines[number])
    return captions


def wording(sentence: str, limits: Limits) -> Wording:
    """The words of a sentence in small letters, without idle ones and plural endings.

    Figures, words with a capital letter inside the sentence, and those listed as ``turning`` or
    ``fixed`` are what another sentence must have to say the same.
    """
    words, fixed = [], set()
    for place, found in enumerate(_WORD.finditer(sentence)):
        small = found[0].lower()
        if small in limits.idle:
            continue
        stem = small[:-1] if len(small) > 3 and small.endswith("s") else small
        words.append(stem)
        named = place > 0 and found[0][0].isupper()
        if named or small[0].isdigit() or small in limits.fixed:
            fixed.add(stem)
    return Wording(tuple(words), frozenset(fixed), bool(_FULL_STOP.search(sentence)))


def overlap(some: tuple[str, ...], others: tuple[str, ...]) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(others) + 1)
    for word in some:
        before = 0
        for at, other in enumerate(others, start=1):
            before, row[at] = row[at], before + 1 if word == other else max(row[at], row[at - 1])
    return row[-1]


def _without(line: Line, credits: list[Offsets]) -> str:
    text = line.text
    for start, end in reversed(credits):
        if line.start <= start and end <= line.end:
            text = text[: start - line.start] + text[end - line.start :]
    return text.strip()


def _stands_alone(lines: list[Line], bare: list[str], number: int, captions: list[Line]) -> bool:
    """Whether a line stands alone; a line cut off in mid-sentence by its width does not."""
    before = lines[number - 1]
    after = bare[number + 1 : number + 2]
    starts_new = before.stops or number == 1 or before in captions
    return starts_new and not (after and after[0][:1].islower()) and bool(bare[number])


def _repeats(
    number: int, lines: list[Line], bare: list[str], told: list[list[Wording]], limits: Limits
) -> bool:
    caption, *more = told[number]
    letters = sum(not word[0].isdigit() for word in caption.words)
    least = limits.words * (2 if caption.stops else 1)
    if more or letters < least or len(caption.words) > limits.longest:
        return False
    credited = bare[number] != lines[number].text
    others = told[:number] + (told[number + 1 :] if credited else [])
    return any(_says(caption, sentence, credited, limits) for line in others for sentence in line)


def _says(caption: Wording, sentence: Wording, credited: bool, limits: Limits) -> bool:
    """Whether the sentence says what the caption says."""
    words = frozenset(sentence.words)
    if not caption.fixed <= words or words & limits.turning - caption.fixed:
        return False
    common = overlap(caption.words, sentence.words)
    if credited or not caption.stops:
        return common >= (limits.credited if credited else limits.plain) * len(caption.words)
    return sentence.stops and 2 * common >= limits.full * (len(caption.words) + len(sentence.words))
