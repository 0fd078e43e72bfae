"""Train what cuts raw text into sentences and words, and write its weights.

    python -m training.segmentation --corpora DIR --out src/corroborate/language/data

``--corpora`` holds the unpacked ``ud_ewt`` (CC BY-SA 4.0) and ``gum`` (its parts' own licences, see
their ATTRIBUTION.txt); only their training parts are read. ``--held-out`` trains without
every seventh document or so and prints how the rest is cut, for choosing settings. About a
minute on one core; the same seed gives the same file.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from zlib import crc32

import numpy as np

from corroborate.language.segment_model import WEIGHTS, Decider
from corroborate.language.segment_sentences import Gaps, Splitter
from corroborate.language.segment_words import CHUNK, Cutter, Situation, following_kind, sure_cuts
from corroborate.language.sentences import stretches
from evaluation.segmentation import scores
from training.segmentation_data import Document, documents, in_capitals, joined
from training.segmentation_fit import Decision, Settings, fit, rows_of, whole

GAPS = Settings(passes=6, rate=0.3, decay=1e-3)
PLACES = Settings(passes=6, rate=0.2, decay=1e-4)
CAPITALS_IN = 4  # one document in so many is learned from in capitals as well
JOINED_WEIGHT = 0.5  # of a document whose paragraphs run on
DOUBT = 0.001  # share of decisions that the chunks alone may get wrong where they decide alone
MOST_OF_ONE = 8.0  # weight of a place that comes again and again

Place = tuple[str, str, int, int, bool]


def gap_decisions(document: Document, weight: float = 1.0, mark: str = "") -> Iterator[Decision]:
    """Each gap where a sentence may end; ``mark`` tells altered documents from true ones."""
    opens = {start for start, _ in document.sentences}
    for stretch in stretches(document.text):
        gaps = Gaps(document.text, stretch)
        for i in gaps.candidates():
            cut = gaps.offsets[i][0] in opens
            features = gaps.features(i)
            if mark:
                before, after = gaps.stretch.at(i - 1), gaps.stretch.at(i)
                features += [f"~{mark}", f"~{mark}{before.tail}|{after.shape}"]
            yield Decision(rows_of(features), cut, weight)
            if cut:
                gaps.close(i)


def all_gap_decisions(training: Iterable[Document]) -> list[Decision]:
    found: list[Decision] = []
    for document in training:
        found += gap_decisions(document)
        found += gap_decisions(joined(document), JOINED_WEIGHT, "joined")
        capitals = capital_copy(document)
        if capitals:
            found += gap_decisions(capitals)
    return found


def capital_copy(document: Document) -> Document | None:
    """The document in capitals, if it is one of those chosen for it."""
    chosen = crc32(document.name.encode()) % CAPITALS_IN == 0
    return in_capitals(document) if chosen else None


def sure_scores(training: Iterable[Document], decide: Decider) -> tuple[int, int]:
    """Scores of the two chunks alone below and above which the rest hardly turns a decision."""
    split, alone, cut = Splitter(decide), list[int](), list[bool]()
    for document in training:
        for stretch in stretches(document.text):
            gaps = Gaps(document.text, stretch)
            for i in gaps.candidates():
                alone.append(split.alone(gaps, i))
                cut.append(split.cuts(gaps, i))
                if cut[-1]:
                    gaps.close(i)
    scores, ends = np.array(alone), np.array(cut)
    return int(np.quantile(scores[ends], DOUBT)), int(np.quantile(scores[~ends], 1 - DOUBT))


def places(document: Document) -> Iterator[Place]:
    """Chunk, what follows, place in it, last cut, and whether a word starts there."""
    opens = {start for start, _ in document.words}
    for match in CHUNK.finditer(document.text):
        following = following_kind(document.text, match.end())
        if match[0].isalpha() or sure_cuts(match[0], following) is not None:
            continue
        situation, last = Situation(match[0], following), 0
        for at in situation.places:
            cut = match.start() + at in opens
            if situation.certain(at, last) is None:
                yield match[0], situation.following, at, last, cut
            last = at if cut else last


def all_place_decisions(training: Iterable[Document]) -> list[Decision]:
    seen = [d for t in training for d in (t, capital_copy(t)) if d]
    counts = Counter(place for document in seen for place in places(document))
    return [
        Decision(
            rows_of(Situation(chunk, following).features(at, last)),
            cut,
            min(MOST_OF_ONE, count**0.6),
        )
        for (chunk, following, at, last, cut), count in counts.items()
    ]


def is_held_out(document: Document) -> bool:
    return crc32(document.name.encode()) % 100 < 15


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of unpacked corpora")
    parser.add_argument("--out", type=Path, help="folder to write the weights to")
    parser.add_argument("--held-out", action="store_true", help="measure on a part held out")
    options = parser.parse_args()
    known = documents(options.corpora, "train")
    training = [d for d in known if not (options.held_out and is_held_out(d))]
    gaps, gap_bias = whole(*fit(all_gap_decisions(training), GAPS))
    sure = sure_scores(training, Decider(gaps, gap_bias))
    words, word_bias = whole(*fit(all_place_decisions(training), PLACES))
    if options.held_out:
        cut, split = Cutter(Decider(words, word_bias)), Splitter(Decider(gaps, gap_bias), sure)
        for kind in ("EWT", "GUM"):
            rest = [d for d in known if is_held_out(d) and d.kind == kind]
            for key, score in scores(rest, split, cut).items():
                print(f"{kind} held out, {key:9}", score)
    if options.out:
        np.savez_compressed(
            options.out / WEIGHTS.name,
            sentences=gaps,
            sentences_bias=gap_bias,
            sentences_sure=np.array(sure),
            words=words,
            words_bias=word_bias,
        )


if __name__ == "__main__":
    main()
