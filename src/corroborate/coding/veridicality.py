"""Whether the grammar around a trigger says that the event took place at all.

After Karttunen's and Saurí's factuality operators: modals, negation, conditions, and words that
govern the event (to prevent it, to fear it, to plan it).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from corroborate.coding.document import AnnotatedReport
from corroborate.coding.tables import table
from corroborate.language.layers import EventMention

NO_EVENT = "none"
_CLAUSAL = ("advcl", "acl", "acl:relcl", "ccomp", "parataxis", "conj", "root")


def judged(document: AnnotatedReport) -> tuple[EventMention, ...]:
    """The document's events with the stance that the grammar gives; those that are none dropped."""
    found = []
    for mention in document.events:
        stance = _stance(mention, document)
        if mention.stance != "asserted" and stance != table("veridicality")["negation"]["stance"]:
            stance = None  # what is planned or asked for stays so, unless it is denied
        if stance != NO_EVENT:
            found.append(replace(mention, stance=stance) if stance else mention)
    return tuple(found)


def _stance(mention: EventMention, document: AnnotatedReport) -> str | None:
    """The stance that the nearest operator gives the event; ``None`` for no operator."""
    tokens = document.tokens_in(mention.trigger)
    inside = {t.i for t in tokens}
    head = next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), None)
    if head is None:
        return None
    for step in _path(head):
        stance = _local(step, head) or _governed(step, head)
        if stance:
            return stance
    return None


def _path(head: Token) -> Iterator[Token]:
    """The trigger's head, and those it depends on up to the verb of its clause."""
    yield head
    step = head
    while step.head.i != step.i and not (step.pos_ in ("VERB", "AUX") and step.dep_ in _CLAUSAL):
        step = step.head
        yield step


def _local(step: Token, head: Token) -> str | None:
    """Stance by the words that hang on one step: modals, negation, condition."""
    rules = table("veridicality")
    children = list(step.children)
    if step.pos_ in ("VERB", "AUX"):
        if any(_negates(c) for c in children) or _negated_subject(step):
            return str(rules["negation"]["stance"])
        for stance, words in rules["modals"].items():
            if any(c.dep_ == "aux" and c.lower_ in words for c in children):
                return str(stance)
        if any(c.dep_ == "mark" and c.lower_ in rules["condition"]["words"] for c in children):
            return str(rules["condition"]["stance"])
    elif step.i == head.i and any(c.lower_ in ("no", "without") for c in children):
        return str(rules["negation"]["stance"])
    return None


def _negates(child: Token) -> bool:
    words = table("veridicality")["negation"]["words"]
    return child.dep_ in ("advmod", "det", "cc:preconj") and child.lower_ in words


def _negated_subject(verb: Token) -> bool:
    """Whether the subject of the verb is nobody: "no troops"."""
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubj:pass")]
    return any(g.dep_ == "det" and g.lower_ == "no" for s in subjects for g in s.children)


def _governed(step: Token, head: Token) -> str | None:
    """Stance by the word that the event is the complement or the modifier of."""
    near = [step.head] if step.head.i != step.i and step.head.i != head.i else []
    near += [c for c in step.children if c.dep_ in ("amod", "case", "mark") and step.i == head.i]
    for rule in table("veridicality")["governors"]:
        if any(n.lemma_.lower() in rule["words"] or n.lower_ in rule["words"] for n in near):
            return str(rule["stance"])
    return None
