"""JSON Lines: one incident a line, in the shape of the record's JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from corroborate.model import Incident, Record

# JSON allows these in a string, but many readers take them for the end of a line.
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def json_line(record: Record) -> str:
    """One record as JSON without a line break in it; dates are ISO 8601, absences ``null``."""
    text = json.dumps(record.model_dump(mode="json"), ensure_ascii=False, separators=(", ", ": "))
    return text.translate(_LINE_ENDS)


def write_jsonl(incidents: Iterable[Incident], stream: TextIO) -> None:
    """Write each incident as one line of JSON, as it comes, so that any number fits in memory."""
    for incident in incidents:
        stream.write(json_line(incident) + "\n")
