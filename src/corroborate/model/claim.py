"""A claim: what one report says about one event at one place in its text."""

from __future__ import annotations

from pydantic import Field

from corroborate.model.base import Record, Span
from corroborate.model.facts import (
    ClaimCount,
    ClaimDate,
    ClaimParticipant,
    ClaimPlace,
    Codes,
    Counts,
)
from corroborate.model.report import ReportReference
from corroborate.model.vocabulary import SourceKind, Stance, TimeStatus, Verification


class Source(Record):
    """Who says so. ``via`` is who passed it on: police told AFP is source police, via AFP."""

    text: str
    kind: SourceKind = "other"
    actor: str | None = None
    via: str | None = None
    span: Span


class FieldSpan(Record):
    """The characters that carry one field of the claim.

    ``field`` is ``trigger``, ``date``, ``place``, ``perpetrator``, ``target``, ``side``,
    ``other``, a kind of count, ``source``, ``via``, ``cue``, ``instrument``, ``verification``, or
    ``antecedent``: the trigger of an earlier claim that this one takes up ("the blast").
    """

    field: str
    start: int
    end: int


class Evidence(Record):
    """The sentence that carries the claim, and in it (or elsewhere) the words of each field."""

    start: int
    end: int
    text: str
    spans: tuple[FieldSpan, ...] = ()

    def span_of(self, field: str) -> Span | None:
        """The first span of that field, or ``None``."""
        return next(((s.start, s.end) for s in self.spans if s.field == field), None)


class Coder(Record):
    """The program, or the person, that made the claim."""

    name: str
    version: str


class Claim(Record):
    """What one report says of one event. Never edited; coded again, it is another claim."""

    id: str
    report: ReportReference
    type: str
    codes: Codes
    date: ClaimDate = ClaimDate()
    place: ClaimPlace = ClaimPlace()
    participants: tuple[ClaimParticipant, ...] = ()
    counts: Counts[ClaimCount] = Counts[ClaimCount]()
    stance: Stance = "asserted"
    time: TimeStatus = "past"
    source: Source | None = None
    verification: Verification = "none"
    evidence: Evidence
    confidence: float = Field(ge=0, le=1)
    coder: Coder
