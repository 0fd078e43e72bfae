"""What a report says of the standing of what it tells: unconfirmed, disputed, authenticated …"""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from corroborate.coding.document import AnnotatedReport
from corroborate.coding.tables import table
from corroborate.language.layers import CharSpan, EventMention
from corroborate.model.vocabulary import Verification

Standing = tuple[Verification, CharSpan]
"""A standing and the words that give it."""


@cache
def _rules() -> tuple[re.Pattern[str], list[tuple[Verification, re.Pattern[str]]]]:
    data = table("verification")
    rules = [(r["status"], re.compile("|".join(r["patterns"]), re.I)) for r in data["rule"]]
    return re.compile(data["back"], re.I), rules


def standing(document: AnnotatedReport, span: CharSpan) -> Standing | None:
    """The standing that the words of ``span`` give, with the words, or ``None``."""
    text = document.words(span)
    for status, pattern in _rules()[1]:
        found = pattern.search(text)
        if found:
            return status, (span[0] + found.start(), span[0] + found.end())
    return None


def remarks(document: AnnotatedReport) -> dict[CharSpan, Standing]:
    """Standings given by a sentence of its own, keyed by the sentence they speak of.

    Such a sentence names no event, refers back ("The figure …") and stands right after it.
    """
    eventful = {m.sentence for m in document.events if not _is_remark(m, document)}
    found: dict[CharSpan, Standing] = {}
    last: CharSpan | None = None
    for sentence in document.sentences:
        status = standing(document, sentence)
        if status and last and _rules()[0].search(document.words(sentence)):
            found.setdefault(last, status)
        elif any(s[0] < sentence[1] and sentence[0] < s[1] for s in eventful):
            last = sentence
    return found


def _is_remark(mention: EventMention, document: AnnotatedReport) -> bool:
    return bool(_rules()[0].search(document.words(mention.sentence)))


def verification_of(
    mention: EventMention, document: AnnotatedReport, later: dict[CharSpan, Standing]
) -> Standing | None:
    """The standing of one event: a remark after it, else the model's view of its sentence."""
    remark = next((s for at, s in later.items() if _overlap(at, mention.sentence)), None)
    if remark:
        return remark
    if mention.verification == "none":
        return None
    words = standing(document, mention.sentence)
    span = words[1] if words else mention.trigger
    return cast(Verification, mention.verification), span


def _overlap(a: CharSpan, b: CharSpan) -> bool:
    return a[0] < b[1] and b[0] < a[1]
