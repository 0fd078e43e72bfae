"""The standing of an incident, by a written rule.

In this order, the first that holds:

1. ``denied``: every claim denies it.
2. ``not asserted``: nobody says that it happened; it is planned, threatened, asked for.
3. ``contested``: some assert and some deny it, a report calls it disputed, or two voices give tolls
   that exclude one another.
4. ``confirmed``: a report says that it was confirmed or authenticated, and none that it was not.
5. ``corroborated``: two independent origins.
6. ``claimed by perpetrator``: the only source is the armed group that is said to have done it.
7. ``unconfirmed``: a report says that it could not be verified.
8. ``single source``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from corroborate.matching.reconcile import contested_counts
from corroborate.model import Claim
from corroborate.model.vocabulary import Status

Verdict = tuple[Status, str]
Groups = Sequence[Sequence[Claim]]


def status_of(groups: Groups) -> Verdict:
    """Status and reason of an incident whose claims are grouped by independent origin."""
    for rule in _RULES:
        verdict = rule(groups)
        if verdict:
            return verdict
    return "single source", "one origin, and nothing said for or against it"


def _all(groups: Groups) -> list[Claim]:
    return [c for g in groups for c in g]


def _denied(groups: Groups) -> Verdict | None:
    if all(c.stance == "denied" for c in _all(groups)):
        return "denied", "every claim says that it did not happen"
    return None


def _not_asserted(groups: Groups) -> Verdict | None:
    stances = {c.stance for c in _all(groups)}
    if stances & {"asserted", "denied"}:
        return None
    return "not asserted", f"only {' and '.join(sorted(stances))}, not said to have happened"


def _contested(groups: Groups) -> Verdict | None:
    claims = _all(groups)
    if any(c.stance == "denied" for c in claims):
        return "contested", "some say that it happened, others that it did not"
    kinds = contested_counts(groups)
    if kinds:
        return "contested", f"different numbers {' and '.join(kinds)} from different sources"
    if any(c.verification == "disputed" for c in claims):
        return "contested", "a report says that it is disputed"
    return None


def _confirmed(groups: Groups) -> Verdict | None:
    said = {c.verification for c in _all(groups)}
    if said & {"confirmed", "authenticated"} and "unconfirmed" not in said:
        word = "authenticated" if "authenticated" in said else "confirmed"
        return "confirmed", f"a report says that it was {word}"
    return None


def _corroborated(groups: Groups) -> Verdict | None:
    if len(groups) < 2:
        return None
    return "corroborated", f"{len(groups)} independent origins tell it"


def _by_perpetrator(groups: Groups) -> Verdict | None:
    claims = _all(groups)
    if all(_is_own_word(c) for c in claims):
        return "claimed by perpetrator", "only the group that is said to have done it says so"
    return None


def _is_own_word(claim: Claim) -> bool:
    doers = {p.actor for p in claim.participants if p.role == "perpetrator" and p.actor}
    return bool(claim.source and claim.source.actor in doers)


def _unconfirmed(groups: Groups) -> Verdict | None:
    if any(c.verification in ("unconfirmed", "alleged") for c in _all(groups)):
        return "unconfirmed", "a report says that it could not be confirmed"
    return None


_RULES: tuple[Callable[[Groups], Verdict | None], ...] = (
    _denied,
    _not_asserted,
    _contested,
    _confirmed,
    _corroborated,
    _by_perpetrator,
    _unconfirmed,
)
