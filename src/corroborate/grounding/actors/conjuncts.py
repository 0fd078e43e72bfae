"""The whole of a coordination in a parsed sentence, given one of its conjuncts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_INSIDE = frozenset(["flat", "flat:name", "compound", "conj", "amod", "nmod:poss"])
_APART = frozenset(["acl", "acl:relcl", "parataxis", "punct", "dep", "appos"])

_EDGES = frozenset(["cc", "case", "punct"])


def coordination(span: Span) -> tuple[int, str]:
    """Offset and text of all that is joined with the span (Universal Dependencies).

    The span's own words are always inside.
    """
    top = _top(span.root)
    tokens = sorted({*_phrase(top), *span}, key=lambda token: token.i)
    inside = _unbroken(tokens, span)
    start, end = inside[0].idx, inside[-1].idx + len(inside[-1])
    return start, span.doc.text[start:end]


def _top(token: Token) -> Token:
    """The first conjunct's head noun: up from a name, an adjective, a later conjunct."""
    for _ in range(20):
        up = token.head
        if token.dep_ not in _INSIDE or up.i == token.i or up.pos_ not in ("NOUN", "PROPN", "ADJ"):
            break
        token = up
    return token


def _phrase(token: Token, top: bool = True) -> list[Token]:
    """A head's words: modifiers and conjuncts, no clause, and no preposition of its own."""
    tokens = [token]
    for child in token.children:
        if child.dep_ not in _APART and not (top and child.dep_ == "case"):
            tokens += _phrase(child, top=child.dep_ == "conj" and top)
    return tokens


def _unbroken(tokens: list[Token], span: Span) -> list[Token]:
    """The longest stretch around the span in which no word is missing but commas."""
    first = next(i for i, token in enumerate(tokens) if token.i == span.start)
    start = end = first
    while start and _touch(tokens[start - 1], tokens[start]):
        start -= 1
    while end + 1 < len(tokens) and _touch(tokens[end], tokens[end + 1]):
        end += 1
    while tokens[start].dep_ in _EDGES and start < first:
        start += 1
    return tokens[start : end + 1]


def _touch(left: Token, right: Token) -> bool:
    between = left.doc[left.i + 1 : right.i]
    return all(token.is_punct or token.is_space for token in between)
