"""A flat CSV: one incident a row, for spreadsheets and statistics packages."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from corroborate.export import words
from corroborate.model import Counts, Incident

_KINDS = tuple(Counts.model_fields)
_PLACE = ("name", "country", "admin1", "admin2", "lat", "lon", "id", "precision", "relation")
_DATE = ("start", "end", "precision")
_ROLES = ("perpetrator", "target", "side", "other")

COLUMNS = (
    "id",
    "title",
    "type",
    *(f"date_{name}" for name in _DATE),
    *(f"place_{name}" for name in _PLACE),
    *_ROLES,
    *(f"{kind}_{bound}" for kind in _KINDS for bound in ("low", "best", "high")),
    "status",
    "status_reason",
    "stance",
    "independent_sources",
    "confidence",
    "claims",
    "sources",
    "reports",
    "evidence",
    "acled_sub_event_type",
    "plover_event",
    "plover_mode",
    "ucdp_type_of_violence",
    "cameo",
)

# A spreadsheet runs a cell that begins with one of these as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _safe(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value


def _counts(incident: Incident) -> dict[str, object]:
    return {
        f"{kind}_{bound}": getattr(count, bound)
        for kind, count in incident.counts.items()
        for bound in ("low", "best", "high")
    }


def _codes(incident: Incident) -> dict[str, object]:
    codes = incident.codes
    return {
        "acled_sub_event_type": codes.acled.sub_event_type if codes.acled else None,
        "plover_event": codes.plover.event if codes.plover else None,
        "plover_mode": codes.plover.mode if codes.plover else None,
        "ucdp_type_of_violence": codes.ucdp.type_of_violence,
        "cameo": codes.cameo,
    }


def _claims(incident: Incident) -> dict[str, object]:
    claims = incident.claims
    reports = dict.fromkeys(claim.report.file or claim.report.id for claim in claims)
    return {
        "claims": len(claims),
        "stance": "; ".join(dict.fromkeys(claim.stance for claim in claims)),
        "sources": "; ".join(dict.fromkeys(map(words.source_words, claims))),
        "reports": "; ".join(reports),
        "evidence": " | ".join(words.plain(claim.evidence.text) for claim in claims),
    }


def _row(incident: Incident) -> dict[str, object]:
    plain = ("id", "title", "type", "status", "status_reason", "independent_sources", "confidence")
    row: dict[str, object] = {name: getattr(incident, name) for name in plain}
    row |= {f"date_{name}": getattr(incident.date, name) for name in _DATE}
    row |= {f"place_{name}": getattr(incident.place, name) for name in _PLACE}
    row |= {role: "; ".join(words.names(incident.participants, role)) for role in _ROLES}
    row |= _counts(incident) | _claims(incident) | _codes(incident)
    return {name: _safe(value) for name, value in row.items()}


def write_csv(incidents: Iterable[Incident], stream: TextIO) -> None:
    """Write one incident a row under a head of :data:`COLUMNS`; absent values are empty cells.

    Lists are joined by "; ", evidence sentences by " | ". A text that a spreadsheet would run
    as a formula gets an apostrophe before it. ``stream`` should be opened with ``newline=""``.
    """
    writer = csv.DictWriter(stream, COLUMNS)
    writer.writeheader()
    for incident in incidents:
        writer.writerow(_row(incident))
