"""Text to tokens that know which classes of time words they may be."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from corroborate.grounding.times.lexicon import Lexicon, Value, lexicon

_TOKEN = re.compile(
    r"""
    (?P<iso>\b\d{4}-\d{2}-\d{2}(?!\d))(?:T(?P<isotime>\d{2}:\d{2}(?::\d{2})?)Z?)?
  | (?P<slash>\b\d{1,2}([/.])\d{1,2}\4(?:\d{4}|\d{2})(?![\d/]))
  | (?P<clock>\b\d{1,2}:\d{2}(?::\d{2})?(?!\d))
  | (?P<decade>(?:\b\d{3}0['’]?|['’]\d0|\b[2-9]0)s\b)
  | (?P<short>['’]\d\d(?![\dst]))
  | (?P<ordinal>\b\d{1,3}(?:st|nd|rd|th)\b)
  | (?P<number>\d+(?:[.,]\d+)*(?:\s?½|\s1/2)?)
  | (?P<ampm>\b[ap]\.?m\b\.?)
  | (?P<genitive>['’]s\b)
  | (?P<word>[^\W\d_]+)
  | (?P<mark>[^\s\w])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BLANK_LINE = re.compile(r"\n\s*\n")
_DASHES = dict.fromkeys("-‐‑–", "-")
_APOSTROPHES = dict.fromkeys("'’", "'")
_MARKS = _DASHES | _APOSTROPHES
_PROPER = ("MONTH", "BAREMONTH", "FULLMONTH", "WEEKDAYSHORT", "LANDMARK")
_CURRENCY = frozenset("$€£¥₹#№")
_FIRST_YEAR, _LAST_YEAR = 1000, 2100
_FIRST_NEAR_YEAR, _ROUND = 1801, 2000
_DAYS = 31
_SHORT = 2


@dataclass(slots=True)
class Token:
    """A word, number or mark: offsets, lower-case text, the classes it may be with their values.

    ``breaks``: a blank line lies before it, which no expression crosses. ``names``: its text and
    classes, set by :func:`named` once all tokens are settled.
    """

    start: int
    end: int
    text: str
    classes: dict[str, Value] = field(default_factory=dict)
    breaks: bool = False
    capital: bool = False
    names: frozenset[str] = frozenset()


def tokenize(text: str) -> list[Token]:
    """The tokens of ``text`` in order; digits and time words carry their classes."""
    words = lexicon()
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        if tokens and match.start() < tokens[-1].end:
            continue  # the full stop of an abbreviation
        token = _token(match, words)
        if tokens:
            gap = text[tokens[-1].end : token.start]
            token.breaks = len(gap) > 1 and bool(_BLANK_LINE.search(gap))
            if tokens[-1].text in _CURRENCY and not gap:
                token.classes = {}
            if token.text == "%" and not gap:
                tokens[-1].classes = {}
        tokens.append(token)
    return tokens


def named(tokens: list[Token]) -> list[Token]:
    """The tokens, each with its ``names``."""
    for token in tokens:
        token.names = frozenset((token.text, *token.classes))
    return tokens


def _token(match: re.Match[str], words: Lexicon) -> Token:
    kind = match.lastgroup or "mark"
    raw = match.group()
    start, end = match.span()
    low = raw.lower().replace("’", "'")
    if kind == "word":
        classes = words.classes.get(low, {})
        if classes:
            return _word(match, low, classes, words)
        return Token(start, end, low, {}, capital=raw[0].isupper())
    if kind == "isotime":
        return Token(start, end, low, {"ISO": match["iso"], "CLOCK": match["isotime"]})
    return Token(start, end, _MARKS.get(low, low), _READERS[kind](low) if kind in _READERS else {})


def _word(match: re.Match[str], low: str, classes: dict[str, Value], words: Lexicon) -> Token:
    capital = match.group()[0].isupper()
    if low in words.capitalised and not capital:
        classes = {k: v for k, v in classes.items() if k not in _PROPER}
    end = match.end()
    if low in words.abbreviated and match.string[end : end + 1] == ".":
        end += 1
    return Token(match.start(), end, low, classes, capital=capital)


def _number(low: str) -> dict[str, Value]:
    if low.isascii() and low.isdigit():
        return _integer(low)
    if low.endswith(("½", "1/2")):
        whole = re.match(r"\d+", low)
        return {"NUM": int(whole.group()) + 0.5} if whole else {}
    plain = low.replace(",", "")
    if re.fullmatch(r"[0-9]{1,2}\.[0-5][0-9]", low):
        return {"DOTCLOCK": low.replace(".", ":").zfill(5)}
    return {"NUM": int(plain)} if re.fullmatch(r"[1-9]\d{0,2}(,\d{3})+", low) else _decimal(plain)


def _decimal(plain: str) -> dict[str, Value]:
    return {"NUM": float(plain)} if re.fullmatch(r"[0-9]{1,6}\.[0-9]", plain) else {}


def _integer(low: str) -> dict[str, Value]:
    if len(low) > 6:
        return {}
    number = int(low)
    if len(low) == 4 and low[0] == "0":
        clock = f"{low[:2]}:{low[2:]}"
        return {"MILITARY": clock, "ZEROHOUR": clock} if low[2:] < "60" else {}
    found: dict[str, Value] = {"NUM": number}
    if 1 <= number <= _DAYS and len(low) <= 2:
        found["DAY"] = number
    if len(low) == 2:
        found["YY"] = number
    if len(low) == 4:
        found |= {"YEAR": number} if _FIRST_YEAR <= number <= _LAST_YEAR else {}
        found |= {"BAREYEAR": number} if _near(number) else {}
        found |= {"MILITARY": f"{low[:2]}:{low[2:]}"} if low[:2] < "25" and low[2:] < "60" else {}
    return found


def _near(year: int) -> bool:
    """Whether four digits are more likely a year than a count; 2000 may be either."""
    return _FIRST_NEAR_YEAR <= year < _LAST_YEAR and year != _ROUND


def _short_year(low: str) -> dict[str, Value]:
    digits = low[1:]
    return {"YY": int(digits), "SHORTYEAR": int(digits)} if digits.isascii() else {}


def _ordinal(low: str) -> dict[str, Value]:
    return {"ORD": int(low[:-2])} if low[:-2].isascii() else {}


def _decade(low: str) -> dict[str, Value]:
    digits = "".join(c for c in low if c in "0123456789")
    if not digits:
        return {}
    bare = low[0].isdigit() and len(digits) == _SHORT
    return {"TWODIGITDECADE" if bare else "DECADE": int(digits)}


def _clock(low: str) -> dict[str, Value]:
    parts = low.split(":")
    valid = low.isascii() and int(parts[0]) <= 24 and all(int(p) < 60 for p in parts[1:])
    return {"CLOCK": ":".join(p.zfill(2) for p in parts)} if valid else {}


def _iso(low: str) -> dict[str, Value]:
    return {"ISO": low} if low.isascii() else {}


def _slash(low: str) -> dict[str, Value]:
    return {"SLASH": low} if low.isascii() else {}


def _half_of_day(low: str) -> dict[str, Value]:
    return {"AMPM": low.replace(".", "")}


_READERS: dict[str, Callable[[str], dict[str, Value]]] = {
    "iso": _iso,
    "slash": _slash,
    "clock": _clock,
    "decade": _decade,
    "short": _short_year,
    "ordinal": _ordinal,
    "number": _number,
    "ampm": _half_of_day,
}
