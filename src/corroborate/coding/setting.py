"""When and where one event took place, as its own words or those it takes up say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import TypeVar

from spacy.tokens import Token

from corroborate.coding.document import AnnotatedReport
from corroborate.grounding.places import PlaceMention, event_place, ground
from corroborate.grounding.times import TimeMention, event_date, precision_codes
from corroborate.language.layers import CharSpan, EventMention
from corroborate.model import ClaimDate, ClaimPlace

_M = TypeVar("_M", TimeMention, PlaceMention)


def overlaps(a: CharSpan, b: CharSpan) -> bool:
    """Whether two spans share a character."""
    return a[0] < b[1] and b[0] < a[1]


def date_of(chain: Sequence[EventMention], document: AnnotatedReport) -> ClaimDate:
    """The date of the first mention of ``chain`` that has one, in words or by its tense.

    ``chain`` is the mention and those whose time it shares, nearest first. Words are looked for in
    the mention's own time, then among the times of its sentence that belong to nothing else, then
    in the only time of its sentence.
    """
    for mention in chain:
        time = _time_of(mention, document)
        if time is not None:
            return _claim_date(time)
    return _news_present(chain[0], document)


def may_coincide(a: ClaimDate, b: ClaimDate) -> bool:
    """Whether two dates leave room for one time; one that is not given leaves it open."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return True
    exact = {a.precision, b.precision} <= {"day", "range", "week"}
    return exact and a.start <= b.end and b.start <= a.end


def _time_of(mention: EventMention, document: AnnotatedReport) -> TimeMention | None:
    own = _most_exact(_in_spans(document.times, mention.spans("time")))
    free = _most_exact(_free(document.times, mention, document, "time"))
    dated = _dated(_in_spans(document.times, [mention.sentence]))
    only = dated[0] if len(dated) == 1 and mention.when != "background" else None
    return own or free or only


def _news_present(mention: EventMention, document: AnnotatedReport) -> ClaimDate:
    """The date that the tense of news gives: "a bomb kills six" is of the day, or the one before.

    Only where a finite verb in the present carries the event; its words are the trigger's.
    """
    published = document.report.published
    told_as_news = mention.when in ("past", "ongoing") and mention.stance in ("asserted", "denied")
    if published is None or not told_as_news or not _in_present(mention, document):
        return ClaimDate()
    start = published - timedelta(days=1)
    acled, ucdp = precision_codes(start, published, "range")
    return ClaimDate(
        start=start,
        end=published,
        precision="range",
        acled_precision=acled,
        ucdp_precision=ucdp,
        text=document.words(mention.trigger),
        span=mention.trigger,
    )


def _in_present(mention: EventMention, document: AnnotatedReport) -> bool:
    """Whether the clause of the trigger stands in the simple present.

    Not so where that clause is another event's, a claim of responsibility say: then the event
    told of in it is older.
    """
    tokens = document.tokens_in(mention.trigger)
    verb = next((v for t in tokens if (v := _finite(t)) is not None), None)
    if verb is None or verb.morph.get("Tense", []) != ["Pres"] or verb.lemma_ == "have":
        return False
    at = (verb.idx, verb.idx + len(verb))
    others = [m.trigger for m in document.events if m is not mention]
    return overlaps(at, mention.trigger) or not any(overlaps(at, other) for other in others)


def _finite(token: Token) -> Token | None:
    """The finite verb or auxiliary of the clause that ``token`` stands in."""
    for step in (token, *token.ancestors):
        if step.pos_ in ("VERB", "AUX"):
            forms = [step, *(c for c in step.children if c.dep_.startswith(("aux", "cop")))]
            finite = [f for f in forms if f.morph.get("VerbForm", []) == ["Fin"]]
            if finite:
                return finite[0]
    return next((t for t in token.sent if t.morph.get("VerbForm", []) == ["Fin"]), None)


def _dated(times: Iterable[TimeMention]) -> list[TimeMention]:
    return [t for t in times if t.start and t.end and t.type in ("DATE", "TIME", "DURATION")]


def _most_exact(times: Iterable[TimeMention]) -> TimeMention | None:
    """The time with the shortest interval among those that have one."""
    return min(_dated(times), key=lambda t: ((t.end - t.start).days, t.span), default=None)  # type: ignore[operator]


def _claim_date(time: TimeMention) -> ClaimDate:
    return ClaimDate(**event_date(time).model_dump(), text=time.text, span=time.span)


def place_of(chain: Sequence[EventMention], document: AnnotatedReport) -> ClaimPlace:
    """The place of the first mention of ``chain`` that has one.

    Looked for in the words of its place, of the one it is done to, and last among the places of
    its sentence that belong to nothing else. Of several, the finest that has a point; where none
    has, the words alone, those without a name ("the area") last of all.
    """
    for mention in chain:
        own = [m for s in mention.spans("place") if (m := _ground(s, document))]
        done_to = [m for s in mention.spans("patient") if (m := _ground(s, document))]
        done_to = [m for m in done_to if not m.metonym and m.precision != "country"]
        free = [p for p in _free(document.places, mention, document, "place") if _is_ground(p)]
        free.sort(key=lambda p: abs(p.span[0] - mention.trigger[0]))
        for candidates in (own, done_to, free):
            pointed = [m for m in candidates if m.lat is not None]
            if pointed:
                return _claim_place(pointed[0])
        for found in own:
            return _claim_place(found)
        for span in mention.spans("place"):
            if _holds_name(span, document):
                return _words_only(span, document)
    unnamed = [s for m in chain for s in m.spans("place")]
    return _words_only(unnamed[0], document) if unnamed else ClaimPlace()


def _words_only(span: CharSpan, document: AnnotatedReport) -> ClaimPlace:
    return ClaimPlace(name=document.words(span), text=document.words(span), span=span)


def _holds_name(span: CharSpan, document: AnnotatedReport) -> bool:
    return any(t.pos_ == "PROPN" for t in document.tokens_in(span))


def _ground(span: CharSpan, document: AnnotatedReport) -> PlaceMention | None:
    return ground(document.words(span), document.places, span)


def _is_ground(mention: PlaceMention) -> bool:
    """Whether the name stands for ground on which something can happen."""
    return not (mention.metonym or mention.locates)


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
