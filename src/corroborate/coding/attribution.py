"""Who says what in a sentence, read off the tree: source, cue, content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from spacy.tokens import Doc, Span, Token

from corroborate.coding.tables import table
from corroborate.language.layers import Attribution, CharSpan

_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
_CONTENT = ("ccomp", "xcomp", "parataxis")


def rules() -> dict[str, Any]:
    """The rule table ``data/attribution.toml``."""
    return table("attribution")


def find_attributions(doc: Doc) -> tuple[Attribution, ...]:
    """All attributions of a tagged and parsed document, in the order of the text."""
    found = [a for sentence in doc.sents for a in _in_sentence(sentence)]
    return tuple(sorted(found, key=lambda a: (a.cue or a.source or (0, 0), a.content)))


def _in_sentence(sentence: Span) -> Iterator[Attribution]:
    for token in sentence:
        lemma = token.lemma_.lower()
        if token.pos_ == "VERB" and lemma in rules()["verbs"]["say"]:
            yield from _by_verb(token, sentence)
        elif lemma in rules()["prepositions"]["openers"]:
            yield from _by_preposition(token, sentence)
        elif lemma in rules()["adverbs"]["words"]:
            yield Attribution(None, _chars(token), (_clause(token.head),))


def _by_verb(verb: Token, sentence: Span) -> Iterator[Attribution]:
    content = [_clause(child) for child in verb.children if child.dep_ in _CONTENT]
    if verb.dep_ in ("parataxis", "ccomp") and not content and _is_tag(verb):
        content = _without(sentence, verb)
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    passive = subject is not None and subject.dep_ == "nsubj:pass"
    if not content or (subject is None and not passive):
        return
    if passive or (subject is not None and subject.pos_ == "PRON" and subject.lower_ == "it"):
        yield Attribution(None, _chars(verb), tuple(content))
    elif subject is not None and subject.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "NUM"):
        yield Attribution(phrase(subject), _chars(verb), tuple(content))


def _is_tag(verb: Token) -> bool:
    """Whether the verb hangs on the clause it reports: "…, police said"."""
    return verb.head.i < verb.i or verb.dep_ == "parataxis"


def _without(sentence: Span, verb: Token) -> list[CharSpan]:
    """The sentence less the subtree of a reporting tag."""
    inside = {t.i for t in verb.subtree}
    rest = [t for t in sentence if t.i not in inside and not t.is_space]
    return _runs(rest)


def _runs(tokens: list[Token]) -> list[CharSpan]:
    runs: list[list[Token]] = []
    for token in tokens:
        if runs and runs[-1][-1].i + 1 == token.i:
            runs[-1].append(token)
        else:
            runs.append([token])
    return [
        (run[0].idx, run[-1].idx + len(run[-1]))
        for run in runs
        if any(token.pos_ != "PUNCT" for token in run)
    ]


def _by_preposition(token: Token, sentence: Span) -> Iterator[Attribution]:
    """As "according to X", "citing X": X is the source of the rest of the sentence."""
    head = token.head if token.dep_ in ("case", "mark", "fixed") else None
    if head is None:
        head = next((c for c in token.children if c.dep_ in ("obj", "obl", "nmod")), None)
    if head is None or head.i < token.i or head.pos_ not in ("NOUN", "PROPN", "PRON", "ADJ"):
        return
    inside = {t.i for t in head.subtree} | {token.i}
    rest = _runs([t for t in sentence if t.i not in inside and not t.is_space])
    if rest:
        yield Attribution(phrase(head, after=token.i + 1), _chars(token), tuple(rest))


def phrase(head: Token, after: int = -1) -> CharSpan:
    """The noun phrase of ``head`` without relative clauses, appositions and case marks."""
    cut = ("acl:relcl", "acl", "punct", "case", "parataxis", "cc:preconj")
    drop = {t.i for c in head.children if c.dep_ in cut for t in c.subtree if t.i != head.i}
    tokens = [t for t in head.subtree if t.i not in drop and t.i > after]
    left = [t for t in tokens if t.i <= head.i] or [head]
    right = [t for t in tokens if t.i > head.i]
    last = head
    for token in right:
        if token.i != last.i + 1 and not _only_punctuation(head.doc, last.i + 1, token.i):
            break
        last = token
    return left[0].idx, last.idx + len(last)


def _only_punctuation(doc: Doc, start: int, end: int) -> bool:
    return all(t.pos_ == "PUNCT" or t.dep_ == "case" for t in doc[start:end])


def _clause(head: Token) -> CharSpan:
    tokens = list(head.subtree)
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])


def _chars(token: Token) -> CharSpan:
    return token.idx, token.idx + len(token)
