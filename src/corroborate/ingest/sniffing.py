"""Which reader an input needs: by the ending of its name, else by how it begins."""

from __future__ import annotations

import json
import re
from typing import Literal

from corroborate.errors import EmptyInput, UnreadableInput
from corroborate.ingest.decoding import decode, is_text
from corroborate.ingest.fields import FIELDS
from corroborate.ingest.source import Source

Kind = Literal["text", "html", "json", "jsonl", "csv", "tsv"]

_BY_SUFFIX: dict[str, Kind] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
}
_REFUSED = (
    (b"%PDF", "a PDF document, not text; save it as text or HTML first"),
    (b"PK\x03\x04", "a zip archive or office document, not text; unpack it or save it as text"),
    (b"\xd0\xcf\x11\xe0", "an old office document, not text; save it as text or HTML first"),
    (b"{\\rtf", "a rich text document; save it as text or HTML first"),
    (b"WARC/", "a web archive; unpack its pages first"),
    (b"filedesc://", "a web archive; unpack its pages first"),
)
_PREAMBLE = r"\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*)*"
_PAGE = re.compile(
    _PREAMBLE + r"(?:<!doctype\s+html|<(?:html|head|body|div|article|section|main|p|h1|meta)\b)",
    re.IGNORECASE | re.DOTALL,
)
_OTHER_MARKUP = re.compile(
    _PREAMBLE + r"(?:<\?xml|<!doctype|<[a-z][\w:.-]*[\s/>])", re.I | re.DOTALL
)


def kind_of(source: Source) -> Kind:
    """Choose the reader.

    Raises:
        EmptyInput: there is nothing in it.
        UnreadableInput: it is not text, or text of a kind that no reader knows.
    """
    for mark, reason in _REFUSED:
        if source.head.startswith(mark):
            raise UnreadableInput(source.name, reason)
    head = decode(source.head)
    if not head.strip("\ufeff \t\r\n\f\v"):
        raise EmptyInput(source.name, "empty")
    if not is_text(head):
        raise UnreadableInput(source.name, "not text")
    return _BY_SUFFIX.get(source.suffix) or _by_beginning(source, head)


def _by_beginning(source: Source, head: str) -> Kind:
    head = head.lstrip("\ufeff")
    if _PAGE.match(head):
        return "html"
    if source.suffix in {".txt", ".text", ".md"}:
        return "text"
    if _OTHER_MARKUP.match(head):
        raise UnreadableInput(source.name, "markup (XML) that is not a web page")
    return _table_kind(head) or _json_kind(head) or "text"


def _table_kind(head: str) -> Kind | None:
    first = head.split("\n", 1)[0].strip("\r")
    for kind, mark in (("tsv", "\t"), ("csv", ",")):
        cells = [cell.strip().strip('"').lower() for cell in first.split(mark)]
        if "text" in cells and len(FIELDS.intersection(cells)) > 1:
            return kind  # type: ignore[return-value]
    return None


def _json_kind(head: str) -> Kind | None:
    if re.match(r"\s*\[\s*(?:\{|\])", head):
        return "json"
    if not re.match(r'\s*\{\s*(?:"|\})', head):
        return None
    try:
        json.loads(head.lstrip().split("\n", 1)[0])
    except (ValueError, RecursionError):
        return "json"
    return "jsonl"
