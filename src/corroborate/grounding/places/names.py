"""How a place's name becomes the key that it is found by."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from corroborate.datafiles import read_rows
from corroborate.letters import without_accents

ARTICLES = frozenset(
    ("al", "el", "ul", "ad", "an", "ar", "as", "ash", "at", "az", "ed", "er", "es")
)
_MARKS = re.compile("[\u02b0-\u02ff\u2018\u2019\u201b\u2032`'\u00b4]")
_BREAKS = re.compile(r"[\W_]+")
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ə": "a", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"}
)
DATA = Path(__file__).parent / "data"
_LATIN = re.compile(r"[^\u0370-\u1dff\u2c00-\ua71f\ua800-\uffff]+")
_CODE = re.compile(r"[A-Z]{2,4}")
_VOWELS = re.compile("[aeiou]+")


@lru_cache(maxsize=1 << 16)  # the same few words come again and again
def fold(name: str) -> str:
    """The name without case, marks, apostrophes, hyphens and full stops, words apart by a blank.

    >>> fold("Ba‘qūbah"), fold("Al-Fallūjah")
    ('baqubah', 'al fallujah')
    """
    plain = _MARKS.sub("", without_accents(name).casefold()).translate(_LETTERS)
    return _BREAKS.sub(" ", plain).strip()


def sayable(name: str) -> bool:
    """Whether an English report may print the name: Latin letters, no code, no machine spelling."""
    capital = name[:1].isupper() or name[:1] in ("'", "‘", "ʿ", "`")
    return capital and _LATIN.fullmatch(name) is not None and not _CODE.fullmatch(name)


def without_article(key: str) -> str:
    """A folded name without the Arabic article at its head: ``al fallujah`` to ``fallujah``."""
    head, _, rest = key.partition(" ")
    return rest if head in ARTICLES and len(rest) > 2 else key


def without_type(key: str) -> str:
    """A folded name without the word that says what it is: ``tikrit district`` to ``tikrit``."""
    bare = _own_types().sub("", key)
    return bare if len(bare) > 2 else key


def typed(key: str) -> tuple[str, frozenset[str]] | None:
    """The bare name, and the kinds of place that a folded name with a type word may mean.

    ``None`` where no word of types.tsv stands at its head or tail.

    >>> typed("diyala governorate")[0], typed("city of baiji")[0]
    ('diyala', 'baiji')
    """
    for word, where, kinds in _types():
        if where != "tail" and key.startswith(word + " "):
            return key[len(word) + 1 :], kinds
        if where != "head" and key.endswith(" " + word):
            return key[: -len(word) - 1], kinds
    return None


def key_of(name: str) -> str:
    """The key that a name is kept and looked up under: folded, each word in one written form.

    >>> key_of("Fort St. Vrain") == key_of("Ft. Saint-Vrain")
    True
    """
    key = fold(name)
    words = key.split(" ")
    forms = _equivalents()
    return key if forms.keys().isdisjoint(words) else " ".join(forms.get(w, w) for w in words)


@cache
def _equivalents() -> dict[str, str]:
    rows = read_rows(DATA / "equivalents.tsv")
    return {form: kept for kept, forms in rows for form in forms.split("|")}


@cache
def _types() -> list[tuple[str, str, frozenset[str]]]:
    """Type words with where they stand and what they mean, the longest first."""
    rows = sorted(read_rows(DATA / "types.tsv"), key=lambda row: -len(row[0]))
    return [(word, where, frozenset(kinds.split("|"))) for word, where, kinds, _ in rows]


@cache
def _own_types() -> re.Pattern[str]:
    rows = sorted(read_rows(DATA / "types.tsv"), key=lambda row: -len(row[0]))
    heads = "|".join(row[0] for row in rows if row[1] != "tail" and row[3] == "yes")
    tails = "|".join(row[0] for row in rows if row[1] != "head" and row[3] == "yes")
    return re.compile(f"^(?:{heads}) | (?:{tails})$")


@cache
def romanised_countries() -> frozenset[str]:
    """Countries (ISO alpha-2) whose names have no one spelling in English, from romanised.tsv."""
    return frozenset(row[0] for row in read_rows(DATA / "romanised.tsv"))


@cache
def _transliteration() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = read_rows(DATA / "transliteration.tsv")
    return tuple((re.compile(row[0]), row[1] if len(row) > 1 else "") for row in rows)


def romanised(name: str) -> str:
    """One spelling for the many romanisations of a name, by the rules in transliteration.tsv.

    >>> romanised("Al-Falloujah") == romanised("Falluja")
    True
    """
    key = fold(name)
    for pattern, replacement in _transliteration():
        key = pattern.sub(replacement, key)
    return key.replace(" ", "")


def skeleton(name: str) -> str:
    """The consonants of :func:`romanised`, with ``a`` for a vowel at the head.

    Empty for names with fewer than two consonants, which would meet half the gazetteer.
    """
    key = romanised(name)
    bones = ("a" if key[:1] in "aeiou" else "") + _VOWELS.sub("", key)
    return bones if len(bones) > 1 else ""
