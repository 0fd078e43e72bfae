"""Learn what counts for one reading of a place name against another.

    python -m training.place_weights --corpora DIR [--items N] [--out FILE]

Reads the open texts in ``training.place_corpora``; what is written are weights by feature, no text.
Lines of the table that say "by hand" stay as they are and are never fitted; all others begin at
zero, so that a run gives the same whatever the table held. Takes some four minutes on one core.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corroborate.grounding.places import Gazetteer
from corroborate.grounding.places.resolving.around import LOCAL
from corroborate.grounding.places.resolving.features import NAMES, NULL
from corroborate.grounding.places.resolving.prior import PRIOR
from corroborate.grounding.places.resolving.readings import Floats
from corroborate.grounding.places.resolving.resolve import Resolution, resolution
from corroborate.grounding.places.resolving.weights import TABLE, Weights, read_weights
from training.place_corpora import reports
from training.place_examples import Example, Label, examples
from training.place_fit import Choices, fit, shares
from training.place_synthesis import Synthesis
from training.place_table import by_hand, rewritten

ROUNDS = 3
DECAY = 3e-5
WEIGHT = {"uner_ewt": 0.1, "wikigold": 0.1, "event_location": 0.5}


def gathered(corpora: Path, items: int, made: int, gazetteer: Gazetteer) -> list[Example]:
    """All examples of the corpora, and so many made-up reports."""
    chance = random.Random(7)
    found = list(Synthesis(gazetteer).reports(made))
    return found + [
        example
        for report in reports(corpora, items)
        for example in examples(report.source, report.text, gazetteer, chance, report.marks)
    ]


def choices(given: Sequence[Example], model: Weights) -> tuple[Choices, Choices, list[str]]:
    """The labelled names as choices: by their own words alone, and in the report."""
    early: list[Floats] = []
    late: list[Floats] = []
    right: list[bool] = []
    sizes: list[int] = []
    weight: list[float] = []
    sources: list[str] = []
    for example in given:
        read = resolution(example.spots, example.evidence, example.words, model)
        for g, group in enumerate(read.table.groups):
            known = [example.labels[i] for i in group.members if i in example.labels]
            if not known or len(mine := _right(read, g, known[0])) == 0:
                continue
            early.append(_rows(read, g, read.first))
            late.append(_rows(read, g, read.full))
            right += mine
            sizes.append(len(mine))
            sources.append(example.source)
            weight.append(WEIGHT.get(example.source, 1.0))
    starts = np.cumsum([0, *sizes[:-1]])
    marks, weights = np.array(right), np.array(weight)
    return (
        Choices(np.vstack(early), starts, marks, weights),
        Choices(np.vstack(late), starts, marks, weights),
        sources,
    )


def _right(read: Resolution, g: int, label: Label) -> list[bool]:
    """Which readings of a group, and whether none, may be right; empty where nothing is said."""
    places = read.table.groups[g].places
    if label.right:
        mine = [p.id in label.right for p in places]
        return [*mine, False] if any(mine) else []
    return [*([label.any] * len(places)), not label.any]


def _rows(read: Resolution, g: int, features: Floats) -> Floats:
    """The readings' features and those of none, side by side, the latter below."""
    mine = features[read.table.rows(g)]
    found = np.zeros((len(mine) + 1, len(NAMES) + len(NULL)))
    found[:-1, : len(NAMES)] = mine
    found[-1, len(NAMES) :] = read.nulls[g]
    return found


def blank(model: Weights, kept: Collection[str]) -> Weights:
    """The weights with zero for all features but those that are kept."""
    return Weights(
        {name: weight if name in kept else 0.0 for name, weight in model.first.items()},
        {name: weight if name in kept else 0.0 for name, weight in model.full.items()},
    )


def learned(given: Sequence[Example], model: Weights) -> Weights:
    """Weights fitted in rounds: those of one round give the features of the next."""
    names = NAMES + NULL
    fixed = by_hand(TABLE)
    model = blank(model, fixed)
    hand = np.array([name in fixed for name in names])
    own = np.array([name in PRIOR + LOCAL + NULL for name in names])
    zero = np.array([model.full[name] if name in fixed else 0.0 for name in names])
    for turn in range(ROUNDS):
        early, late, sources = choices(given, model)
        first = fit(early, zero, own & ~hand, DECAY)
        full = fit(late, zero, ~hand, DECAY)
        print(" ", per_source(late, full, sources))
        print(turn, len(late.starts), "choices;", f"right {accuracy(late, full):.4f}",
              f"alone {accuracy(early, first):.4f}", flush=True)  # fmt: skip
        model = Weights(
            {**model.first, **dict(zip(names, first.tolist(), strict=True))},
            {**model.full, **dict(zip(names, full.tolist(), strict=True))},
        )
    return model


def hits(data: Choices, weights: Floats) -> NDArray[np.bool_]:
    """For each choice, whether its most probable alternative may be right."""
    share, _ = shares(data, weights)
    ends = [*data.starts[1:], len(share)]
    pairs = zip(data.starts, ends, strict=True)
    return np.array([data.right[a + int(share[a:b].argmax())] for a, b in pairs])


def accuracy(data: Choices, weights: Floats) -> float:
    """Share of the choices whose most probable alternative may be right."""
    return float(hits(data, weights).mean())


def per_source(data: Choices, weights: Floats, sources: Sequence[str]) -> dict[str, float]:
    """That share by source."""
    right, names = hits(data, weights), np.array(sources)
    return {name: round(float(right[names == name].mean()), 3) for name in sorted(set(sources))}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--items", type=int, default=3_500, help="of Current Events")
    parser.add_argument("--made", type=int, default=1_500, help="local reports made up")
    parser.add_argument("--out", type=Path, default=TABLE)
    options = parser.parse_args()
    began = time.monotonic()
    given = gathered(options.corpora, options.items, options.made, Gazetteer.open())
    print(Counter(e.source for e in given), f"{time.monotonic() - began:.0f} s", flush=True)
    model = learned(given, read_weights(TABLE))
    options.out.write_text(rewritten(TABLE, model), encoding="utf-8")


if __name__ == "__main__":
    main()
