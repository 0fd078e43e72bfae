"""A report with all that the language and grounding layers see in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from spacy.tokens import Doc, Span, Token

from corroborate.grounding.actors import ReportActors
from corroborate.grounding.places import PlaceMention
from corroborate.grounding.times import TimeMention
from corroborate.language.extensions import register
from corroborate.language.layers import (
    Argument,
    Attribution,
    CharSpan,
    EventMention,
    Predicate,
)
from corroborate.model import Report

register()  # documents of other makers have no layer of ours, but must be asked for it

_ACTORS = frozenset(["ORG", "GROUP", "PERSON", "UNIT"])
SITE = "PLACE"  # role under which the record gives the name of a predicate's place


@dataclass(frozen=True)
class AnnotatedReport:
    """What :func:`corroborate.annotate` gives. All spans are offsets into ``report.text``."""

    report: Report
    doc: Doc
    times: tuple[TimeMention, ...]
    places: tuple[PlaceMention, ...]
    attributions: tuple[Attribution, ...]
    events: tuple[EventMention, ...]

    def with_events(self, events: Iterable[EventMention]) -> AnnotatedReport:
        """The same report with other event mentions."""
        return replace(self, events=tuple(events))

    def words(self, span: CharSpan) -> str:
        """The report's own characters at ``span``."""
        return self.report.text[span[0] : span[1]]

    @cached_property
    def sentences(self) -> list[CharSpan]:
        """Offsets of the sentences that hold anything but blanks, trimmed."""
        text = self.doc.text
        spans = [_trim(s.start_char, s.end_char, text) for s in self.doc.sents]
        return [s for s in spans if s[0] < s[1]]

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """The countries the report speaks of, ISO 3166-1 alpha-2, most often named first."""
        votes: dict[str, int] = {}
        for mention in self.places:
            if mention.place and mention.place.country and not mention.metonym:
                votes[mention.place.country] = votes.get(mention.place.country, 0) + 1
        return tuple(sorted(votes, key=lambda c: (-votes[c], c)))

    def sentence_number(self, position: int) -> int:
        """How many sentences begin at or before a character."""
        return bisect_right(self.sentences, (position, len(self.report.text)))

    def tokens_in(self, span: CharSpan) -> list[Token]:
        """Tokens that overlap ``span``."""
        found = self.doc.char_span(*span, alignment_mode="expand")
        return list(found) if found is not None else []

    def to_record(self) -> dict[str, Any]:
        """The annotation in the shape of the contract, ready for JSON."""
        return {
            "report": {
                "id": self.report.id,
                "file": self.report.file,
                "published": self.report.published and self.report.published.isoformat(),
            },
            "text": self.report.text,
            "sentences": [list(s) for s in self.sentences],
            "tokens": _tokens(self.doc),
            "entities": _entities(self),
            "times": [_time(t) for t in self.times],
            "places": [_place(p) for p in self.places],
            "attributions": [_attribution(a) for a in self.attributions],
            "predicates": [_predicate(p) for p in self.doc._.predicates],
            "events": [_event(e) for e in self.events],
        }

    def to_conllu(self) -> str:
        """The sentences as CoNLL-U, each with its text and character offset."""
        return "".join(_conllu(self, i, s) for i, s in enumerate(self.doc.sents) if s.text.strip())


def _trim(start: int, end: int, text: str) -> CharSpan:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _tokens(doc: Doc) -> list[dict[str, Any]]:
    words = [t for t in doc if not t.is_space]
    index = {t.i: n for n, t in enumerate(words)}
    return [_token(t, index) for t in words]


def _token(token: Token, index: dict[int, int]) -> dict[str, Any]:
    return {
        "span": [token.idx, token.idx + len(token)],
        "text": token.text,
        "lemma": token.lemma_,
        "pos": token.pos_,
        "feats": str(token.morph),
        "head": index.get(token.head.i, index[token.i]),
        "deprel": token.dep_,
    }


def _entities(document: AnnotatedReport) -> list[dict[str, Any]]:
    """Names with the id of the actor each stands for in this report on its day, if any."""
    published = document.report.published
    actors = ReportActors(document.doc, published=published, countries=document.countries)

    def actor(name: Span) -> str | None:
        match = actors.resolve(name.text, name.start_char) if name.label_ in _ACTORS else None
        return match.actor_id if match else None

    return [
        {"span": [e.start_char, e.end_char], "label": e.label_, "actor": actor(e)}
        for e in document.doc.ents
    ]


def _time(mention: TimeMention) -> dict[str, Any]:
    return {
        "span": list(mention.span),
        "type": mention.type,
        "value": mention.value,
        "start": mention.start and mention.start.isoformat(),
        "end": mention.end and mention.end.isoformat(),
        "precision": mention.precision,
        "anchor": _anchor(mention),
    }


def _anchor(mention: TimeMention) -> dict[str, Any] | None:
    anchor = mention.anchor
    if anchor is None:
        return None
    return {
        "kind": anchor.kind,
        "offset": anchor.offset,
        "span": anchor.span and list(anchor.span),
    }


def _place(mention: PlaceMention) -> dict[str, Any]:
    place = mention.place
    return {
        "span": list(mention.span),
        "id": place.id if place else None,
        "name": place.name if place else mention.text,
        "lat": mention.lat,
        "lon": mention.lon,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "precision": mention.precision,
        "relation": mention.relation,
        "radius_km": mention.radius_km,
        "metonym": mention.metonym,
        "confidence": round(mention.score, 3),
    }


def _attribution(attribution: Attribution) -> dict[str, Any]:
    return {
        "source": attribution.source and list(attribution.source),
        "cue": attribution.cue and list(attribution.cue),
        "content": [list(c) for c in attribution.content],
    }


def _predicate(predicate: Predicate) -> dict[str, Any]:
    sites = [{"span": list(site), "role": SITE} for site in predicate.sites]
    return {
        "span": list(predicate.span),
        "roles": _roles(predicate.roles) + sites,
        "factuality": predicate.factuality,
    }


def _event(event: EventMention) -> dict[str, Any]:
    return {
        "span": list(event.trigger),
        "type": event.type,
        "roles": _roles(event.arguments),
        "stance": event.stance,
        "when": event.when,
        "verification": event.verification,
        "confidence": round(event.score, 3),
    }


def _roles(arguments: Iterable[Argument]) -> list[dict[str, Any]]:
    return [{"span": list(a.span), "role": a.role} for a in arguments]


def _conllu(document: AnnotatedReport, number: int, sentence: Any) -> str:
    tokens = [t for t in sentence if not t.is_space]
    index = {t.i: n for n, t in enumerate(tokens, 1)}
    text = " ".join(sentence.text.split())
    lines = [
        f"# sent_id = {document.report.id}-{number}",
        f"# text = {text}",
        f"# start_char = {sentence.start_char}",
    ]
    for t in tokens:
        head = 0 if t.head.i == t.i else index.get(t.head.i, 0)
        lines.append(
            f"{index[t.i]}\t{t.text}\t{t.lemma_ or '_'}\t{t.pos_ or '_'}\t_\t{t.morph or '_'}\t"
            f"{head}\t{t.dep_ if head else 'root'}\t_\tstart_char={t.idx}"
        )
    return "\n".join(lines) + "\n\n"
