"""A convolutional spaCy pipeline for the same tasks, to run beside ours.

Its make-up is that of spaCy's small pipelines: one shared ``tok2vec`` (hashed embeddings, width 96,
four convolutions), tagger, morphologizer, lemmatizer by edit trees, parser, names. It is trained
for some hundred steps on EWT and UNER only, enough that parser and names do what they would; its
speed hardly hangs on its quality, and of its quality nothing is claimed here.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example

from corroborate.language.lemmas import apply_script
from training.encoder_examples import Example as Sentence
from training.encoder_treebanks import ewt_examples

WIDTH = 96
SHARED = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "*"}
TAGGING = {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False, "tok2vec": SHARED}
PARSING: dict[str, Any] = {
    "@architectures": "spacy.TransitionBasedParser.v2",
    "extra_state_tokens": False,
    "hidden_width": 64,
    "use_upper": True,
    "nO": None,
    "tok2vec": SHARED,
}
SENTENCES, STEPS, BATCH = 4000, 300, 24


def blank() -> Language:
    """The pipeline before training."""
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec")
    for name in ("tagger", "morphologizer", "trainable_lemmatizer"):
        nlp.add_pipe(name, config={"model": TAGGING})
    nlp.add_pipe(
        "parser",
        config={
            "model": {**PARSING, "state_type": "parser", "maxout_pieces": 2, "hidden_width": 128}
        },
    )
    nlp.add_pipe("ner", config={"model": {**PARSING, "state_type": "ner", "maxout_pieces": 2}})
    return nlp


def trained(corpora: Path, steps: int = STEPS, sentences: int = SENTENCES) -> Language:
    """The pipeline after ``steps`` batches of EWT's training part."""
    nlp = blank()
    examples = [_example(nlp, s) for s in ewt_examples(corpora, "train")[:sentences]]
    optimizer = nlp.initialize(lambda: examples)
    for batch in _batches(examples, steps):
        nlp.update(batch, sgd=optimizer)
    return nlp


def _batches(examples: list[Example], steps: int) -> Iterator[list[Example]]:
    rng = random.Random(0)
    for _ in range(steps):
        yield rng.sample(examples, min(BATCH, len(examples)))


def _example(nlp: Language, sentence: Sentence) -> Example:
    tree, words = sentence.tree, sentence.words
    assert tree
    reference = Doc(
        nlp.vocab,
        words=words,
        tags=tree.tags,
        pos=tree.tags,
        morphs=tree.feats,
        lemmas=[apply_script(w, s) for w, s in zip(words, tree.scripts, strict=True)],
        heads=[head - 1 if head else i for i, head in enumerate(tree.heads)],
        deps=tree.relations,
    )
    reference.set_ents([Span(reference, a, b, label) for a, b, label in sentence.names or ()])
    return Example(Doc(nlp.vocab, words=words), reference)
