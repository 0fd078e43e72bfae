"""How well names are resolved, and how honest their probability is, in items held out."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from corroborate.grounding.places import Gazetteer
from corroborate.grounding.places.resolving.resolve import resolution
from corroborate.grounding.places.resolving.weights import weights
from training.place_corpora import current_events
from training.place_examples import Example, examples

BINS = 10
ITEMS = 30_000


@dataclass
class HeldOut:
    """Names of known place: (probability of the choice, whether it is right), and counts."""

    scored: list[tuple[float, bool]] = field(default_factory=list)
    known: int = 0
    right: int = 0
    without: int = 0
    left: int = 0

    def lines(self) -> Iterator[str]:
        """The figures, a line each."""
        yield f"ambiguous names with an entry  {self.known}"
        yield f"right, container hidden        {self.right / max(1, self.known):.3f}"
        yield f"names without an entry         {self.without}"
        yield f"left unresolved                {self.left / max(1, self.without):.3f}"
        yield f"expected calibration error     {self.calibration():.3f} of {len(self.scored)} given"

    def calibration(self) -> float:
        """Mean gap of probability and share right over ten bins of probability, by size."""
        bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
        for share, right in self.scored:
            bins[min(BINS - 1, int(share * BINS))].append((share, right))
        gaps = (abs(sum(s for s, _ in b) - sum(r for _, r in b)) for b in bins if b)
        return sum(gaps) / max(1, len(self.scored))


def held_out(corpora: Path, gazetteer: Gazetteer) -> HeldOut:
    """Figures on items of the months that nothing was learned from."""
    result, chance = HeldOut(), random.Random(5)
    for report in current_events(corpora, ITEMS, held_out=True):
        for example in examples(report.source, report.text, gazetteer, chance, hide=True):
            if example.hidden and not example.weak:
                _count(example, result)
    return result


def _count(example: Example, result: HeldOut) -> None:
    read = resolution(example.spots, example.evidence, example.words)
    for g, group in enumerate(read.table.groups):
        members = [i for i in group.members if i in example.hidden]
        if not members or len(group.places) == 1:
            continue
        label = example.labels[members[0]]
        rows = read.table.rows(g)
        best = int(read.shares[rows].argmax())
        share = float(read.shares[rows][best])
        right = group.places[best].id in label.right
        given = share >= weights()["least"] and float(read.none[g]) <= weights()["doubt"]
        result.known += bool(label.right)
        result.right += given and right
        result.without += not label.right
        result.left += not given and not label.right
        if given:
            result.scored.append((share, right))
