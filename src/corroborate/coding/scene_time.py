"""When one event took place, as its own words or those it takes up say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from spacy.tokens import Token

from corroborate.coding.document import AnnotatedReport
from corroborate.coding.spans import held_by_others, overlaps
from corroborate.grounding.times import TimeMention, event_date, precision_codes
from corroborate.language.layers import CharSpan, EventMention
from corroborate.model import ClaimDate

# Past forms that end in -s, and "less", "us" and the like, which are no verbs.
_PAST_IN_S = ("ss", "was", "'s", "’s")


def date_of(chain: Sequence[EventMention], document: AnnotatedReport) -> ClaimDate:
    """The date of the first mention of ``chain`` that has one, in words or by its tense.

    ``chain`` is the mention and those whose time it shares, nearest first. Words are looked for in
    the mention's own time, then among the times of its sentence that belong to nothing else, then
    in the only time of its sentence.
    """
    for mention in chain:
        time = _time_of(mention, document)
        if time is not None:
            return _within(_claim_date(time), _news_present(chain[0], document))
    return _news_present(chain[0], document)


def may_coincide(a: ClaimDate, b: ClaimDate) -> bool:
    """Whether two dates leave room for one time; one that is not given leaves it open."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return True
    exact = {a.precision, b.precision} <= {"day", "range", "week"}
    return exact and a.start <= b.end and b.start <= a.end


def _time_of(mention: EventMention, document: AnnotatedReport) -> TimeMention | None:
    own = _most_exact(_in_spans(document.times, mention.spans("time")))
    free = _most_exact(_free(mention, document))
    dated = _dated(_in_spans(document.times, [mention.sentence]))
    only = dated[0] if len(dated) == 1 and mention.when != "background" else None
    return own or free or only


def _within(told: ClaimDate, news: ClaimDate) -> ClaimDate:
    """The date told, unless it is but a year and what is told as the day's news falls in it.

    "Gunmen fire on the team on its way to the 2010 games" is no news of just any day of 2010.
    """
    if told.precision != "year" or told.start is None or told.end is None:
        return told
    if news.start is None or news.end is None:
        return told
    return news if told.start <= news.end <= told.end else told


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
    if verb is None or verb.lemma_ == "have" or not _is_present(verb):
        return False
    at = (verb.idx, verb.idx + len(verb))
    others = [m.trigger for m in document.events if m is not mention]
    return overlaps(at, mention.trigger) or not any(overlaps(at, other) for other in others)


def _is_present(verb: Token) -> bool:
    """By its tense, or its form: "wounds" and "open" are no past, whatever the tagger makes of it.

    Verbs whose past is their plain form end in -t or -d: "hit", "spread".
    """
    if verb.morph.get("Tense", []) == ["Pres"]:
        return True
    word, finite = verb.lower_, verb.morph.get("VerbForm", []) == ["Fin"]
    plain = word == verb.lemma_.lower() and not word.endswith(("t", "d"))
    third = verb.morph.get("Person", []) == ["3"] and word.endswith("s")
    return finite and (plain or (third and not word.endswith(_PAST_IN_S)))


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


def _in_spans(times: Iterable[TimeMention], spans: Sequence[CharSpan]) -> list[TimeMention]:
    return [t for t in times if any(overlaps(t.span, s) for s in spans)]


def _free(mention: EventMention, document: AnnotatedReport) -> list[TimeMention]:
    """Times of the event's sentence that no event there holds in any role of its own."""
    held = held_by_others(mention, document, "time")
    return [
        t
        for t in _in_spans(document.times, [mention.sentence])
        if not any(overlaps(t.span, s) for s in held)
    ]
