"""Two times that the text sets as the ends of one: "between Sunday night and Monday morning"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from corroborate.grounding.times.anchors import Found
from corroborate.grounding.times.lexicon import lexicon
from corroborate.grounding.times.mention import TimeMention
from corroborate.grounding.times.tokens import Token

_DATED = ("DATE", "TIME")


def joined(
    mentions: Sequence[TimeMention], found: Sequence[Found], tokens: Sequence[Token], text: str
) -> list[TimeMention]:
    """The mentions, with each pair that "from" or "between" makes a stretch as one.

    ``found`` says which tokens each mention covers; both have the same order.
    """
    whole: list[TimeMention] = []
    skip = False
    for i, mention in enumerate(mentions):
        if skip:
            skip = False
            continue
        one = _stretch(mentions, found, i, tokens, text)
        skip = one is not None
        whole.append(one or mention)
    return whole


def _stretch(
    mentions: Sequence[TimeMention],
    found: Sequence[Found],
    i: int,
    tokens: Sequence[Token],
    text: str,
) -> TimeMention | None:
    if i + 1 >= len(mentions) or not _linked(found[i], found[i + 1], tokens):
        return None
    first, last = mentions[i], mentions[i + 1]
    if first.type not in _DATED or last.type not in _DATED:
        return None
    if first.start is None or last.end is None or first.start > last.end:
        return None
    night = first.type == last.type == "TIME" and last.end - first.start <= timedelta(1)
    a, b = first.span[0], last.span[1]
    return replace(
        first,
        span=(a, b),
        text=text[a:b],
        type="TIME" if night else "DATE",
        value=f"{first.value}/{last.value}",
        end=last.end,
        precision="day" if night or first.start == last.end else "range",
    )


def _linked(a: Found, b: Found, tokens: Sequence[Token]) -> bool:
    """Whether "from a to b" or "between a and b" stands there, with no more than small words."""
    small = lexicon().small_words
    between = [t.text for t in tokens[a.end : b.start] if t.text not in small]
    before = next((t.text for t in reversed(tokens[: a.start]) if t.text not in small), "")
    links = lexicon().stretches.get(before, frozenset())
    return len(between) == 1 and between[0] in links and not tokens[b.start].breaks
