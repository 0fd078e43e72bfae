"""Who: from noun phrases of news to actors of the registry, or at least to a sort of actor."""

from corroborate.grounding.actors.readings import ActorMatch
from corroborate.grounding.actors.registry import Actor, Registry
from corroborate.grounding.actors.resolver import resolve, source_kind

__all__ = ["Actor", "ActorMatch", "Registry", "resolve", "source_kind"]
