"""What the annotated document carries beyond tags, trees and entities.

Each is a ``Doc`` extension of the same name (``doc._.events`` …), always a tuple, in the order of
the text. All spans are character offsets into ``doc.text``, which has the report's length.
"""

from __future__ import annotations

from dataclasses import dataclass, field

CharSpan = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Argument:
    """A stretch of text in a role of an event.

    ``role`` is one of :data:`ROLES`; ``score`` the model's probability.
    """

    role: str
    span: CharSpan
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class EventMention:
    """An event as one sentence tells it.

    Attributes:
        trigger: the words that name it.
        type: one of the ontology's types.
        sentence: offsets of the sentence.
        arguments: participants, place, time, means, counts by kind, source, cue, via.
        stance, when, verification: as in the annotation guidelines.
        score: probability of trigger and type.
    """

    trigger: CharSpan
    type: str
    sentence: CharSpan
    arguments: tuple[Argument, ...] = ()
    stance: str = "asserted"
    when: str = "past"
    verification: str = "none"
    score: float = 1.0
    type_scores: dict[str, float] = field(default_factory=dict)

    def spans(self, role: str) -> list[CharSpan]:
        """Offsets of all arguments in that role, in order."""
        return [a.span for a in self.arguments if a.role == role]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what: ``source`` and ``cue`` may be missing, ``content`` may be in pieces."""

    source: CharSpan | None
    cue: CharSpan | None
    content: tuple[CharSpan, ...]


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb (auxiliaries left out) or event noun with its arguments.

    Attributes:
        span: the word.
        roles: arguments, their ``role`` one of A0, A1, A2 (as PropBank numbers them: mostly who,
            whom or what, and the next), LOC, TMP, NEG, MOD (place, time, negation, modality).
        sites: names of the places where it happened.
        factuality: from -3 (certainly did not happen) to 3 (certainly did).
    """

    span: CharSpan
    roles: tuple[Argument, ...] = ()
    sites: tuple[CharSpan, ...] = ()
    factuality: float | None = None


COUNT_ROLES = ("killed", "wounded", "abducted", "detained", "released", "displaced", "participants")
ROLES = ("agent", "patient", "place", "time", "instrument", "source", "cue", "via", *COUNT_ROLES)
