"""Annotated text to claims."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from corroborate._version import __version__
from corroborate.coding import discourse
from corroborate.coding.casualties import trailing_tolls
from corroborate.coding.document import AnnotatedReport
from corroborate.coding.participants import Cast
from corroborate.coding.scene_place import place_of
from corroborate.coding.scene_time import date_of, may_coincide
from corroborate.coding.sources import source_of
from corroborate.coding.tolls import counts_of
from corroborate.coding.verification import Standing, remarks, verification_of
from corroborate.language.layers import Argument, CharSpan, EventMention
from corroborate.model import (
    Claim,
    ClaimParticipant,
    ClaimPlace,
    Coder,
    Codes,
    Evidence,
    FieldSpan,
    ReportReference,
    Source,
)
from corroborate.model.vocabulary import Stance, TimeStatus
from corroborate.ontology import Ontology
from corroborate.ontology import load as load_ontology

CODER = Coder(name="corroborate", version=__version__)


def code_document(document: AnnotatedReport) -> list[Claim]:
    """A claim for each event mention of an annotated report, in the order of its text."""
    return list(_Coding.of(document).claims())


@dataclass(frozen=True)
class _Coding:
    """What is known of a report while its claims are made."""

    document: AnnotatedReport
    ontology: Ontology
    cast: Cast
    taken_up: dict[int, int]
    about: dict[int, int]
    scenes: dict[int, int]
    remarks: dict[CharSpan, Standing]
    trailing: dict[int, list[Argument]]

    @classmethod
    def of(cls, document: AnnotatedReport) -> _Coding:
        ontology = load_ontology()
        people = Cast.of(document, document.countries)
        taken_up = discourse.antecedents(document, ontology)
        return cls(
            document,
            ontology,
            people,
            taken_up,
            about=discourse.subjects(document, ontology),
            scenes=discourse.scenes(document, ontology),
            remarks=remarks(document),
            trailing=trailing_tolls(document, ontology),
        )

    def claims(self) -> Iterator[Claim]:
        for index in range(len(self.document.events)):
            yield self._claim(index)

    def _chain(self, index: int) -> list[EventMention]:
        """The mention and those it takes up, nearest first."""
        chain = [self.document.events[index]]
        while index in self.taken_up:
            index = self.taken_up[index]
            chain.append(self.document.events[index])
        return chain

    def _claim(self, index: int) -> Claim:
        mention, document = self.document.events[index], self.document
        event_type = self.ontology.get(mention.type)
        earlier = document.events[:index]
        people = self.cast.participants(mention, earlier, event_type.symmetric)
        people += self._claimants(index, people)
        source, cue = source_of(mention, document, self.cast.countries, self.cast.actors)
        standing = verification_of(mention, document, self.remarks)
        date, place = date_of(self._timed(index), document), self._place(index)
        counts = counts_of(mention, document, self.cast.kind_of, self.trailing.get(index, ()))
        fields: dict[str, CharSpan | None] = {k: c.span for k, c in counts.items()}
        fields |= {"date": date.span, "place": place.span, "cue": cue}
        fields |= {"verification": standing[1] if standing else None}
        if index in self.taken_up:
            fields |= {"antecedent": document.events[self.taken_up[index]].trigger}
        return Claim(
            id=claim_id(document, mention),
            report=ReportReference.of(document.report),
            type=mention.type,
            codes=self._codes(mention, people),
            date=date,
            place=place,
            participants=people,
            counts=counts,
            stance=cast(Stance, mention.stance),
            time=cast(TimeStatus, mention.when),
            source=source,
            verification=standing[0] if standing else "none",
            evidence=_evidence(mention, document, people, source, fields),
            confidence=round(min(1.0, max(0.0, mention.score)), 4),
            coder=CODER,
        )

    def _scene(self, index: int) -> int | None:
        """The event whose scene this one shares; none where its own words give another time."""
        scene = self.scenes.get(index)
        if scene is None:
            return None
        own = date_of(self._chain(index), self.document)
        there = date_of(self._chain(scene), self.document)
        return scene if may_coincide(own, there) else None

    def _timed(self, index: int) -> list[EventMention]:
        """The mentions whose time the event shares, nearest first."""
        chain, scene = self._chain(index), self._scene(index)
        return chain if scene is None else chain + self._chain(scene)

    def _place(self, index: int) -> ClaimPlace:
        """The event's own place, else that of the deed it is about, else of its scene."""
        known = (index, self.about.get(index), self._scene(index))
        chains = [self._chain(i) for i in known if i is not None]
        places = [place_of(chain, self.document) for chain in chains]
        named = [p for p in places if p.id is not None] or [p for p in places if p.name]
        return named[0] if named else ClaimPlace()

    def _claimants(
        self, index: int, people: tuple[ClaimParticipant, ...]
    ) -> tuple[ClaimParticipant, ...]:
        """Those who claim responsibility for the event, and are not named as its doers already."""
        events = self.document.events
        claims = [i for i, deed in self.about.items() if deed == index]
        claims = [i for i in claims if events[i].type == "responsibility_claim"]
        spans = [s for i in claims for s in events[i].spans("agent")]
        found = [self.cast.participant(s, "perpetrator") for s in spans]
        known = {(p.role, p.actor or p.name) for p in people}
        return tuple(p for p in found if (p.role, p.actor or p.name) not in known)

    def _codes(self, mention: EventMention, people: tuple[ClaimParticipant, ...]) -> Codes:
        words = self.document.words
        doers = ("perpetrator", "side")
        return self.ontology.codes(
            mention.type,
            trigger=words(mention.trigger),
            instrument=" ".join(words(s) for s in mention.spans("instrument")),
            agent_kinds=[p.kind for p in people if p.role in doers],
            target_kinds=[p.kind for p in people if p.role not in ("perpetrator",)],
            stance=mention.stance,
        )


def claim_id(document: AnnotatedReport, mention: EventMention) -> str:
    """An id that the same report and the same words always give."""
    key = f"{document.report.sha256}:{mention.trigger[0]}:{mention.trigger[1]}:{mention.type}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _evidence(
    mention: EventMention,
    document: AnnotatedReport,
    people: tuple[ClaimParticipant, ...],
    source: Source | None,
    fields: dict[str, CharSpan | None],
) -> Evidence:
    spans = [("trigger", mention.trigger)]
    spans += [(p.role, p.span) for p in people]
    spans += [(field, span) for field, span in fields.items() if span]
    spans += [("instrument", span) for span in mention.spans("instrument")]
    spans += [("via", span) for span in mention.spans("via")]
    if source:
        spans.append(("source", source.span))
    start, end = mention.sentence
    return Evidence(
        start=start,
        end=end,
        text=document.words(mention.sentence),
        spans=tuple(FieldSpan(field=f, start=a, end=b) for f, (a, b) in spans),
    )
