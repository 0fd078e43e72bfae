"""Where results go: standard output, or a file that appears only when it is whole."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from corroborate.errors import ConfigurationError


@contextmanager
def destination(path: Path | None) -> Iterator[TextIO]:
    """Open what results are written to, as UTF-8.

    A file is written beside its place under another name and moved there at the end; when
    something fails, what stood there before still stands.

    Raises:
        ConfigurationError: the file cannot be written; said before any report is read.
    """
    if path is None:
        with _standard_output() as stream:
            yield stream
        return
    part = _part_of(path)
    try:
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _standard_output() -> Iterator[TextIO]:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads our output has seen enough, as `head` does: no fault of anyone. What is
        # still buffered must go somewhere, or Python complains of it when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _part_of(path: Path) -> Path:
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise ConfigurationError(f"cannot write {path}: {error.strerror}") from error
    os.fchmod(handle, _mode_of(path))
    os.close(handle)
    return Path(name)


def _mode_of(path: Path) -> int:
    """Permissions of the file that is replaced, or those a new file would get."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
