"""Tolls told in a sentence of their own: "Twelve others were injured." after the attack."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from corroborate.coding.attribution import phrase
from corroborate.coding.counts import parse_count
from corroborate.coding.document import AnnotatedReport
from corroborate.coding.tables import roles
from corroborate.language.layers import Argument, CharSpan
from corroborate.ontology import Ontology

_PASSIVE = ("nsubj:pass", "obj")
_REACH = 2
"""Sentences back within which the event lies whose toll is told."""


def trailing_tolls(document: AnnotatedReport, ontology: Ontology) -> dict[int, list[Argument]]:
    """Counts from sentences that name no event, by the index of the violent event before them."""
    found: dict[int, list[Argument]] = {}
    sentences = document.sentences
    eventful = {m.sentence[0] for m in document.events}
    for number, sentence in enumerate(sentences):
        if any(sentence[0] <= start < sentence[1] for start in eventful):
            continue
        index = _event_before(document, sentences[max(0, number - _REACH)][0], sentence, ontology)
        tolls = list(_tolls(document, sentence))
        if index is not None and tolls:
            found.setdefault(index, []).extend(tolls)
    return found


def _event_before(
    document: AnnotatedReport, earliest: int, sentence: CharSpan, ontology: Ontology
) -> int | None:
    """The last violent event told between ``earliest`` and the sentence."""
    near = [
        i
        for i, m in enumerate(document.events)
        if earliest <= m.trigger[0] < sentence[0] and ontology.get(m.type).violent
    ]
    return near[-1] if near else None


def _tolls(document: AnnotatedReport, sentence: CharSpan) -> Iterator[Argument]:
    for token in document.tokens_in(sentence):
        for kind, rule in roles()["trigger"].items():
            if token.pos_ == "VERB" and token.lower_.startswith(tuple(rule["words"])):
                yield from _counted(token, kind, document)


def _counted(verb: Token, kind: str, document: AnnotatedReport) -> Iterator[Argument]:
    wanted = (*_PASSIVE, "nsubj") if verb.lemma_.lower() == "die" else _PASSIVE
    for child in verb.children:
        if child.dep_ in wanted:
            span = phrase(child)
            count = parse_count(document.words(span))
            if count.best is not None or count.low is not None:
                yield Argument(kind, span)
