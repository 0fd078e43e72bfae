"""One value a field, out of claims that may differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from corroborate.matching.words import fold
from corroborate.model import Claim, Count, Counts, EventDate, EventPlace, Participant
from corroborate.model.vocabulary import CountKind, DatePrecision, PlacePrecision

_DATE_RANK: tuple[DatePrecision, ...] = ("day", "range", "week", "month", "year", "unknown")
_PLACE_RANK: tuple[PlacePrecision, ...] = (
    "site", "settlement", "near", "district", "province", "country", "unknown",
)  # fmt: skip

_T = TypeVar("_T")


def reconciled_type(claims: Sequence[Claim]) -> str:
    """The type with the most confidence behind it, the first told among equals."""
    return _heaviest(claims, lambda c: c.type)


def _heaviest(claims: Sequence[Claim], key: Callable[[Claim], _T]) -> _T:
    weight: Counter[_T] = Counter()
    for claim in claims:
        weight[key(claim)] += claim.confidence  # type: ignore[assignment]
    return max(weight, key=lambda value: weight[value])


def reconciled_date(claims: Sequence[Claim]) -> EventDate:
    """The most exact date given; among equally exact ones that of the most claims."""
    dated = [c for c in claims if c.date.start]
    best = _best_rank(dated, lambda c: _DATE_RANK.index(c.date.precision))
    if not best:
        return EventDate()
    span = _heaviest(best, lambda c: (c.date.start, c.date.end))
    chosen = next(c for c in best if (c.date.start, c.date.end) == span)
    return EventDate(**{k: getattr(chosen.date, k) for k in EventDate.model_fields})


def reconciled_place(claims: Sequence[Claim]) -> EventPlace:
    """The most exact place given; among equally exact ones that of the most claims."""
    placed = [c for c in claims if c.place.name]
    best = _best_rank(placed, lambda c: (c.place.id is None, _PLACE_RANK.index(c.place.precision)))
    if not best:
        return EventPlace()
    name = _heaviest(best, lambda c: c.place.id or c.place.name)
    chosen = next(c for c in best if (c.place.id or c.place.name) == name)
    return EventPlace(**{k: getattr(chosen.place, k) for k in EventPlace.model_fields})


def _best_rank(claims: Sequence[Claim], rank: Callable[[Claim], object]) -> list[Claim]:
    best = min((rank(c) for c in claims), default=None)  # type: ignore[type-var]
    return [c for c in claims if rank(c) == best]


def reconciled_participants(claims: Sequence[Claim]) -> tuple[Participant, ...]:
    """Everybody named in a role, each once; registered actors before mere descriptions."""
    found: dict[tuple[str, str], Participant] = {}
    for claim in claims:
        for p in claim.participants:
            plain = Participant(**{k: getattr(p, k) for k in Participant.model_fields})
            found.setdefault((p.role, p.actor or fold(p.name)), plain)
    return tuple(sorted(found.values(), key=lambda p: p.actor is None))


def reconciled_counts(claims: Sequence[Claim]) -> Counts[Count]:
    """Low, best and high of each kind over all claims.

    ``best`` is that of the latest report, since tolls rise and are corrected; within one report
    the largest, since a report gives totals and their parts. ``low`` and ``high`` are the extremes
    of all claims; ``high`` is open where the claim that gives ``best`` leaves it open.
    """
    kinds = {kind for claim in claims for kind, _ in claim.counts.items()}
    return Counts[Count](**{kind: _count(claims, kind) for kind in sorted(kinds)})


def _count(claims: Sequence[Claim], kind: CountKind) -> Count:
    told = [(c, getattr(c.counts, kind)) for c in claims if getattr(c.counts, kind)]
    latest = max(_when(c) for c, _ in told)
    last = max((n for c, n in told if _when(c) == latest), key=_size)
    lows = [v for _, n in told if (v := _first(n.low, n.best)) is not None]
    highs = [v for _, n in told if (v := _first(n.high, n.best)) is not None]
    open_above = last.high is None
    return Count(
        low=min(lows, default=None),
        best=last.best,
        high=None if open_above else max(highs, default=None),
        by_side=last.by_side,
    )


def _when(claim: Claim) -> tuple[date, str]:
    return (claim.report.published or date.min, claim.report.id)


def _size(count: Count) -> int:
    return _first(count.best, count.low, count.high) or 0


def _first(*values: int | None) -> int | None:
    return next((v for v in values if v is not None), None)


def contested_counts(groups: Iterable[Sequence[Claim]]) -> list[CountKind]:
    """Kinds of which two origins, on the same day of publication, give ranges that exclude."""
    claims = [c for g in groups for c in g]
    contested: list[CountKind] = []
    for kind in dict.fromkeys(k for c in claims for k, _ in c.counts.items()):
        told = [(c, getattr(c.counts, kind)) for c in claims if getattr(c.counts, kind)]
        if any(
            _exclude(n, m) and c.report.published == d.report.published and _rival(c, d)
            for c, n in told
            for d, m in told
        ):
            contested.append(kind)
    return contested


def _rival(a: Claim, b: Claim) -> bool:
    """Whether two claims are told by different voices."""
    first = fold(a.source.text) if a.source else a.report.id
    second = fold(b.source.text) if b.source else b.report.id
    return first != second


def _exclude(a: Count, b: Count) -> bool:
    """Whether no number satisfies both counts."""
    low = max(v for v in (a.low, b.low, 0) if v is not None)
    highs = [v for v in (a.high, b.high) if v is not None]
    return bool(highs) and low > min(highs)
