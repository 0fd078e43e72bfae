"""The rules of ``data/grammar.toml``, and the readings they find at a token."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from corroborate.datafiles import read_toml
from corroborate.grounding.times.holidays import holidays
from corroborate.grounding.times.lexicon import DATA, Value, lexicon
from corroborate.grounding.times.patterns import Node, compile_pattern, longest
from corroborate.grounding.times.tokens import Token

NAME, END = "NAME", "END"
_JOINS = re.compile(r"[-/]")
_MARK = re.compile(r"('s\b|')")


@dataclass(frozen=True, slots=True)
class Rule:
    """Patterns of one meaning.

    Attributes:
        make: name of the meaning, a key of ``meanings.MAKERS``.
        node: the compiled patterns.
        fixed: values that the rule itself gives.
        after, before: if any, the word before, or after, the expression must be one of these;
            END is the end of the text.
        not_after, not_before: words (after: or classes) that may not stand before, or
            after, the expression; NAME is a word with a capital, which makes it a person's name.
        not_counting: words that may not follow a number that ends it ("in June 10 people died").
    """

    make: str
    node: Node
    fixed: tuple[tuple[str, Value], ...]
    after: frozenset[str]
    before: frozenset[str]
    not_after: frozenset[str]
    not_before: frozenset[str]
    not_counting: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """Tokens ``start`` to ``end`` read by a rule, with the values kept by role."""

    start: int
    end: int
    make: str
    values: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Grammar:
    """Rules in order, indexed by the words and classes they can start with.

    ``openers`` are words that start an expression only when a word of time follows; ``closers``
    words of time that have no class.
    """

    rules: tuple[Rule, ...]
    starts: dict[str, tuple[int, ...]]
    openers: frozenset[str]
    closers: frozenset[str]

    def read(self, tokens: list[Token], i: int, without: tuple[str, ...] = ()) -> Reading | None:
        """The longest reading at token ``i``; of equal ones that of the first rule.

        Rules whose ``make`` is in ``without`` are left out.
        """
        if tokens[i].text in self.openers and not self._promising(tokens[i + 1 : i + 5]):
            return None
        best: Reading | None = None
        for rule in self._candidates(tokens[i]):
            found = None if rule.make in without else longest(rule.node, tokens, i)
            if not found or (best and found[0] <= best.end):
                continue
            if _fits(rule, tokens, i, found[0]):
                best = Reading(i, found[0], rule.make, dict(rule.fixed) | dict(found[1]))
        return best

    def _promising(self, following: list[Token]) -> bool:
        """Whether a word of time stands near: spares most tries at "the" and the like."""
        return any(
            token.classes or token.text in self.closers or token.text in self.starts
            for token in following
            if token.text not in self.openers
        )

    def _candidates(self, token: Token) -> Iterator[Rule]:
        numbers: set[int] = set(self.starts.get(token.text, ()))
        for name in token.classes:
            numbers.update(self.starts.get(name, ()))
        return (self.rules[n] for n in sorted(numbers))


def _fits(rule: Rule, tokens: list[Token], start: int, end: int) -> bool:
    before = tokens[start - 1].text if start else ""
    following = _following(tokens, end)
    if rule.after and before not in rule.after:
        return False
    if rule.before and not (following or {END}) & rule.before:
        return False
    if following & rule.not_counting and "DAY" in tokens[end - 1].classes:
        return False
    previous = {before, *(tokens[start - 1].classes if start else ())}
    named = start and tokens[start].capital and not tokens[start].breaks
    if named and _is_name(tokens[start - 1]):
        previous.add(NAME)
    return not previous & rule.not_after and not following & rule.not_before


def _is_name(token: Token) -> bool:
    """Whether the word may be part of a name that goes on: "Mr. Adel Ramadan"."""
    return token.capital and not token.classes and token.text not in lexicon().no_names


def _following(tokens: list[Token], end: int) -> set[str]:
    """The next word, past a hyphen, with its classes."""
    words: set[str] = set()
    for token in tokens[end : end + 2]:
        words |= {token.text, *token.classes}
        if token.text != "-":
            break
    return words


@cache
def grammar() -> Grammar:
    """The grammar of ``data/grammar.toml``."""
    tables = read_toml(DATA / "grammar.toml")
    phrases: dict[str, str] = tables["phrases"]
    lists: dict[str, list[str]] = tables["lists"]

    @cache
    def phrase(name: str) -> Node:
        return compile_pattern(phrases[name], phrase)

    rules = tuple(_rule(entry, lists, phrase) for entry in (*tables["rule"], *_holiday_rules()))
    starts: dict[str, list[int]] = {}
    for number, rule in enumerate(rules):
        for name in rule.node.first()[0]:
            starts.setdefault(name, []).append(number)
    return Grammar(
        rules,
        {name: tuple(numbers) for name, numbers in starts.items()},
        _words(["openers"], lists),
        _words(["closers"], lists),
    )


def _rule(entry: dict[str, Any], lists: dict[str, list[str]], phrase: Any) -> Rule:
    patterns = " | ".join(f"( {p} )" for p in entry["patterns"])
    return Rule(
        entry["make"],
        compile_pattern(patterns, phrase),
        tuple(entry.get("fixed", {}).items()),
        _words(entry.get("after", []), lists),
        _words(entry.get("before", []), lists),
        _words(entry.get("not_after", []), lists),
        _words(entry.get("not_before", []), lists),
        _words(entry.get("not_counting", []), lists),
    )


def _words(names: list[str], lists: dict[str, list[str]]) -> frozenset[str]:
    return frozenset(word for name in names for word in lists.get(name, [name]))


def _holiday_rules() -> Iterator[dict[str, Any]]:
    """A rule for each holiday, with "last" or "next" before it or a year after."""
    for number, holiday in enumerate(holidays()):
        names = [_MARK.sub(r" \1 ", _JOINS.sub(r" \g<0> ", n)).strip() for n in holiday["words"]]
        yield {
            "make": "holiday",
            "fixed": {"holiday": number},
            "not_after": [NAME],
            "after": holiday.get("after", []),
            "patterns": [f"( STEP )? ( {' | '.join(names)} ) <in_week>"],
        }
