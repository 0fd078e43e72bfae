"""What is said on standard error while a command runs."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corroborate.model import Report, SetAside

_LIBRARIES = ("trafilatura", "htmldate", "courlan")


class _Lines(logging.Handler):
    """Log records as lines like those for inputs set aside."""

    def emit(self, record: logging.LogRecord) -> None:
        print(f"{record.levelname.lower()}: {record.getMessage()}", file=sys.stderr)


class Messages:
    """Says on standard error what could not be read or coded, and remembers it."""

    def __init__(self) -> None:
        self.set_aside: list[SetAside] = []

    def tell(self, aside: SetAside) -> None:
        """Note an input that was set aside."""
        self.set_aside.append(aside)
        print(f"set aside: {aside.where}: {aside.reason}", file=sys.stderr)


@contextmanager
def messages() -> Iterator[Messages]:
    """Let warnings of the package through to standard error, and only those."""
    handler, log = _Lines(logging.WARNING), logging.getLogger("corroborate")
    log.addHandler(handler)
    for library in _LIBRARIES:
        logging.getLogger(library).addHandler(logging.NullHandler())
    try:
        yield Messages()
    finally:
        log.removeHandler(handler)


def counted(reports: Iterable[Report]) -> Iterator[Report]:
    """Pass reports on; on a terminal, show at the bottom of it how many have gone by."""
    if not sys.stderr.isatty():
        yield from reports
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} reports read"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        for report in reports:
            progress.advance(task)
            yield report
