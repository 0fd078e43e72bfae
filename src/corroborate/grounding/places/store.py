"""The gazetteer's file: numpy columns behind a JSON head, mapped into memory and never changed.

Layout: eight bytes of magic and version, four bytes (little-endian) with the length of the head,
the head, then the columns, each at an offset that is a multiple of eight. A name is found by a
32-bit checksum, whose upper half numbers a bucket and whose lower half stands in it, with a second
8-bit one beside it, so that one unknown name in some million is taken for a known one. Display
names lie in zlib-packed blocks.
"""

from __future__ import annotations

import json
import mmap
import zlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corroborate.errors import DataError

MAGIC = b"CRBGAZ01"
BLOCK = 128
NO_PARENT = 65535
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
SOURCES = ("geonames", "wof", "corroborate")
ALTERNATE = 1 << 31
Column = NDArray[Any]


def checksums(key: str) -> tuple[int, int]:
    """The 32-bit and the 8-bit checksum of a folded name."""
    raw = key.encode()
    return zlib.crc32(raw), zlib.adler32(raw[::-1], zlib.crc32(b"+" + raw)) & 0xFF


def _aligned(size: int) -> int:
    return -size % 8


def write(path: Path, columns: Mapping[str, Column], head: Mapping[str, Any]) -> None:
    """Writes columns and head (JSON values) to ``path``."""
    table, at = {}, 0
    for name, column in columns.items():
        table[name] = (column.dtype.str, at, int(column.size))
        at += column.nbytes + _aligned(column.nbytes)
    raw = json.dumps({**head, "columns": table}, ensure_ascii=False).encode()
    raw += b" " * _aligned(12 + len(raw))
    with path.open("wb") as file:
        file.write(MAGIC + len(raw).to_bytes(4, "little") + raw)
        for column in columns.values():
            file.write(column.tobytes() + b"\0" * _aligned(column.nbytes))


class Store:
    """Read access to the gazetteer's file.

    Raises:
        DataError: the file is missing or is no gazetteer of this version.
    """

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise DataError(f"{path}: the gazetteer cannot be opened ({error})") from error
        if self._map[:8] != MAGIC:
            raise DataError(f"{path}: not a gazetteer of version {MAGIC.decode()}")
        start = 12 + int.from_bytes(self._map[8:12], "little")
        self.head: dict[str, Any] = json.loads(self._map[12:start])
        self._columns = {
            name: np.frombuffer(self._map, dtype, size, start + at)
            for name, (dtype, at, size) in self.head["columns"].items()
        }
        self._block = lru_cache(maxsize=512)(self._read_block)

    def __len__(self) -> int:
        return int(self._columns["id"].size)

    def column(self, name: str) -> Column:
        """One column, read only."""
        return self._columns[name]

    def rows(self, table: str, key: str) -> list[tuple[int, bool]]:
        """Numbers of the places under a key, each with whether it is a lesser name of theirs.

        ``table`` is ``exact`` (folded names) or ``fuzzy`` (skeletons).
        """
        value, check = checksums(key)
        ends, sums = self._columns[f"{table}_end"], self._columns[f"{table}_sum"]
        checks, places = self._columns[f"{table}_check"], self._columns[f"{table}_place"]
        bucket, low = value >> 16, value & 0xFFFF
        inside = range(int(ends[bucket - 1]) if bucket else 0, int(ends[bucket]))
        hits = (int(places[i]) for i in inside if sums[i] == low and checks[i] == check)
        return [(hit & ~ALTERNATE, bool(hit & ALTERNATE)) for hit in hits]

    def name(self, row: int) -> str:
        """The display name of a place."""
        return self._block(row // BLOCK)[row % BLOCK]

    def _read_block(self, number: int) -> list[str]:
        ends = self._columns["block_end"]
        start = int(ends[number - 1]) if number else 0
        packed = self._columns["names"][start : int(ends[number])].tobytes()
        return zlib.decompress(packed).decode().split("\n")
