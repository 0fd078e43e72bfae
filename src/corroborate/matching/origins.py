"""How many independent origins stand behind a group of claims."""

from __future__ import annotations

from collections.abc import Sequence

from corroborate.matching.words import content_words, fold
from corroborate.model import Claim

NEAR_COPY = 0.8
"""Jaccard likeness of two sentences from which the one is held to be printed from the other."""


def origins(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Group claims by origin: one report, one outlet, one agency's words, one near-copied text."""
    groups: list[list[Claim]] = []
    for claim in claims:
        same = [g for g in groups if any(_one_origin(claim, other) for other in g)]
        merged = [claim] + [c for g in same for c in g]
        groups = [g for g in groups if g not in same] + [merged]
    return groups


def _one_origin(a: Claim, b: Claim) -> bool:
    if a.report.id == b.report.id or _same_name(a.report.publisher, b.report.publisher):
        return True
    if _same_name(_via(a), _via(b)):
        return True
    return _likeness(a.evidence.text, b.evidence.text) >= NEAR_COPY


def _via(claim: Claim) -> str | None:
    """The agency whose words the claim passes on: named in the text, or itself the outlet."""
    if claim.source and claim.source.via:
        return claim.source.via
    if claim.source and claim.source.kind == "agency":
        return claim.source.text
    return claim.report.publisher


def _same_name(a: str | None, b: str | None) -> bool:
    return bool(a and b and fold(a) == fold(b))


def _likeness(a: str, b: str) -> float:
    first, second = content_words(a), content_words(b)
    return len(first & second) / len(first | second) if first | second else 0.0
