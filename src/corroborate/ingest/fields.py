"""The fields of a record, as a table or a head gives them, to a Report."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from corroborate.errors import EmptyInput, UnreadableInput
from corroborate.ingest.dates import parse_day
from corroborate.ingest.decoding import tidy
from corroborate.model import Report

log = logging.getLogger("corroborate.ingest")

FIELDS = frozenset({"id", "title", "text", "published", "publisher", "url", "language", "author"})


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One report before its fields are checked.

    Attributes:
        where: ``file`` or ``file:line``, for messages.
        fields: name to value, as read; names that are no field are passed over.
        raw: the bytes it was read from.
    """

    where: str
    fields: Mapping[str, object]
    raw: bytes


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the caller knows of all reports; used only where a report itself is silent."""

    published: date | None = None
    publisher: str | None = None


def make_report(record: RawRecord, file: str, defaults: Defaults) -> Report:
    """Check the fields of a record and make a report of it.

    Raises:
        UnreadableInput: ``text`` is missing or is no string.
        EmptyInput: ``text`` is blank.
    """
    text = _text_of(record)
    digest = hashlib.sha256(record.raw).hexdigest()
    given = {name: _string(record, name) for name in FIELDS - {"text", "published"}}
    given["publisher"] = given["publisher"] or defaults.publisher
    return Report(
        **{**given, "id": given["id"] or digest[:16]},  # type: ignore[arg-type]
        sha256=digest,
        text=text,
        published=_published(record) or defaults.published,
        file=file,
    )


def _text_of(record: RawRecord) -> str:
    text = record.fields.get("text")
    if text is None:
        raise UnreadableInput(record.where, "no `text` field")
    if not isinstance(text, str):
        raise UnreadableInput(record.where, "`text` is not a string")
    if not text.strip():
        raise EmptyInput(record.where, "empty")
    return tidy(text)


def _string(record: RawRecord, name: str) -> str | None:
    value = record.fields.get(name)
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        value = ", ".join(value)
    if value is None or isinstance(value, (dict, list, bool)):
        if value is not None:
            log.warning("%s: `%s` is not a string and is left out", record.where, name)
        return None
    return tidy(str(value)).strip() or None


def _published(record: RawRecord) -> date | None:
    written = _string(record, "published")
    if written is None:
        return None
    try:
        return parse_day(written)
    except ValueError as error:
        log.warning("%s: publication date left out: %s", record.where, error)
        return None
