"""When and where one event took place, as its own words or those it takes up say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from corroborate.coding.document import AnnotatedReport
from corroborate.grounding.places import PlaceMention, event_place, ground
from corroborate.grounding.times import TimeMention, event_date
from corroborate.language.layers import CharSpan, EventMention
from corroborate.model import ClaimDate, ClaimPlace

_M = TypeVar("_M", TimeMention, PlaceMention)


def overlaps(a: CharSpan, b: CharSpan) -> bool:
    """Whether two spans share a character."""
    return a[0] < b[1] and b[0] < a[1]


def date_of(chain: Sequence[EventMention], document: AnnotatedReport) -> ClaimDate:
    """The date of the first mention of ``chain``; each later one is what it takes up."""
    for mention in chain:
        own = _in_spans(document.times, mention.spans("time"))
        free = _free(document.times, mention, document, "time")
        for time in (_most_exact(own), _most_exact(free)):
            if time is not None:
                return _claim_date(time)
    return ClaimDate()


def _most_exact(times: Iterable[TimeMention]) -> TimeMention | None:
    """The time with the shortest interval among those that have one."""
    dated = [t for t in times if t.start and t.end and t.type in ("DATE", "TIME", "DURATION")]
    return min(dated, key=lambda t: ((t.end - t.start).days, t.span), default=None)  # type: ignore[operator]


def _claim_date(time: TimeMention) -> ClaimDate:
    return ClaimDate(**event_date(time).model_dump(), text=time.text, span=time.span)


def place_of(chain: Sequence[EventMention], document: AnnotatedReport) -> ClaimPlace:
    """The place of the first mention of ``chain`` that has one.

    Looked for in the words of its place, of the one it is done to, and last among the places of
    its sentence that belong to nothing else.
    """
    for mention in chain:
        for role in ("place", "patient"):
            for span in mention.spans(role):
                found = ground(document.words(span), document.places, span)
                if found is not None and not found.metonym:
                    return _claim_place(found)
        free = [p for p in _free(document.places, mention, document, "place") if not p.metonym]
        near = min(free, key=lambda p: abs(p.span[0] - mention.trigger[0]), default=None)
        if near is not None:
            return _claim_place(near)
        for span in mention.spans("place"):
            return ClaimPlace(name=document.words(span), text=document.words(span), span=span)
    return ClaimPlace()


def _claim_place(mention: PlaceMention) -> ClaimPlace:
    return ClaimPlace(**event_place(mention).model_dump(), text=mention.text, span=mention.span)


def _in_spans(mentions: Iterable[_M], spans: Sequence[CharSpan]) -> list[_M]:
    return [m for m in mentions if any(overlaps(m.span, s) for s in spans)]


def _free(
    mentions: Iterable[_M], mention: EventMention, document: AnnotatedReport, role: str
) -> list[_M]:
    """Mentions of the event's sentence that no event there holds in any role of its own."""
    others = [e for e in document.events if e.sentence == mention.sentence]
    held = [a.span for e in others for a in e.arguments if e is not mention or a.role != role]
    return [
        m
        for m in mentions
        if overlaps(m.span, mention.sentence) and not any(overlaps(m.span, s) for s in held)
    ]
