"""Annotated reports made by hand, so that the coding rules are tested without the encoder.

A sentence is written as its tokens, ``form/POS/head/relation[/lemma[/features]]``; heads count
from 1 within the sentence, 0 is the root. A sentence without slashes is plain words, each hung
on the first. All events are invented.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

import spacy
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from corroborate.coding import AnnotatedReport, find_attributions
from corroborate.grounding.places import annotate_places
from corroborate.grounding.times import annotate_times
from corroborate.language.layers import Argument, CharSpan, EventMention
from corroborate.model import Report

PUBLISHED = date(2031, 3, 5)
"""A Wednesday."""

_PLAIN = re.compile(r"\w+(?:['-]\w+)*|[^\w\s]")
Cells = list[list[str]]


@cache
def _vocab() -> Vocab:
    return spacy.blank("en").vocab


def parsed(*sentences: str, entities: dict[str, str] | None = None) -> Doc:
    """A document of sentences, with its tree; ``entities`` gives labels to words of it."""
    rows: Cells = []
    heads: list[int] = []
    for sentence in sentences:
        cells = [t.split("/") for t in sentence.split()] if "/" in sentence else _plain(sentence)
        heads += [len(rows) + (i if c[2] == "0" else int(c[2]) - 1) for i, c in enumerate(cells)]
        rows += cells
    doc = Doc(
        _vocab(),
        words=[r[0] for r in rows],
        spaces=_spaces(rows),
        pos=[r[1] for r in rows],
        heads=heads,
        deps=[r[3] for r in rows],
        lemmas=[r[4] if len(r) > 4 and r[4] else r[0].lower() for r in rows],
        morphs=[r[5] if len(r) > 5 else "" for r in rows],
    )
    doc.set_ents([_entity(doc, words, label) for words, label in (entities or {}).items()])
    return doc


def _plain(sentence: str) -> Cells:
    forms = _PLAIN.findall(sentence)
    return [_word(form, first=i == 0) for i, form in enumerate(forms)]


def _word(form: str, first: bool) -> list[str]:
    name = "PROPN" if form[0].isupper() and not first else "NOUN"
    pos = name if form[0].isalpha() else "NUM" if form[0].isdigit() else "PUNCT"
    number = "Number=Plur" if form.endswith("s") else ""
    return [form, pos, "0" if first else "1", "root" if first else "dep", "", number]


def _spaces(rows: Cells) -> list[bool]:
    return [
        not (nxt[1] == "PUNCT" or nxt[0] in ("'s", "n't")) for nxt in [*rows[1:], ["end", "PUNCT"]]
    ]


def _entity(doc: Doc, words: str, label: str) -> Span:
    found = doc.char_span(*span(doc, words), label=label)
    assert found is not None, words
    return found


def span(doc: Doc, words: str, after: int = 0) -> CharSpan:
    """Offsets of the first such words at or after ``after``."""
    start = doc.text.index(words, after)
    return start, start + len(words)


def event(
    doc: Doc,
    trigger: str,
    name: str,
    *,
    after: str = "",
    also: Iterable[Argument] = (),
    **more: Any,
) -> EventMention:
    """An event mention; ``more`` are roles with their words (one or a list), or its fields.

    ``after``: words of the document that stand before the trigger that is meant.
    """
    at = span(doc, trigger, span(doc, after)[1] if after else 0)
    sentence = next(s for s in doc.sents if s.start_char <= at[0] < s.end_char)
    fields = {
        f: more.pop(f)
        for f in ("stance", "when", "verification", "score", "type_scores")
        if f in more
    }
    roles = [(r, w) for r, ws in more.items() for w in ([ws] if isinstance(ws, str) else ws)]
    found = [Argument(role, span(doc, words, sentence.start_char)) for role, words in roles]
    bounds = (sentence.start_char, sentence.end_char)
    return EventMention(at, name, bounds, (*found, *also), **fields)


def report(
    doc: Doc, *events: EventMention, published: date | None = PUBLISHED, **fields: Any
) -> AnnotatedReport:
    """The document with its events, and with what the grounding layers see in it."""
    return AnnotatedReport(
        report=Report.from_text(doc.text, published=published, **fields),
        doc=doc,
        times=annotate_times(doc, published),
        places=annotate_places(doc),
        attributions=find_attributions(doc),
        events=tuple(sorted(events, key=lambda e: e.trigger)),
    )
