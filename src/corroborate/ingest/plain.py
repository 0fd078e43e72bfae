"""Plain text, with or without a head of ``Key: value`` lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corroborate.ingest.decoding import decode, tidy
from corroborate.ingest.fields import FIELDS, RawRecord
from corroborate.ingest.source import Source

_KEY_VALUE = re.compile(r"([A-Za-z][A-Za-z_-]*)[ \t]*:(?!//)[ \t]*")


def read_plain(source: Source) -> Iterator[RawRecord]:
    """One file, one report."""
    raw = source.whole()
    head, body = split_head(tidy(decode(raw)).removeprefix("\ufeff"))
    yield RawRecord(source.name, {**head, "text": body}, raw)


def split_head(text: str) -> tuple[dict[str, str], str]:
    """Part a text into the fields of its head and its body.

    There is a head only when the first line gives a field of a report. It ends at the first blank
    line, before the first line that is not ``Key: value``, or in a ``text:`` line, whose value
    begins the body. Keys that are no field of a report are passed over.

    Returns:
        Field names in lower case to values, and the body (all of the text where there is no head).
    """
    fields: dict[str, str] = {}
    at = 0
    while found := _KEY_VALUE.match(text, at):
        key = found[1].lower()
        if not fields and key not in FIELDS:
            break
        if key == "text":
            return fields, text[found.end() :]
        end = text.find("\n", found.start())
        end = len(text) if end < 0 else end
        fields[key] = text[found.end() : end].strip()
        at = min(end + 1, len(text))
    blank = re.compile(r"[ \t]*\n").match(text, at) if fields else None
    return fields, text[blank.end() if blank else at :]
