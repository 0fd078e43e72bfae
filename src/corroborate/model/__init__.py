"""The records: Report, Claim, Incident and their parts. Small, frozen, typed."""

from corroborate.model.base import Record, Span
from corroborate.model.claim import Claim, Coder, Evidence, FieldSpan, Source
from corroborate.model.facts import (
    AcledCode,
    ClaimCount,
    ClaimDate,
    ClaimParticipant,
    ClaimPlace,
    Codes,
    Count,
    Counts,
    EventDate,
    EventPlace,
    Participant,
    PloverCode,
    UcdpCode,
)
from corroborate.model.incident import Incident
from corroborate.model.report import Aside, Report, ReportReference
from corroborate.model.run import RunSummary, SetAside

__all__ = [
    "AcledCode",
    "Aside",
    "Claim",
    "ClaimCount",
    "ClaimDate",
    "ClaimParticipant",
    "ClaimPlace",
    "Coder",
    "Codes",
    "Count",
    "Counts",
    "EventDate",
    "EventPlace",
    "Evidence",
    "FieldSpan",
    "Incident",
    "Participant",
    "PloverCode",
    "Record",
    "Report",
    "ReportReference",
    "RunSummary",
    "SetAside",
    "Source",
    "Span",
    "UcdpCode",
]
