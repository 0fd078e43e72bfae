"""Expressions of time in news text to intervals of days, with their precision."""

from corroborate.grounding.times.annotate import annotate_times
from corroborate.grounding.times.dateline import dateline
from corroborate.grounding.times.docdate import DocumentDate, document_date
from corroborate.grounding.times.finder import find_times
from corroborate.grounding.times.mention import (
    Anchor,
    Direction,
    TimeMention,
    event_date,
    precision_codes,
)

__all__ = [
    "Anchor",
    "Direction",
    "DocumentDate",
    "TimeMention",
    "annotate_times",
    "dateline",
    "document_date",
    "event_date",
    "find_times",
    "precision_codes",
]
