"""Event mentions from one sentence's scores."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from corroborate.language.decoding import Stretch, decode_bio, decode_triggers
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
    return [
        _mention(encoder, reading, offsets, sentence, trigger)
        for trigger in decode_triggers(reading.triggers, threshold)
    ]


def _mention(
    encoder: Encoder,
    reading: Reading,
    offsets: Sequence[CharSpan],
    sentence: CharSpan,
    trigger: Stretch,
) -> EventMention:
    chances = np.exp(log_softmax(reading.types[trigger.start]))
    ranked = [int(i) for i in np.argsort(-chances, kind="stable")[:KEPT_TYPES]]
    types = {encoder.labels.types[i]: float(chances[i]) for i in ranked}
    best = next(iter(types))
    stance, when, verification = decode_standing(reading.standing[trigger.start])
    return EventMention(
        trigger=_characters(trigger, offsets),
        type=best,
        sentence=sentence,
        arguments=_arguments(encoder.roles(reading, trigger.start), offsets),
        stance=stance,
        when=when,
        verification=verification,
        score=trigger.score * types[best],
        type_scores=types,
    )


def decode_standing(scores: Scores) -> tuple[str, str, str]:
    """Stance, time and verification from their scores, which lie one after another."""
    found, start = [], 0
    for labels in (STANCES, WHENS, VERIFICATIONS):
        found.append(labels[int(scores[start : start + len(labels)].argmax())])
        start += len(labels)
    return found[0], found[1], found[2]


def _characters(stretch: Stretch, offsets: Sequence[CharSpan]) -> CharSpan:
    return offsets[stretch.start][0], offsets[stretch.end - 1][1]


def _arguments(scores: Scores, offsets: Sequence[CharSpan]) -> tuple[Argument, ...]:
    found = [
        stretch
        for cut, tags in zip(group_slices(), ROLE_TAGS, strict=True)
        for stretch in _single(decode_bio(scores[:, cut], tags))
    ]
    arguments = [Argument(s.label, _characters(s, offsets), s.score) for s in found]
    return tuple(sorted(arguments, key=lambda a: (a.span, a.role)))


def _single(stretches: list[Stretch]) -> list[Stretch]:
    """Keep the likeliest of each role that an event can have only once."""
    best = {s.label: s for s in sorted(stretches, key=lambda s: s.score) if s.label in SINGLE}
    return [s for s in stretches if s.label not in SINGLE or best[s.label] is s]
