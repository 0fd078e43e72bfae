"""The gazetteer's file: columns behind a JSON head, mapped into memory and never changed.

Layout: eight bytes of magic and version, four bytes (little-endian) with the length of the head,
the head, then the columns, each at an offset that is a multiple of eight. A name is found by a
32-bit checksum, whose upper half numbers a bucket and whose lower half stands in it, with a second
8-bit one beside it, so that one unknown name in some million is taken for a known one. Display
names lie in zlib-packed blocks. Numbers of places in the tables of names take three bytes, or four
in a file of more than eight million places; their highest bit marks a lesser name.
:mod:`corroborate.grounding.places.gazetteer.packing` writes such files.
"""

from __future__ import annotations

import json
import mmap
import zlib
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corroborate.errors import DataError

MAGIC = b"CRBGAZ02"
BLOCK = 128
NO_PARENT = 2**32 - 1
NO_POINT = -(2**31)
CODE_LENGTH = 6
KINDS = (
    "country",
    "admin1",
    "admin2",
    "admin3",
    "settlement",
    "neighbourhood",
    "facility",
    "region",
    "continent",
    "water",
)
SOURCES = ("geonames", "wof", "corroborate", "user")
NUMBERED = frozenset(("geonames", "wof"))
Column = NDArray[Any]


def checksums(key: str) -> tuple[int, int]:
    """The 32-bit and the 8-bit checksum of a folded name."""
    raw = key.encode()
    return zlib.crc32(raw), zlib.adler32(raw[::-1], zlib.crc32(b"+" + raw)) & 0xFF


def id_key(identifier: str) -> str:
    """The key under which a place is found by its id; no folded name has a colon."""
    return f"#{identifier}" if ":" in identifier else f"#:{identifier}"


class Store:
    """Read access to one file.

    Args:
        path: of the file.

    Attributes:
        path: as given.
        head: what the file says of itself (``countries``: row by ISO code, ``width``, and what
            its maker put there).

    Raises:
        DataError: the file is missing or is no gazetteer of this version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._map = _mapped(path)
        try:
            start = 12 + int.from_bytes(self._map[8:12], "little")
            self.head: dict[str, Any] = json.loads(self._map[12:start])
            self._columns = {
                name: np.frombuffer(self._map, dtype, size, start + at)
                for name, (dtype, at, size) in self.head["columns"].items()
            }
        except (ValueError, KeyError) as error:
            raise DataError(f"{path}: the gazetteer is cut short or broken ({error})") from error
        self._width = int(self.head["width"])
        self._block = lru_cache(maxsize=512)(self._read_block)

    def __len__(self) -> int:
        return int(self._columns["id"].size)

    def column(self, name: str) -> Column:
        """One column, read only."""
        return self._columns[name]

    def rows(self, table: str, key: str) -> list[tuple[int, bool]]:
        """Numbers of the places under a key, each with whether it is a lesser name of theirs.

        ``table`` is ``exact`` (folded names, ids) or ``fuzzy`` (skeletons).
        """
        value, check = checksums(key)
        ends, bucket = self._columns[f"{table}_end"], value >> 16
        first, last = int(ends[bucket - 1]) if bucket else 0, int(ends[bucket])
        same = self._columns[f"{table}_sum"][first:last] == (value & 0xFFFF)
        same &= self._columns[f"{table}_check"][first:last] == check
        return [self._hit(table, first + int(i)) for i in np.flatnonzero(same)]

    def _hit(self, table: str, at: int) -> tuple[int, bool]:
        width = self._width
        raw = self._columns[f"{table}_place"][at * width : (at + 1) * width].tobytes()
        number, lesser = int.from_bytes(raw, "little"), 1 << (8 * width - 1)
        return number & ~lesser, bool(number & lesser)

    def name(self, row: int) -> str:
        """The display name of a place."""
        return self._block("names", row // BLOCK)[row % BLOCK]

    def slug(self, number: int) -> str:
        """An id that is no number."""
        return self._block("slugs", number // BLOCK)[number % BLOCK]

    def code(self, row: int) -> str:
        """ISO codes of a country ("IQ IRQ") or province ("IQ-DI"); empty for others."""
        start = row * CODE_LENGTH
        return str(self._columns["code"][start : start + CODE_LENGTH].tobytes(), "ascii").rstrip()

    def _read_block(self, column: str, number: int) -> list[str]:
        ends = self._columns[f"{column}_end"]
        start = int(ends[number - 1]) if number else 0
        packed = self._columns[column][start : int(ends[number])].tobytes()
        return zlib.decompress(packed).decode().split("\n")


def _mapped(path: Path) -> mmap.mmap:
    try:
        with path.open("rb") as file:
            found = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise DataError(f"{path}: the gazetteer cannot be opened ({error})") from error
    if found[:8] != MAGIC:
        raise DataError(f"{path}: not a gazetteer of version {MAGIC.decode()}")
    return found
