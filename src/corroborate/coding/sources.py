"""Who says that an event took place."""

from __future__ import annotations

from collections.abc import Iterable

from corroborate.coding import discourse
from corroborate.coding.document import AnnotatedReport
from corroborate.grounding.actors import ReportActors, resolve, source_kind
from corroborate.language.layers import Attribution, CharSpan, EventMention
from corroborate.model import Source

PARTNERS = (["and"], ["or"], [","])  # how what joins one speaker to another begins
REACH = 6  # words of all that is joined to a speaker


def source_of(
    mention: EventMention,
    document: AnnotatedReport,
    countries: tuple[str, ...],
    actors: ReportActors | None = None,
) -> tuple[Source | None, CharSpan | None]:
    """The source of a mention, with the word of saying; both ``None`` where nobody is named.

    ``actors`` knows whom a surname, a short form or "the group" stands for.
    """
    attribution = None
    if mention.when != "background":  # what is known already is nobody's word here
        attribution = _around(mention, document.attributions)
    cue = next(iter(mention.spans("cue")), attribution.cue if attribution else None)
    span = next(iter(mention.spans("source")), attribution.source if attribution else None)
    if span and discourse.is_pronoun(document.words(span)):
        span = _speaker_before(span, document)
    own_deed = not mention.spans("source") and span in mention.spans("agent")
    if span is None or own_deed:
        return None, cue
    span = _with_partners(span, cue, document)
    text = document.words(span)
    if actors:
        match = actors.resolve(text, span[0])
    else:
        match = resolve(text, countries=countries, on=document.report.published)
    via = next(iter(mention.spans("via")), None)
    source = Source(
        text=text,
        kind=source_kind(text),
        actor=match.actor_id if match else None,
        via=document.words(via) if via else None,
        span=span,
    )
    return source, cue


def _with_partners(span: CharSpan, cue: CharSpan | None, document: AnnotatedReport) -> CharSpan:
    """The span with who speaks with it: "police" of "police and medics said" with the medics."""
    for predicate in document.doc._.predicates:
        if cue and cue[0] <= predicate.span[0] < cue[1]:
            for speaker in predicate.roles:
                start, end = speaker.span
                more = document.words((span[1], end)).split()
                if (speaker.role, start) == ("A0", span[0]) and more[:1] in PARTNERS:
                    return (start, end) if len(more) <= REACH else span
    return span


def _around(mention: EventMention, attributions: Iterable[Attribution]) -> Attribution | None:
    """The innermost attribution whose content holds the trigger."""
    holding = [
        (end - start, a)
        for a in attributions
        for start, end in a.content
        if start <= mention.trigger[0] and mention.trigger[1] <= end
    ]
    return min(holding, key=lambda pair: pair[0], default=(0, None))[1]


def _speaker_before(span: CharSpan, document: AnnotatedReport) -> CharSpan | None:
    """The last named source before a pronoun that speaks."""
    named = [a.source for a in document.attributions if a.source]
    named += [s for m in document.events for s in m.spans("source")]
    named = [s for s in named if not discourse.is_pronoun(document.words(s))]
    return discourse.last_before(named, span[0])
