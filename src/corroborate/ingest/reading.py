"""Paths in, reports out."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from corroborate.errors import EmptyInput, InputError, UnreadableInput
from corroborate.ingest.cleaning import clean
from corroborate.ingest.fields import Defaults, RawRecord, make_report
from corroborate.ingest.plain import read_plain
from corroborate.ingest.records import Fail, read_json, read_jsonl, read_table
from corroborate.ingest.sniffing import kind_of
from corroborate.ingest.source import Source, opened
from corroborate.ingest.walking import files
from corroborate.model import Report, SetAside


def read(
    *paths: str | Path,
    published: date | None = None,
    publisher: str | None = None,
    on_set_aside: Callable[[SetAside], None] | None = None,
) -> Iterator[Report]:
    """Read reports from files and folders, one after another.

    Plain text (with or without a head of ``Key: value`` lines), web pages, JSON, JSON Lines, CSV
    and TSV, each also packed with gzip. JSON Lines and tables are streamed. Nothing is guessed: a
    report that does not give its date has none, whatever its file is called.

    Args:
        paths: files, folders (read to the bottom, in order of path), ``-`` for standard input.
        published: day of publication of those reports that do not give one themselves.
        publisher: the same for the publisher.
        on_set_aside: told of each input or record that could not be read, and why; reading goes
            on. Without it the first one is raised.

    Returns:
        An iterator of reports, their captions, short codes and boilerplate marked as asides.

    Raises:
        InputError: an input could not be read, and there is no ``on_set_aside``.
    """
    fail = _teller(on_set_aside)
    defaults = Defaults(published, publisher)
    for name in files(paths, fail):
        try:
            yield from _reports(name, defaults, fail)
        except InputError as error:
            fail(error)
        except (OSError, EOFError, zlib.error) as error:
            fail(UnreadableInput(name, _words(error)))


def _teller(on_set_aside: Callable[[SetAside], None] | None) -> Fail:
    def fail(error: InputError) -> None:
        if on_set_aside is None:
            raise error
        on_set_aside(SetAside(where=error.where, reason=error.reason))

    return fail


def _reports(name: str, defaults: Defaults, fail: Fail) -> Iterator[Report]:
    with opened(name) as source:
        for record in _some(_records(source, fail), name):
            try:
                report = make_report(record, name, defaults)
            except InputError as error:
                fail(error)
            else:
                yield clean(report)


def _some(records: Iterator[RawRecord], name: str) -> Iterator[RawRecord]:
    """Pass records on; a file without any is said to be empty, not passed over in silence."""
    first = next(records, None)
    if first is None:
        raise EmptyInput(name, "no records in it")
    yield first
    yield from records


def _records(source: Source, fail: Fail) -> Iterator[RawRecord]:
    match kind_of(source):
        case "html":
            # lxml and trafilatura take a third of a second to import; only pages need them.
            from corroborate.ingest.page import read_page

            return read_page(source)
        case "json":
            return read_json(source, fail)
        case "jsonl":
            return read_jsonl(source, fail)
        case "csv":
            return read_table(source, fail, ",")
        case "tsv":
            return read_table(source, fail, "\t")
        case "text":
            return read_plain(source)


def _words(error: BaseException) -> str:
    if isinstance(error, PermissionError):
        return "no permission to read it"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return f"damaged or cut short ({error})"
