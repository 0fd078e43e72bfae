"""The counts of one event mention: kinds, totals and parts, and by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from corroborate.coding.counts import parse_count
from corroborate.coding.document import AnnotatedReport
from corroborate.coding.tables import roles
from corroborate.language.layers import COUNT_ROLES, Argument, CharSpan, EventMention
from corroborate.model import ClaimCount, Count, Counts
from corroborate.model.vocabulary import ActorKind, CountedGroup

KindOf = Callable[[CharSpan], ActorKind]
"""What sort of actor the words at a span name."""


@dataclass(frozen=True, slots=True)
class _Part:
    span: CharSpan
    count: Count
    group: CountedGroup | None


def counts_of(
    mention: EventMention,
    document: AnnotatedReport,
    kind_of: KindOf,
    trailing: Sequence[Argument] = (),
) -> Counts[ClaimCount]:
    """All numbers of people that the mention gives, a count a kind.

    ``trailing`` are counts told of it in sentences of their own.
    """
    found = {}
    for kind in COUNT_ROLES:
        spans = mention.spans(kind) or _from_participants(mention, kind, document)
        spans = spans or [a.span for a in trailing if a.role == kind]
        count = _combine([_part(s, document, kind_of) for s in spans], document)
        if count:
            found[kind] = count
    return Counts[ClaimCount](**found)


def _from_participants(
    mention: EventMention, kind: str, document: AnnotatedReport
) -> list[CharSpan]:
    """Spans of participants whose number counts ``kind`` by the event's type or trigger."""
    rules = roles()
    spans: list[CharSpan] = []
    trigger = document.words(mention.trigger).lower()
    words = rules["trigger"].get(kind, {}).get("words", [])
    if rules["patient_count"].get(mention.type) == kind or trigger.startswith(tuple(words)):
        spans += mention.spans("patient")
    if rules["agent_count"].get(mention.type) == kind:
        spans += mention.spans("agent")
    return [s for s in spans if has_number(document.words(s))]


def has_number(text: str) -> bool:
    """Whether the words tell how many, be it a bound only ("dozens")."""
    count = parse_count(text)
    return any(v is not None for v in (count.low, count.best, count.high))


def _part(span: CharSpan, document: AnnotatedReport, kind_of: KindOf) -> _Part:
    """The phrase at ``span``, read with the words just before it ("a population of …")."""
    head = [t for t in document.tokens_in(span) if t.pos_ in ("NOUN", "PROPN")]
    singular = bool(head) and all(t.morph.get("Number", []) != ["Plur"] for t in head)
    before = document.words((max(0, span[0] - 16), span[0]))
    counts_nobody = bool(re.search(r"\b(?:population|inhabitants) of\W*$", before))
    count = Count() if counts_nobody else parse_count(document.words(span), singular=singular)
    group = roles()["groups"].get(kind_of(span))
    return _Part(span, count, cast("CountedGroup | None", group))


def _combine(parts: list[_Part], document: AnnotatedReport) -> ClaimCount | None:
    """One count of several phrases: the total where one is given, else the sum of the parts."""
    told = [p for p in parts if _value(p) is not None]
    if not told:
        return None
    total = _total(told, document)
    if total:
        rest = [p for p in told if p is not total]
        return _claim(total.count, total.span, document, _by_side(rest or [total]))
    wholes = [p for p in told if not _is_part(p, document)] or told
    if any(_rival(a, b, document) for a, b in pairwise(wholes)):
        return _claim(_spread(wholes), wholes[0].span, document, None)
    span = (min(p.span[0] for p in wholes), max(p.span[1] for p in wholes))
    return _claim(_add([p.count for p in wholes]), span, document, _by_side(wholes))


def _rival(first: _Part, second: _Part, document: AnnotatedReport) -> bool:
    """Whether the words between two counts set them against each other."""
    between = document.words((first.span[1], max(first.span[1], second.span[0]))).lower()
    rules = roles()["rival"]
    return len(between) > rules["reach"] or bool(
        set(re.findall(r"\w+", between)) & set(rules["words"])
    )


def _spread(rivals: list[_Part]) -> Count:
    """Rival figures as a range without a best."""
    values = [v for v in map(_value, rivals) if v is not None]
    return Count(low=min(values), best=None, high=max(values))


def _value(part: _Part) -> int | None:
    count = part.count
    return next((v for v in (count.best, count.low, count.high) if v is not None), None)


def _total(parts: list[_Part], document: AnnotatedReport) -> _Part | None:
    """The phrase that counts all the others: the only whole, or as large as the rest together."""
    wholes = [p for p in parts if not _is_part(p, document)]
    if len(wholes) == 1:
        return wholes[0]
    largest = max(parts, key=lambda p: _value(p) or 0)
    others = sum(_value(p) or 0 for p in parts if p is not largest)
    return largest if len(parts) > 2 and (_value(largest) or 0) >= others else None


def _is_part(part: _Part, document: AnnotatedReport) -> bool:
    """Whether the words around a count make it a part of another ("including …", "… of whom")."""
    text, rules = document.report.text.lower(), roles()["part"]
    before, after = text[max(0, part.span[0] - 25) : part.span[0]].rstrip(), text[part.span[1] :]
    return any(re.search(rf"\b{word}$", before) for word in rules["before"]) or any(
        after.lstrip().startswith(word) for word in rules["after"]
    )


def _add(counts: list[Count]) -> Count:
    """Sum of parts; a bound that any part leaves open stays open."""

    def total(values: list[int | None]) -> int | None:
        return None if any(v is None for v in values) else sum(v for v in values if v is not None)

    return Count(
        low=total([c.low for c in counts]),
        best=total([c.best for c in counts]),
        high=total([c.high for c in counts]),
    )


def _by_side(parts: list[_Part]) -> dict[CountedGroup, int] | None:
    sides: dict[CountedGroup, int] = {}
    for part in parts:
        value = _value(part)
        if part.group and value is not None:
            sides[part.group] = sides.get(part.group, 0) + value
    return sides or None


def _claim(
    count: Count, span: CharSpan, document: AnnotatedReport, sides: dict[CountedGroup, int] | None
) -> ClaimCount:
    return ClaimCount(
        low=count.low,
        best=count.best,
        high=count.high,
        by_side=sides,
        text=document.words(span),
        span=span,
    )
