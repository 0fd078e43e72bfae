"""Which stretches of a text may name a place, and which entries they may mean."""

from __future__ import annotations

import re

from corroborate.grounding.places.demonyms import demonyms
from corroborate.grounding.places.gazetteer.gazetteer import Gazetteer
from corroborate.grounding.places.records import Place
from corroborate.grounding.places.spotting.buildings import Buildings
from corroborate.grounding.places.spotting.capitals import (
    Word,
    end_of,
    joined,
    past_name,
    runs,
    words_of,
)
from corroborate.grounding.places.spotting.datelines import dateline_span, outside_dateline
from corroborate.grounding.places.spotting.pairs import borders, parted, seats
from corroborate.grounding.places.spotting.spot import (
    OTHERS,
    PLACES,
    Entities,
    Spot,
    label_in,
    touches_fixed,
)
from corroborate.grounding.places.spotting.support import is_small, speaks_against, speaks_for
from corroborate.grounding.places.spotting.vetoes import Vetoes
from corroborate.grounding.places.words import is_a, kind_of

LONGEST = 6
SHOUTED_POPULATION = 20_000
AREAS = frozenset(("country", "admin1", "admin2", "continent"))
_BEFORE = re.compile(r"([\w-]+)?\s+(\w+)\s+(?:the\s+)?$")
_CONTRACTED = re.compile(r"['’](?:ve|re|ll|d|m|t)$")
_LED = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_MONEY = frozenset("$€£")
_NEXT_WORD = re.compile(r"\s+([a-z-]+)")


class Spotter:
    """Finds spots in one text.

    Args:
        text: the document's.
        gazetteer: where names are looked up.
        entities: (start, end, label) of what a tagger found; may be empty.
        starts: offsets where sentences begin.
    """

    def __init__(
        self, text: str, gazetteer: Gazetteer, entities: Entities, starts: frozenset[int]
    ) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.entities = sorted(outside_dateline(entities, text))
        self.line = dateline_span(text)
        self.words = parted(words_of(text, starts), gazetteer)
        self.inside = {w.bare for w in self.words if w.capital and not w.first}
        self.supported = {
            w.bare
            for w in self.words
            if w.capital and speaks_for(text, w.start, end_of(w), gazetteer)
        }
        letters = [c for c in text if c.isalpha()]
        self.shouting = sum(c.isupper() for c in letters) > 0.7 * len(letters)
        self.buildings = Buildings(text, gazetteer, self.entities)
        self.vetoes = Vetoes(text, gazetteer, self.entities, self.shouting)

    def spots(self) -> list[Spot]:
        """All spots, in order, none inside another; host names of facilities come with them."""
        found = [*borders(self.text, self.gazetteer), *seats(self.text, self.gazetteer)]
        for run in runs(self.words):
            self.vetoes.note_person(run)
        for run in runs(self.words):
            found += [s for s in self._run(run) if not touches_fixed(s, found)]
        taken = [spot.span for spot in found]
        for start, end, label in self.entities:
            free = all(end <= a or start >= b for a, b in taken)
            if label in PLACES and free and any(c.isupper() for c in self.text[start:end]):
                found += filter(None, [self._entity(start, end, label)])
        return sorted(found, key=lambda spot: spot.span)

    def _entity(self, start: int, end: int, label: str) -> Spot | None:
        """The spot of a tagged place, without the words that lead to it: "Northern Iraq".

        ``None`` where its words are never a place's.
        """
        text = _LED.sub("", self.text[start:end])
        places = self.gazetteer.lookup(text)
        while not places and (rest := self._without_head(text)):
            text, places = rest, self.gazetteer.lookup(rest)
        if not places:
            text = _LED.sub("", self.text[start:end])
        names = [word for word in text.split() if word[0].isupper()]
        peoples = label == "PLACE" and all(name.lower() in demonyms() for name in names)
        if not text or peoples or is_a(text, "never", "direction", "calendar"):
            return None
        spot = Spot(end - len(text), end, text, places, sure=True)
        spot.facility = label in {"FACILITY", "FAC"} and not spot.places
        return spot

    def _without_head(self, text: str) -> str:
        """A name without a first word that is no part of names: "northern", "the town of"."""
        head, _, rest = text.partition(" ")
        plain = not head[:1].isupper() or is_a(head, "direction", "modifier") or kind_of(head)
        return rest.removeprefix("of ").removeprefix("the ") if plain else ""

    def _run(self, run: list[Word]) -> list[Spot]:
        found: list[Spot] = []
        at = 0
        while at < len(run):
            if self.vetoes.is_person(run, at):
                at = past_name(run, at)
                continue
            spot, used = self._longest(run, at)
            building = self.buildings.standing_in(run, at, used, spot) if spot is not None else None
            if spot is not None and building is not None:
                spot.context = True
                found += [spot, building]
                at = sum(word.start < building.end for word in run)
                continue
            if spot is not None:
                veto = self.vetoes.against(run, at, at + used, spot)
                if veto == "person":
                    at = past_name(run, at)
                    continue
                spot.context = veto == "other"
                spot.institution = spot.context and self.vetoes.is_institution(run, at, at + used)
                if veto is None or (spot.places and not spot.shaky):
                    found.append(spot)
            at += used
        return found

    def _longest(self, run: list[Word], at: int) -> tuple[Spot | None, int]:
        """The longest name that starts here, and how many words it (or nothing) takes."""
        if short := self._abbreviated(run[at]):
            return short, 1
        if size := self._demonym(run, at):
            return None, size
        whole = self._entity_from(run, at)
        for size in range(min(LONGEST, len(run) - at), 0, -1):
            part = run[at : at + size]
            if not part[-1].capital or (size == 1 and self._is_plain(part[0])):
                continue
            if size > 1 and not self._may_be_long(part):
                continue
            if whole is not None and not self._may_end(run[at:], size, whole):
                continue
            places = self.gazetteer.lookup(joined(self.text, part))
            if places and self._reads_as_name(part, places):
                return self._spot(part, places), size
        if whole is not None:
            return whole, sum(word.start < whole.end for word in run[at:])
        return self._unknown(run, at)

    def _may_end(self, run: list[Word], size: int, whole: Spot) -> bool:
        """Whether a name may end before the tagged place that begins with it does.

        So where what is left of that is a body of the place: "Babil Province Police Court".
        """
        rest = [w for w in run[size:] if w.start < whole.end]
        area = kind_of(run[size - 1].bare) is not None
        bodies = area and all(is_a(w.bare, "organisation", "institution") for w in rest)
        return not rest or (bodies and not whole.places)

    def _demonym(self, run: list[Word], at: int) -> int:
        """How many words a demonym of several takes here: "Sri Lankan"; 0 for none."""
        part = run[at : at + 2]
        return 2 * (len(part) == 2 and joined(self.text, part).lower() in demonyms())

    def _entity_from(self, run: list[Word], at: int) -> Spot | None:
        """The place of several words that a tagger found from here on, if it is not known whole.

        Its first word alone is then another place's name: "Yaya" of "Yaya Khil".
        """
        for start, end, label in self.entities:
            several = at + 1 < len(run) and run[at + 1].capital and run[at + 1].start < end
            if label == "PLACE" and run[at].start == start and several:
                return self._entity(start, end, label)
        return None

    def _abbreviated(self, word: Word) -> Spot | None:
        """A province written for short, after a comma: "Wheeling, W.Va."."""
        if self.text[: word.start].rstrip()[-1:] != ",":
            return None
        for end in (word.end + 1, word.end):
            if place := self.gazetteer.abbreviation(self.text[word.start : end]):
                return Spot(word.start, end, self.text[word.start : end], [place], sure=True)
        return None

    def _is_plain(self, word: Word) -> bool:
        """A word that names no place when it stands alone."""
        bare = word.bare
        if len(bare) < 2 or _CONTRACTED.search(bare):
            return True
        if is_a(bare, "calendar", "direction", "title", "facility", "never"):
            return True
        if bare.lower() in demonyms() or kind_of(bare):
            return True
        return self.shouting and len(bare) < 4

    def _may_be_long(self, part: list[Word]) -> bool:
        """Whether several words may be one name: no date, no "The city", no "In March"."""
        if is_a(part[0].bare, "calendar") or part[0].text in {"In", "On", "At", "From"}:
            return False
        if part[0].text in {"as", "an"}:
            return False
        return part[0].text != "The" or (part[1].capital and len(part) > 1)

    def _reads_as_name(self, part: list[Word], places: list[Place]) -> bool:
        if part[0].text == "The" and not any(p.name.startswith("The ") for p in places):
            return False
        if self.text[part[-1].end :][:1] in _MONEY:
            return False
        if len(part) > 1:
            name = joined(self.text, part)
            if all(is_a(word.bare, "organisation", "institution") for word in part):
                return False
            return not is_a(name, "never", "title") and not (
                self.shouting and all(is_a(w.bare, "common") for w in part)
            )
        bare = part[0].bare
        if bare.lower() in self.vetoes.surnames and not self._located(part[0]):
            return False
        if bare.isupper() and len(bare) <= 3 and not self.shouting:
            return places[0].kind == "country" or self._filed_from(part[0])
        return bare[0].isupper() or "-" in bare

    def _filed_from(self, word: Word) -> bool:
        """Whether a word is the town of a dateline that says more: "GAO, Mali (MPA) —"."""
        return self.line is not None and word.start == self.line[0] and word.end < self.line[1]

    def _spot(self, part: list[Word], places: list[Place]) -> Spot:
        start, end = part[0].start, end_of(part[-1])
        longer = self.buildings.known(start, end)
        if longer is not None:
            return longer
        spot = Spot(start, end, self.text[start:end], places)
        short = part[0].bare.isupper() and places[0].kind == "country" and not self.shouting
        spot.shaky = len(part) == 1 and is_a(part[0].bare, "common", "given") and not short
        spot.shaky |= self.shouting and places[0].population < SHOUTED_POPULATION
        spot.shaky |= len(part) == 1 and part[0].first and not self._stands_out(part[0], places)
        spot.shaky |= len(part) == 1 and is_small(places) and not self._supported(part[0])
        tagged = label_in(self.entities, start, end) in PLACES
        spot.sure = tagged and not self._in_facility(start, end)
        return spot

    def _supported(self, word: Word) -> bool:
        """Whether the text calls a lesser name a place, here or elsewhere."""
        if speaks_against(self.text, word.start, word.end):
            return False
        return word.bare in self.supported

    def _in_facility(self, start: int, end: int) -> bool:
        """Whether the words are only a part of a building's name: "Hall" of a "City Hall"."""
        built = ((a, b) for a, b, label in self.entities if label in {"FACILITY", "FAC"})
        return any(a <= start and end <= b and (a, b) != (start, end) for a, b in built)

    def _stands_out(self, word: Word, places: list[Place]) -> bool:
        """Whether a word that heads a sentence is a great place's, or a name elsewhere."""
        great = places[0].population > SHOUTED_POPULATION
        return great or places[0].kind in AREAS or word.bare in self.inside

    def _located(self, word: Word) -> bool:
        """Whether "in", "near" and their like stand before the word."""
        before = _BEFORE.search(self.text, max(0, word.start - 40), word.start)
        return bool(before and is_a(before[2], "locative"))

    def _unknown(self, run: list[Word], at: int) -> tuple[Spot | None, int]:
        """A name that the gazetteer lacks: of a building, or one that is called a place."""
        for stop in range(at + 1, min(len(run), at + LONGEST)):
            if self.shouting and is_a(run[stop].bare, "common", "never", "locative"):
                break
            if is_a(run[stop].bare, "facility") and run[at].capital and stop > at:
                start, end = run[at].start, end_of(run[stop])
                if label_in(self.entities, start, end) in OTHERS:
                    break
                return Spot(start, end, self.text[start:end], facility=True), stop - at + 1
        if at == 0 and not self._is_plain(run[0]) and (why := self._called_place(run)):
            size = next((i for i, w in enumerate(run) if self._is_plain(w)), len(run))
            spot = Spot(start := run[0].start, end := end_of(run[size - 1]), self.text[start:end])
            spot.sure, spot.tentative = why == "typed", True
            return spot, size
        return None, 1

    def _called_place(self, run: list[Word]) -> str | None:
        """``typed``: "the village of X", "X district"; ``located``: "in X"; else ``None``."""
        start, end = run[0].start, run[0].end
        if run[0].first or len(run) > 3 or self.shouting or label_in(self.entities, start, end):
            return None
        before = _BEFORE.search(self.text, max(0, start - 40), start)
        after = _NEXT_WORD.match(self.text, end_of(run[-1]))
        if (before and before[2] == "of" and kind_of(before[1] or "")) or (
            after and kind_of(after[1])
        ):
            return "typed"
        return "located" if before and is_a(before[2], "locative") else None
