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
_TYPE_HEAD = re.compile(
    r"^(?:muhafazat|mintaqat|qada|nahiyat|nahiya|wilayat|viloyati?|ostan e|oblast|raion|rayon"
    r"|departement d[eu]|province d[eu]|state of|republic of|district of|gouvernorat de) "
)
_TYPE_TAIL = re.compile(
    r" (?:governorate|province|district|region|county|oblast|raion|rayon|agency|division|state"
    r"|department|tehsil|municipality|prefecture|wilaya|cercle|woreda|zone|city district|emirate"
    r"|parish|canton|borough|council)$"
)
_VOWELS = re.compile("[aeiou]+")


@lru_cache(maxsize=1 << 16)  # the same few words come again and again
def fold(name: str) -> str:
    """The name without case, marks, apostrophes, hyphens and full stops, words apart by a blank.

    >>> fold("Ba‘qūbah"), fold("Al-Fallūjah")
    ('baqubah', 'al fallujah')
    """
    plain = _MARKS.sub("", without_accents(name).casefold()).translate(_LETTERS)
    return _BREAKS.sub(" ", plain).strip()


def without_article(key: str) -> str:
    """A folded name without the Arabic article at its head: ``al fallujah`` to ``fallujah``."""
    head, _, rest = key.partition(" ")
    return rest if head in ARTICLES and len(rest) > 2 else key


def without_type(key: str) -> str:
    """A folded name without the word that says what it is: ``tikrit district`` to ``tikrit``."""
    bare = _TYPE_TAIL.sub("", _TYPE_HEAD.sub("", key))
    return bare if len(bare) > 2 else key


@cache
def _transliteration() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = read_rows(Path(__file__).parent / "data" / "transliteration.tsv")
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
