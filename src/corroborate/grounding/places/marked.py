"""Places in a text whose names somebody has marked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corroborate.grounding.places.annotate import resolve_spots
from corroborate.grounding.places.demonyms import demonyms
from corroborate.grounding.places.gazetteer.gazetteer import Gazetteer
from corroborate.grounding.places.names import fold
from corroborate.grounding.places.records import Place, PlaceMention
from corroborate.grounding.places.resolving.voices import voices
from corroborate.grounding.places.spotting.spot import Entities, Spot
from corroborate.grounding.places.spotting.spotter import Spotter

_FRAME = re.compile(r"^the\s+|['’]s$", re.IGNORECASE)


def resolve_marked(
    text: str,
    spans: Sequence[tuple[int, int]],
    gazetteer: Gazetteer,
    entities: Entities = (),
) -> tuple[PlaceMention, ...]:
    """Resolves stretches that are known to be names of places.

    What else in the text may name a place lends context.

    Args:
        text: of the report.
        spans: offsets of the names, none inside another.
        gazetteer: where they are looked up.
        entities: (start, end, label) of what a tagger found.

    Returns:
        One mention for each span, in their order; without a place where none fits.
    """
    marked = sorted(set(spans))
    spots = [Spot(a, b, text[a:b], readings(text[a:b], gazetteer), sure=True) for a, b in marked]
    spotter = Spotter(text, gazetteer, entities, frozenset())
    free = [s for s in spotter.spots() if all(s.end <= a or b <= s.start for a, b in marked)]
    for spot in free:
        spot.context = True
    every = sorted([*spots, *free], key=lambda spot: spot.span)
    found = resolve_spots(text, every, gazetteer, votes=voices(spotter.words))
    return tuple(mention for mention in found if mention.span in set(marked))


def readings(name: str, gazetteer: Gazetteer) -> list[Place]:
    """Entries of a name as marked: with or without its article, as an adjective too."""
    bare = _FRAME.sub("", name)
    if short := gazetteer.abbreviation(name):
        return [short]
    found = gazetteer.lookup(bare) or gazetteer.lookup(name)
    if found or fold(bare) not in demonyms():
        return found
    country = gazetteer.country(bare)
    return [country] if country else []
