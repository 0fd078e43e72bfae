"""One input opened: its name, its first bytes, and a stream that can be rewound."""

from __future__ import annotations

import gzip
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO, cast

from corroborate.errors import UnreadableInput

STDIN = "-"
LONGEST_WHOLE = 256 * 2**20
"""Bytes of a file that has to be read whole; larger ones go as JSON Lines or CSV."""

_HEAD = 65536
_GZIP = b"\x1f\x8b"
_IN_MEMORY = 16 * 2**20


@dataclass(frozen=True, slots=True)
class Source:
    """An open input.

    Attributes:
        name: as the user gave it; what reports and messages call it.
        head: its first 64 KiB, unpacked.
        stream: at its start, seekable, unpacked.
    """

    name: str
    head: bytes
    stream: BinaryIO

    @property
    def suffix(self) -> str:
        """The ending that tells the format, without ``.gz``: ``.csv`` of ``a.csv.gz``."""
        path = Path(self.name)
        inner = Path(path.stem) if path.suffix.lower() == ".gz" else path
        return inner.suffix.lower()

    def whole(self) -> bytes:
        """All bytes.

        Raises:
            UnreadableInput: there are more than ``LONGEST_WHOLE``.
        """
        data = self.stream.read(LONGEST_WHOLE + 1)
        if len(data) > LONGEST_WHOLE:
            limit = LONGEST_WHOLE >> 20
            raise UnreadableInput(
                self.name, f"larger than {limit} MiB; give it as JSON Lines or CSV instead"
            )
        return data


@contextmanager
def opened(name: str) -> Iterator[Source]:
    """Open a file, or standard input for ``-``; unpack gzip by its mark, not by its name."""
    with ExitStack() as stack:
        stream = stack.enter_context(_spooled_stdin() if name == STDIN else _file(name))
        packed = stream.read(2) == _GZIP
        stream.seek(0)
        if packed:
            stream = cast(BinaryIO, stack.enter_context(gzip.GzipFile(fileobj=stream)))
        head = stream.read(_HEAD)
        stream.seek(0)
        yield Source(name, head, stream)


def _file(name: str) -> BinaryIO:
    return Path(name).open("rb")


def _spooled_stdin() -> BinaryIO:
    spool = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (closed by the stack)
    copyfileobj(sys.stdin.buffer, spool)
    spool.seek(0)
    return cast(BinaryIO, spool)
