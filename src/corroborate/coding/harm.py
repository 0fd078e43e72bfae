"""People killed or hurt of whom a verb tells and no event yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from corroborate.coding.document import AnnotatedReport
from corroborate.coding.spans import overlaps
from corroborate.coding.tables import table
from corroborate.coding.tolls import has_number
from corroborate.language.layers import Argument, CharSpan, EventMention, Predicate

ROLES = {"A0": "agent", "TMP": "time"}


def harm_told(document: AnnotatedReport, known: Sequence[EventMention]) -> list[EventMention]:
    """Mentions for verbs of harm ("killing 279 of them") whose count belongs to no event.

    Args:
        document: whose predicates are read.
        known: the events that are sure already.
    """
    rules = table("coder")["harm"]
    found = []
    for predicate in document.doc._.predicates:
        kind = rules["verbs"].get(_lemma(predicate, document))
        harmed = next((a.span for a in predicate.roles if a.role == "A1"), None)
        if kind and harmed and _is_new(predicate, harmed, document, known):
            found.append(_mention(predicate, kind, harmed, document, rules))
    return found


def _lemma(predicate: Predicate, document: AnnotatedReport) -> str:
    return next((str(token.lemma_) for token in document.tokens_in(predicate.span)), "")


def _is_new(
    predicate: Predicate,
    harmed: CharSpan,
    document: AnnotatedReport,
    known: Iterable[EventMention],
) -> bool:
    """Whether a number was harmed, as a fact, of which no known event speaks."""
    if (predicate.factuality or 0) <= 0 or not has_number(document.words(harmed)):
        return False
    spans = [s for m in known for s in (m.trigger, *m.spans("killed"), *m.spans("wounded"))]
    return not any(overlaps(s, own) for s in spans for own in (harmed, predicate.span))


def _mention(
    predicate: Predicate,
    kind: str,
    harmed: CharSpan,
    document: AnnotatedReport,
    rules: dict[str, Any],
) -> EventMention:
    arguments = [
        Argument(ROLES[a.role], a.span, a.score) for a in predicate.roles if a.role in ROLES
    ]
    arguments += [Argument("patient", harmed), Argument(kind, harmed)]
    arguments += [Argument("place", site) for site in predicate.sites]
    start = predicate.span[0]
    return EventMention(
        trigger=predicate.span,
        type=rules["type"],
        sentence=next(s for s in document.doc._.sentences if s[0] <= start < s[1]),
        arguments=tuple(sorted(arguments, key=lambda a: (a.span, a.role))),
        score=rules["confidence"],
        type_scores={rules["type"]: 1.0},
    )
