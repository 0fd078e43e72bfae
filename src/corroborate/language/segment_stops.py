"""What rules alone say of a stop: whether a sentence ends after it.

The learned splitter takes this as one of its features. Stops within a chunk, where a blank is
missing, are cut by these rules only.
"""

from __future__ import annotations

import re

from corroborate.language.segment_tables import abbreviations, openers

_STOP = re.compile(
    r"(?<![.!?…])(?P<mark>[.!?…]++)(?P<closers>[\"'”’»)\]]*+(?:\s?\[\d{1,3}\]){0,9})"
    r"(?=\s|$|[\"“‘(\[])"
)
_WORD_BEFORE = re.compile(r"[^\s\"“”‘(\[—–/]+$")
_WORD_AFTER = re.compile(r"[\s\"“‘'«(\[\-–—•*]{0,40}([^\W_]+)?")
_PLAIN_WORD = re.compile(r"(?:^|\s)([a-z]*[aeiouy][a-z]*[a-z])$")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")
_GLUED = re.compile(
    r"(?<=[a-z][a-z]|\d\d)(?:[.!?]++[\"”’)]?(?=(?P<next>[A-Z][a-z]*)(?!\w|\.\w))"
    r"|[.!?…]++[\"'”’»)\]]+?(?=[\"“‘(\[]\w))"
)
REACH = 60  # characters looked at before a stop; no word is longer

Offsets = tuple[int, int]


def stops(text: str, span: Offsets) -> list[int]:
    """Offsets, within the span, after which a sentence ends by rule, closing marks included."""
    return [m.end() for m in _STOP.finditer(text, *span) if _ends(text, span, m)]


def glued_stops(text: str, span: Offsets) -> list[int]:
    """Offsets where a sentence ends although no blank follows ("It fell.The army left.").

    After a word of small letters and a stop a sentence opens, with a common first word or with
    a quotation mark or a bracket. The tokenizer cuts there as well.
    """
    found = _GLUED.finditer(text, *span)
    return [m.end() for m in found if m["next"] is None or m["next"].casefold() in openers()]


def _ends(text: str, span: Offsets, stop: re.Match[str]) -> bool:
    if stop.end() == span[1]:
        return True
    following = _WORD_AFTER.match(text, stop.end(), span[1])
    word = following.group(1) if following else None
    if text[stop.end() : min(span[1], stop.end() + 20)].lstrip()[:1] in (",", ";", ".", ")"):
        return False
    if not text[stop.end()].isspace() and not stop["closers"]:
        return False
    if word is not None and word[0].islower():
        return not stop["closers"] and _ends_before_small(text, span, stop)
    if stop["mark"] != ".":
        return word is not None
    return word is None or _full_stop_ends(text, span, stop, word)


def _ends_before_small(text: str, span: Offsets, stop: re.Match[str]) -> bool:
    """Whether a sentence ends although the next starts small, as careless writers have it.

    A question or exclamation does; a full stop only after a plain word, never an ellipsis.
    """
    if set(stop["mark"]) <= set("?!"):
        return True
    found = _PLAIN_WORD.search(text, max(span[0], stop.start() - REACH), stop.start())
    return stop["mark"] == "." and found is not None and found.group(1) not in abbreviations()


def _full_stop_ends(text: str, span: Offsets, stop: re.Match[str], following: str) -> bool:
    found = _WORD_BEFORE.search(text, max(span[0], stop.start() - REACH), stop.start())
    word = found.group(0) if found else ""
    ending = abbreviations().get(word.casefold())
    if stop["closers"].strip("'’") and ending != "never":
        enclosed = found is not None and text[max(0, found.start() - 1)] in '"“‘('
        return not (enclosed and _ACRONYM.fullmatch(word)) or not _continues_name(word, following)
    if ending == "never":
        return word.casefold() == "no" and not following[0].isdigit()
    if len(word) == 1 and word.isalpha():
        return word == "I"
    if ending == "maybe":
        return not following[0].isdigit() and not _continues_name(word, following)
    return not _ACRONYM.fullmatch(word) or not _continues_name(word, following)


def _continues_name(word: str, following: str) -> bool:
    """Whether the capital after an abbreviation can be the next word of a name, as in U.S. Army.

    After an acronym with stops only a word that commonly opens a sentence ends one.
    """
    return "." in word and following.casefold() not in openers()
