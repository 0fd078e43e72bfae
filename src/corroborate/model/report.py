"""A report as it was read."""

from __future__ import annotations

import hashlib
from datetime import date

from pydantic import Field

from corroborate.model.base import Record, Span


class Aside(Record):
    """A stretch of a report's text that is not to be read, and why.

    ``reason`` is one of ``caption`` (a repeated photo caption), ``short code``,
    ``boilerplate``, ``credit``.
    """

    span: Span
    reason: str


class Report(Record):
    """One news article, post or press release. ``text`` is kept as it came.

    Attributes:
        id: the caller's id, or the first 16 hex digits of ``sha256``.
        sha256: of the bytes the report was read from.
        text: the text all offsets point into.
        published: day of publication; ``None`` where nothing gives one.
        file: name of the file the report was read from.
        asides: stretches of ``text`` that the language layer does not read.
    """

    id: str
    sha256: str
    text: str
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    author: str | None = None
    file: str | None = None
    asides: tuple[Aside, ...] = Field(default=())

    @classmethod
    def from_text(cls, text: str, **fields: object) -> Report:
        """Make a report of a string; ``fields`` are those of the class.

        The hash is of the UTF-8 bytes of ``text`` unless ``sha256`` is given.
        """
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return cls.model_validate({"sha256": digest, "id": digest[:16], "text": text, **fields})

    def readable(self) -> str:
        """The text with every aside blanked out, of the same length, so that offsets hold."""
        chars = list(self.text)
        for aside in self.asides:
            start, end = aside.span
            chars[start:end] = ["\n" if c == "\n" else " " for c in chars[start:end]]
        return "".join(chars)


class ReportReference(Record):
    """What a claim keeps of the report it comes from."""

    id: str
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    file: str | None = None

    @classmethod
    def of(cls, report: Report) -> ReportReference:
        return cls(**{name: getattr(report, name) for name in cls.model_fields})
