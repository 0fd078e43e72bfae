"""The values of an incident in a few words for people to read.

Every function takes a record and gives plain text; an absent value gives the empty string, so
that each writer chooses how to show nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date

from corroborate.model import Claim, Count, EventDate, EventPlace, Incident, Participant

DOUBTFUL_STATUS = frozenset(
    {
        "unconfirmed",
        "contested",
        "claimed by perpetrator",
        "denied",
        "not asserted",
        "retracted",
    }
)
DOUBTFUL_VERIFICATION = frozenset({"unconfirmed", "disputed", "alleged"})

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(text: str) -> str:
    """``text`` on one line, without characters that steer a terminal or turn its direction."""
    line = " ".join(text.split())
    return "".join(c for c in line if c not in _BIDI and unicodedata.category(c) != "Cc")


def type_words(name: str) -> str:
    """The name of an event type as words: ``armed_clash`` is "armed clash"."""
    return name.replace("_", " ")


def day_words(day: date, *, month: bool = True, year: bool = True) -> str:
    """A day: "10 Jun 2031", or less of it."""
    parts = [str(day.day), _MONTHS[day.month - 1] if month else "", str(day.year) if year else ""]
    return " ".join(part for part in parts if part)


def month_words(day: date, *, year: bool = True) -> str:
    """The month of a day: "Jun 2031"."""
    return _MONTHS[day.month - 1] + (f" {day.year}" if year else "")


def _interval(start: date, end: date) -> str:
    if start == end:
        return day_words(start)
    same_year = start.year == end.year
    same_month = same_year and start.month == end.month
    return f"{day_words(start, month=not same_month, year=not same_year)}–{day_words(end)}"


def _months(start: date, end: date) -> str:
    if (start.year, start.month) == (end.year, end.month):
        return f"~{month_words(start)}"
    return f"~{month_words(start, year=start.year != end.year)}–{month_words(end)}"


def _years(start: date, end: date) -> str:
    return f"~{start.year}" if start.year == end.year else f"~{start.year}–{end.year}"


def date_words(when: EventDate) -> str:
    """A date with its precision: "10 Jun 2014", "8–10 Jun 2014", "~Jun 2014", "by 3 May 2014"."""
    start, end = when.start, when.end
    if start is None:
        return f"by {day_words(end)}" if end else ""
    if end is None:
        return f"since {day_words(start)}"
    if when.precision == "month":
        return _months(start, end)
    if when.precision == "year":
        return _years(start, end)
    return ("~" if when.precision == "week" else "") + _interval(start, end)


def _spot(place: EventPlace) -> str:
    name = plain(place.name or "")
    if place.relation:
        return f"{plain(place.relation)} {name}".strip()
    return f"near {name}" if place.precision == "near" and name else name


def _place_note(place: EventPlace) -> str:
    if place.radius_km is not None:
        return f" (±{place.radius_km:g} km)"
    if place.precision in ("district", "province", "country"):
        return f" ({place.precision} only)"
    if place.precision == "unknown" and place.name:
        return " (not located)"
    return ""


def place_words(place: EventPlace, country: str | None = None) -> str:
    """A place with relation, province, country and precision: "near Tal Amin, Sahel, XA".

    ``country`` is a name to show in place of the ISO code.
    """
    country = country or place.country
    parts = [_spot(place)]
    if place.precision != "country" or not parts[0]:
        parts += [place.admin1 or "", country or ""]
    distinct = dict.fromkeys(plain(part) for part in parts if part)
    return ", ".join(distinct) + _place_note(place)


def count_words(count: Count | None) -> str:
    """A number with its bounds: "20", "≥20", "≤30", "20–30", "25 (20–30)", "~25"."""
    if count is None:
        return ""
    low, best, high = count.low, count.best, count.high
    bounds = _bounds(low, high)
    if best is None:
        return bounds
    if not bounds:
        return f"~{best}"
    if bounds in (str(best), f"≥{best}", f"≤{best}"):
        return bounds
    return f"{best} ({bounds})"


def _bounds(low: int | None, high: int | None) -> str:
    if low is None:
        return "" if high is None else f"≤{high}"
    if high is None:
        return f"≥{low}"
    return str(low) if low == high else f"{low}–{high}"


def names(participants: Iterable[Participant], role: str) -> list[str]:
    """The names of those in one role, each once."""
    return list(dict.fromkeys(plain(p.name) for p in participants if p.role == role))


def people_words(participants: Sequence[Participant]) -> str:
    """Who did it to whom: "rebels → villagers", "army × rebels", "? → villagers"."""
    doers, sufferers = names(participants, "perpetrator"), names(participants, "target")
    parts = []
    if doers or sufferers:
        parts.append(f"{', '.join(doers) or '?'} → {', '.join(sufferers) or '?'}")
    if sides := names(participants, "side"):
        parts.append(" × ".join(sides))
    if not parts:
        parts = names(participants, "other")
    return "; ".join(parts)


def source_words(claim: Claim) -> str:
    """Who says so: "police, via Kestrel Press", or the publisher where the report itself does."""
    if claim.source is None:
        return plain(claim.report.publisher or "") or "the report itself"
    told = plain(claim.source.text)
    return f"{told}, via {plain(claim.source.via)}" if claim.source.via else told


def sources_words(incident: Incident, most: int = 2) -> str:
    """The sources of all claims, the first ``most`` by name, with how many are independent."""
    told = {source_words(claim).casefold(): source_words(claim) for claim in incident.claims}
    shown = list(told.values())[:most]
    more = [f"+{len(told) - most} more"] if len(told) > most else []
    listed = "; ".join(shown + more)
    many = incident.independent_sources
    return f"{many} sources: {listed}" if many > 1 else listed


def stance_words(incident: Incident) -> str:
    """What to add to the event's name where the claims do not simply assert it happened.

    "threatened" where no claim asserts it; "1 of 3 claims: denied" where some do not; whether
    it is only told as background or is still to come.
    """
    stances = [claim.stance for claim in incident.claims]
    others = [stance for stance in stances if stance != "asserted"]
    kinds = ", ".join(dict.fromkeys(others))
    words = []
    if others:
        some = f"{len(others)} of {len(stances)} claims: " if len(others) < len(stances) else ""
        words.append(some + kinds)
    times = {claim.time for claim in incident.claims}
    if times and times <= {"background", "future"}:
        words += sorted(times)
    return ", ".join(words)


def is_doubtful(incident: Incident) -> bool:
    """True where status or every claim's own wording keeps the event from counting as sure."""
    if incident.status in DOUBTFUL_STATUS:
        return True
    claims = incident.claims
    return bool(claims) and all(c.verification in DOUBTFUL_VERIFICATION for c in claims)


def toll_words(incident: Incident, kind: str) -> str:
    """A count of the incident, with a question mark where nothing makes it sure."""
    number, space, bounds = count_words(getattr(incident.counts, kind)).partition(" ")
    return (
        f"{number}?{space}{bounds}" if number and is_doubtful(incident) else number + space + bounds
    )


def status_words(incident: Incident) -> str:
    """The status, and the doubt that the reports themselves put into words."""
    doubts = {c.verification for c in incident.claims} & DOUBTFUL_VERIFICATION
    extra = sorted(doubt for doubt in doubts if doubt not in incident.status)
    return ", ".join([incident.status, *extra])


def in_order(incidents: Iterable[Incident]) -> list[Incident]:
    """Incidents by first day, then place; those without a date last."""

    def key(incident: Incident) -> tuple[bool, date, date, str, str]:
        when = incident.date
        first = when.start or when.end
        last = when.end or when.start
        far = date.max
        return (
            first is None,
            first or far,
            last or far,
            (incident.place.name or "\uffff").casefold(),
            incident.id,
        )

    return sorted(incidents, key=key)
