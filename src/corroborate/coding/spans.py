"""Which spans meet, and which are taken."""

from __future__ import annotations

from corroborate.coding.document import AnnotatedReport
from corroborate.language.layers import CharSpan, EventMention


def overlaps(a: CharSpan, b: CharSpan) -> bool:
    """Whether two spans share a character."""
    return a[0] < b[1] and b[0] < a[1]


def held_by_others(mention: EventMention, document: AnnotatedReport, role: str) -> list[CharSpan]:
    """What the events of a sentence hold in any role, but for ``role`` of ``mention``."""
    others = [e for e in document.events if e.sentence == mention.sentence]
    return [a.span for e in others for a in e.arguments if e is not mention or a.role != role]
