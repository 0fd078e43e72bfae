"""Small makers of claims for tests. All events are invented."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from corroborate.model import (
    Claim,
    ClaimCount,
    ClaimDate,
    ClaimParticipant,
    ClaimPlace,
    Coder,
    Codes,
    Counts,
    Evidence,
    FieldSpan,
    ReportReference,
    Source,
)

MOPTI = {"name": "Mopti", "country": "ML", "lat": 14.48, "lon": -4.18, "id": "geonames:1"}
GAO = {"name": "Gao", "country": "ML", "lat": 16.27, "lon": -0.04, "id": "geonames:2"}
AGADEZ = {"name": "Agadez", "country": "NE", "lat": 16.97, "lon": 7.99, "id": "geonames:3"}


def day(text: str) -> ClaimDate:
    when = date.fromisoformat(text)
    return ClaimDate(start=when, end=when, precision="day", acled_precision=1, ucdp_precision=1)


def number(value: int, high: int | None = -1, **more: Any) -> ClaimCount:
    """A count of exactly ``value``, or of at least that where ``high`` is ``None``."""
    top = value if high == -1 else high
    return ClaimCount(low=value, best=value, high=top, text=str(value), span=(0, 1), **more)


def claim(
    text: str = "A bomb exploded at a market in Mopti.",
    *,
    report: str = "r1",
    publisher: str | None = None,
    published: str | None = "2031-03-05",
    place: dict[str, Any] | None = MOPTI,
    precision: str = "settlement",
    when: str | None = "2031-03-04",
    source: str | None = None,
    source_kind: str = "police",
    perpetrator: str | None = None,
    at: int = 0,
    **fields: Any,
) -> Claim:
    """A claim about a bombing in Mopti, but for what is said otherwise."""
    counts = {k: fields.pop(k) for k in ("killed", "wounded") if k in fields}
    people = ()
    if perpetrator:
        people = (
            ClaimParticipant(
                role="perpetrator",
                name=perpetrator,
                actor=perpetrator.lower(),
                kind="rebel group",
                text=perpetrator,
                span=(0, 1),
            ),
        )
    key = repr((text, report, at, sorted(fields.items()), counts, when, place))
    defaults: dict[str, Any] = {
        "id": hashlib.sha256(key.encode()).hexdigest()[:16],
        "report": ReportReference(
            id=report, publisher=publisher, published=published and date.fromisoformat(published)
        ),
        "type": "bombing",
        "codes": Codes(),
        "date": day(when) if when else ClaimDate(),
        "place": ClaimPlace(**place, precision=precision) if place else ClaimPlace(),
        "participants": people,
        "counts": Counts[ClaimCount](**counts),
        "source": source
        and Source(text=source, kind=source_kind, actor=source.lower(), span=(0, 1)),
        "evidence": Evidence(
            start=at,
            end=at + len(text),
            text=text,
            spans=(FieldSpan(field="trigger", start=2, end=6),),
        ),
        "confidence": 0.9,
        "coder": Coder(name="test", version="0"),
    }
    return Claim(**{**defaults, **fields})
