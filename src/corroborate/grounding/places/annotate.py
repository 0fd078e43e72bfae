"""Places in a document: found, resolved with the whole report as context, related to spots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from corroborate.grounding.places.clues.context import gather
from corroborate.grounding.places.gazetteer.gazetteer import Gazetteer
from corroborate.grounding.places.locating.mentions import Spots
from corroborate.grounding.places.records import PlaceMention
from corroborate.grounding.places.resolving.resolve import Resolver
from corroborate.grounding.places.resolving.voices import title_voices, voices
from corroborate.grounding.places.spotting.spot import Entities, Spot
from corroborate.grounding.places.spotting.spotter import Spotter

if TYPE_CHECKING:
    from spacy.tokens import Doc

FUZZY_SHARE = 0.15


def annotate_places(
    doc: Doc, *, title: str | None = None, gazetteer: Gazetteer | None = None
) -> tuple[PlaceMention, ...]:
    """The places that a document names, in the order of the text.

    Args:
        doc: any spaCy document; its entities and sentences are used where it has them.
        title: of the report, where it is not part of the text; only lends context.
        gazetteer: by default the package's own.
    """
    entities = [(e.start_char, e.end_char, e.label_) for e in doc.ents]
    starts = _starts(doc)
    return places_in(doc.text, entities, starts, title=title, gazetteer=gazetteer)


def places_in(
    text: str,
    entities: Entities = (),
    starts: frozenset[int] = frozenset(),
    *,
    title: str | None = None,
    gazetteer: Gazetteer | None = None,
) -> tuple[PlaceMention, ...]:
    """:func:`annotate_places` for a plain text.

    Args:
        text: of the report.
        entities: (start, end, label) in characters, labels as PLACE, FACILITY, ORG, PERSON.
        starts: offsets at which sentences begin; guessed from the text where empty.
        title: as there.
        gazetteer: as there.
    """
    places = gazetteer or Gazetteer.open()
    spotter = Spotter(text, places, entities, starts)
    votes = voices(spotter.words)
    for country, weight in title_voices(title or "", places).items():
        votes[country] = votes.get(country, 0.0) + weight
    return resolve_spots(text, spotter.spots(), places, votes=votes)


def resolve_spots(
    text: str, spots: list[Spot], gazetteer: Gazetteer, votes: Mapping[str, float] | None = None
) -> tuple[PlaceMention, ...]:
    """Resolves given spots of a text, with one another as context."""
    votes = votes or {}
    evidence = gather(text, spots)
    resolver = Resolver(spots, evidence, votes)
    resolver.run()
    if _add_fuzzy(spots, resolver, gazetteer):
        resolver.run()
    for i, spot in enumerate(spots):
        if spot.fixed:
            resolver.chosen[i], resolver.scores[i] = spot.places[0], 1.0
    known = Spots(text, spots, evidence, resolver.chosen, resolver.report.countries())
    mentions = [known.mention(i, resolver.scores[i]) for i in range(len(spots))]
    kept = [
        replace(mention, metonym=spot.institution or (clue.speaks and _governs(mention)))
        for mention, spot, clue in zip(mentions, spots, evidence, strict=True)
        if (mention.place and spot.institution)
        or (not spot.context and (mention.place or spot.sure or spot.facility))
    ]
    return tuple(kept)


def _starts(doc: Doc) -> frozenset[int]:
    if not doc.has_annotation("SENT_START"):
        return frozenset()
    return frozenset(sentence.start_char for sentence in doc.sents)


def _add_fuzzy(spots: Sequence[Spot], resolver: Resolver, gazetteer: Gazetteer) -> bool:
    """Looks names that were not found up by spelling rules, in the report's countries."""
    known = resolver.report.countries()
    countries = {c for c in known if resolver.report.share(c) > FUZZY_SHARE}
    added = False
    for spot, place in zip(spots, resolver.chosen, strict=True):
        if place is None and (spot.sure or spot.tentative) and not spot.facility and countries:
            there = {p.id for p in spot.places}
            found = [p for p in gazetteer.fuzzy(spot.text, countries) if p.id not in there]
            spot.places += found
            added = added or bool(found)
    return added


def _governs(mention: PlaceMention) -> bool:
    """Whether the name may stand for a government: a capital's or a country's, of itself."""
    place = mention.place
    if place is None or mention.relation:
        return False
    return place.rank == 3 or place.kind == "country"
