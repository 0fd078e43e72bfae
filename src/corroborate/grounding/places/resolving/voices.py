"""Which countries a text speaks of in words that name no place: "Iraqi police"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from corroborate.grounding.places.demonyms import demonyms
from corroborate.grounding.places.gazetteer.gazetteer import Gazetteer
from corroborate.grounding.places.resolving.weights import weights
from corroborate.grounding.places.spotting.capitals import Word
from corroborate.grounding.places.spotting.spotter import Spotter


def voices(words: Iterable[Word]) -> dict[str, float]:
    """Weight by country (ISO alpha-2) of the demonyms among the words of a text."""
    found: dict[str, float] = defaultdict(float)
    known = demonyms()
    for word in words:
        if word.capital and (code := known.get(word.bare.lower())):
            found[code] += weights()["demonym"]
    return found


def title_voices(title: str, gazetteer: Gazetteer) -> dict[str, float]:
    """Weight by country of the places that a title names."""
    found: dict[str, float] = defaultdict(float)
    for spot in Spotter(title, gazetteer, (), frozenset()).spots():
        if spot.places and spot.places[0].country and not spot.shaky:
            found[spot.places[0].country] += weights()["title"]
    return found
