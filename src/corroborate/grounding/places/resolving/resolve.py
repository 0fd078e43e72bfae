"""Which entry a name means: a log-linear model of its readings, the report as context.

Every name's readings, and that it is none of them, get a probability: a softmax over weighted
features. First from the names' own words alone; then again, a few times, given what the other
names of the report were found to mean, so that the sure ones lead the others. The weights are
learned (``training.place_weights``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from corroborate.grounding.places.clues.context import Evidence
from corroborate.grounding.places.records import Place
from corroborate.grounding.places.resolving.around import LOCAL
from corroborate.grounding.places.resolving.features import NAMES, NULL, REPORT, Features
from corroborate.grounding.places.resolving.prior import PRIOR
from corroborate.grounding.places.resolving.readings import Floats, Table, groups_of
from corroborate.grounding.places.resolving.relative import inside
from corroborate.grounding.places.resolving.weights import Weights, shipped, weights
from corroborate.grounding.places.spotting.spot import Spot

__all__ = ["Report", "Resolution", "Resolver", "inside", "resolution", "weights"]

ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Report:
    """What the names of a report say of where it plays: weight by country (ISO alpha-2)."""

    votes: Mapping[str, float] = field(default_factory=dict)

    def countries(self) -> dict[str, float]:
        """Weight of each country."""
        return dict(self.votes)

    def share(self, country: str | None) -> float:
        """Share of a country, 0 to 1."""
        total = sum(self.votes.values()) + 0.5
        return self.votes.get(country or "", 0.0) / total


@dataclass(frozen=True, slots=True)
class Resolution:
    """The readings of a report with their probabilities, and the features behind them.

    Attributes:
        table: G groups with N readings.
        first, full: features (N × ``NAMES``) of the first pass and of the last.
        nulls: features (G × ``NULL``) of there being no entry.
        shares: probability of each reading; none: that it is none of them (G).
    """

    table: Table
    first: Floats
    full: Floats
    nulls: Floats
    shares: Floats
    none: Floats
    votes: Mapping[str, float]


def resolution(
    spots: Sequence[Spot],
    evidence: Sequence[Evidence],
    words: Mapping[str, float],
    model: Weights | None = None,
) -> Resolution:
    """Reads all names of a report together.

    Args:
        spots: the names, in the order of the text.
        evidence: what the words around each of them say.
        words: weight by country of what is no place but speaks for one, as demonyms.
        model: other weights than the package's.
    """
    model = model or shipped()
    table = Table(groups_of(spots, evidence))
    features = Features(table, spots, evidence, words)
    (first, full), (none_first, none_full) = model.columns(NAMES), model.columns(NULL)
    alone = features.prior @ first[: len(PRIOR)]
    shares, _ = table.softmax(alone, features.nulls @ none_first)
    early = np.hstack([features.prior, features.local(shares)])
    shares, none = table.softmax(
        early @ first[: len(PRIOR) + len(LOCAL)], features.nulls @ none_first
    )
    last, nulls, newer = early, features.nulls, shares
    for _ in range(ROUNDS):
        last = np.hstack([features.prior, features.local(shares), features.report(shares)])
        nulls = features.nulls_given(shares)
        newer, none = table.softmax(last @ full, nulls @ none_full)
        shares = (shares + newer) / 2  # two names that wait for one another would swap for ever
    shares = newer
    early = np.hstack([early, np.zeros((len(early), len(REPORT)))])
    return Resolution(table, early, last, nulls, shares, none, features.total(shares))


class Resolver:
    """Resolves the spots of one report.

    Args:
        spots, evidence: of equal length.
        votes: countries that demonyms and the like speak for, with their weight.

    Attributes:
        chosen: the entry of each spot; ``None`` where no reading is likely enough.
        scores: probability that the choice is right, 0 to 1; 0 where there is none.
        report: where the report plays.
    """

    def __init__(
        self, spots: Sequence[Spot], evidence: Sequence[Evidence], votes: Mapping[str, float]
    ) -> None:
        self.spots, self.evidence, self.votes = spots, evidence, votes
        self.chosen: list[Place | None] = [None] * len(spots)
        self.scores: list[float] = [0.0] * len(spots)
        self.report = Report(votes)

    def run(self) -> None:
        """Fills ``chosen``, ``scores`` and ``report``."""
        read = resolution(self.spots, self.evidence, self.votes)
        least, doubt = weights()["least"], weights()["doubt"]
        for g, group in enumerate(read.table.groups):
            rows = read.table.rows(g)
            best = int(read.shares[rows].argmax())
            share = float(read.shares[rows][best])
            given = share >= least and float(read.none[g]) <= doubt
            for i in group.members:
                self.chosen[i] = group.places[best] if given else None
                self.scores[i] = share if given else 0.0
        self.report = Report(read.votes)
