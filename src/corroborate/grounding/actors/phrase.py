"""A noun phrase as it stands in news, cut into the parts that say who is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corroborate.grounding.actors.lexicon import (
    CountryForm,
    Noun,
    country_forms,
    noun_for,
    singulars,
    small_words,
)
from corroborate.grounding.actors.misspelt import misspelt
from corroborate.grounding.actors.names import Word, key_between, words_of
from corroborate.grounding.actors.registry import Registry

LONGEST_PHRASE = 40
LONGEST_NOUN = 5
LONGEST_COUNTRY = 7


@dataclass(frozen=True, slots=True)
class NounFound:
    """An agent noun of a phrase: from word ``start`` to before word ``end``."""

    noun: Noun
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CountryFound:
    """A country or demonym of a phrase."""

    form: CountryForm
    start: int
    end: int


def content_of(text: str) -> tuple[Word, ...]:
    """The words of the phrase without articles and numbers in front; at most forty."""
    words = words_of(text)[:LONGEST_PHRASE]
    return words[_leading(words) :]


def _leading(words: Sequence[Word]) -> int:
    at = 0
    while at < len(words):
        end = at + 1
        while end < len(words) and words[end].compound == words[at].compound:
            end += 1
        if not all(_is_leading(words, i) for i in range(at, end)):
            break
        at = end
    return at if at < len(words) else 0


def _is_leading(words: Sequence[Word], at: int) -> bool:
    """Whether the word is an article, a number or the like.

    An acronym is not ("the AS"), nor a word such as "group" that no "of" follows.
    """
    lists, word = small_words(), words[at]
    if word.key in lists.partitive:
        return at + 1 < len(words) and words[at + 1].key == "of"
    return word.key.isdigit() or (word.key in lists.leading and not (word.text.isupper() and at))


def head_end(text: str, words: Sequence[Word]) -> int:
    """Where the part that holds the head noun ends: before a preposition, a clause, a comma.

    The preposition of a noun such as "ministry of defence" or "member of parliament" ends nothing,
    nor does one in a country's name ("the Republic of the Congo's army").
    """
    named = countries_in(words, 0, len(words)) if any(word.key == "of" for word in words) else []
    inside = {at for country in named for at in range(country.start + 1, country.end)}
    at = 1
    while at < len(words):
        if at not in inside and words[at - 1].compound != words[at].compound:
            over = _noun_over(words, at)
            if over is None and _ends_head(text, words, at):
                return at
            at = over or at
        at += 1
    return len(words)


def _ends_head(text: str, words: Sequence[Word], at: int) -> bool:
    lists, key = small_words(), words[at].key
    if key in lists.after_head or cut_between(text, words, at):
        return True
    return key in lists.after_noun and any(
        noun_for(key_between(words, start, at)) for start in range(max(0, at - 3), at)
    )


def _noun_over(words: Sequence[Word], at: int) -> int | None:
    """Last word of the agent noun that word ``at`` stands inside, if that word is "of"."""
    if words[at].key != "of":
        return None
    for end in range(min(len(words), at + LONGEST_NOUN), at + 1, -1):
        if any(noun_for(key_between(words, start, end)) for start in range(max(0, at - 3), at)):
            return end - 1
    return None


def cut_between(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether a comma, a bracket or the like stands before word ``at``."""
    return any(mark in text[words[at - 1].end : words[at].start] for mark in ",;:(")


def noun_at(words: Sequence[Word], end: int, registry: Registry) -> NounFound | None:
    """The longest agent noun that ends at word ``end``; the project's list goes first."""
    for start in range(max(0, end - LONGEST_NOUN), end):
        noun = noun_for(key_between(words, start, end))
        if noun and _whole(words, start, end):
            return NounFound(noun, start, end)
    if end > 1 and words[end - 1].text[0].isupper():  # may be a surname: Granger, Rancher
        return None
    for start in range(max(0, end - LONGEST_NOUN), end):
        listed = registry.noun(singulars(key_between(words, start, end)))
        if listed and _whole(words, start, end):
            kind, source, sectors = listed
            return NounFound(Noun(kind, source, sectors=sectors), start, end)
    return None


def head_noun(words: Sequence[Word], end: int, registry: Registry) -> NounFound | None:
    """The agent noun that ends the head part, or stands before a name there.

    In "police officer Sam Reed" it is "police officer"; in "safe house visit" there is none.
    """
    for at in range(end, 0, -1):
        found = noun_at(words, at, registry)
        if found:
            return found
        if not _in_a_name(words, at - 1):
            return None
    return None


def _in_a_name(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    inside = at > 0 and words[at - 1].compound == word.compound
    return inside or word.text[0].isupper() or word.key in small_words().name_joints


def countries_in(words: Sequence[Word], start: int, end: int) -> list[CountryFound]:
    """Countries and demonyms among the words from ``start`` to ``end``, none inside another."""
    found: list[CountryFound] = []
    at = start
    while at < end:
        longest = _country_at(words, at, end)
        if longest:
            found.append(longest)
        at = longest.end if longest else at + 1
    return found


def _country_at(words: Sequence[Word], at: int, end: int) -> CountryFound | None:
    forms = country_forms()
    for stop in range(min(end, at + LONGEST_COUNTRY), at, -1):
        form = forms.get(key_between(words, at, stop))
        renamed = at > 0 and words[at - 1].text in ("New", "NEW")  # New Mexico, New Britain
        if form and _whole(words, at, stop) and not (renamed or _spoils(words[at:stop])):
            return CountryFound(form, at, stop)
    return _misspelt_at(words, at)


def _misspelt_at(words: Sequence[Word], at: int) -> CountryFound | None:
    """A country by a name that is spelt wrong, but for what may be a first name ("Georgina")."""
    word, behind = words[at], words[at + 1 : at + 2]
    if not word.text[0].isupper() or noun_for(word.key) or not _whole(words, at, at + 1):
        return None
    if behind and behind[0].text[0].isupper() and not noun_for(behind[0].key):
        return None
    form = misspelt(word.key)
    return CountryFound(form, at, at + 1) if form else None


def _spoils(words: Sequence[Word]) -> bool:
    """Whether a lone word is an everyday word in small letters ("us", "polish", "turkey")."""
    return len(words) == 1 and words[0].text.islower()


def _whole(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether the stretch begins and ends between compounds, not inside one."""
    begins = start == 0 or words[start - 1].compound != words[start].compound
    ends = end == len(words) or words[end].compound != words[end - 1].compound
    return begins and ends


def looks_like_a_person(words: Sequence[Word]) -> bool:
    """Two to five words, all capitalised but joints such as "de la" or "al"."""
    lists = small_words()
    named = [word for word in words if word.key not in lists.name_joints]
    shaped = all(word.text[0].isupper() and word.text.isalpha() is not False for word in named)
    titled = bool(words) and words[0].key in lists.titles
    if len({word.compound for word in words}) < 2 and len(words) > 1:
        return False
    return shaped and (2 <= len(named) <= 5 or (titled and len(named) > 1))


def countries_named(text: str) -> tuple[str, ...]:
    """Countries that a text names, by how often, then by place; ISO 3166-1 alpha-2."""
    words = words_of(text)
    found = Counter(country.form.iso2 for country in countries_in(words, 0, len(words)))
    return tuple(iso2 for iso2, _ in found.most_common())
