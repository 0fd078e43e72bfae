"""Number words to numbers: "twenty-four", "nineteen ninety-seven", "two and a half"."""

from __future__ import annotations

from dataclasses import replace

from corroborate.grounding.times.tokens import Token

_HUNDRED, _THOUSAND = 100, 1000
_CENTURIES = range(17, 21)
_TEN, _LONGEST = 10, 12
_TENS = range(20, 100, 10)


def merge_numbers(tokens: list[Token]) -> list[Token]:
    """The tokens with each run of number words made one token, of class NUM, ORD or YEAR."""
    merged: list[Token] = []
    i = 0
    while i < len(tokens):
        end = _run_end(tokens, i)
        token = _merge(tokens[i:end]) if end > i else tokens[i]
        end = max(end, i + 1)
        token, end = _with_half(tokens, token, end)
        merged.append(token)
        i = end
    return merged


def _is_number(token: Token) -> bool:
    return "CARDINAL" in token.classes or "ORDINAL" in token.classes


def _run_end(tokens: list[Token], i: int) -> int:
    """Where the run of number words that starts at ``i`` ends; ``i`` if none starts."""
    if not _is_number(tokens[i]):
        return i
    j = i + 1
    while j < min(len(tokens), i + _LONGEST) and "ORDINAL" not in tokens[j - 1].classes:
        after = j + 1 if tokens[j].text in ("-", "and") else j
        if after >= len(tokens) or tokens[after].breaks or not _is_number(tokens[after]):
            break
        if not _joins(tokens[j - 1], tokens[j], tokens[after]):
            break
        j = after + 1
    return j


def _joins(before: Token, link: Token, after: Token) -> bool:
    left = before.classes["CARDINAL"]
    right = after.classes.get("CARDINAL", after.classes.get("ORDINAL"))
    if not isinstance(left, int) or not isinstance(right, int):
        return False
    if link.text == "and":
        return left in (_HUNDRED, _THOUSAND)
    if right in (_HUNDRED, _THOUSAND):
        return left < right
    if left in (_HUNDRED, _THOUSAND):
        return True
    year_like = left in _CENTURIES and right >= _TEN and "CARDINAL" in after.classes
    return (left in _TENS and right < _TEN) or (year_like and link is after)


def _merge(run: list[Token]) -> Token:
    values = [v for t in run if isinstance(v := _value(t), int)]
    ordinal = "ORDINAL" in run[-1].classes
    other = {k: v for k, v in run[-1].classes.items() if k not in ("CARDINAL", "ORDINAL")}
    token = replace(run[0], end=run[-1].end, text=run[0].text if len(run) == 1 else "#")
    if len(values) > 1 and values[0] in _CENTURIES and _TEN <= values[1] < _HUNDRED:
        year = values[0] * _HUNDRED + sum(values[1:])
        token.classes = {"YEAR": year, "BAREYEAR": year}
        return token
    number = _sum(values)
    if number >= _THOUSAND and len(run) > 1:
        other = {"SPOKENYEAR": number}
    token.classes = ({"ORD": number} if ordinal else {"NUM": number}) | (
        other if len(run) == 1 or "SPOKENYEAR" in other else {}
    )
    return token


def _value(token: Token) -> object:
    return token.classes.get("CARDINAL", token.classes.get("ORDINAL"))


def _sum(values: list[int]) -> int:
    total, part = 0, 0
    for value in values:
        if value == _THOUSAND:
            total, part = total + max(part, 1) * _THOUSAND, 0
        elif value == _HUNDRED:
            part = max(part, 1) * _HUNDRED
        else:
            part += value
    return total + part


def _with_half(tokens: list[Token], token: Token, end: int) -> tuple[Token, int]:
    """Take "and a half" into the number before it."""
    number = token.classes.get("NUM")
    tail = [t.text for t in tokens[end : end + 3]]
    if not isinstance(number, int) or tail != ["and", "a", "half"]:
        return token, end
    return replace(token, end=tokens[end + 2].end, classes={"NUM": number + 0.5}), end + 3
