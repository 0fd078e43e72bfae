"""Where one event took place: in its own words, beside them, or where its scene plays."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from corroborate.coding.document import AnnotatedReport
from corroborate.coding.scene_time import date_of, may_coincide
from corroborate.coding.spans import held_by_others, overlaps
from corroborate.grounding.places import PlaceMention, event_place
from corroborate.grounding.places.locating.events import FINEST
from corroborate.grounding.places.resolving.resolve import inside
from corroborate.grounding.places.spotting.datelines import dateline_span
from corroborate.grounding.places.words import is_a, kind_of
from corroborate.language.layers import CharSpan, EventMention
from corroborate.model import ClaimPlace
from corroborate.ontology import load as load_ontology

_WIDE = frozenset(("country", "province", "district", "unknown"))
_ATTRIBUTES = frozenset(("compound", "amod", "nmod", "flat"))
_TOLD_WITH = re.compile(r"\s*(?:,|\(|\s(?:in|of)\s)[^.;:()]{0,50}")
_REACH = 6
"""How many sentences back an event without a place may find its scene."""


def place_of(chain: Sequence[EventMention], document: AnnotatedReport) -> ClaimPlace:
    """The place of the first mention of ``chain`` that has one, else that of its scene.

    ``chain`` is the mention and those it takes up, nearest first. Looked for in the words of its
    place, among the places where its verb's event happened, in the words of the one it is done
    to, and among the places of its sentence that belong to nothing else. Of several, the finest
    that has a point and is ground. Names that no gazetteer knows are kept as words. An event
    told without any place plays where the last one before it did, and failing that in the
    dateline's town; words without a name ("the area") come last of all.
    """
    for mention in chain:
        found = _Sentence(mention, document).place()
        if found is not None:
            return _claim_place(found)
    for mention in chain:
        if (words := _named(mention, document)) is not None:
            return words
    scene = _scene_of(chain, document)
    if scene is not None:
        return _claim_place(scene)
    unnamed = [s for m in chain for s in m.spans("place")]
    return _words_only(unnamed[0], document) if unnamed else ClaimPlace()


@dataclass(frozen=True)
class _Sentence:
    """The places of one event's sentence, as they bear on it."""

    mention: EventMention
    document: AnnotatedReport

    def place(self) -> PlaceMention | None:
        """The place that the sentence gives the event, as exact as it says."""
        mention = self.mention
        done_to = [p for p in self._within(mention.spans("patient")) if p.precision != "country"]
        levels = [self._within(mention.spans("place")), self._sites(), done_to, self._free()]
        for level in levels:
            if found := self._best(p for p in level if p.precision != "unknown"):
                return self._with_unknown(self._refined(found, levels))
        return None if self._names() else self._best(p for level in levels for p in level)

    def _with_unknown(self, found: PlaceMention) -> PlaceMention:
        """A wide place with the name of the spot in it that no gazetteer knows: "X in Y"."""
        if found.precision not in _WIDE or found.relation is not None:
            return found
        names = self._names()
        return replace(found, relation=f"{names[0].text} in") if names else found

    def _names(self) -> list[PlaceMention]:
        """Names in the words of the event's place that no gazetteer knows."""
        own = self._within(self.mention.spans("place"))
        return [p for p in own if p.place is None and _is_name(p.span, self.document)]

    def _refined(
        self, found: PlaceMention, levels: Sequence[Sequence[PlaceMention]]
    ) -> PlaceMention:
        """The finest place of the sentence that lies in the one found: "in Iraq … at Baiji"."""
        for level in (*levels, self._within([self.mention.sentence])):
            host = found.place
            if found.precision not in _WIDE or host is None:
                return found
            own = level in levels
            within = [p for p in level if p.place and p.place.id != host.id]
            within = [p for p in within if own or self._leads_to(p, found)]
            finer = [p for p in within if p.place and inside(p.place, host)]
            found = self._best(p for p in finer if _fineness(p) < _fineness(found)) or found
        return found

    def _leads_to(self, place: PlaceMention, host: PlaceMention) -> bool:
        """Whether a name is told with the one it lies in: "Doha, capital of Qatar"."""
        between = self.document.words((place.span[1], max(place.span[1], host.span[0])))
        return bool(_TOLD_WITH.fullmatch(between)) and not place.locates

    def _best(self, places: Iterable[PlaceMention]) -> PlaceMention | None:
        """Of those that have a point and are ground a site of the event, or the nearest to it."""
        fit = [p for p in places if p.lat is not None and self._is_ground(p)]
        sites, at = [p.span for p in self._sites()], self.mention.trigger[0]
        return min(
            fit,
            key=lambda p: (p.locates, p.span not in sites, abs(p.span[0] - at)),
            default=None,
        )

    def _within(self, spans: Sequence[CharSpan]) -> list[PlaceMention]:
        return [p for p in self.document.places if any(overlaps(p.span, s) for s in spans)]

    def _sites(self) -> list[PlaceMention]:
        """Places where the event of the trigger, or of the verb it hangs on, happened."""
        tokens = self.document.tokens_in(self.mention.trigger)
        words = {t.i: t for token in tokens for t in (token, token.head)}
        spots = [(t.idx, t.idx + len(t)) for t in words.values()]
        return self._within(self._sites_of(lambda at: any(overlaps(at, s) for s in spots)))

    def _sites_of(self, wanted: Callable[[CharSpan], bool]) -> list[CharSpan]:
        predicates = self.document.doc._.predicates
        return [site for p in predicates if wanted(p.span) for site in p.sites]

    def _free(self) -> list[PlaceMention]:
        """Places of the sentence that nothing else in it holds, nearest to the event first."""
        held = held_by_others(self.mention, self.document, "place")
        own = {p.span for p in self._sites()}
        elsewhere = {p.span for p in self._within(self._sites_of(lambda _: True))} - own
        found = [
            p
            for p in self._within([self.mention.sentence])
            if p.span not in elsewhere
            and not p.locates
            and not any(overlaps(p.span, s) for s in held)
        ]
        return sorted(found, key=lambda p: abs(p.span[0] - self.mention.trigger[0]))

    def _is_ground(self, place: PlaceMention) -> bool:
        """Whether the name stands for ground on which the event can have happened."""
        line = dateline_span(self.document.report.text)
        filed = line is not None and overlaps(place.span, line)
        return not (place.metonym or filed or self._is_attribute(place))

    def _is_attribute(self, place: PlaceMention) -> bool:
        """Whether the name only says whose or of what sort a thing is: "a *U.S.* checkpoint".

        Not so where the thing is ground itself ("the Baghdad market") or what happens in a town
        ("the Mosul operation"); what a country is put before is its own ("the U.S. strike").
        """
        noun = _attributed(self.document.tokens_in(place.span))
        if noun is None or is_a(noun.lemma_, "facility", "premises") or kind_of(noun.lemma_):
            return False
        at = (noun.idx, noun.idx + len(noun))
        event = any(overlaps(at, p.span) for p in self.document.doc._.predicates)
        event = event or overlaps(at, self.mention.trigger)
        return place.precision == "country" or not event


def _attributed(tokens: Sequence[Token]) -> Token | None:
    """The noun right of the words that they are an attribute of."""
    own = next((t for t in tokens if t.head not in tokens), None)
    if own is None or own.dep_.partition(":")[0] not in _ATTRIBUTES:
        return None
    noun = own.head
    owned = any(c.dep_ == "case" for c in own.children)
    fits = noun.i > tokens[-1].i and noun.pos_ in ("NOUN", "PROPN") and not owned
    return noun if fits else None


def _fineness(mention: PlaceMention) -> int:
    return FINEST.index(mention.precision)


# ------------------------------------------------------------------------------ the scene


def _scene_of(chain: Sequence[EventMention], document: AnnotatedReport) -> PlaceMention | None:
    """Where an event without words for its place plays: where the last one told before it did.

    That of one time before others; "the compound" takes up a place whenever it was.
    """
    mention = chain[0]
    if mention.when == "future":
        return None
    when, back = date_of(chain, document), any(m.spans("place") for m in chain)
    told = list(_told_before(mention, document))
    same = [e for e in told if may_coincide(when, date_of([e], document))]
    for earlier in told if back else [*same, *told]:
        found = _Sentence(earlier, document).place()
        if found is not None:
            return found
    speech = load_ontology().get(mention.type).speech
    return None if speech else _filed_at(document)


def _told_before(mention: EventMention, document: AnnotatedReport) -> Iterator[EventMention]:
    """Deeds told in the sentences before, nearest first."""
    number = document.sentence_number(mention.trigger[0])
    for earlier in reversed(document.events):
        apart = number - document.sentence_number(earlier.trigger[0])
        if not 1 <= apart <= _REACH or load_ontology().get(earlier.type).speech:
            continue
        if earlier.when != "background" or mention.when == "background":
            yield earlier


def _filed_at(document: AnnotatedReport) -> PlaceMention | None:
    """The town of the dateline."""
    line = dateline_span(document.report.text)
    if line is None:
        return None
    filed = [p for p in document.places if overlaps(p.span, line) and p.lat is not None]
    return min(filed, key=_fineness, default=None)


# ------------------------------------------------------------------------------ the record


def _claim_place(found: PlaceMention) -> ClaimPlace:
    return ClaimPlace(**event_place(found).model_dump(), text=found.text, span=found.span)


def _named(mention: EventMention, document: AnnotatedReport) -> ClaimPlace | None:
    """A name in the words of its place that no gazetteer knows."""
    spans = mention.spans("place")
    for place in document.places:
        if any(overlaps(place.span, s) for s in spans) and place.lat is None:
            return _claim_place(place)
    named = (s for s in spans if _is_name(s, document))
    return next((_words_only(s, document) for s in named), None)


def _words_only(span: CharSpan, document: AnnotatedReport) -> ClaimPlace:
    return ClaimPlace(name=document.words(span), text=document.words(span), span=span)


def _is_name(span: CharSpan, document: AnnotatedReport) -> bool:
    """Whether the words hold a name that is more than "the North"."""
    names = (t for t in document.tokens_in(span) if t.pos_ == "PROPN")
    return any(not (is_a(t.text, "direction") or kind_of(t.text)) for t in names)
