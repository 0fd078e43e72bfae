"""Times of a spaCy ``Doc``: where its sentences look is read from its tree and its tenses."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from corroborate.grounding.times.docdate import document_date
from corroborate.grounding.times.finder import find_times
from corroborate.grounding.times.lexicon import lexicon
from corroborate.grounding.times.mention import Direction, TimeMention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MAX_CLIMB = 12
_WILL = frozenset({"will", "'ll", "’ll", "shall", "wo", "ll"})
_WOULD = "would"
_HAVE = frozenset({"has", "have", "had", "'ve", "’ve"})


def annotate_times(
    doc: Doc, published: date | None, *, ranges: bool = True
) -> tuple[TimeMention, ...]:
    """The times of ``doc``; spans are character offsets into ``doc.text``.

    Args:
        doc: with heads and morphology where it has them; without, the nearest verb of the text
            says where a sentence looks.
        published: day of publication; without it the text's own dateline or date line is taken,
            see :func:`document_date`; without that too, relative times have no interval.
        ranges: as for :func:`find_times`.
    """
    has_tree = doc.has_annotation("DEP") and doc.has_annotation("TAG")
    look = partial(_direction, doc) if has_tree or doc.has_annotation("MORPH") else None
    day = document_date(published, doc.text).date
    return tuple(find_times(doc.text, day, direction_at=look, ranges=ranges))


def _direction(doc: Doc, start: int, end: int) -> Direction | None:
    """Where the verb that governs the characters looks; ``None`` if none is found."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    token = span.root
    for _ in range(_MAX_CLIMB):
        if token.pos_ in ("VERB", "AUX") or _helpers(token):
            found = _tense(token)
            if found:
                return found
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _helpers(token: Token) -> list[Token]:
    """Its auxiliaries and its copula."""
    return [c for c in token.children if c.dep_.startswith("aux") or c.dep_ == "cop"]


def _tense(verb: Token) -> Direction | None:
    """By its auxiliaries and its own form; an infinitive looks where its governor does."""
    words, helpers = lexicon(), _helpers(verb)
    said = {helper.lower_ for helper in helpers}
    if said & _WILL or (_WOULD in said and not said & _HAVE):
        return "future"
    ahead = words.future | words.future_participles
    if verb.lower_ in ahead and not said & words.undone:
        return "future"
    if said & _HAVE or _is_reduced(verb) or any(_is_past(token) for token in (verb, *helpers)):
        return "past"
    if "to" in said | {c.lower_ for c in verb.children} and _looks_ahead(verb.head):
        return "future"
    return None


def _looks_ahead(governor: Token) -> bool:
    """Whether what the word governs lies ahead: "is due to", but not "had been due to"."""
    words = lexicon()
    if governor.lower_ in words.future:
        return True
    ahead = words.future_participles | words.future_to | words.future_governors
    said = {helper.lower_ for helper in _helpers(governor)}
    return governor.lower_ in ahead and not said & words.undone


def _is_past(token: Token) -> bool:
    finite = "Fin" in token.morph.get("VerbForm", [])
    return finite and "Past" in token.morph.get("Tense", [])


def _is_reduced(verb: Token) -> bool:
    """A past participle that stands for a clause: "the ruling issued Thursday"."""
    return verb.dep_ == "acl" and "Past" in verb.morph.get("Tense", [])
