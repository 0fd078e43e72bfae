"""Where sentences begin and end: rules over the raw characters, with true offsets.

Nothing is lost: every character that is not blank lies in exactly one sentence. Line ends break
(paragraphs, headlines) unless the block is hard-wrapped; so do long blank stretches, which are
what is left where a part of the text was masked.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

from corroborate.datafiles import read_lines
from corroborate.errors import DataError

ABBREVIATIONS = Path(__file__).parent / "data" / "abbreviations.tsv"
OPENERS = Path(__file__).parent / "data" / "openers.txt"
WRAP_WIDTHS = range(45, 101)  # line lengths that wire services and mail programs wrap at

_BLANK_LINE = re.compile(r"[^\S\n]*\n\s*\n\s*|\n(?=[ \t]{2,}\S)")
_STRETCH = re.compile(r"(?<=\S)[^\S\n]{3,}(?=\S)")
_TAG = re.compile(r"\[[A-Z][A-Z ]{2,20}\](?=\s)")  # "[TEXT]" and the like in wire copy
_STOP = re.compile(
    r"(?P<mark>[.!?…]+)(?P<closers>[\"'”’»)\]]*(?:\s?\[\d{1,3}\])*)"
    r"(?=\s|$|[\"“‘(\[])"
)
_WORD_BEFORE = re.compile(r"[^\s\"“”‘(\[—–/]+$")
_WORD_AFTER = re.compile(r"[\s\"“‘'«(\[\-–—•*]*([^\W_]+)?")
_PLAIN_WORD = re.compile(r"(?:^|\s)([a-z]*[aeiouy][a-z]*[a-z])$")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")

Offsets = tuple[int, int]


@cache
def abbreviations() -> dict[str, str]:
    """Abbreviation (small letters, without its last stop) to ``never`` or ``maybe``.

    Raises:
        DataError: a line of the table is malformed.
    """
    table: dict[str, str] = {}
    for number, line in enumerate(ABBREVIATIONS.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        word, tab, ending = line.partition("\t")
        if not tab or ending.strip() not in ("never", "maybe"):
            raise DataError(f"{ABBREVIATIONS.name}, line {number}: want WORD<tab>never|maybe")
        table[word.strip().casefold()] = ending.strip()
    return table


@cache
def openers() -> frozenset[str]:
    """Words, in small letters, that open a sentence after an abbreviation like "p.m."."""
    return frozenset(line.strip().casefold() for line in read_lines(OPENERS))


def split_sentences(text: str) -> list[Offsets]:
    """Cut a text into sentences.

    Args:
        text: any string.

    Returns:
        ``[start, end)`` of each, in order, without overlaps and without outer blanks.
    """
    return [
        sentence
        for block in _pieces(text, (0, len(text)), _BLANK_LINE)
        for line in _lines(text, block)
        for stretch in _pieces(text, line, _STRETCH)
        for part in _after_tags(text, stretch)
        for sentence in _by_stops(text, part)
    ]


def _trim(text: str, start: int, end: int) -> Offsets:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _cut(text: str, span: Offsets, cuts: list[int]) -> list[Offsets]:
    edges = [span[0], *cuts, span[1]]
    trimmed = (_trim(text, a, b) for a, b in pairwise(edges))
    return [(a, b) for a, b in trimmed if a < b]


def _pieces(text: str, span: Offsets, separator: re.Pattern[str]) -> list[Offsets]:
    return _cut(text, span, [m.start() for m in separator.finditer(text, *span)])


def _after_tags(text: str, span: Offsets) -> list[Offsets]:
    return _cut(text, span, [m.end() for m in _TAG.finditer(text, *span)])


def _lines(text: str, block: Offsets) -> list[Offsets]:
    breaks = [i for i in range(*block) if text[i] == "\n"]
    lines = _cut(text, block, breaks)
    return [block] if _is_wrapped(text, lines) else lines


def _is_wrapped(text: str, lines: list[Offsets]) -> bool:
    """Whether the block's line ends come from wrapping at a fixed width.

    All lines but the last are then about as wide, and few of them end a sentence.
    """
    inner = lines[:-1]
    if not inner:
        return False
    width = max(end - start for start, end in inner)
    full = sum(end - start >= 0.7 * width for start, end in inner)
    stops = sum(text[end - 1] in ".!?" for _, end in inner)
    if width not in WRAP_WIDTHS or full < 0.7 * len(inner):
        return False
    continued = text[lines[1][0]].islower()
    return continued or (len(inner) >= 2 and stops <= 0.4 * len(inner))


def _by_stops(text: str, span: Offsets) -> list[Offsets]:
    return _cut(text, span, [m.end() for m in _STOP.finditer(text, *span) if _ends(text, span, m)])


def _ends(text: str, span: Offsets, stop: re.Match[str]) -> bool:
    if stop.end() == span[1]:
        return True
    following = _WORD_AFTER.match(text, stop.end(), span[1])
    word = following.group(1) if following else None
    if text[stop.end() : span[1]].lstrip()[:1] in (",", ";", ".", ")"):
        return False
    if not text[stop.end()].isspace() and not stop["closers"]:
        return False
    if word is not None and word[0].islower():
        return not stop["closers"] and _ends_before_small(text, span, stop)
    if stop["mark"] != ".":
        return word is not None
    return word is None or _full_stop_ends(text, span, stop, word)


def _ends_before_small(text: str, span: Offsets, stop: re.Match[str]) -> bool:
    """Whether a sentence ends although the next starts small, as careless writers have it.

    A question or exclamation does; a full stop only after a plain word, never an ellipsis.
    """
    if set(stop["mark"]) <= set("?!"):
        return True
    found = _PLAIN_WORD.search(text, span[0], stop.start())
    return stop["mark"] == "." and found is not None and found.group(1) not in abbreviations()


def _full_stop_ends(text: str, span: Offsets, stop: re.Match[str], following: str) -> bool:
    found = _WORD_BEFORE.search(text, span[0], stop.start())
    word = found.group(0) if found else ""
    ending = abbreviations().get(word.casefold())
    if stop["closers"].strip("'’") and ending != "never":
        return True
    if ending == "never":
        return word.casefold() == "no" and not following[0].isdigit()
    if len(word) == 1 and word.isalpha():
        return word == "I"
    if ending == "maybe":
        return not following[0].isdigit() and not _continues_name(word, following)
    return not _ACRONYM.fullmatch(word) or not _continues_name(word, following)


def _continues_name(word: str, following: str) -> bool:
    """Whether the capital after an abbreviation can be the next word of a name, as in U.S. Army.

    After an acronym with stops only a word that commonly opens a sentence ends one.
    """
    return "." in word and following.casefold() not in openers()
