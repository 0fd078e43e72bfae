"""Event types, how they go together, and what ACLED, PLOVER, UCDP and CAMEO call them."""

from corroborate.ontology.ontology import Ontology, load
from corroborate.ontology.types import EventType

__all__ = ["EventType", "Ontology", "load"]
