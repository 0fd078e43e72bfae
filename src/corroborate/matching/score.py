"""How likely two claims speak of one event, with the reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from corroborate.datafiles import read_toml
from corroborate.matching.distance import days_of, gap_days, interval, kilometres
from corroborate.matching.words import fold, overlap
from corroborate.model import Claim, Count
from corroborate.ontology import Ontology

VETO = float("-inf")
"""Weight of a difference that makes one event impossible."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One likeness or difference: its name, and how much it speaks for one event."""

    feature: str
    weight: float


@dataclass(frozen=True, slots=True)
class Score:
    """What speaks for and against one event, feature by feature."""

    reasons: tuple[Reason, ...]

    @property
    def total(self) -> float:
        """The sum of the reasons; minus infinity where one of them is a veto."""
        return sum(r.weight for r in self.reasons)


@cache
def weights() -> dict[str, Any]:
    """The table ``data/weights.toml``."""
    return read_toml(Path(__file__).parent / "data" / "weights.toml")


def compare(a: Claim, b: Claim, ontology: Ontology) -> Score:
    """Compare two claims; symmetric in ``a`` and ``b``."""
    reasons = list(_type(a, b, ontology))
    for feature in _FEATURES:
        if reasons[-1].weight == VETO:
            break
        reasons += feature(a, b)
    return Score(tuple(reasons))


def _type(a: Claim, b: Claim, ontology: Ontology) -> Iterator[Reason]:
    table = weights()["type"]
    alike = ontology.compatibility(a.type, b.type)
    if alike < table["least"]:
        yield Reason("types that cannot be one event", VETO)
        return
    if not _same_stance(a, b):
        yield Reason("one happened, the other is only planned, threatened or asked for", VETO)
        return
    if ontology.get(a.type).speech and not _shared_actor(a, b, ("perpetrator",)):
        yield Reason("said by different speakers", VETO)
        return
    yield Reason("type", table["same"] - table["unlike"] * (1 - alike))


def _same_stance(a: Claim, b: Claim) -> bool:
    """Whether both speak of the world as it is (asserted or denied), or of one same intention."""
    factual = ("asserted", "denied")
    return a.stance == b.stance or (a.stance in factual and b.stance in factual)


def _date(a: Claim, b: Claim) -> Iterator[Reason]:
    table = weights()["date"]
    first = interval(a, table["unstated_days"])
    second = interval(b, table["unstated_days"])
    if first is None or second is None:
        return
    gap = gap_days(first, second)
    if gap > table["veto_days"]:
        yield Reason(f"{gap} days apart", VETO)
        return
    exact = days_of(a.date) == days_of(b.date) and a.date.precision == "day" == b.date.precision
    if exact:
        yield Reason("date", table["same_day"])
    elif gap == 0:
        yield Reason("date", table["overlap"])
    else:
        yield Reason("date", table["apart"] + (gap - 1) * table["per_day"])


def _place(a: Claim, b: Claim) -> Iterator[Reason]:
    """Two claims of one report whose place comes from another sentence share no evidence by it."""
    shared = a.report.id == b.report.id and (_inherited(a) or _inherited(b))
    for reason in _places(a, b):
        if not shared or reason.weight <= 0:
            yield reason


def _inherited(claim: Claim) -> bool:
    """Whether the words for its place stand outside the claim's own sentence."""
    span, own = claim.place.span, claim.evidence
    return span is not None and not (span[0] < own.end and own.start < span[1])


def _places(a: Claim, b: Claim) -> Iterator[Reason]:
    table = weights()["place"]
    here, there = a.place, b.place
    if here.country and there.country and here.country != there.country:
        yield Reason("different countries", VETO)
        return
    apart = kilometres(here, there)
    coarse = {here.precision, there.precision} & {"country", "unknown"}
    if here.id is not None and here.id == there.id and not coarse:
        yield Reason("place", table["same_spot"])
    elif here.precision == there.precision and here.precision in ("province", "district"):
        yield Reason("place", table["other_area"])
    elif apart is not None and not coarse:
        tolerance = _tolerance(a) + _tolerance(b)
        if apart > table["veto_ratio"] * tolerance:
            yield Reason(f"{apart:.0f} km apart", VETO)
            return
        yield Reason("place", table["same_spot"] * max(0.0, 1 - apart / tolerance))
    elif here.country and here.country == there.country:
        yield Reason("place", table["contained"])
    elif here.name and there.name and fold(here.name) == fold(there.name):
        yield Reason("place", table["same_name"])


def _tolerance(claim: Claim) -> float:
    """Radius in kilometres within which the event lies, by the place's precision."""
    own = claim.place.radius_km
    return float(own or weights()["place"]["tolerance_km"][claim.place.precision])


def _participants(a: Claim, b: Claim) -> Iterator[Reason]:
    table = weights()["participants"]
    for roles in (("perpetrator", "side"), ("target", "side")):
        first, second = _actors(a, roles), _actors(b, roles)
        if first & second:
            yield Reason(roles[0], table["shared"])
        elif _named(a, roles) and _named(b, roles):
            yield Reason(roles[0], table["differ"])


def _actors(claim: Claim, roles: tuple[str, ...]) -> set[str]:
    return {p.actor or fold(p.name) for p in claim.participants if p.role in roles}


def _named(claim: Claim, roles: tuple[str, ...]) -> bool:
    return any(p.actor for p in claim.participants if p.role in roles)


def _shared_actor(a: Claim, b: Claim, roles: tuple[str, ...]) -> bool:
    return bool(_actors(a, roles) & _actors(b, roles))


def _counts(a: Claim, b: Claim) -> Iterator[Reason]:
    table = weights()["counts"]
    for kind, count in a.counts.items():
        other = getattr(b.counts, kind)
        if other is None or not (count.best or count.low):
            continue
        if (count.best or count.low) == (other.best or other.low):
            yield Reason(kind, table["equal"])
        else:
            yield Reason(kind, table["falls" if _falls(a, b, count, other) else "differ"])


def _falls(a: Claim, b: Claim, count: Count, other: Count) -> bool:
    """Whether the later of two reports gives a number that the earlier one rules out."""
    if a.report.published is None or b.report.published is None:
        return False
    first, second = (count, other) if a.report.published < b.report.published else (other, count)
    later = a.report.published != b.report.published
    return later and first.low is not None and second.high is not None and second.high < first.low


def _words(a: Claim, b: Claim) -> Iterator[Reason]:
    yield Reason("words", weights()["words"]["overlap"] * overlap(a.evidence.text, b.evidence.text))


def _report(a: Claim, b: Claim) -> Iterator[Reason]:
    table = weights()["report"]
    if a.report.id != b.report.id:
        return
    if a.evidence.start == b.evidence.start:
        yield Reason("same sentence", table["same_sentence"])
    else:
        feature = "taken_up" if _takes_up(a, b) else "told_apart"
        yield Reason(feature, table[feature])


def _takes_up(a: Claim, b: Claim) -> bool:
    """Whether one of two claims of a report refers back to the other's words ("the blast")."""
    return any(
        later.evidence.span_of("antecedent") == earlier.evidence.span_of("trigger") is not None
        for later, earlier in ((a, b), (b, a))
    )


_FEATURES: tuple[Callable[[Claim, Claim], Iterator[Reason]], ...] = (
    _date,
    _place,
    _participants,
    _counts,
    _words,
    _report,
)
