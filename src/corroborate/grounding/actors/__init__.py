"""Who: from noun phrases of news to actors of the registry, or at least to a sort of actor."""

from corroborate.grounding.actors.compound import ActorPart, actors_in, split_compound
from corroborate.grounding.actors.homes import countries_of
from corroborate.grounding.actors.phrase import countries_named
from corroborate.grounding.actors.readings import ActorMatch
from corroborate.grounding.actors.records import Actor
from corroborate.grounding.actors.registry import Registry
from corroborate.grounding.actors.report import ReportActors
from corroborate.grounding.actors.resolver import resolve, source_kind

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
