"""What speaks against a name being a place's: it is an organisation's or a person's."""

from __future__ import annotations

import re
from typing import Literal

from corroborate.grounding.places.demonyms import demonyms
from corroborate.grounding.places.gazetteer.gazetteer import Gazetteer
from corroborate.grounding.places.spotting.capitals import Word, joined
from corroborate.grounding.places.spotting.spot import OTHERS, PLACES, Entities, Spot, label_in
from corroborate.grounding.places.spotting.support import speaks_for
from corroborate.grounding.places.words import is_a, kind_of

Veto = Literal["other", "person"]
SURE_POPULATION = 100_000


class Vetoes:
    """The vetoes against the names of one text.

    Args:
        text: the document's.
        gazetteer: where names are looked up.
        entities: (start, end, label) of what a tagger found, in order; may be empty.
        shouting: the text is written in capitals.

    Attributes:
        surnames: in small letters, those of the persons noted so far.
        small: the words that the text writes in small letters.
    """

    def __init__(self, text: str, gazetteer: Gazetteer, entities: Entities, shouting: bool) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.entities = entities
        self.shouting = shouting
        self.surnames: set[str] = set()
        self.small = frozenset(re.findall(r"(?<![\w'’-])[a-z]+(?![\w-])", text))

    def against(self, run: list[Word], first: int, last: int, spot: Spot) -> Veto | None:
        """Why it is no place: ``other`` (an organisation), ``person``; ``None``: it may be."""
        label = label_in(self.entities, spot.start, spot.end)
        if label in PLACES:
            return None
        day = label == "TIME" and self.text[spot.end : spot.end + 2] in {"'s", "’s"}
        if day or self._in_organisation(run, first, last):
            return "other"
        if self._in_person(run, first, last, spot):
            return "person"
        return "other" if label in OTHERS and not self._outweighs(spot) else None

    def _outweighs(self, spot: Spot) -> bool:
        """Whether the name and the words around it say more than the tag of a body or a person."""
        told = not spot.shaky or speaks_for(self.text, spot.start, spot.end, self.gazetteer)
        return bool(spot.places) and told

    def is_person(self, run: list[Word], at: int) -> bool:
        """From a title or a first name on, the run is a person's name."""
        word = run[at]
        rest = run[at + 1 :]
        if not rest or not rest[0].capital:
            return False
        if label_in(self.entities, word.start, word.end) in PLACES:
            return False
        if kind_of(rest[0].bare) or is_a(rest[0].bare, "facility"):
            return False
        if any(self.gazetteer.lookup(joined(self.text, run[at : at + n])) for n in (2, 3)):
            return False
        if is_a(word.bare, "title"):
            return not any(w.text == "of" for w in rest)
        return is_a(word.bare, "given")

    def note_person(self, run: list[Word]) -> None:
        """Remembers the surnames of the report: "Paris Hilton" makes a later "Hilton" a person."""
        for at, word in enumerate(run[:-1]):
            if is_a(word.bare, "given", "title") and self.is_person(run, at):
                self.surnames |= self._surnames(run[at + 1 : at + 4])
                return

    def _surnames(self, rest: list[Word]) -> set[str]:
        """The words of a person's name up to the first small word; countries are none."""
        found = set()
        for word in rest:
            if not word.capital:
                break
            if self.gazetteer.country(word.bare) is None:
                found.add(word.bare.lower())
        return found

    def is_institution(self, run: list[Word], first: int, last: int) -> bool:
        """Whether the organisation that the name is part of is a body of the place."""
        tail = [w.bare for w in run[last : last + 3] if w.capital]
        return any(is_a(w.bare, "institution") for w in run[:first]) or any(
            is_a(w, "institution") for w in tail
        )

    def _in_organisation(self, run: list[Word], first: int, last: int) -> bool:
        after = run[last].bare if last < len(run) else ""
        if after in {"of", "for", "and"} or kind_of(after) or not after:
            after = ""
        tail = [w.bare for w in run[last:] if w.capital]
        before = [w.bare for w in run[:first]]
        led = (
            len(before) > 1
            and before[-1] in {"of", "the"}
            and any(is_a(w, "thing", "organisation") for w in before if w[0].isupper())
        )
        reach = 1 if self.shouting else 3
        return led or bool(after and any(is_a(w, "organisation") for w in tail[:reach]))

    def _in_person(self, run: list[Word], first: int, last: int, spot: Spot) -> bool:
        if spot.places and (spot.places[0].kind == "country" or kind_of(run[last - 1].bare)):
            return False
        before = run[first - 1] if first else None
        after = run[last] if last < len(run) else None
        odd_before = before is not None and before.capital and self._odd(before)
        odd_after = after is not None and after.capital and self._odd(after)
        return odd_before or (odd_after and not self._names_a_body(run, last))

    def _names_a_body(self, run: list[Word], last: int) -> bool:
        """Whether what follows is an office or a body, not a surname: "X City Commissioner"."""
        tail = [w.bare for w in run[last : last + 3] if w.capital]
        return any(is_a(w, "title", "organisation", "facility") or kind_of(w) for w in tail)

    def _odd(self, word: Word) -> bool:
        """A capitalised word that is no part of how places are spoken of."""
        bare = word.bare
        if is_a(bare, "calendar", "direction", "modifier", "facility") or kind_of(bare):
            return False
        if bare.lower() in demonyms() or (word.first and self._is_word(bare)):
            return False
        if self.shouting:
            return is_a(bare, "given", "title")
        known = self.gazetteer.lookup(bare)
        return not (known and known[0].population > SURE_POPULATION) and not bare.isupper()

    def _is_word(self, bare: str) -> bool:
        """Whether a word that heads a sentence has its capital from there alone."""
        return is_a(bare, "common", "locative", "never") or bare.lower() in self.small
