"""The spaCy components: sentence boundaries by rule, all else from the encoder."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from itertools import compress
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, SENT_START
from spacy.language import Language
from spacy.parts_of_speech import IDS
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from corroborate.language.decoding import bio_path, runs
from corroborate.language.encoder import DATA, Encoder, Reading
from corroborate.language.events import decode_events
from corroborate.language.extensions import register
from corroborate.language.gate import Gate, kept, shipped
from corroborate.language.inventory import NAME_TAGS
from corroborate.language.layers import CharSpan, EventMention, Predicate
from corroborate.language.lemmas import apply_script
from corroborate.language.predicates import decode_predicates, find_predicates
from corroborate.language.sentences import split_sentences, trimmed
from corroborate.language.tree import decode_tree

Keys = NDArray[np.uint64]
Words = tuple[int, int]
NOT_START = 2**64 - 1  # -1 as spaCy's arrays hold it

register()


@Language.component("sentence_rules")
def sentence_rules(doc: Doc) -> Doc:
    """Mark where sentences start and set ``doc._.sentences``; marks that are there stay."""
    if len(doc) and doc.has_annotation("SENT_START"):
        doc._.sentences = tuple(trimmed(doc.text, s.start_char, s.end_char) for s in doc.sents)
        return doc
    starts = [token.idx for token in doc]
    sentences = split_sentences(doc.text)
    marks: Any = np.full((len(doc), 1), NOT_START, np.uint64)
    opening = {0, *(bisect_left(starts, start) for start, _ in sentences[1:])}
    marks[[token for token in opening if token < len(doc)]] = 1
    doc.from_array([SENT_START], marks)
    doc._.sentences = tuple(sentences)
    return doc


@Language.factory(
    "conflict_encoder", default_config={"threads": 1, "threshold": None, "gated": False}
)
def make_conflict_encoder(
    nlp: Language, name: str, threads: int, threshold: float | None, gated: bool
) -> ConflictEncoder:
    """Factory; see :func:`corroborate.language.load` for what the settings do."""
    return ConflictEncoder(opened(threads), threshold, shipped() if gated else None)


@cache
def opened(threads: int) -> Encoder:
    """The shipped encoder; pipelines with the same number of threads share it."""
    return Encoder(DATA, threads)


class _Keys:
    """The encoder's labels as the numbers by which a vocabulary knows them."""

    def __init__(self, encoder: Encoder, vocab: Vocab) -> None:
        labels, self.vocab = encoder.labels, vocab
        self.tags = np.array([IDS[tag] for tag in labels.tags], np.uint64)
        self.feats = np.array([vocab.morphology.add(f) for f in labels.feats], np.uint64)
        names = labels.relations
        self.relations = {name: vocab.strings.add(name) for name in (*names, "dep", "parataxis")}
        self.auxiliaries = {key for name, key in self.relations.items() if name[:3] == "aux"}
        self.labels, self.lexicon = labels, encoder.lexicon
        self.lemma = lru_cache(maxsize=100_000)(self._lemma)

    def _lemma(self, form: str, tag: int, script: int) -> int:
        known = self.lexicon.lemma(form, self.labels.tags[tag])
        lemma = known or apply_script(form, self.labels.scripts[script])
        return int(self.vocab.strings.add(lemma))


class ConflictEncoder:
    """Sets tags, features, lemmas, trees, entities, ``doc._.events`` and ``doc._.predicates``.

    Args:
        encoder: the opened model.
        threshold: least probability of a trigger; ``None`` for the one tuned with the model.
        gate: where given, only sentences that it keeps are read. In the others, which
            ``doc._.skipped`` lists, all words hang on the first and their part of speech is ``X``.
    """

    def __init__(
        self, encoder: Encoder, threshold: float | None = None, gate: Gate | None = None
    ) -> None:
        self.encoder, self.gate = encoder, gate
        self.threshold = encoder.threshold if threshold is None else threshold
        self._keys: _Keys | None = None

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        if self._keys is None or self._keys.vocab is not doc.vocab:
            self._keys = _Keys(self.encoder, doc.vocab)
        layers = _Layers(doc, self._keys)
        sentences = layers.sentences()
        for (start, end), wanted in zip(sentences, self._wanted(layers, sentences), strict=True):
            tokens = [i for i in range(start, end) if not layers.blank[i]]
            if tokens and wanted:
                self._sentence(layers, tokens)
            elif tokens:
                layers.skip(tokens)
            if len(tokens) < end - start:
                layers.hang_blanks(start, end, tokens)
        layers.write()
        return doc

    def _wanted(self, layers: _Layers, sentences: list[Words]) -> list[bool]:
        if self.gate is None:
            return [True] * len(sentences)
        spans = [(layers.starts[a], layers.ends[b - 1]) for a, b in sentences]
        return kept(layers.doc.text, spans, self.gate)

    def _sentence(self, layers: _Layers, tokens: list[int]) -> None:
        root: int | None = None
        span = layers.starts[tokens[0]], layers.ends[tokens[-1]]
        for reading in self.encoder.read([layers.words[i] for i in tokens]):
            here = tokens[reading.start : reading.end]
            layers.add_tags(reading, here)
            root = self._add_tree(layers, reading, here, root)
            layers.add_names(reading, here)
            offsets = [(layers.starts[i], layers.ends[i]) for i in here]
            layers.events += decode_events(self.encoder, reading, offsets, span, self.threshold)
            words = [w for w in find_predicates(reading).tolist() if not layers.helps(here[w])]
            found = np.array(words, np.int64)
            layers.predicates += decode_predicates(self.encoder, reading, offsets, found)

    def _add_tree(
        self, layers: _Layers, reading: Reading, tokens: list[int], root: int | None
    ) -> int:
        """Hang the window's words; a later window's root hangs on the first's."""
        heads = decode_tree(reading.arcs)
        relations = self.encoder.relations(reading, heads)
        above: list[int] = heads.tolist()
        own = tokens[above.index(0, 1) - 1]
        for token, head, relation in zip(tokens, above[1:], relations, strict=True):
            layers.heads[token] = tokens[head - 1] if head else own
            layers.relations[token] = layers.keys.relations[relation]
        if root is None:
            return own
        layers.heads[own], layers.relations[own] = root, layers.keys.relations["parataxis"]
        return root


class _Layers:
    """What is gathered for a document before it is written to it at once."""

    def __init__(self, doc: Doc, keys: _Keys) -> None:
        self.doc, self.keys = doc, keys
        self.words = [token.text for token in doc]
        self.starts = [token.idx for token in doc]
        self.ends = [a + len(w) for a, w in zip(self.starts, self.words, strict=True)]
        self.blank = [word.isspace() for word in self.words]
        self.tags: Keys = np.full(len(doc), IDS["SPACE"], np.uint64)
        self.feats: Keys = np.full(len(doc), doc.vocab.morphology.add(""), np.uint64)
        self.lemmas = [token.orth for token in doc]
        self.heads = list(range(len(doc)))
        self.relations = [keys.relations["dep"]] * len(doc)
        self.names: list[Span] = []
        self.events: list[EventMention] = []
        self.predicates: list[Predicate] = []
        self.skipped: list[CharSpan] = []

    def sentences(self) -> list[Words]:
        """Token indices ``[start, end)``."""
        marks = [token.is_sent_start for token in self.doc]
        starts = [0, *(i for i in compress(range(len(marks)), marks) if i)]
        return list(zip(starts, [*starts[1:], len(marks)], strict=True))

    def helps(self, token: int) -> bool:
        """Whether a word is an auxiliary, which PropBank counts as a predicate but few want."""
        return self.relations[token] in self.keys.auxiliaries

    def skip(self, tokens: list[int]) -> None:
        """Leave a sentence unread."""
        self.tags[tokens] = IDS["X"]
        for token in tokens:
            self.heads[token] = tokens[0]
        self.skipped.append((self.starts[tokens[0]], self.ends[tokens[-1]]))

    def hang_blanks(self, start: int, end: int, words: list[int]) -> None:
        """Blank tokens hang on the word before them in their sentence, else on the next word."""
        last = words[0] if words else start
        for token in range(start, end):
            if self.blank[token]:
                self.heads[token] = last
            elif words:
                last = token

    def add_tags(self, reading: Reading, tokens: list[int]) -> None:
        tags, feats, scripts = reading.grammar.T
        self.tags[tokens] = self.keys.tags[tags]
        self.feats[tokens] = self.keys.feats[feats]
        lemma, words = self.keys.lemma, self.words
        for token, tag, script in zip(tokens, tags.tolist(), scripts.tolist(), strict=True):
            self.lemmas[token] = lemma(words[token], tag, script)

    def add_names(self, reading: Reading, tokens: list[int]) -> None:
        path = bio_path(reading.names, reading.names.argmax(1).tolist())
        for start, end in runs(path):
            label = NAME_TAGS[path[start]][2:]
            self.names.append(Span(self.doc, tokens[start], tokens[end - 1] + 1, label))

    def write(self) -> None:
        table: Any = np.empty((len(self.doc), 5), np.uint64)
        table[:, 0], table[:, 1] = self.tags, self.feats
        table[:, 2], table[:, 3] = self.lemmas, self.relations
        offsets = np.array(self.heads, np.int64) - np.arange(len(self.heads))
        table[:, 4] = offsets.view(np.uint64)
        self.doc.from_array([POS, MORPH, LEMMA, DEP, HEAD], table)
        self.doc.set_ents(self.names)
        self.doc._.events = tuple(self.events)
        self.doc._.predicates = tuple(self.predicates)
        self.doc._.skipped = tuple(self.skipped)
