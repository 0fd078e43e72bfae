"""The label sets of the learned layer that do not depend on the training data.

Event types, relations, features and lemma scripts do; they are written beside the weights.
"""

from __future__ import annotations

from itertools import pairwise

from corroborate.language.layers import COUNT_ROLES

NAME_LABELS = (
    "PERSON",
    "ORG",
    "PLACE",
    "FACILITY",
    "GROUP",
    "UNIT",
    "WEAPON",
    "VEHICLE",
    "MONEY",
    "QUANTITY",
    "TIME",
)
STANCES = ("asserted", "planned", "threatened", "requested", "denied", "hypothetical")
WHENS = ("past", "ongoing", "future", "background")
VERIFICATIONS = ("none", "unconfirmed", "confirmed", "authenticated", "disputed", "alleged")

ROLE_GROUPS: tuple[tuple[str, ...], ...] = (
    ("agent", "patient"),
    ("place",),
    ("time", "instrument"),
    ("source", "cue", "via"),
    COUNT_ROLES,
)
"""Roles that shut one another out. Roles of different groups may share words: the town attacked
is patient and place, and the words "12 guards" are patient and count."""


def bio_labels(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Tags of a BIO code: ``O``, then ``B-x`` and ``I-x`` of each label in turn."""
    return ("O", *(f"{mark}-{label}" for label in labels for mark in "BI"))


FRAME_ROLES = ("A0", "A1", "A2", "LOC", "TMP", "NEG", "MOD")
"""Arguments of a predicate, as PropBank numbers them, and place, time, negation, modality."""

NAME_TAGS = bio_labels(NAME_LABELS)
FRAME_TAGS = bio_labels(FRAME_ROLES)
SITE_TAGS = bio_labels(("site",))
"""The name of the place where a predicate's event happened."""
FRAME_OUTPUTS = len(FRAME_TAGS) + len(SITE_TAGS)
ROLE_TAGS = tuple(bio_labels(group) for group in ROLE_GROUPS)


def group_slices() -> tuple[slice, ...]:
    """Where each role group's tags lie in the role scorer's output vector."""
    ends = [0]
    for tags in ROLE_TAGS:
        ends.append(ends[-1] + len(tags))
    return tuple(slice(a, b) for a, b in pairwise(ends))
