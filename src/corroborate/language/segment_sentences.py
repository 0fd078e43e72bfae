"""The learned splitter: which gaps between chunks end a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from corroborate.language.segment_gaps import (
    State,
    Stretch,
    gap_features,
    is_candidate,
    is_ruled_out,
    left_features,
    right_features,
    rule_features,
)
from corroborate.language.segment_model import Decider, decider, table
from corroborate.language.segment_stops import Offsets, glued_stops, stops
from corroborate.language.segment_words import CHUNK

CACHED = 60  # characters; longer chunks hardly come again


class Gaps:
    """The gaps of one stretch of text, from left to right.

    Args:
        text: the whole text.
        span: the stretch, between two certain breaks.
    """

    def __init__(self, text: str, span: Offsets) -> None:
        self.offsets = [m.span() for m in CHUNK.finditer(text, *span)]
        self.chunks = [text[a:b] for a, b in self.offsets]
        self.stretch = Stretch.of(self.chunks)
        self.by_rule = set(stops(text, span))
        self.state = State()

    def candidates(self) -> Iterator[int]:
        """Indices of chunks that may open a sentence, the state standing right for each."""
        if self.chunks:
            self.state.take(self.stretch.at(0))
        for i in range(1, len(self.chunks)):
            if is_candidate(self.chunks[i - 1], self.chunks[i]) and not self._is_ruled_out(i):
                yield i
            self.state.take(self.stretch.at(i))

    def _is_ruled_out(self, i: int) -> bool:
        ruled = self.offsets[i - 1][1] in self.by_rule
        return not ruled and is_ruled_out(self.stretch.at(i - 1), self.stretch.at(i))

    def close(self, i: int) -> None:
        """Let a sentence end before chunk ``i``."""
        self.state.close(i, self.stretch.at(i - 1))

    def joint_features(self, i: int) -> list[str]:
        """Those of the gap before chunk ``i`` that are not of one chunk alone."""
        ruled = self.offsets[i - 1][1] in self.by_rule
        return [
            *gap_features(self.stretch, i, self.state),
            *rule_features(self.stretch, i, self.state, ruled),
        ]

    def features(self, i: int) -> list[str]:
        """All features of the gap before chunk ``i``."""
        before, after = self.chunks[i - 1], self.chunks[i]
        return [*left_features(before), *right_features(after), *self.joint_features(i)]


STOPS = frozenset(".!?:;…\"'”’)]")
UNMARKED = 50  # how much surer, in the weights' unit, a break must be that no stop marks


class Splitter:
    """Finds where sentences end.

    Args:
        decide: the decider over the features of a gap.
        sure: scores of the two chunks alone below and above which nothing else is looked at.
    """

    def __init__(self, decide: Decider, sure: tuple[int, int] = (-(10**6), 10**6)) -> None:
        self._decide = decide
        self._low, self._high = sure
        self._left = lru_cache(maxsize=65536)(lambda c: decide.sum(left_features(c)))
        self._right = lru_cache(maxsize=65536)(lambda c: decide.sum(right_features(c)))

    def ends(self, text: str, span: Offsets) -> list[int]:
        """Offsets inside a stretch at which sentences end, its own end left out."""
        gaps = Gaps(text, span)
        found = glued_stops(text, span)
        for i in gaps.candidates():
            if self.cuts(gaps, i):
                found.append(gaps.offsets[i - 1][1])
                gaps.close(i)
        return sorted(found)

    def alone(self, gaps: Gaps, i: int) -> int:
        """Score of the two chunks about the gap before chunk ``i``, each for itself."""
        before, after = gaps.chunks[i - 1], gaps.chunks[i]
        return self._left(before[-CACHED:]) + self._right(after[:CACHED])

    def cuts(self, gaps: Gaps, i: int) -> bool:
        """Whether a sentence ends before chunk ``i``."""
        alone = self.alone(gaps, i)
        if not self._low < alone < self._high:
            return alone > 0
        least = 0 if gaps.chunks[i - 1][-1] in STOPS else UNMARKED
        return alone + self._decide.sum(gaps.joint_features(i)) + self._decide.bias > least


@cache
def splitter() -> Splitter:
    """The splitter with the shipped weights."""
    low, high = table("sentences_sure")
    return Splitter(decider("sentences"), (int(low), int(high)))
