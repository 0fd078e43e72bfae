"""The lines of a text, and the sentences in a line, as far as cleaning needs them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")
_SHORT_WORD = re.compile(r"(?:^|[\s(“\"])[A-Z][\w.]{0,2}\.$")
_STOP = re.compile(r"[.!?…:;,][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it; ``start`` and ``end`` are offsets."""

    start: int
    end: int
    text: str

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end

    @property
    def stops(self) -> bool:
        """Whether it ends as a sentence, or a part of one, does."""
        return bool(_STOP.search(self.text))


def lines_of(text: str) -> Iterator[Line]:
    """The lines that are not blank, in order."""
    for found in re.finditer(r"[^\s][^\n]*", text):
        line = found[0].rstrip()
        yield Line(found.start(), found.start() + len(line), line)


def sentences(line: str) -> Iterator[str]:
    """Part a line into sentences; a stop after a word of up to three letters ends none."""
    start = 0
    for end in _SENTENCE_END.finditer(line):
        if not _SHORT_WORD.search(line[start : end.start()]):
            yield line[start : end.start()]
            start = end.end()
    yield line[start:]
