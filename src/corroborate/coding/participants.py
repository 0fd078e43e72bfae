"""Who did it, to whom: the words of a role to named actors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corroborate.coding import discourse
from corroborate.coding.document import AnnotatedReport
from corroborate.grounding.actors import ActorMatch, resolve
from corroborate.language.layers import CharSpan, EventMention
from corroborate.model import ClaimParticipant
from corroborate.model.vocabulary import ActorKind, Role

_ARMED = ("rebel group", "political militia", "identity militia")


@dataclass(frozen=True)
class Cast:
    """Resolves the people and groups of one report.

    Attributes:
        countries: the report's countries by how often it speaks of them, ISO alpha-2.
        groups: named armed groups with the place of each naming, in order.
    """

    document: AnnotatedReport
    countries: tuple[str, ...]
    groups: tuple[tuple[int, ActorMatch], ...]

    @classmethod
    def of(cls, document: AnnotatedReport, countries: tuple[str, ...]) -> Cast:
        """Read the cast of a report: the armed groups it names."""
        spans = [(e.start_char, e.end_char) for e in document.doc.ents]
        spans += [s for m in document.events for s in m.spans("agent") + m.spans("patient")]
        named = []
        for span in sorted(set(spans)):
            match = resolve(document.words(span), countries=countries)
            if match and match.actor_id and match.kind in _ARMED:
                named.append((span[0], match))
        return cls(document, countries, tuple(named))

    def match(self, span: CharSpan) -> ActorMatch | None:
        """The actor that the words at ``span`` name, or take up from before."""
        text = self.document.words(span)
        match = resolve(text, countries=self.countries)
        if match and match.actor_id:
            return match
        if discourse.takes_up_group(text):
            return self._group_before(span[0]) or match
        return match

    def _group_before(self, position: int) -> ActorMatch | None:
        """The armed group named most before ``position``; if none, the only one of the report."""
        earlier = [match for at, match in self.groups if at < position]
        if earlier:
            times = Counter(match.actor_id for match in earlier)
            return max(reversed(earlier), key=lambda match: times[match.actor_id])
        return self.groups[0][1] if len({m.actor_id for _, m in self.groups}) == 1 else None

    def kind_of(self, span: CharSpan) -> ActorKind:
        """What sort of actor the words at ``span`` name."""
        match = self.match(span)
        return match.kind if match else "unknown"

    def participant(self, span: CharSpan, role: Role) -> ClaimParticipant:
        """The participant that the words at ``span`` name."""
        text = self.document.words(span)
        match = self.match(span)
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
        agents = [self._named(s, earlier) for s in mention.spans("agent")]
        patients = [self._named(s, earlier) for s in mention.spans("patient")]
        doer: Role = "side" if symmetric else "perpetrator"
        sufferer: Role = "side" if symmetric else "target"
        found = [self.participant(s, doer) for s in agents if s]
        found += [self.participant(s, sufferer) for s in patients if s and s not in agents]
        return tuple(p for p in found if len(p.name) > 1 and discourse.names_somebody(p.text))

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
