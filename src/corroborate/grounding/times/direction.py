"""Whether a sentence looks back or ahead at the point where it names a time, by its words."""

from __future__ import annotations

from corroborate.grounding.times.lexicon import Lexicon, lexicon
from corroborate.grounding.times.mention import Direction
from corroborate.grounding.times.tokens import Token

_STOPS = frozenset(".!?")
_REACH, _NEAR = 60, 12
_UNTIL = frozenset({"until", "till"})
_FROM = "from"
_ON = frozenset({"on", "late", "early"})
_SHORTEST_PARTICIPLE = 4


def lead(tokens: list[Token], start: int) -> Direction | None:
    """Where the words right before look, whatever the verb: "since March", "until Friday"."""
    words = lexicon()
    before = [t.text for t in tokens[max(0, start - 2) : start]]
    if not before:
        return None
    told = before[-1] if before[-1] not in _ON else before[0]
    if before[-1] in words.past_before or told in words.reporting:
        return "past"
    if before[-1] in _UNTIL and _follows(tokens, start, "had", _NEAR):
        return "past"
    if before[-1] in _UNTIL and _FROM in {t.text for t in tokens[max(0, start - _NEAR) : start]}:
        return None  # "held it from Monday until Tuesday": the verb says
    ahead = before[-1] in words.future_before or (
        before[-1] == "as" and before[0] in words.as_soon_as
    )
    return "future" if ahead else None


def text_direction(tokens: list[Token], start: int, end: int) -> Direction | None:
    """Where the text looks at tokens ``start`` to ``end``; ``None`` if nothing says so.

    The nearest verb decides: first those before in the clause, then those after.
    """
    words = lexicon()
    return (
        _look_back(tokens, start, words, words.clause_starts)
        or _look_on(tokens, end, words)
        or _look_back(tokens, start, words)
    )


def of_past_thing(tokens: list[Token], start: int, end: int) -> bool:
    """Whether the time owns a thing that is only spoken of with an intention.

    "They vow to appeal Friday's ruling" speaks of a past day, "Friday's vote will" does not.
    """
    if end >= len(tokens) or tokens[end].text != "'s":
        return False
    return not {t.text for t in tokens[max(0, start - _NEAR) : end + _NEAR]} & lexicon().future


def _look_back(
    tokens: list[Token], start: int, words: Lexicon, until: frozenset[str] = frozenset()
) -> Direction | None:
    """By the words before the time, the nearest first, as far as a word of ``until``.

    An infinitive looks where its governor does: "expects the sale to be closed by Friday".
    """
    infinitive = False
    for i in range(start - 1, max(-1, start - _REACH), -1):
        if tokens[i].text in _STOPS or tokens[i + 1].breaks:
            return None
        if tokens[i].text in until:
            return None
        if infinitive and tokens[i].text in words.future_governors:
            return "future"
        found = _look(tokens, i, words)
        if found:
            return found
        infinitive = infinitive or tokens[i].text == "to"
    return None


def _look_on(tokens: list[Token], end: int, words: Lexicon) -> Direction | None:
    for i in range(end, min(len(tokens), end + _REACH)):
        if tokens[i].text in _STOPS or tokens[i].breaks:
            return None
        found = _look(tokens, i, words)
        if found:
            return found
    return None


def _look(tokens: list[Token], i: int, words: Lexicon) -> Direction | None:
    word = tokens[i].text
    if word in words.future:
        return "future"
    if word in words.future_participles:
        shortly_before = {t.text for t in tokens[max(0, i - 3) : i]}
        return None if shortly_before & words.undone else "future"
    if word == "to" and i and tokens[i - 1].text in words.future_to:
        return None if "had" in {t.text for t in tokens[max(0, i - 4) : i]} else "future"
    if word == "would":
        return None if _follows(tokens, i, "have") else "future"
    after_be = i > 0 and tokens[i - 1].text in words.be
    lower = not tokens[i].capital  # "the United States" has no verb
    participle = lower and word.endswith("ed") and len(word) > _SHORTEST_PARTICIPLE
    return "past" if (word in words.past or participle) and not after_be else None


def _follows(tokens: list[Token], i: int, word: str, within: int = 2) -> bool:
    return word in {t.text for t in tokens[i + 1 : i + 1 + within]}
