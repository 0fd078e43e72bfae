"""Tags, trees, lemmas, names and sentence boundaries of the shipped language layer.

``python -m evaluation.language --corpora DIR`` prints, on gold words of the dev parts of EWT
and GUM: part of speech, features, lemma, unlabelled and labelled attachment (punctuation and
subtypes counted); names, strict span and type, on the dev part of UNER and the held-out documents
of re3d (``training.encoder_examples`` tells the split); sentences and words from raw text on EWT.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from corroborate.language import load
from training.encoder_examples import Example, Spans
from training.encoder_names import re3d_examples
from training.encoder_treebanks import ewt_examples, gum_examples

COARSE = {"FACILITY": "PLACE", "UNIT": "ORG"}  # the corpora do not tell these apart
UNER_LABELS = frozenset({"PERSON", "PLACE", "ORG"})


class Counter:
    """Hits, found and gold, and what they make."""

    def __init__(self) -> None:
        self.hits = self.found = self.gold = 0

    def add(self, found: set[Any], gold: set[Any]) -> None:
        self.hits += len(found & gold)
        self.found += len(found)
        self.gold += len(gold)

    def __str__(self) -> str:
        precision = 100 * self.hits / max(self.found, 1)
        recall = 100 * self.hits / max(self.gold, 1)
        f1 = 200 * self.hits / max(self.found + self.gold, 1)
        return f"P {precision:5.1f}  R {recall:5.1f}  F1 {f1:5.1f}  (n = {self.gold})"


def parse(nlp: Language, example: Example) -> Doc:
    """The example's own words, as one sentence, through the encoder."""
    starts: list[bool | int | None] = [index == 0 for index in range(len(example.words))]
    doc = Doc(nlp.vocab, words=example.words, sent_starts=starts)
    return nlp.get_pipe("conflict_encoder")(doc)


def tree_scores(nlp: Language, examples: Iterable[Example]) -> dict[str, float]:
    """Percentages over all words."""
    hits = dict.fromkeys(("UPOS", "feats", "lemma", "UAS", "LAS"), 0)
    words = 0
    for example in examples:
        assert example.tree
        tree, doc = example.tree, parse(nlp, example)
        for token in doc:
            head = 0 if token.head.i == token.i else token.head.i + 1
            attached = head == tree.heads[token.i]
            hits["UPOS"] += token.pos_ == tree.tags[token.i]
            hits["feats"] += str(token.morph) == tree.feats[token.i]
            hits["lemma"] += token.lemma_ == tree.lemmas[token.i]
            hits["UAS"] += attached
            hits["LAS"] += attached and token.dep_ == tree.relations[token.i]
        words += len(doc)
    return {key: round(100 * value / words, 2) for key, value in hits.items()}


ATTRIBUTES = ("Tense", "Voice", "Number", "Polarity")


def attribute_scores(nlp: Language, examples: Iterable[Example]) -> dict[str, Counter]:
    """By feature: words that have it, with its value."""
    scores = {name: Counter() for name in ATTRIBUTES}
    for example in examples:
        assert example.tree
        doc = parse(nlp, example)
        found = _attributes(str(token.morph) for token in doc)
        gold = _attributes(example.tree.feats)
        for name in ATTRIBUTES:
            scores[name].add({a for a in found if a[1] == name}, {a for a in gold if a[1] == name})
    return scores


def _attributes(feats: Iterable[str]) -> set[tuple[int, str, str]]:
    pairs = ((i, *pair.split("=", 1)) for i, text in enumerate(feats) for pair in text.split("|"))
    return {pair for pair in pairs if len(pair) == 3}


def folded(spans: Spans, labels: frozenset[str] | None) -> set[tuple[int, int, str]]:
    coarse = {(start, end, COARSE.get(label, label)) for start, end, label in spans}
    return {span for span in coarse if labels is None or span[2] in labels}


def name_scores(
    nlp: Language, examples: Iterable[Example], labels: frozenset[str] | None
) -> Counter:
    counter = Counter()
    for example in examples:
        if example.names is None or not example.words:
            continue
        found = [(ent.start, ent.end, ent.label_) for ent in parse(nlp, example).ents]
        counter.add(folded(found, labels), folded(example.names, labels))
    return counter


def raw_documents(path: Path) -> Iterator[tuple[str, set[tuple[int, int]], set[tuple[int, int]]]]:
    """Text of each document rebuilt from its sentences; offsets of sentences and words.

    Paragraphs stand on lines of their own; sentences of one are joined by a blank.
    """
    text, sentences, words = "", set[tuple[int, int]](), set[tuple[int, int]]()
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc") and text:
            yield text, sentences, words
            text, sentences, words = "", set(), set()
        elif line.startswith("# newpar"):
            text = text.rstrip() + "\n\n" if text else ""
        elif line.startswith("# text = "):
            sentence = line.removeprefix("# text = ")
            sentences.add((len(text), len(text) + len(sentence)))
            cursor, text = len(text), f"{text}{sentence} "
        elif line and line[0] != "#" and (columns := line.split("\t"))[0].isdigit():
            start = text.find(columns[1], cursor)
            if start >= 0:
                cursor = start + len(columns[1])
                words.add((start, cursor))
    yield text, sentences, words


def segmentation_scores(nlp: Language, path: Path) -> dict[str, Counter]:
    from corroborate.language.sentences import split_sentences

    scores = {"sentences": Counter(), "words": Counter()}
    for text, sentences, words in raw_documents(path):
        tokens = [token for token in nlp.make_doc(text) if not token.is_space]
        scores["sentences"].add(set(split_sentences(text)), sentences)
        scores["words"].add({(t.idx, t.idx + len(t)) for t in tokens}, words)
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of unpacked corpora")
    corpora = parser.parse_args().corpora
    nlp = load()
    ewt = ewt_examples(corpora, "dev")
    gum = list(gum_examples(corpora, "dev").values())
    for name, examples in (("EWT dev", ewt), ("GUM dev", gum)):
        print(name, tree_scores(nlp, examples), flush=True)
        for feature, counter in attribute_scores(nlp, examples).items():
            print(f"{name}, {feature:8} {counter}", flush=True)
    print("names, UNER dev      ", name_scores(nlp, ewt, UNER_LABELS), flush=True)
    held = re3d_examples(corpora, nlp.make_doc)[1]
    print("names, re3d held out ", name_scores(nlp, held, None), flush=True)
    for key, counter in segmentation_scores(nlp, corpora / "ud_ewt" / "dev.conllu").items():
        print(f"raw EWT dev, {key:9}", counter)


if __name__ == "__main__":
    main()
