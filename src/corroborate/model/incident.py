"""An incident: what is held to have happened, as the claims that speak of it say."""

from __future__ import annotations

from pydantic import Field

from corroborate.model.base import Record
from corroborate.model.claim import Claim
from corroborate.model.facts import Codes, Count, Counts, EventDate, EventPlace, Participant
from corroborate.model.vocabulary import Status


class Incident(Record):
    """A view over claims: one reconciled value a field, the spread kept, a status with reason."""

    id: str
    version: int = 1
    title: str
    type: str
    codes: Codes
    date: EventDate
    place: EventPlace
    participants: tuple[Participant, ...] = ()
    counts: Counts[Count] = Counts[Count]()
    status: Status
    status_reason: str
    independent_sources: int = Field(ge=0)
    confidence: float = Field(ge=0, le=1)
    claims: tuple[Claim, ...]
