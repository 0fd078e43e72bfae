"""Who: from noun phrases of news to actors of the registry, or at least to a sort of actor."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corroborate.grounding.actors.compound import ActorPart as ActorPart
    from corroborate.grounding.actors.compound import actors_in as actors_in
    from corroborate.grounding.actors.compound import split_compound as split_compound
    from corroborate.grounding.actors.homes import countries_of as countries_of
    from corroborate.grounding.actors.phrase import countries_named as countries_named
    from corroborate.grounding.actors.readings import ActorMatch as ActorMatch
    from corroborate.grounding.actors.records import Actor as Actor
    from corroborate.grounding.actors.registry import Registry as Registry
    from corroborate.grounding.actors.report import ReportActors as ReportActors
    from corroborate.grounding.actors.resolver import resolve as resolve
    from corroborate.grounding.actors.resolver import source_kind as source_kind

_HOME = {
    "Actor": "records",
    "ActorMatch": "readings",
    "ActorPart": "compound",
    "Registry": "registry",
    "ReportActors": "report",
    "actors_in": "compound",
    "countries_named": "phrase",
    "countries_of": "homes",
    "resolve": "resolver",
    "source_kind": "resolver",
    "split_compound": "compound",
}
__all__ = [
    "Actor",
    "ActorMatch",
    "ActorPart",
    "Registry",
    "ReportActors",
    "actors_in",
    "countries_named",
    "countries_of",
    "resolve",
    "source_kind",
    "split_compound",
]


def __getattr__(name: str) -> object:
    """Import on first use: one who resolves phrases needs nothing of reports or documents."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
