"""Expressions of time in news text to intervals of days, with their precision."""

from corroborate.grounding.times.annotate import annotate_times
from corroborate.grounding.times.dateline import dateline
from corroborate.grounding.times.finder import find_times
from corroborate.grounding.times.mention import (
    Direction,
    TimeMention,
    event_date,
    precision_codes,
)

__all__ = [
    "Direction",
    "TimeMention",
    "annotate_times",
    "dateline",
    "event_date",
    "find_times",
    "precision_codes",
]
