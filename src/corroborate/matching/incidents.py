"""Groups of claims to incidents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date

from corroborate.matching.cluster import cluster
from corroborate.matching.origins import origins
from corroborate.matching.reconcile import (
    reconciled_counts,
    reconciled_date,
    reconciled_participants,
    reconciled_place,
    reconciled_type,
)
from corroborate.matching.status import status_of
from corroborate.matching.titles import title_of
from corroborate.model import Claim, Codes, Incident
from corroborate.ontology import Ontology
from corroborate.ontology import load as load_ontology


def match_claims(claims: Iterable[Claim]) -> list[Incident]:
    """Match claims into incidents, ordered by date; the same for any order of ``claims``."""
    ontology = load_ontology()
    incidents = [incident_of(group, ontology) for group in cluster(claims, ontology)]
    return sorted(incidents, key=lambda i: (i.date.start or date.max, i.title, i.id))


def incident_of(claims: Sequence[Claim], ontology: Ontology) -> Incident:
    """The incident that one group of claims, in story order, speaks of."""
    event_type = reconciled_type(claims)
    groups = origins(claims)
    status, reason = status_of(groups)
    place, counts = reconciled_place(claims), reconciled_counts(claims)
    people = reconciled_participants(claims)
    return Incident(
        id=_incident_id(claims),
        title=title_of(ontology.get(event_type).label, place, counts, people, _stance(claims)),
        type=event_type,
        codes=_codes(claims, event_type),
        date=reconciled_date(claims),
        place=place,
        participants=people,
        counts=counts,
        status=status,
        status_reason=reason,
        independent_sources=len(groups),
        confidence=round(max(c.confidence for c in claims), 4),
        claims=tuple(claims),
    )


def _stance(claims: Sequence[Claim]) -> str:
    return "asserted" if any(c.stance == "asserted" for c in claims) else claims[0].stance


def _codes(claims: Sequence[Claim], event_type: str) -> Codes:
    """The codes of the claim of that type which the coder was surest of."""
    typed = [c for c in claims if c.type == event_type]
    return max(typed, key=lambda c: (c.codes.acled is not None, c.confidence, c.id)).codes


def _incident_id(claims: Sequence[Claim]) -> str:
    """An id that stays when later claims join: that of the first claim told."""
    return hashlib.sha256(f"incident:{claims[0].id}".encode()).hexdigest()[:12]
