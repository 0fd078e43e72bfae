"""The countries that the actors of a phrase act for, with the sentence or report around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from corroborate.grounding.actors.compound import ActorPart, actors_in
from corroborate.grounding.actors.lexicon import capitals, noun_for, small_words
from corroborate.grounding.actors.names import Word, key_between, words_of
from corroborate.grounding.actors.phrase import LONGEST_COUNTRY, countries_in
from corroborate.grounding.actors.readings import ActorMatch
from corroborate.grounding.actors.registry import Registry
from corroborate.grounding.actors.towns import country_of_place

_LOCATING = frozenset(["in", "at", "near", "outside", "around"])
_LEADER = re.compile(r"\b([A-Z][\w.]+)[-‐‑](?:led|drafted|brokered|imposed|sponsored|run)\b")
LONGEST_TEXT, STEP = 400, 40
"""Words of a text in which actors are looked for, and of a stretch that is searched at once."""


def countries_of(
    text: str, start: int, end: int, *, countries: Sequence[str] = (), on: date | None = None
) -> tuple[str, ...]:
    """Countries of the actors named at ``[start, end)`` of a text, ISO 3166-1 alpha-2, in order.

    What the words say goes first: a state, a force, a people, a town. Of somebody whose words say
    nothing ("rebels", "protesters") it is the country that the text speaks of; a body of states
    or a group of no one country has none.

    Args:
        text: a sentence, or more of a report.
        start: offset of the phrase.
        end: offset behind it.
        countries: countries the report is about, the likeliest first, behind those of the text.
        on: see :func:`~corroborate.grounding.actors.resolve`.
    """
    around = [*(_named(text, on) or _of_places(text)), *countries]
    found: dict[str, None] = {}
    alone = actors_in(text[start:end], on=on)
    for part, told in zip(actors_in(text[start:end], countries=around, on=on), alone, strict=True):
        named = _own(told) or _led(told, on) or _by_surname(told, around) or _shared(alone)
        own = named or _own(part) or _within(part, on)
        for country in own or _around(part, around):
            found.setdefault(country)
    return tuple(found)


def _own(part: ActorPart) -> list[str]:
    match = part.match
    return [match.country] if match and match.country and match.kind != "international" else []


def _led(part: ActorPart, on: date | None) -> list[str]:
    """Who is behind a deed that stands for its doer ("a Saudi-led strike")."""
    deed = part.match is None or part.match.kind == "unknown"
    leader = _LEADER.search(part.reading) if deed else None
    return _named(leader[1], on)[:1] if leader else []


def _shared(parts: Sequence[ActorPart]) -> list[str]:
    """The country that stands behind all of them ("the government and people of Kenya")."""
    shared = len(parts) > 1 and " of " in parts[-1].text
    return _own(parts[-1]) if shared else []


def _within(part: ActorPart, on: date | None) -> list[str]:
    """Countries and places that the phrase names beside its noun."""
    match = part.match
    if match and _is_settled(match):
        return []
    return _named(part.reading, on)[:1]


def _by_surname(part: ActorPart, around: Sequence[str]) -> list[str]:
    """The one country whose office holders have that last name ("President Orlow").

    A last name without a title is not enough against the countries that the text speaks of.
    """
    words = words_of(part.reading)
    if part.match and (part.match.actor_id or part.match.kind not in ("person", "government")):
        return []
    if not words or not words[-1].text[0].isupper() or noun_for(words[-1].key):
        return []
    before = [word for word in words[:-1] if noun_for(word.key) is None]
    before = [word for word in before if word.key not in small_words().titles]
    country = Registry.open().country_of_surname(words[-1].key) if not before else None
    fits = len(words) > 1 or not around or country in around
    return [country] if country and fits else []


def _around(part: ActorPart, around: Sequence[str]) -> list[str]:
    """The country of the text, for those whose words do not say theirs."""
    words = {word.key for word in words_of(part.reading)}
    if words & small_words().regions:
        return []
    settled = part.match is not None and _is_settled(part.match)
    return [] if settled else list(around[:1])


def _is_settled(match: ActorMatch) -> bool:
    """Whether the actor is known, so that nothing around it makes it of a country.

    An armed group of no one country is where the text has it.
    """
    return match.kind == "international" or (match.actor_id is not None and not _is_armed(match))


def _is_armed(match: ActorMatch) -> bool:
    return match.kind in ("rebel group", "political militia", "identity militia", "external forces")


def _named(text: str, on: date | None) -> list[str]:
    """Countries of a text by its countries' names, then by its places, then by its actors."""
    words = words_of(text)
    found = countries_in(words, 0, len(words))
    inside = {at for country in found for at in range(country.start, country.end)}
    counted: dict[str, int] = {}
    for country in found:
        counted[country.form.iso2] = counted.get(country.form.iso2, 0) + 1
    named = sorted(counted, key=lambda iso2: -counted[iso2])
    return list(dict.fromkeys([*named, *_placed(words, inside), *_of_actors(words, on)]))


def _of_actors(words: Sequence[Word], on: date | None) -> Iterator[str]:
    """Countries of the actors that are named, the longest names first."""
    for at in range(0, min(len(words), LONGEST_TEXT), STEP):
        for found in Registry.open().named(words[at : at + STEP], on):
            if found.actor.country and found.actor.kind != "media":
                yield found.actor.country


def _of_places(text: str) -> list[str]:
    """Countries of the places that a text names, the oftenest first."""
    from corroborate.grounding.places import places_in  # needs the gazetteer, most texts do not

    named = Counter(m.place.country for m in places_in(text) if m.place and m.place.country)
    return [country for country, _ in named.most_common()]


def _placed(words: Sequence[Word], inside: set[int]) -> Iterator[str]:
    registry = Registry.open()
    at = 0
    while at < len(words):
        step = 1
        for stop in range(min(len(words), at + LONGEST_COUNTRY), at, -1):
            fresh = not inside & set(range(at, stop)) and words[at].text[0].isupper()
            key = key_between(words, at, stop) if fresh else ""
            country = key and (capitals().get(key) or registry.place(key))
            if key and not country and at and words[at - 1].key in _LOCATING:
                country = country_of_place(key)
            if country:
                yield country
                step = stop - at
                break
        at += step
