"""JSON, JSON Lines, CSV and TSV: many reports in one file."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator

from corroborate.errors import InputError, UnreadableInput
from corroborate.ingest.decoding import LONGEST_RECORD, decode, text_lines, wide_encoding
from corroborate.ingest.fields import RawRecord
from corroborate.ingest.source import Source

Fail = Callable[[InputError], None]

_SPACE = re.compile(r"[ \t\r\n]*")
_SPACE_OR_COMMA = re.compile(r"[ \t\r\n]*,[ \t\r\n]*")


def read_jsonl(source: Source, fail: Fail) -> Iterator[RawRecord]:
    """One object a line; a line that is none is set aside and the next one read."""
    lines = text_lines(source.stream, source.name, wide_encoding(source.head))
    for number, line in enumerate(lines, start=1):
        stripped = line.strip("\ufeff \t\r\n")
        if not stripped:
            continue
        try:
            yield _record(f"{source.name}:{number}", json.loads(stripped), stripped)
        except InputError as error:
            fail(error)
        except (ValueError, RecursionError) as error:
            fail(_broken(f"{source.name}:{number}", error))


def read_json(source: Source, fail: Fail) -> Iterator[RawRecord]:
    """An array of objects, or objects one after another. What follows a break is lost."""
    text = decode(source.whole()).removeprefix("\ufeff")
    at = _space(text, 0)
    in_array = text.startswith("[", at)
    at = _space(text, at + in_array)
    decoder = json.JSONDecoder()
    while at < len(text) and not (in_array and text[at] == "]"):
        where = f"{source.name}:{text.count(chr(10), 0, at) + 1}"
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            raise _broken(where, error) from error
        try:
            yield _record(where, value, text[at:end])
        except InputError as error:
            fail(error)
        at = _next(text, end, in_array, where)
    if in_array and at >= len(text):
        raise UnreadableInput(source.name, "broken JSON: the array does not end")


def read_table(source: Source, fail: Fail, delimiter: str) -> Iterator[RawRecord]:
    """A table whose first row names the columns; ``text`` must be one of them.

    Raises:
        UnreadableInput: there is no ``text`` column, or the rows cannot be told apart.
    """
    # The limit of the csv module is one for the whole process, and 128 KiB unless raised.
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_RECORD))
    taken: list[str] = []
    lines = text_lines(source.stream, source.name, wide_encoding(source.head))
    rows = csv.reader(_noting(lines, taken), delimiter=delimiter, strict=True)
    try:
        names = [name.strip("\ufeff ").lower() for name in next(rows)]
        if "text" not in names:
            raise UnreadableInput(source.name, "no column is named `text`")
        yield from _rows(rows, names, taken, source.name, fail)
    except csv.Error as error:
        raise UnreadableInput(f"{source.name}:{rows.line_num}", f"broken table: {error}") from error


def _rows(
    rows: Iterator[list[str]], names: list[str], taken: list[str], name: str, fail: Fail
) -> Iterator[RawRecord]:
    line = 1 + len(taken)
    taken.clear()
    for row in rows:
        raw, where, line = "".join(taken).strip("\r\n"), f"{name}:{line}", line + len(taken)
        taken.clear()
        if len(row) > len(names):
            fail(UnreadableInput(where, f"{len(row)} cells under {len(names)} column names"))
        elif any(cell.strip() for cell in row):
            yield RawRecord(where, dict(zip(names, row, strict=False)), _bytes(raw))


def _noting(lines: Iterator[str], taken: list[str]) -> Iterator[str]:
    for line in lines:
        taken.append(line)
        yield line


def _record(where: str, value: object, raw: str) -> RawRecord:
    if not isinstance(value, dict):
        raise UnreadableInput(where, "not a JSON object with the fields of a report")
    return RawRecord(where, value, _bytes(raw))


def _bytes(raw: str) -> bytes:
    return raw.encode("utf-8", "surrogatepass")


def _space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _next(text: str, at: int, in_array: bool, where: str) -> int:
    """Where the next value begins, or the closing bracket stands."""
    if not in_array:
        return _space(text, at)
    if found := _SPACE_OR_COMMA.match(text, at):
        return found.end()
    at = _space(text, at)
    if at < len(text) and text[at] != "]":
        raise UnreadableInput(where, "broken JSON: no comma after this record")
    return at


def _broken(where: str, error: Exception) -> UnreadableInput:
    reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
    return UnreadableInput(where, f"broken JSON: {reason[:200]}")
