"""How well raw text is cut into sentences and words, by strict offsets.

    python -m evaluation.segmentation --corpora DIR [--errors N] [--pace]

Measured on the dev parts of UD EWT (documents rebuilt: paragraphs on lines of their own, the
sentences of one joined by a blank) and of GUM (as published), which are for measuring only.
``--errors`` prints so many sentence ends missed or made up; ``--pace`` the time a sentence takes.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Set
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from time import perf_counter

from spacy.vocab import Vocab

from corroborate.language.segment_sentences import Splitter
from corroborate.language.segment_words import Cutter
from corroborate.language.sentences import split_sentences
from corroborate.language.tokens import WordTokenizer
from training.segmentation_data import Document, Offsets, documents

KINDS = ("EWT", "GUM")


@dataclass
class Tally:
    """Spans found, true ones, and those that are both."""

    hits: int = 0
    found: int = 0
    gold: int = 0

    def add(self, found: Set[Offsets], gold: Set[Offsets]) -> None:
        self.hits += len(found & gold)
        self.found += len(found)
        self.gold += len(gold)

    @property
    def f1(self) -> float:
        return 200 * self.hits / max(self.found + self.gold, 1)

    def __str__(self) -> str:
        precision = 100 * self.hits / max(self.found, 1)
        recall = 100 * self.hits / max(self.gold, 1)
        return f"P {precision:5.1f}  R {recall:5.1f}  F1 {self.f1:5.1f}  (n = {self.gold})"


def scores(
    texts: Iterable[Document], split: Splitter | None = None, cut: Cutter | None = None
) -> dict[str, Tally]:
    """Sentences and words found, against those the documents say."""
    found = {"sentences": Tally(), "words": Tally()}
    tokenizer = WordTokenizer(Vocab(), cut)
    for document in texts:
        words = {(t.idx, t.idx + len(t)) for t in tokenizer(document.text) if t.text.strip()}
        found["sentences"].add(set(split_sentences(document.text, split)), document.sentences)
        found["words"].add(words, document.words)
    return found


def errors(document: Document) -> list[str]:
    """Each end of a sentence that was missed or made up, with what stands about it."""
    text = document.text
    found = {end for _, end in split_sentences(text)}
    true = {end for _, end in document.sentences}
    return [
        f"{'missed' if end in true else 'made up':8}{text[max(0, end - 50) : end]!r} ⏎ "
        f"{text[end : end + 40]!r}"
        for end in sorted(found ^ true)
    ]


def pace(texts: Iterable[Document]) -> str:
    """Milliseconds a sentence, words included, with the caches as the texts fill them."""
    tokenizer, texts = WordTokenizer(Vocab()), list(texts)
    start = perf_counter()
    sentences = sum(len(split_sentences(document.text)) for document in texts)
    middle = perf_counter()
    words = sum(len(tokenizer(document.text)) for document in texts)
    end = perf_counter()
    split, cut = 1000 * (middle - start) / sentences, 1000 * (end - middle) / sentences
    return f"{split:.3f} ms a sentence to split, {cut:.3f} to cut ({words / sentences:.0f} words)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of unpacked corpora")
    parser.add_argument("--errors", type=int, default=0, help="how many to print of each corpus")
    parser.add_argument("--pace", action="store_true", help="print the time it takes")
    options = parser.parse_args()
    known = documents(options.corpora, "dev")
    for kind in KINDS:
        texts = [document for document in known if document.kind == kind]
        if options.pace:
            print(f"{kind} dev, pace     ", pace(texts))
        for key, score in scores(texts).items():
            print(f"{kind} dev, {key:9}", score)
        found = (error for document in texts for error in errors(document))
        print(*islice(found, options.errors), sep="\n", end="\n" if options.errors else "")


if __name__ == "__main__":
    main()
