"""What the learned splitter looks at where a sentence may end: the gap between two chunks.

A chunk is a run of characters without blanks. The features of a gap are those of the chunk
before it, those of the chunk after it, and those of the whole situation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from corroborate.language.segment_tables import abbreviations, openers

_TAIL = re.compile(r"[^\w\s]*$")
_HEAD = re.compile(r"[^\w\s]*")
_OPENING, _CLOSING = "([{<", ")]}>"
_STEPS = (1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 30, 40, 60)
EDGE = "¶"  # stands for the chunk before the first or after the last


@dataclass(frozen=True, slots=True)
class Chunk:
    """What is known of one chunk: its forms, and what opens and closes it."""

    lower: str
    core: str  # small letters without outer marks
    head: str  # marks at its front
    tail: str  # marks at its end
    shape: str
    capital: bool  # its first letter or digit is a capital
    turn: int  # brackets opened less brackets closed
    quotes: int  # straight double quotes
    ends: bool  # it ends in a stop


def chunk(text: str) -> Chunk:
    """Look at a run of characters without blanks; of a long one, at its two ends."""
    return _chunk(text if len(text) <= 60 else text[:30] + text[-30:])


@lru_cache(maxsize=65536)
def _chunk(text: str) -> Chunk:
    tail = _TAIL.search(text[-12:]).group() if text else ""  # type: ignore[union-attr]
    head = _HEAD.match(text[:12]).group()  # type: ignore[union-attr]
    core = text[len(head) : len(text) - len(tail)][:20]
    return Chunk(
        lower=text[:20].lower(),
        core=core.lower(),
        head=head[:3],
        tail=tail[:4],
        shape=shape(text[:20]),
        capital=core[:1].isupper(),
        turn=sum(text.count(c) for c in _OPENING) - sum(text.count(c) for c in _CLOSING),
        quotes=text.count('"'),
        ends=any(c in ".!?…" for c in tail),
    )


def shape(text: str) -> str:
    """Letters as X or x, digits as d, the rest as it is; runs of one sign cut to two."""
    signs = "".join(
        ("X" if c.isupper() else "x") if c.isalpha() else "d" if c.isdigit() else c for c in text
    )
    return re.sub(r"(.)\1{2,}", r"\1\1", signs)


def step(number: int) -> int:
    """A count as one of few classes."""
    for index, limit in enumerate(_STEPS):
        if number <= limit:
            return index
    return len(_STEPS)


def _ending(text: Chunk) -> str:
    """Kind of the word before a stop: a known abbreviation, an initial, a number, a word."""
    core = text.core
    known = abbreviations().get(core)
    if known:
        return known
    if len(core) == 1:
        return "letter" if core.isalpha() else "digit"
    if core.isdigit():
        return "number"
    if "." in core:
        return "dotted"
    if "@" in core or "/" in core:
        return "address"
    return f"word{min(len(core), 5)}" if core.isalpha() else "mixed"


def left_features(text: str) -> list[str]:
    """Features of the chunk before the gap."""
    c = chunk(text)
    return [
        f"a{c.lower}",
        f"b{c.core}",
        f"c{c.tail}",
        f"d{c.shape}",
        f"e{c.lower[-3:]}",
        f"f{_ending(c)}|{c.tail}",
        f"g{c.head}|{c.tail}",
    ]


def right_features(text: str) -> list[str]:
    """Features of the chunk after the gap."""
    c = chunk(text)
    return [
        f"h{c.lower}",
        f"i{c.core}",
        f"j{c.core}|{c.capital}",
        f"k{c.shape}",
        f"l{c.lower[:3]}",
        f"m{c.head}",
        f"n{c.tail}|{len(c.core)}",
        f"o{c.core in openers()}{c.capital}",
    ]


@dataclass(slots=True)
class State:
    """The sentence so far, from which some features are taken.

    Attributes:
        start: its first chunk.
        opened: brackets open in it.
        quotes: straight double quotes in it.
        loose: whether the sentence before it in the same stretch ended without a stop.
        last: chunks in the sentence before it, 0 for none.
    """

    start: int = 0
    opened: int = 0
    quotes: int = 0
    loose: bool = False
    last: int = 0
    ends: list[int] = field(default_factory=list)

    def take(self, c: Chunk) -> None:
        """Add a chunk to the sentence."""
        self.opened = max(0, self.opened + c.turn)
        self.quotes += c.quotes

    def close(self, at: int, before: Chunk) -> None:
        """End the sentence before chunk ``at``."""
        self.last, self.start, self.opened, self.quotes = at - self.start, at, 0, 0
        self.loose = not before.ends
        self.ends.append(at)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Chunks between two certain breaks, and what marks them as a whole."""

    chunks: Sequence[str]
    stops: int  # class of the share of chunks that end in a stop
    capitals: int  # class of the share of chunks that start with a capital

    @classmethod
    def of(cls, chunks: Sequence[str]) -> Stretch:
        """Count what the features need."""
        seen = [chunk(c) for c in chunks]
        size = max(len(seen), 1)
        stops = sum(c.ends for c in seen[:-1])
        return cls(chunks, min(3, 40 * stops // size), 5 * sum(c.capital for c in seen) // size)

    def at(self, index: int) -> Chunk:
        """The chunk at an index, the edge sign outside."""
        return chunk(self.chunks[index] if 0 <= index < len(self.chunks) else EDGE)


def is_candidate(before: str, after: str) -> bool:
    """Whether a sentence can end between two chunks at all.

    A word before a small letter is no place to end one (0.5 % of the ends in EWT lie there).
    """
    return not after[0].islower() or not (before[-1].isalnum() or before[-1] in ",-'’")


def is_ruled_out(before: Chunk, after: Chunk) -> bool:
    """Whether a gap that rules do not end a sentence at is none for the learned splitter either.

    So it is after a title or an initial before a name (Lt. Marr, J. Marr), after an acronym
    before a name (U.S. Army), and after a possessive (the rebels' camp).
    """
    if before.tail in ("'", "’"):
        return before.core.endswith("s")
    core = before.core
    if before.tail[:1] != "." or not after.capital:
        return False
    if before.tail != ".":
        return bool(before.head) and "." in core  # a nickname, as in John “J.D.” Marr
    return len(core) == 1 or "." in core or abbreviations().get(core) == "never"


def gap_features(stretch: Stretch, i: int, state: State) -> list[str]:
    """Features of the gap before chunk ``i`` that are neither the left's nor the right's."""
    q, p, n, m, k = (stretch.at(i + d) for d in (-2, -1, 0, 1, 2))
    first = stretch.at(state.start)
    size, rest = step(i - state.start), step(len(stretch.chunks) - i)
    tail, after = p.tail, n.shape
    ending = _ending(p)
    inside = f"{min(state.opened, 2)}{state.quotes % 2}"
    return [
        f"A{p.lower}|{n.lower}",
        f"B{p.shape}|{after}",
        f"C{tail}|{after}",
        f"D{tail}|{n.core}",
        f"E{ending}|{tail}|{after}",
        f"F{ending}|{tail}|{n.core}",
        f"G{p.core}|{tail}|{after}",
        f"H{q.lower}|{tail}",
        f"I{q.shape}|{p.shape}|{after}",
        f"J{m.lower}|{tail}",
        f"K{after}|{m.shape}|{tail}",
        f"L{p.shape}|{after}|{m.shape}",
        f"M{n.lower}|{m.lower}",
        f"N{after}|{m.shape}|{k.shape}",
        f"O{q.lower}|{p.lower}",
        f"P{q.shape}|{p.shape}|{after}|{m.shape}",
        f"Q{size}|{tail}",
        f"R{size}|{tail}|{after}",
        f"S{rest}|{tail}",
        f"T{inside}|{tail}|{n.head}",
        f"U{inside}|{tail}|{n.capital}",
        f"V{stretch.stops}|{tail}|{n.capital}",
        f"W{stretch.capitals}|{tail}|{after}",
        f"X{stretch.stops}|{stretch.capitals}|{tail}|{n.capital}",
        f"Y{first.shape}|{after}|{tail}",
        f"Z{first.lower == n.lower}|{first.shape == after}|{tail}",
        f"0{state.loose}|{tail}|{n.capital}",
        f"1{state.loose}|{step(state.last)}|{size}",
        f"2{state.loose}|{p.shape}|{after}",
        f"3{rest}|{size}|{ending}",
        f"4{q.core}|{p.core}|{tail}|{n.capital}",
        f"5{tail}|{n.core}|{m.core}",
        f"6{p.shape}|{n.core}",
        f"7{k.lower}|{tail}",
        f"8{first.lower}|{after}|{tail}",
    ]


def rule_features(stretch: Stretch, i: int, state: State, ruled: bool) -> list[str]:
    """Features of the gap before chunk ``i`` with what the rules say of it."""
    p, n = stretch.at(i - 1), stretch.at(i)
    return [
        f"!{ruled}",
        f"@{ruled}|{p.tail}|{n.shape}",
        f"#{ruled}|{_ending(p)}|{n.capital}",
        f"%{ruled}|{n.core}",
        f"&{ruled}|{p.core}",
        f"*{ruled}|{step(i - state.start)}|{n.shape}",
        f"({ruled}|{state.opened > 0}{state.quotes % 2}|{p.tail}|{n.head}",
    ]
