"""Event mentions from one sentence's scores, those of all its events at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from corroborate.language.decoding import Stretch, decode_triggers, stretches
from corroborate.language.encoder import Encoder, Reading, Scores
from corroborate.language.inventory import (
    ROLE_TAGS,
    STANCES,
    VERIFICATIONS,
    WHENS,
    group_slices,
)
from corroborate.language.layers import Argument, CharSpan, EventMention
from corroborate.language.tree import log_softmax

SINGLE = frozenset({"source", "cue", "via"})  # an event has one of these at most
KEPT_TYPES = 3
GROUPS = tuple(zip(group_slices(), ROLE_TAGS, strict=True))


def decode_events(
    encoder: Encoder,
    reading: Reading,
    offsets: Sequence[CharSpan],
    sentence: CharSpan,
    threshold: float,
) -> list[EventMention]:
    """The events that a reading finds, in order.

    Args:
        encoder: whose reading it is.
        reading: of one sentence, or one window of it.
        offsets: characters of the reading's words.
        sentence: characters of the sentence.
        threshold: least probability of a trigger.
    """
    triggers = decode_triggers(reading.triggers, threshold)
    if not triggers:
        return []
    starts = np.array([trigger.start for trigger in triggers])
    arguments = _arguments(encoder.roles(reading, starts), offsets)
    chances = np.exp(log_softmax(reading.types[starts])).tolist()
    standing = reading.standing[starts].tolist()
    return [
        _mention(encoder.labels.types, characters(trigger, offsets), sentence, trigger.score, *row)
        for trigger, row in zip(
            triggers, zip(chances, standing, arguments, strict=True), strict=True
        )
    ]


def _mention(
    names: Sequence[str],
    span: CharSpan,
    sentence: CharSpan,
    score: float,
    chances: list[float],
    standing: list[float],
    arguments: tuple[Argument, ...],
) -> EventMention:
    ranked = sorted(range(len(chances)), key=chances.__getitem__, reverse=True)[:KEPT_TYPES]
    types = {names[i]: chances[i] for i in ranked}
    best = names[ranked[0]]
    stance, when, verification = decode_standing(standing)
    return EventMention(
        trigger=span,
        type=best,
        sentence=sentence,
        arguments=arguments,
        stance=stance,
        when=when,
        verification=verification,
        score=score * types[best],
        type_scores=types,
    )


def decode_standing(scores: Sequence[float]) -> tuple[str, str, str]:
    """Stance, time and verification from their scores, which lie one after another."""
    found, start = [], 0
    for labels in (STANCES, WHENS, VERIFICATIONS):
        here = scores[start : start + len(labels)]
        found.append(labels[here.index(max(here))])
        start += len(labels)
    return found[0], found[1], found[2]


def characters(stretch: Stretch, offsets: Sequence[CharSpan]) -> CharSpan:
    """Where a stretch of words lies in the text, given the words' own offsets."""
    return offsets[stretch.start][0], offsets[stretch.end - 1][1]


def _arguments(scores: Scores, offsets: Sequence[CharSpan]) -> list[tuple[Argument, ...]]:
    """The arguments of each event from ``[T, W, role tags]``."""
    found: list[list[Argument]] = [[] for _ in scores]
    for cut, tags in GROUPS:
        own = scores[:, :, cut]
        for event, best in enumerate(own.argmax(2).tolist()):
            if any(best):
                single = _single(stretches(own[event], best, tags))
                found[event] += [Argument(s.label, characters(s, offsets), s.score) for s in single]
    return [tuple(sorted(arguments, key=lambda a: (a.span, a.role))) for arguments in found]


def _single(found: list[Stretch]) -> list[Stretch]:
    """Keep the likeliest of each role that an event can have only once."""
    if len(found) < 2:
        return found
    best = {s.label: s for s in sorted(found, key=lambda s: s.score) if s.label in SINGLE}
    return [s for s in found if s.label not in SINGLE or best[s.label] is s]
