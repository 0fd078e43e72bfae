"""Bytes to text: byte order marks, UTF-8, UTF-16, and Windows-1252 for what is left."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from corroborate.errors import UnreadableInput

LONGEST_RECORD = 64 * 2**20
"""Bytes of one line of a streamed file, above which it is taken for broken."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def wide_encoding(head: bytes) -> str | None:
    """Name the encoding that a byte order mark, or a pattern of zero bytes, gives away.

    ``None`` for encodings of one byte a character and for UTF-8 without a mark.
    """
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    pairs = len(head[:4096]) // 2
    even, odd = head[: pairs * 2 : 2].count(0), head[1 : pairs * 2 : 2].count(0)
    if pairs >= 4 and odd > 0.7 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if pairs >= 4 and even > 0.7 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return None


def decode(data: bytes) -> str:
    """Decode a whole file: marked encodings, then UTF-8, then Windows-1252.

    A file that is UTF-8 but for a few broken bytes stays UTF-8, with U+FFFD for those.
    """
    if wide := wide_encoding(data):
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
        mostly_utf8 = len(_MULTIBYTE.findall(data)) > text.count("\ufffd")
        return text if mostly_utf8 else data.decode("cp1252", "replace")


def tidy(text: str) -> str:
    r"""End every line with ``\n`` alone and replace halves of surrogate pairs, length kept."""
    return _SURROGATE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_text(text: str) -> bool:
    """Whether a decoded head looks like writing: no NUL, hardly any control characters."""
    return "\0" not in text and len(_CONTROL.findall(text)) <= 2 + len(text) / 200


def text_lines(stream: BinaryIO, name: str, encoding: str | None) -> Iterator[str]:
    """Decode a stream line by line, line ends kept, holding one line at a time.

    Raises:
        UnreadableInput: a line is longer than ``LONGEST_RECORD``.
    """
    if encoding and encoding != "utf-8-sig":
        yield from io.TextIOWrapper(stream, encoding, "replace", newline="\n")
        return
    if encoding:
        stream.seek(len(codecs.BOM_UTF8))
    while line := stream.readline(LONGEST_RECORD):
        if len(line) == LONGEST_RECORD:
            raise UnreadableInput(name, f"a line is longer than {LONGEST_RECORD >> 20} MiB")
        yield decode(line)
