"""Places in a document: found, resolved with the whole report as context, related to spots."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from corroborate.grounding.places.capitals import words_of
from corroborate.grounding.places.context import gather
from corroborate.grounding.places.demonyms import demonyms
from corroborate.grounding.places.gazetteer import Gazetteer
from corroborate.grounding.places.names import fold
from corroborate.grounding.places.records import Place, PlaceMention
from corroborate.grounding.places.resolve import Resolver, weights
from corroborate.grounding.places.spot import Entities, Spot
from corroborate.grounding.places.spots_to_mentions import mention_of
from corroborate.grounding.places.spotting import Spotter
from corroborate.grounding.places.words import is_a

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NEXT = re.compile(r"\s+(\w+)(?:\s+(\w+))?(?:\s+(\w+))?")
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
    spots = Spotter(text, places, entities, starts).spots()
    return resolve_spots(text, spots, places, votes=_votes(text, title, places))


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
    mentions = [
        mention_of(text, i, spots, evidence, resolver.chosen, resolver.scores[i])
        for i in range(len(spots))
    ]
    kept = [
        mention
        for mention, spot in zip(mentions, spots, strict=True)
        if not spot.context and (mention.place or spot.sure or spot.facility)
    ]
    return tuple(replace(m, metonym=_is_metonym(text, m)) for m in kept)


def _starts(doc: Doc) -> frozenset[int]:
    if not doc.has_annotation("SENT_START"):
        return frozenset()
    return frozenset(sentence.start_char for sentence in doc.sents)


def _votes(text: str, title: str | None, gazetteer: Gazetteer) -> dict[str, float]:
    """Countries that adjectives ("Iraqi") and the title speak for."""
    votes: dict[str, float] = defaultdict(float)
    known = demonyms()
    for word in words_of(text, frozenset()):
        if word.capital and (code := known.get(word.bare.lower())):
            votes[code] += weights()["demonym"]
    for spot in Spotter(title or "", gazetteer, (), frozenset()).spots():
        if spot.places and spot.places[0].country and not spot.shaky:
            votes[spot.places[0].country] += weights()["title"]
    return votes


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


def _is_metonym(text: str, mention: PlaceMention) -> bool:
    """A capital or a country that says or decides something is its government."""
    place = mention.place
    if place is None or not (place.rank == 3 or place.kind == "country") or mention.relation:
        return False
    match = _NEXT.match(text, mention.span[1])
    before = text[: mention.span[0]].rstrip()[-8:].lower()
    if match is None or re.search(r"\b(?:in|at|near|from|to|of|outside)$", before):
        return False
    words = [w for w in match.groups() if w]
    while words and is_a(words[0], "auxiliary"):
        words = words[1:]
    return bool(words) and (is_a(words[0], "metonym") or is_a(" ".join(words[:2]), "metonym"))


def resolve_gold(
    text: str, spans: Sequence[tuple[int, int]], gazetteer: Gazetteer
) -> tuple[PlaceMention, ...]:
    """Resolves stretches that are known to be names of places; one mention for each span.

    For measuring the resolution alone, and for texts whose places somebody has marked.
    """
    spots = [Spot(a, b, text[a:b], _readings(text[a:b], gazetteer), sure=True) for a, b in spans]
    return resolve_spots(text, spots, gazetteer, votes=_votes(text, None, gazetteer))


def _readings(name: str, gazetteer: Gazetteer) -> list[Place]:
    """Entries of a name as marked: with or without its article, as an adjective too."""
    bare = re.sub(r"^the\s+|['’]s$", "", name, flags=re.IGNORECASE)
    if short := gazetteer.abbreviation(name):
        return [short]
    found = gazetteer.lookup(bare) or gazetteer.lookup(name)
    if found or fold(bare) not in demonyms():
        return found
    country = gazetteer.country(bare)
    return [country] if country else []
