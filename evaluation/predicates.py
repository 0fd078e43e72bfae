"""Predicates of the shipped language layer: arguments, places, factuality.

``python -m evaluation.predicates --corpora DIR`` prints, on gold words and gold predicates:
arguments (A0 to A2, place, time, negation, modality), strict span and role, on the dev part of
PropBank EWT, over all predicates, verbs and nouns; the share of verbs of the held-out texts of
event_location whose places are just the right ones (none, where there are none) and the same with
an overlap counting; Pearson's r of factuality on the dev part of UDS-IH2; and predicates found.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from corroborate.language import load
from corroborate.language.encoder import Encoder
from corroborate.language.inventory import FRAME_ROLES
from corroborate.language.layers import Predicate
from corroborate.language.predicates import decode_predicates, find_predicates
from evaluation.language import Counter
from training.encoder_examples import Example, Frame
from training.encoder_frames import located_examples
from training.encoder_treebanks import ewt_examples

Span = tuple[int, int]


def predicates_at(encoder: Encoder, words: list[str], at: list[int]) -> dict[int, Predicate]:
    """The given words as predicates; spans count words, not characters."""
    found = {}
    for reading in encoder.read(words):
        here = [word for word in at if reading.start <= word < reading.end]
        offsets = [(i, i + 1) for i in range(reading.start, reading.end)]
        places = np.array([word - reading.start for word in here], np.int64)
        decoded = decode_predicates(encoder, reading, offsets, places)
        found |= dict(zip(here, decoded, strict=True))
    return found


def with_frames(
    encoder: Encoder, examples: Iterable[Example]
) -> Iterator[tuple[Example, Frame, Predicate]]:
    for example in examples:
        frames = example.frames or []
        found = predicates_at(encoder, example.words, [f.predicate for f in frames])
        for frame in frames:
            yield example, frame, found[frame.predicate]


def argument_scores(encoder: Encoder, examples: Iterable[Example]) -> dict[str, Counter]:
    scores: dict[str, Counter] = defaultdict(Counter)
    for example, frame, predicate in with_frames(encoder, examples):
        mine = {(*a.span, a.role) for a in predicate.roles}
        theirs = set(frame.arguments or ())
        kind = "of nouns" if _is_noun(example, frame) else "of verbs"
        for key in ("all", kind):
            scores[key].add(mine, theirs)
        for role in FRAME_ROLES:
            scores[role].add({a for a in mine if a[2] == role}, {a for a in theirs if a[2] == role})
    return scores


def _is_noun(example: Example, frame: Frame) -> bool:
    return example.tree is not None and example.tree.tags[frame.predicate] in ("NOUN", "PROPN")


def predicate_scores(encoder: Encoder, examples: Iterable[Example]) -> Counter:
    counter = Counter()
    for example in examples:
        if example.frames is not None:
            for reading in encoder.read(example.words):
                found = find_predicates(reading) + reading.start
                window = range(reading.start, reading.end)
                gold = {f.predicate for f in example.frames if f.predicate in window}
                counter.add(set(found.tolist()), gold)
    return counter


def site_scores(encoder: Encoder, examples: Iterable[Example]) -> tuple[float, float, int]:
    """Share of verbs with just the right sites, the same with an overlap counting, and verbs."""
    strict = loose = total = 0
    for _, frame, predicate in with_frames(encoder, examples):
        gold = {(a, b) for a, b, _ in frame.sites or ()}
        mine = set(predicate.sites)
        strict += mine == gold
        loose += _alike(mine, gold) and _alike(gold, mine)
        total += 1
    return 100 * strict / total, 100 * loose / total, total


def _alike(some: set[Span], others: set[Span]) -> bool:
    """Whether each of some overlaps one of the others."""
    return all(any(a < d and c < b for c, d in others) for a, b in some)


def factuality_r(encoder: Encoder, examples: Iterable[Example]) -> tuple[float, int]:
    """Pearson's r, and of how many words."""
    pairs = []
    for example in examples:
        targets = example.factuality or {}
        found = predicates_at(encoder, example.words, sorted(targets))
        pairs += [(found[word].factuality, value) for word, value in targets.items()]
    return float(np.corrcoef(np.array(pairs, float).T)[0, 1]), len(pairs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of unpacked corpora")
    corpora = parser.parse_args().corpora
    nlp = load()
    encoder = nlp.get_pipe("conflict_encoder").encoder  # type: ignore[attr-defined]
    ewt = ewt_examples(corpora, "dev")
    for key, counter in argument_scores(encoder, ewt).items():
        print(f"arguments, PropBank EWT dev, {key:8} {counter}", flush=True)
    print(f"predicates found, PropBank EWT dev    {predicate_scores(encoder, ewt)}", flush=True)
    strict, loose, total = site_scores(encoder, located_examples(corpora, nlp.make_doc)["dev"])
    print(f"places of verbs, event_location held out: {strict:.1f} % strict, ", end="")
    print(f"{loose:.1f} % overlap (n = {total})", flush=True)
    r, count = factuality_r(encoder, ewt)
    print(f"factuality, UDS-IH2 dev: r {r:.3f} (n = {count})")


if __name__ == "__main__":
    main()
