"""Who a noun phrase names: registry first, then country and noun, then the noun alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from corroborate.grounding.actors.lexicon import (
    Noun,
    branches,
    capitals,
    country_forms,
    kinds,
    small_words,
)
from corroborate.grounding.actors.misspelt import misspelt
from corroborate.grounding.actors.modifying import changed
from corroborate.grounding.actors.names import key_between, key_of
from corroborate.grounding.actors.naming import NamedPhrase
from corroborate.grounding.actors.offices import Title, name_after, title_of, with_holder
from corroborate.grounding.actors.phrase import (
    NounFound,
    content_of,
    countries_in,
    cut_between,
    head_end,
    head_noun,
    looks_like_a_person,
    noun_at,
)
from corroborate.grounding.actors.readings import (
    ActorMatch,
    Reading,
    Setting,
    completed,
    of_actor,
)
from corroborate.grounding.actors.records import Actor, Found, state_branch
from corroborate.grounding.actors.registry import Registry

if TYPE_CHECKING:
    from corroborate.model.vocabulary import ActorKind, SourceKind

_PARTS = ("legislature", "judiciary", "military", "police", "government")


def resolve(
    text: str, *, countries: Sequence[str] = (), on: date | None = None
) -> ActorMatch | None:
    """Who a noun phrase names.

    Args:
        text: a noun phrase as it stands in the report ("the Iraqi army", "two gunmen").
        countries: ISO 3166-1 alpha-2 codes the report is about, the likeliest first; the first
            is taken for bare words such as "police" or "the government" that name no country.
        on: the day the report speaks of: who held an office then, which of two actors of one name
            was there then. Without it everybody counts as what they were last.

    Returns:
        The match, or ``None`` where nothing in the phrase says who or what sort it is.
    """
    reading = read(text, Setting(tuple(countries), on))
    return reading.match if reading else None


def source_kind(text: str) -> SourceKind:
    """What sort of speaker a phrase names: "hospital officials" is ``hospital``."""
    reading = read(text, Setting())
    return reading.source if reading else "other"


def read(text: str, setting: Setting) -> Reading | None:
    """The reading of a phrase; see :func:`resolve`."""
    return _read(text, setting, Registry.open())


@lru_cache(maxsize=8192)
def _read(text: str, setting: Setting, registry: Registry) -> Reading | None:
    words = content_of(text)
    if not words:
        return None
    return _Reader(text, words, setting, registry).read()


class _Reader(NamedPhrase):
    """One phrase on its way to a reading."""

    def read(self) -> Reading | None:
        return self._whole_phrase() or self._coordination() or self._one()

    def _one(self) -> Reading | None:
        found = self.named_actor()
        if found and found.actor.country and self.noun and self.former(self.noun):
            return self._once(found.actor.country, found.actor)
        if found:
            return self._titled(found) or self._with_part(self._of(found.actor))
        return self._by_noun() or self._by_country() or self._by_apposition() or self._person()

    def _of(self, actor: Actor) -> Reading:
        return of_actor(actor, self.setting, self.registry)

    def _titled(self, found: Found) -> Reading | None:
        """Somebody out of the offices that we know, with one that the phrase names itself."""
        known = self._of(found.actor).match
        if self.noun is None or not self.noun.noun.branch or not known.person:
            return None
        other = (found.actor.parent or "").partition(":")[2] != self.noun.noun.branch
        if known.kind != "person" and (self.setting.on or not other):
            return None  # with a day the registry knows better what they were than a rank
        told = self._by_noun()
        if told is None:
            return None
        match = replace(told.match, name=known.name, actor_id=known.actor_id, person=known.person)
        return replace(told, match=replace(match, country=told.match.country or known.country))

    def _with_part(self, reading: Reading) -> Reading:
        """A body with the part of it that the noun names ("European Union legislators")."""
        noun = self.noun.noun if self.noun else None
        if reading.match.kind != "international" or noun is None or noun.branch not in _PARTS:
            return reading
        sectors = dict.fromkeys([*reading.match.sectors[:1], *_sectors(noun)])
        return replace(reading, match=replace(reading.match, sectors=tuple(sectors)))

    def _made(self, match: ActorMatch, source: str) -> Reading:
        return Reading(completed(match, self.setting, self.registry), cast("SourceKind", source))

    def _once(self, country: str | None, actor: Actor | None = None) -> Reading:
        """Somebody who held an office once: a person, of the elite."""
        person = actor if actor and actor.id.startswith("person:") else None
        match = ActorMatch(
            name=person.name if person else self.name,
            actor_id=person.id if person else None,
            kind="person",
            country=country,
            sectors=("ELI",),
            person=person.name if person else None,
        )
        return self._made(match, "other")

    def _whole_phrase(self) -> Reading | None:
        """The phrase is nothing but an actor's name, or a capital that stands for its state."""
        key = key_between(self.words, 0, len(self.words))
        for found in self.named:
            if found.end - found.start == len(self.words):
                return self._of(found.actor)
        country = self._state(key)
        if country:
            reading = self._of(state_branch(country, "government"))
            named = key not in capitals() and self.words[-1].key not in small_words().ruling
            return replace(reading, match=replace(reading.match, sectors=())) if named else reading
        return self._place(key)

    def _place(self, key: str) -> Reading | None:
        """A town, a province or a land: nobody in particular, of that country."""
        form, whole = country_forms().get(key), (0, len(self.words))
        lands = form.iso2 if form and (form.land or key in small_words().lands) else None
        country = lands or (None if self.noun else self._country_of_place(whole))
        if country is None or not self.words[0].text[0].isupper():
            return None
        return self._made(ActorMatch(self.name, None, "unknown", country), "other")

    def _state(self, key: str) -> str | None:
        """The country whose name, demonym or capital the phrase is, and nothing else."""
        if not self.words[0].text[0].isupper():
            return None
        form = country_forms().get(key) or misspelt(key)
        if form:
            apart = form.land or form.part or form.people or key in small_words().lands
            return None if apart or self.is_somebody() else form.iso2
        return capitals().get(key) if self.noun is None else None

    def _coordination(self) -> Reading | None:
        """The kind of the first, the name of both, nobody's id ("police and medics")."""
        at = next((i for i, w in enumerate(self.words) if i and w.key == "and"), None)
        if at is None or at + 1 == len(self.words) or self._inside_a_name(at):
            return None
        first = read(self.text[self.words[0].start : self.words[at - 1].end], self.setting)
        if first is None or self._only_a_country(at):
            return None
        kind, country = first.match.kind, first.match.country
        match = ActorMatch(self.name, None, kind, country, first.match.sectors)
        return self._made(match, first.source)

    def _inside_a_name(self, at: int) -> bool:
        spans = [(found.start, found.end) for found in self.named]
        spans += [
            (found.start, found.end) for found in countries_in(self.words, 0, len(self.words))
        ]
        return any(start <= at < end for start, end in spans)

    def _only_a_country(self, end: int) -> bool:
        """Whether the first is but an adjective of the second ("Syrian and Russian forces")."""
        found = countries_in(self.words, 0, end)
        return bool(found) and found[0].form.adjective and found[0].end == end

    def _by_noun(self) -> Reading | None:
        if self.noun is None:
            return None
        noun = changed(self._borrowed(self.noun), self.words[: self.noun.start])
        country = self.country_of(self.noun)
        title = title_of(self.words, self.noun)
        if noun.branch and self.former(self.noun):
            return self._once(country)
        known = self._titled_surname(title, country)
        if known:
            return known
        if noun.branch and country and not self.of_a_people():
            return self._of_state(noun, country, title)
        if noun.branch == "military" and noun.kind == "state forces" and self.of_a_people():
            noun = small_force()
        kind = cast("ActorKind", noun.kind)
        match = ActorMatch(self.name, None, kind, country, _sectors(noun))
        return self._made(match, noun.source)

    def _titled_surname(self, title: Title | None, country: str | None) -> Reading | None:
        """Who held the office, or one of that branch, under that last name ("President Orlow")."""
        noun = self.noun
        name = name_after(self.words, noun.end) if noun and noun.noun.branch else None
        branch = title.office.branch if title else noun.noun.branch if noun else ""
        holders = title.office.holders if title else ()
        if name is None or len(name.split()) > 1 or not (country or holders):
            return None
        of = f"{country.lower()}:{branch}" if country else None
        person = self.registry.titled(key_of(name), holders, of, self.setting.on)
        return self._of(person) if person else None

    def _of_state(self, noun: Noun, country: str, title: Title | None) -> Reading:
        branch = self._of(state_branch(country, noun.branch)).match
        of_office = title.office.sectors if title else ()
        match = replace(branch, sectors=of_office or _sectors(noun))
        if title:
            match = with_holder(match, title, self.setting.on, self.registry)
        return Reading(match, cast("SourceKind", noun.source))

    def _borrowed(self, found: NounFound) -> Noun:
        """For "an army spokesman" what the army is; for "officials" what officials are."""
        if not found.noun.borrows:
            return found.noun
        beside = noun_at(self.words, found.start, self.registry)
        belongs = self._noun_after_head()
        for other in (beside, belongs):
            if other and not other.noun.borrows:
                return other.noun
        return found.noun

    def _noun_after_head(self) -> NounFound | None:
        if self.head >= len(self.words) or self.words[self.head].key not in _belonging():
            return None
        rest = self.words[self.head + 1 :]
        end = head_end(self.text, rest)
        return head_noun(rest, end, self.registry)

    def _by_country(self) -> Reading | None:
        found = countries_in(self.words, 0, self.head)
        if len(found) != 1:
            return None
        form = found[0].form
        people = form.people or form.part or (form.adjective and self.is_somebody())
        kind: ActorKind = "civilians" if people else "unknown"
        sectors = kinds()[kind].sectors
        country = self.country_from(found[0])
        return self._made(ActorMatch(self.name, None, kind, country, sectors), "other")

    def _by_apposition(self) -> Reading | None:
        """What stands behind the comma ("Ana Ruiz, the mayor of Salta")."""
        if self.head == len(self.words) or not cut_between(self.text, self.words, self.head):
            return None
        return read(self.text[self.words[self.head].start : self.words[-1].end], self.setting)

    def _person(self) -> Reading | None:
        words = self.words[: self.head]
        if not looks_like_a_person(words):
            return None
        name = self.text[words[0].start : words[-1].end]
        known = self.registry.sounding(name, self.setting.on)
        if known:
            return self._of(known)
        return Reading(ActorMatch(name, None, "person", None, person=name), "other")


def _sectors(noun: Noun) -> tuple[str, ...]:
    """Sectors of a noun: its own, those of its branch, those of its kind."""
    branch = branches().get(noun.branch)
    return noun.sectors or ((branch.sector,) if branch else kinds()[noun.kind].sectors)


def small_force() -> Noun:
    """What an unnamed people's forces are: armed, and no state's."""
    return Noun("identity militia", kinds()["identity militia"].source)


def _belonging() -> frozenset[str]:
    return small_words().belonging
