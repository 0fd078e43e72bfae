"""Which of the language layer's event mentions are worth a claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corroborate.coding.document import AnnotatedReport
from corroborate.coding.harm import harm_told
from corroborate.coding.tables import table
from corroborate.coding.triggers import rescored
from corroborate.coding.veridicality import judged
from corroborate.language.layers import EventMention
from corroborate.ontology import Ontology
from corroborate.ontology import load as load_ontology

PHRASE = 3  # words that a phrase of the lexicon may go on after its trigger


def sifted(document: AnnotatedReport) -> AnnotatedReport:
    """The report with the events that are sure enough, are events at all, and each once."""
    settings, ontology = table("coder"), load_ontology()
    heard = [rescored(m, _words(m, document), _after(m, document)) for m in document.events]
    sure = [m for m in heard if m.score >= settings["least_confidence"]]
    sure += harm_told(document, sure)
    return document.with_events(_once(judged(document.with_events(sure)), ontology))


def _words(mention: EventMention, document: AnnotatedReport) -> list[str]:
    return [t.text for t in document.tokens_in(mention.trigger) if any(c.isalpha() for c in t.text)]


def _after(mention: EventMention, document: AnnotatedReport) -> list[str]:
    """The next words of the sentence."""
    tokens = document.tokens_in((mention.trigger[1], mention.sentence[1]))
    return [t.text for t in tokens[:PHRASE] if t.is_alpha]


def _once(mentions: Sequence[EventMention], ontology: Ontology) -> list[EventMention]:
    """Several words for one act become one mention: the surest, with what the others add."""
    kept: list[EventMention] = []
    for mention in sorted(mentions, key=lambda m: (-m.score, m.trigger)):
        same = next((k for k in kept if _one_act(mention, k, ontology)), None)
        if same is None:
            kept.append(mention)
        else:
            kept[kept.index(same)] = _joined(same, mention)
    return sorted(kept, key=lambda m: m.trigger)


def _one_act(a: EventMention, b: EventMention, ontology: Ontology) -> bool:
    rules = table("coder")["one_act"]
    if a.sentence != b.sentence or a.stance != b.stance:
        return False
    if ontology.get(a.type).speech or ontology.compatibility(a.type, b.type) < rules["compatible"]:
        return False
    return any(set(a.spans(role)) & set(b.spans(role)) for role in rules["roles"])


def _joined(surer: EventMention, other: EventMention) -> EventMention:
    """The surer mention with the roles that only the other fills."""
    filled = {a.role for a in surer.arguments}
    added = tuple(a for a in other.arguments if a.role not in filled)
    return replace(surer, arguments=surer.arguments + added)
