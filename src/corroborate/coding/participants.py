"""Who did it, to whom: the words of a role to named actors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corroborate.coding import discourse
from corroborate.coding.document import AnnotatedReport
from corroborate.coding.spans import overlaps
from corroborate.grounding.actors import ActorMatch, ReportActors, split_compound
from corroborate.grounding.places.spotting.datelines import dateline_span
from corroborate.language.layers import CharSpan, EventMention
from corroborate.model import ClaimParticipant
from corroborate.model.vocabulary import ActorKind, Role


@dataclass(frozen=True)
class Cast:
    """Resolves the people and groups of one report.

    Attributes:
        countries: the report's countries by how often it speaks of them, ISO alpha-2.
        actors: what the report names, and what its short forms and pronouns stand for.
    """

    document: AnnotatedReport
    countries: tuple[str, ...]
    actors: ReportActors

    @classmethod
    def of(cls, document: AnnotatedReport, countries: tuple[str, ...]) -> Cast:
        """Read the cast of a report: the actors it names."""
        spans = [s for m in document.events for s in m.spans("agent") + m.spans("patient")]
        published = document.report.published
        return cls(
            document,
            countries,
            ReportActors(document.doc, published=published, countries=countries, spans=spans),
        )

    def match(self, span: CharSpan) -> ActorMatch | None:
        """The actor that the words at ``span`` name, or take up from before."""
        return self.actors.resolve(self.document.words(span), span[0])

    def kind_of(self, span: CharSpan) -> ActorKind:
        """What sort of actor the words at ``span`` name."""
        match = self.match(span)
        return match.kind if match else "unknown"

    def participant(
        self, span: CharSpan, role: Role, reading: str | None = None
    ) -> ClaimParticipant:
        """The participant that the words at ``span`` name; ``reading`` are its words in full."""
        text = self.document.words(span)
        match = self.actors.resolve(reading or text, span[0])
        if match is None:
            return ClaimParticipant(role=role, name=text, text=text, span=span)
        return ClaimParticipant(
            role=role,
            name=match.name or text,
            actor=match.actor_id,
            kind=match.kind,
            country=match.country,
            text=text,
            span=span,
        )

    def participants(
        self, mention: EventMention, earlier: Sequence[EventMention], symmetric: bool
    ) -> tuple[ClaimParticipant, ...]:
        """Everybody in the mention's roles; pronouns replaced by whom they stand for."""
        agents = [self._named(s, earlier) for s in self._told(mention.spans("agent"))]
        patients = [self._named(s, earlier) for s in self._told(mention.spans("patient"))]
        doer: Role = "side" if symmetric else "perpetrator"
        sufferer: Role = "side" if symmetric else "target"
        found = [p for s in agents if s for p in self._each(s, doer)]
        found += [p for s in patients if s and s not in agents for p in self._each(s, sufferer)]
        return tuple(p for p in found if len(p.name) > 1 and discourse.names_somebody(p.text))

    def _told(self, spans: Sequence[CharSpan]) -> list[CharSpan]:
        """Those that stand in the telling; the town of a dateline takes part in nothing."""
        line = dateline_span(self.document.report.text)
        return [s for s in spans if line is None or not overlaps(s, line)]

    def _each(self, span: CharSpan, role: Role) -> Iterator[ClaimParticipant]:
        """A participant for each actor that the words join ("Iraqi and Kurdish forces")."""
        parts = split_compound(self.document.words(span))
        if len(parts) == 1:
            yield self.participant(span, role)
            return
        for part in parts:
            start, end = part.span
            yield self.participant((span[0] + start, span[0] + end), role, part.reading)

    def _named(self, span: CharSpan, earlier: Sequence[EventMention]) -> CharSpan | None:
        """The span, or for a pronoun whom it stands for; ``None`` if nobody fits.

        "He" and "she" are the last person named, others the last doer or speaker.
        """
        words = self.document.words(span)
        if not discourse.is_pronoun(words):
            return span
        if discourse.is_personal(words):
            people = [e for e in self.document.doc.ents if e.label_ == "PERSON"]
            return discourse.last_before([(e.start_char, e.end_char) for e in people], span[0])
        spans = [s for m in earlier for s in m.spans("agent") + m.spans("source")]
        named = [s for s in spans if not discourse.is_pronoun(self.document.words(s))]
        return discourse.last_before(named, span[0])
