"""The words of a count to numbers: "at least 21 people" is low 21, best 21, no highest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from corroborate.coding.tables import table
from corroborate.model import Count

_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)*|%|\S")
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?$")
_RANGE = re.compile(r"(?:to|and|or|-|–|—)$")


@dataclass(frozen=True, slots=True)
class _Number:
    """A number found in a phrase, at tokens ``start`` to ``end``; ``vague`` sets a lowest only."""

    value: int
    start: int
    end: int
    vague: bool = False


def _lexicon() -> dict[str, Any]:
    return table("numbers")


def _tokens(phrase: str) -> list[str]:
    spaced = re.sub(r"(?<=[^\W\d_])-(?=[^\W\d_])", " ", phrase.lower())
    return _TOKEN.findall(spaced)


def _phrase_at(tokens: list[str], i: int, table: dict[str, int]) -> tuple[int, int] | None:
    """The longest entry of ``table`` that starts at token ``i``: its value and length in words."""
    for length in (3, 2, 1):
        value = table.get(" ".join(tokens[i : i + length]))
        if value is not None and i + length <= len(tokens):
            return value, length
    return None


def _simple_number(token: str) -> float | None:
    if _DIGITS.match(token):
        return float(token.replace(",", ""))
    value = _lexicon()["words"].get(token)
    return None if value is None else float(value)


def _compound(tokens: list[str], i: int) -> tuple[float, int] | None:
    """A written or figured number from token ``i``: its value and the token after it."""
    multipliers = _lexicon()["multipliers"]
    total, current, j = 0.0, None, i
    while j < len(tokens):
        token, simple = tokens[j], _simple_number(tokens[j])
        if simple is not None and (current is None or (current >= 20 > simple and token.isalpha())):
            current = (current or 0) + simple
        elif token in multipliers and (
            current is not None or tokens[max(j - 1, 0)] in ("a", "half")
        ):
            current = (current or 1) * multipliers[token]
            if multipliers[token] >= 1000:
                total, current = total + current, 0.0
        elif not (token == "and" and tokens[j - 1] in multipliers and _follows(tokens, j)):
            break
        j += 1
    return None if current is None else (total + current, j)


def _follows(tokens: list[str], j: int) -> bool:
    """Whether a small number follows the "and" of "one hundred and five"."""
    following = _simple_number(tokens[j + 1]) if j + 1 < len(tokens) else None
    return following is not None and following < 100 and tokens[j + 1].isalpha()


def _numbers(tokens: list[str]) -> list[_Number]:
    found: list[_Number] = []
    i = 0
    while i < len(tokens):
        vague = _phrase_at(tokens, i, _lexicon()["vague"])
        exact = _compound(tokens, i)
        if vague and i + 1 < len(tokens) and tokens[i + 1] in _lexicon()["multipliers"]:
            found.append(
                _Number(vague[0] * _lexicon()["multipliers"][tokens[i + 1]], i, i + 2, True)
            )
            i += 2
        elif vague:
            found.append(_Number(vague[0], i, i + vague[1], vague=True))
            i += vague[1]
        elif exact and exact[1] > i:
            if not _is_measure(tokens, exact[1]):
                found.append(_Number(round(exact[0]), i, exact[1]))
            i = exact[1]
        else:
            i += 1
    return found


def _is_measure(tokens: list[str], after: int) -> bool:
    following = tokens[after : after + 2]
    if following[:1] == ["-"]:
        following = following[1:]
    return bool(following) and following[0] in _lexicon()["measures"]["words"]


def _qualified(tokens: list[str], number: _Number) -> Count:
    """The number with the bounds that the words before or after it set."""
    before = " ".join(tokens[: number.start])
    after = " ".join(tokens[number.end :])
    for rule in _lexicon()["qualifiers"]:
        for word in rule["words"]:
            if re.search(rf"(?:^|\W){re.escape(word)}(?: an?| the)?$", before) or (
                word in ("or more", "plus", "+") and after.startswith(word)
            ):
                return Count.model_validate(dict.fromkeys(rule["bounds"], number.value))
    return Count(low=number.value, best=number.value, high=number.value)


def _range(tokens: list[str], numbers: list[_Number]) -> Count | None:
    """Two numbers that bound one: "12 to 15", "between 12 and 15"."""
    if len(numbers) < 2:
        return None
    first, second = numbers[:2]
    between = tokens[first.end : second.start]
    joined = len(between) == 1 and bool(_RANGE.match(between[0]))
    if not joined or second.value <= first.value or second.vague:
        return None
    if between[0] == "and" and "between" not in tokens[: first.start]:
        return None
    return Count(low=first.value, best=None, high=second.value)


def _is_crowd(tokens: list[str]) -> bool:
    """Whether the phrase names a group by a singular word: "a group of men", "police"."""
    crowd = _lexicon()["one"]["crowd"]
    return any(
        token in crowd and (i + 1 == len(tokens) or tokens[i + 1] in ("of", "in", "from", ","))
        for i, token in enumerate(tokens[:5])
    )


def _single(tokens: list[str], singular: bool) -> Count:
    """A phrase without a number: "a soldier" is one, "protesters" says nothing."""
    rules = _lexicon()
    start = " ".join(tokens[:3])
    if any(re.match(rf"{word}\b", start) for word in rules["none"]["words"]):
        return Count(low=0, best=0, high=0)
    if _is_crowd(tokens):
        return Count()
    if singular or any(re.match(rf"{word}\b", start) for word in rules["one"]["words"]):
        return Count(low=1, best=1, high=1)
    return Count()


def _sum(tokens: list[str], numbers: list[_Number]) -> Count | None:
    """Members of a coordination add up: "the birthday girl and five other children"."""
    if "and" not in tokens or not numbers:
        return None
    parts = [part for part in _split(tokens, "and") if part]
    counts = [_read(part, singular=i == 0 and part[0] == "the") for i, part in enumerate(parts)]
    values = [c.best for c in counts if c.best is not None]
    if len(values) < max(2, len(parts)):
        return None
    open_above = any(c.high is None for c in counts)
    return Count(low=sum(values), best=sum(values), high=None if open_above else sum(values))


def _split(tokens: list[str], at: str) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for token in tokens:
        if token == at:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _read(tokens: list[str], singular: bool = False) -> Count:
    numbers = _numbers(tokens)
    if not numbers or tokens[:2] == ["no", "one"]:
        return _single(tokens, singular)
    ranged = _range(tokens, numbers)
    if ranged:
        return ranged
    if numbers[0].vague:
        return Count(low=numbers[0].value)
    return _qualified(tokens, numbers[0])


def parse_count(phrase: str, *, singular: bool = False) -> Count:
    """Read a count off the words of a noun phrase.

    Args:
        phrase: the words, with qualifier and noun.
        singular: that the noun is a singular, so that without a number it counts one.

    Bounds follow the annotation guidelines ("at least 21": 21, 21, none; "up to 50": none, 50, 50;
    "dozens": 24, none, none). A phrase that sets no bound gives a count without any.
    """
    tokens = _tokens(phrase)
    if set(tokens) & set(_lexicon()["bystanders"]["words"]):
        return Count()
    numbers = _numbers(tokens)
    summed = None if _range(tokens, numbers) else _sum(tokens, numbers)
    return summed or _read(tokens, singular)
