"""A title made from the fields of an incident, and from nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from corroborate.model import Count, Counts, EventPlace, Participant

_PREFIX = {
    "planned": "Planned: ",
    "threatened": "Threatened: ",
    "requested": "Called for: ",
    "denied": "Denied: ",
    "hypothetical": "Hypothetical: ",
}


def title_of(
    label: str,
    place: EventPlace,
    counts: Counts[Count],
    participants: Sequence[Participant],
    stance: str,
) -> str:
    """As "Bombing in Baqubah, at least 20 killed"; ``label`` is the type's."""
    head = _PREFIX.get(stance, "") + label
    who = "" if counts.items() else _who(participants)
    where = f" {_preposition(place)} {place.name}" if place.name else ""
    tolls = [f"{_number(count)} {kind}" for kind, count in counts.items() if _number(count)]
    return head + who + where + "".join(f", {toll}" for toll in tolls)


def _preposition(place: EventPlace) -> str:
    return "near" if place.precision == "near" else "in"


def _who(participants: Sequence[Participant]) -> str:
    sides = list(dict.fromkeys(p.name for p in participants if p.role == "side"))
    if len(sides) > 1:
        return f" between {sides[0]} and {sides[1]}"
    doers = [p.name for p in participants if p.role in ("perpetrator", "side")]
    return f" by {doers[0]}" if doers else ""


def _number(count: Count) -> str:
    """As "20", "at least 20", "up to 30", "12 to 15"."""
    low, best, high = count.low, count.best, count.high
    if low is not None and high is None:
        return f"at least {best or low:,}"
    if low is None and high is not None:
        return f"up to {high:,}"
    if low is None or high is None:
        return ""
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"
