"""The pattern language of ``data/grammar.toml``: compiled to nodes and matched over tokens.

A pattern is items with spaces between. ``CLASS`` is a token of that class; ``role=CLASS`` keeps
its value under that role (the class's own name in lower case if none is given); a word or mark in
lower case is itself; ``<name>`` is another phrase; ``( a | b )`` chooses; ``?`` after an item or
a bracket makes it optional; ``role:value`` takes no token and gives the role that value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corroborate.errors import DataError
from corroborate.grounding.times.lexicon import Value
from corroborate.grounding.times.tokens import Token

Captures = tuple[tuple[str, Value], ...]
Found = tuple[int, Captures]
_GIVEN = re.compile(r"([a-z]+):(-?[0-9.]+)")
_ITEM = re.compile(r"\(|\)\??|\||[^\s()|]+")


@dataclass(frozen=True, slots=True)
class Atom:
    """One token: of a class (``role`` keeps its value) or a word."""

    name: str
    role: str | None

    def match(self, tokens: list[Token], i: int, inside: bool, kept: Captures) -> Iterator[Found]:
        if i >= len(tokens) or (inside and tokens[i].breaks):
            return
        token = tokens[i]
        if self.role is None:
            if token.text == self.name:
                yield i + 1, kept
        elif self.name in token.classes:
            yield i + 1, (*kept, (self.role, token.classes[self.name]))

    def first(self) -> tuple[set[str], bool]:
        return {self.name}, False


@dataclass(frozen=True, slots=True)
class Given:
    """No token: a value that the pattern itself gives."""

    role: str
    value: Value

    def match(self, tokens: list[Token], i: int, inside: bool, kept: Captures) -> Iterator[Found]:
        yield i, (*kept, (self.role, self.value))

    def first(self) -> tuple[set[str], bool]:
        return set(), True


@dataclass(frozen=True, slots=True)
class Sequence:
    """One node after the other."""

    nodes: tuple[Node, ...]

    def match(self, tokens: list[Token], i: int, inside: bool, kept: Captures) -> Iterator[Found]:
        yield from _follow(self.nodes, 0, tokens, i, inside, kept)

    def first(self) -> tuple[set[str], bool]:
        names: set[str] = set()
        for node in self.nodes:
            more, empty = node.first()
            names |= more
            if not empty:
                return names, False
        return names, True


def _follow(
    nodes: tuple[Node, ...], at: int, tokens: list[Token], i: int, inside: bool, kept: Captures
) -> Iterator[Found]:
    if at == len(nodes):
        yield i, kept
        return
    for j, more in nodes[at].match(tokens, i, inside, kept):
        yield from _follow(nodes, at + 1, tokens, j, inside or j > i, more)


@dataclass(frozen=True, slots=True)
class Choice:
    """Any of its nodes, or none where ``optional``.

    ``starts`` holds, for each node, the words and classes it can start with, or ``None`` where it
    can be empty: most nodes are passed over by a look at one token.
    """

    nodes: tuple[Node, ...]
    optional: bool
    starts: tuple[frozenset[str] | None, ...]

    @classmethod
    def of(cls, nodes: tuple[Node, ...], optional: bool) -> Choice:
        firsts = [node.first() for node in nodes]
        return cls(nodes, optional, tuple(None if e else frozenset(f) for f, e in firsts))

    def match(self, tokens: list[Token], i: int, inside: bool, kept: Captures) -> Iterator[Found]:
        names = tokens[i].names if i < len(tokens) else frozenset[str]()
        for node, start in zip(self.nodes, self.starts, strict=True):
            if start is None or not start.isdisjoint(names):
                yield from node.match(tokens, i, inside, kept)
        if self.optional:
            yield i, kept

    def first(self) -> tuple[set[str], bool]:
        firsts = [node.first() for node in self.nodes]
        return set().union(*(f for f, _ in firsts)), self.optional or any(e for _, e in firsts)


Node = Atom | Given | Sequence | Choice


def longest(node: Node, tokens: list[Token], i: int) -> Found | None:
    """The longest match of ``node`` at token ``i``: its end and what it keeps."""
    best: Found | None = None
    for found in node.match(tokens, i, False, ()):
        if found[0] > i and (best is None or found[0] > best[0]):
            best = found
    return best


def compile_pattern(text: str, phrase: Callable[[str], Node]) -> Node:
    """A pattern as a node; ``phrase`` gives the node of a named phrase.

    Raises:
        DataError: brackets do not pair.
    """
    items = _ITEM.findall(text)
    node, rest = _choice(items, 0, phrase)
    if rest != len(items):
        raise DataError(f"grounding/times/data/grammar.toml: brackets do not pair in {text!r}")
    return node


def _choice(items: list[str], i: int, phrase: Callable[[str], Node]) -> tuple[Node, int]:
    """Read alternatives up to a closing bracket or the end."""
    options: list[Node] = []
    nodes: list[Node] = []
    while i < len(items) and items[i] not in (")", ")?"):
        if items[i] == "|":
            options.append(Sequence(tuple(nodes)))
            nodes = []
            i += 1
        elif items[i] == "(":
            inner, i = _choice(items, i + 1, phrase)
            if i >= len(items):
                raise DataError("grounding/times/data/grammar.toml: a bracket is left open")
            nodes.append(Choice.of((inner,), True) if items[i] == ")?" else inner)
            i += 1
        else:
            nodes.append(_item(items[i], phrase))
            i += 1
    options.append(Sequence(tuple(nodes)))
    return (options[0] if len(options) == 1 else Choice.of(tuple(options), False)), i


def _item(item: str, phrase: Callable[[str], Node]) -> Node:
    if len(item) > 1 and item.endswith("?"):
        return Choice.of((_item(item[:-1], phrase),), True)
    if item.startswith("<"):
        return phrase(item.strip("<>"))
    given = _GIVEN.fullmatch(item)
    if given:
        number = float(given[2])
        return Given(given[1], int(number) if number == int(number) else number)
    role, equals, name = item.rpartition("=")
    if name.isupper():
        return Atom(name, role if equals else name.lower())
    return Atom(name, None)
