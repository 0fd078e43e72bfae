"""Where: names in a text to entries of the gazetteer, with relation, precision and radius."""

from corroborate.grounding.places.annotate import annotate_places, places_in
from corroborate.grounding.places.gazetteer.gazetteer import Gazetteer
from corroborate.grounding.places.locating.events import event_place, ground
from corroborate.grounding.places.records import Place, PlaceMention

__all__ = [
    "Gazetteer",
    "Place",
    "PlaceMention",
    "annotate_places",
    "event_place",
    "ground",
    "places_in",
]
