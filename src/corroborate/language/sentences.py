"""Where sentences begin and end, with true offsets.

Structure is kept by rule: line ends break (paragraphs, headlines) unless the block is
hard-wrapped; so do long blank stretches, which are what is left where a part of the text was
masked. Within a line a learned splitter decides. Nothing is lost: every character that is not
blank lies in exactly one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from corroborate.language.segment_sentences import Splitter, splitter
from corroborate.language.segment_stops import Offsets

WRAP_WIDTHS = range(45, 101)  # line lengths that wire services and mail programs wrap at

_BLANK_LINE = re.compile(r"\n\s*\n\s*|\n(?=[ \t]{2,}\S)")
_STRETCH = re.compile(r"(?<=\S)[^\S\n]{3,}(?=\S)")
_BREAK = re.compile("[\r\f\v\x85\u2028\u2029]")
_TO_FEED = dict.fromkeys(map(ord, "\r\f\v\x85\u2028\u2029"), "\n")
_TAG = re.compile(r"\[[A-Z][A-Z ]{2,20}\](?=\s)")  # "[TEXT]" and the like in wire copy


def split_sentences(text: str, split: Splitter | None = None) -> list[Offsets]:
    """Cut a text into sentences.

    Args:
        text: any string.
        split: the learned splitter; ``None`` for the shipped one.

    Returns:
        ``[start, end)`` of each, in order, without overlaps and without outer blanks.

    Raises:
        DataError: the package's weights or tables are missing or malformed.
    """
    text, ends = _with_plain_breaks(text), (split or splitter()).ends
    return [
        sentence
        for stretch in stretches(text)
        for sentence in _cut(text, stretch, ends(text, stretch))
    ]


def _with_plain_breaks(text: str) -> str:
    """The text, as long as before, with every kind of line or page break as a line feed."""
    if not _BREAK.search(text):
        return text
    return text.replace("\r\n", " \n").translate(_TO_FEED)


def stretches(text: str) -> Iterator[Offsets]:
    """Parts of the text between certain breaks, in order; a sentence lies within one."""
    for block in _pieces(text, (0, len(text)), _BLANK_LINE):
        for line in _lines(text, block):
            for stretch in _pieces(text, line, _STRETCH):
                yield from _after_tags(text, stretch)


def trimmed(text: str, start: int, end: int) -> Offsets:
    """The stretch without outer blanks."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _cut(text: str, span: Offsets, cuts: list[int]) -> list[Offsets]:
    edges = [span[0], *cuts, span[1]]
    spans = (trimmed(text, a, b) for a, b in pairwise(edges))
    return [(a, b) for a, b in spans if a < b]


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
