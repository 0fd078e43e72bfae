"""Claims to groups that speak of one event, the same whatever the order they come in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from corroborate.matching.distance import interval
from corroborate.matching.score import compare, weights
from corroborate.model import Claim
from corroborate.ontology import Ontology

_BUCKET_DAYS = 14

Pair = tuple[int, int]


def cluster(claims: Iterable[Claim], ontology: Ontology) -> list[list[Claim]]:
    """Group claims into events.

    Pairs are joined best first; two groups join only if no pair across them is impossible and
    their mean score speaks for it, so that a chain of likenesses cannot tie unlike events.
    """
    ordered = sorted({c.id: c for c in claims}.values(), key=lambda c: c.id)
    scores = {p: compare(ordered[p[0]], ordered[p[1]], ontology) for p in _pairs(ordered, ontology)}
    totals = {p: s.total for p, s in scores.items()}
    groups = _agglomerate(ordered, totals)
    return [sorted((ordered[i] for i in group), key=story_order) for group in groups]


def story_order(claim: Claim) -> tuple[date, str, int, str]:
    """Claims as a reader meets them: by publication, report, and place in the text."""
    return (claim.report.published or date.max, claim.report.id, claim.evidence.start, claim.id)


def _pairs(claims: Sequence[Claim], ontology: Ontology) -> set[Pair]:
    """Pairs worth comparing: of one family, and near in time or without a date."""
    blocks: dict[tuple[str, int | None], list[int]] = defaultdict(list)
    for i, claim in enumerate(claims):
        for bucket in _buckets(claim):
            blocks[ontology.get(claim.type).family, bucket].append(i)
    pairs = {p for members in blocks.values() for p in combinations(members, 2)}
    undated = {f: m for (f, bucket), m in blocks.items() if bucket is None}
    for (family, bucket), members in blocks.items():
        if bucket is not None:
            pairs |= {_pair(i, j) for i in undated.get(family, ()) for j in members}
    return pairs


def _pair(i: int, j: int) -> Pair:
    return (i, j) if i < j else (j, i)


def _buckets(claim: Claim) -> list[int | None]:
    """Fortnights the event may lie in, with the neighbouring half on either side."""
    when = interval(claim, weights()["date"]["unstated_days"])
    if when is None or (when[1] - when[0]).days > 20 * _BUCKET_DAYS:
        return [None]
    margin = weights()["date"]["veto_days"]
    first = (when[0].toordinal() - margin) // _BUCKET_DAYS
    last = (when[1].toordinal() + margin) // _BUCKET_DAYS
    return list(range(first, last + 1))


def _agglomerate(claims: Sequence[Claim], totals: dict[Pair, float]) -> list[list[int]]:
    join = weights()["join"]
    group_of = list(range(len(claims)))
    members: dict[int, list[int]] = {i: [i] for i in group_of}
    edges = sorted(
        (p for p, total in totals.items() if total >= join), key=lambda p: (-totals[p], p)
    )
    for i, j in edges:
        a, b = group_of[i], group_of[j]
        if a != b and _mean(members[a], members[b], totals) >= join:
            for k in members[b]:
                group_of[k] = a
            members[a] += members.pop(b)
    return sorted(members.values())


def _mean(first: list[int], second: list[int], totals: dict[Pair, float]) -> float:
    """Mean score over all pairs across; a pair never compared counts as impossible."""
    scores = list(_across(first, second, totals))
    return sum(scores) / len(scores)


def _across(first: list[int], second: list[int], totals: dict[Pair, float]) -> Iterator[float]:
    for i in first:
        for j in second:
            yield totals.get(_pair(i, j), float("-inf"))
