"""The closed lists of values that fields may take."""

from __future__ import annotations

from typing import Literal

Stance = Literal["asserted", "planned", "threatened", "requested", "denied", "hypothetical"]
TimeStatus = Literal["past", "ongoing", "future", "background"]
Verification = Literal["none", "unconfirmed", "confirmed", "authenticated", "disputed", "alleged"]
DatePrecision = Literal["day", "week", "month", "year", "range", "unknown"]
PlacePrecision = Literal["site", "settlement", "near", "district", "province", "country", "unknown"]
Role = Literal["perpetrator", "target", "side", "other"]
CountKind = Literal[
    "killed", "wounded", "abducted", "detained", "released", "displaced", "participants"
]
CountedGroup = Literal["civilians", "state forces", "armed group", "perpetrators", "all"]
SourceKind = Literal[
    "police",
    "military",
    "government",
    "hospital",
    "witness",
    "armed group",
    "agency",
    "media",
    "ngo",
    "international",
    "party",
    "unnamed",
    "other",
]
ActorKind = Literal[
    "state forces",
    "rebel group",
    "political militia",
    "identity militia",
    "rioters",
    "protesters",
    "civilians",
    "external forces",
    "government",
    "international",
    "media",
    "organisation",
    "person",
    "unknown",
]
Status = Literal[
    "single source",
    "corroborated",
    "contested",
    "claimed by perpetrator",
    "denied",
    "confirmed",
    "unconfirmed",
    "not asserted",
    "retracted",
]
