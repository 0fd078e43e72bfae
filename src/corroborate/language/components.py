"""The spaCy components: sentence boundaries by rule, all else from the encoder."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, SENT_START
from spacy.language import Language
from spacy.parts_of_speech import IDS
from spacy.tokens import Doc, Span

from corroborate.language.decoding import decode_bio
from corroborate.language.encoder import DATA, Encoder, Reading
from corroborate.language.events import decode_events
from corroborate.language.extensions import register
from corroborate.language.inventory import NAME_TAGS
from corroborate.language.layers import CharSpan, EventMention
from corroborate.language.lemmas import apply_script
from corroborate.language.sentences import split_sentences
from corroborate.language.tree import decode_tree

NOT_START = 2**64 - 1  # -1 as spaCy's arrays hold it

register()


@Language.component("sentence_rules")
def sentence_rules(doc: Doc) -> Doc:
    """Mark where sentences start and set ``doc._.sentences``."""
    starts = [token.idx for token in doc]
    sentences = split_sentences(doc.text)
    marks: Any = np.full((len(doc), 1), NOT_START, np.uint64)
    opening = {0, *(bisect_left(starts, start) for start, _ in sentences[1:])}
    marks[[token for token in opening if token < len(doc)]] = 1
    doc.from_array([SENT_START], marks)
    doc._.sentences = tuple(sentences)
    return doc


@Language.factory("conflict_encoder", default_config={"threads": 1, "threshold": None})
def make_conflict_encoder(
    nlp: Language, name: str, threads: int, threshold: float | None
) -> ConflictEncoder:
    """Factory: ``threads`` a forward pass; ``threshold`` overrides the shipped one."""
    return ConflictEncoder(Encoder(DATA, threads), threshold)


class ConflictEncoder:
    """Sets tags, features, lemmas, trees, entities and ``doc._.events``.

    Args:
        encoder: the opened model.
        threshold: least probability of a trigger; ``None`` for the one tuned with the model.
    """

    def __init__(self, encoder: Encoder, threshold: float | None = None) -> None:
        self.encoder = encoder
        self.threshold = encoder.threshold if threshold is None else threshold

    def __call__(self, doc: Doc) -> Doc:
        layers = _Layers(doc)
        for sentence in list(doc.sents) if len(doc) else []:
            tokens = [token.i for token in sentence if not token.is_space]
            if tokens:
                self._sentence(layers, tokens)
        layers.write()
        return doc

    def _sentence(self, layers: _Layers, tokens: list[int]) -> None:
        doc = layers.doc
        span = (doc[tokens[0]].idx, doc[tokens[-1]].idx + len(doc[tokens[-1]]))
        root: int | None = None
        for reading in self.encoder.read([doc[i].text for i in tokens]):
            here = tokens[reading.start : reading.end]
            layers.add_tags(self.encoder, reading, here)
            root = self._add_tree(layers, reading, here, root)
            layers.add_names(reading, here)
            layers.add_events(self.encoder, reading, here, span, self.threshold)

    def _add_tree(
        self, layers: _Layers, reading: Reading, tokens: list[int], root: int | None
    ) -> int:
        """Hang the window's words; a later window's root hangs on the first's."""
        heads = decode_tree(reading.arcs)
        relations = self.encoder.relations(reading, heads)
        own = tokens[int(np.flatnonzero(heads[1:] == 0)[0])]
        for token, head, relation in zip(tokens, heads[1:], relations, strict=True):
            layers.heads[token] = tokens[head - 1] if head else own
            layers.relations[token] = relation
        if root is None:
            return own
        layers.heads[own], layers.relations[own] = root, "parataxis"
        return root


class _Layers:
    """What is gathered for a document before it is written to it at once."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.tags = ["SPACE"] * len(doc)
        self.feats = [""] * len(doc)
        self.lemmas = [token.text for token in doc]
        self.heads = _blank_heads(doc)
        self.relations = ["dep"] * len(doc)
        self.names: list[Span] = []
        self.events: list[EventMention] = []

    def add_tags(self, encoder: Encoder, reading: Reading, tokens: list[int]) -> None:
        labels = encoder.labels
        rows = zip(tokens, reading.tags, reading.feats, reading.scripts, strict=True)
        for token, tag, feat, script in rows:
            self.tags[token] = labels.tags[tag]
            self.feats[token] = labels.feats[feat]
            self.lemmas[token] = apply_script(self.doc[token].text, labels.scripts[script])

    def add_names(self, reading: Reading, tokens: list[int]) -> None:
        for start, end, label, _ in decode_bio(reading.names, NAME_TAGS):
            self.names.append(Span(self.doc, tokens[start], tokens[end - 1] + 1, label))

    def add_events(
        self,
        encoder: Encoder,
        reading: Reading,
        tokens: list[int],
        sentence: CharSpan,
        threshold: float,
    ) -> None:
        words = [self.doc[i] for i in tokens]
        offsets = [(word.idx, word.idx + len(word)) for word in words]
        self.events += decode_events(encoder, reading, offsets, sentence, threshold)

    def write(self) -> None:
        if not len(self.doc):
            return
        strings, morphology = self.doc.vocab.strings, self.doc.vocab.morphology
        columns: list[list[int]] = [
            [IDS[tag] for tag in self.tags],
            [morphology.add(feats) for feats in self.feats],
            [strings.add(lemma) for lemma in self.lemmas],
            [strings.add(relation) for relation in self.relations],
            [(head - token) % 2**64 for token, head in enumerate(self.heads)],
        ]
        table: Any = np.array(columns, dtype=np.uint64).T
        self.doc.from_array([POS, MORPH, LEMMA, DEP, HEAD], table)
        self.doc.set_ents(self.names)
        self.doc._.events = tuple(self.events)


def _blank_heads(doc: Doc) -> list[int]:
    """Blank tokens hang on the word before them in their sentence, else on the next word."""
    heads = list(range(len(doc)))
    for sentence in doc.sents if len(doc) else ():
        words = [token.i for token in sentence if not token.is_space]
        for token in sentence:
            if token.is_space:
                before = [i for i in words if i < token.i]
                heads[token.i] = before[-1] if before else (words or [sentence.start])[0]
    return heads
