"""Whether a sentence looks back or ahead at the point where it names a time, by its words."""

from __future__ import annotations

from corroborate.grounding.times.lexicon import Lexicon, lexicon
from corroborate.grounding.times.mention import Direction
from corroborate.grounding.times.tokens import Token

_STOPS = frozenset(".!?")
_REACH = 60


def text_direction(tokens: list[Token], start: int, end: int) -> Direction | None:
    """Where the text looks at tokens ``start`` to ``end``; ``None`` if nothing says so.

    The word right before decides, else the nearest verb: first those before, then those after.
    """
    words = lexicon()
    if _leads_ahead([t.text for t in tokens[max(0, start - 2) : start]], words):
        return "future"
    for i in range(start - 1, max(-1, start - _REACH), -1):
        if tokens[i].text in _STOPS or tokens[i + 1].breaks:
            break
        found = _look(tokens, i, words)
        if found:
            return found
    for i in range(end, min(len(tokens), end + _REACH)):
        if tokens[i].text in _STOPS or tokens[i].breaks:
            break
        found = _look(tokens, i, words)
        if found:
            return found
    return None


def _leads_ahead(before: list[str], words: Lexicon) -> bool:
    if not before:
        return False
    return before[-1] in words.future_before or (
        before[-1] == "as" and before[0] in words.as_soon_as
    )


def _look(tokens: list[Token], i: int, words: Lexicon) -> Direction | None:
    word = tokens[i].text
    if word in words.future:
        return "future"
    if word in words.future_participles:
        shortly_before = {t.text for t in tokens[max(0, i - 3) : i]}
        return None if shortly_before & words.undone else "future"
    if word == "to" and i and tokens[i - 1].text in words.future_to:
        return "future"
    if word in words.past:
        return "past"
    participle = word.endswith("ed") and len(word) > 4
    return "past" if participle and not (i and tokens[i - 1].text in words.be) else None
