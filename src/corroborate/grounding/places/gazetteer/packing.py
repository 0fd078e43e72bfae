"""Writes the gazetteer's file, in memory that does not grow with the number of places."""

from __future__ import annotations

import json
import os
import shutil
import struct
import tempfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import numpy as np

from corroborate.grounding.places.gazetteer.store import (
    BLOCK,
    CODE_LENGTH,
    KINDS,
    MAGIC,
    NO_PARENT,
    NO_POINT,
    NUMBERED,
    SOURCES,
    Column,
    checksums,
    id_key,
)

IN_MEMORY = 1 << 18
CHUNK = 1 << 18
PARTS = 64
LESSER = 1 << 31
MOST_PEOPLE = 2**32 - 1
NARROW = 1 << 23
_ROW = struct.Struct("<IiiIBI")
_ROW_TYPE = np.dtype(
    [
        ("id", "<u4"),
        ("lat", "<i4"),
        ("lon", "<i4"),
        ("parent", "<u4"),
        ("kind", "u1"),
        ("population", "<u4"),
    ]
)
_NAME = struct.Struct("<IBI")
_NAME_TYPE = np.dtype([("value", "<u4"), ("check", "u1"), ("place", "<u4")])


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as it is packed.

    Attributes:
        id: ``geonames:N``, ``wof:N``, ``corroborate:slug``; any other is the user's.
        name: to show. kind: one of ``KINDS``.
        lat, lon: degrees, or ``None``.
        population: 0 where unknown. rank: as in ``Place``.
        parent: number of the row that it lies in, which :meth:`Packer.add` gave back.
        code: ISO codes: "IQ IRQ" of a country, "IQ-DI" of a province.
        own, lesser: keys that it is found by. skeletons: for the search by spelling.
        hidden: it is not found by its id; only what lies in it leads there.
    """

    id: str
    name: str
    kind: str
    lat: float | None
    lon: float | None
    population: int = 0
    rank: int = 0
    parent: int | None = None
    code: str = ""
    own: Collection[str] = ()
    lesser: Collection[str] = ()
    skeletons: Collection[str] = ()
    hidden: bool = False


class Packer:
    """Takes rows and makes a file of them; used as a context, the file appears when it closes.

    Args:
        path: of the file; what stood there is replaced at once, or stays if something fails.
        head: JSON values for the file's head.
        find_ids: whether every id gets a key, which spares a search over all places.
    """

    def __init__(
        self, path: Path, head: Mapping[str, Any] | None = None, *, find_ids: bool = False
    ) -> None:
        self.path = path
        self.head = {**(head or {}), "find_ids": find_ids}
        self._find_ids = find_ids
        self._count = self._peopled = 0
        self._rows = _spool()
        self._names, self._slugs = _Blocks(), _Blocks()
        self._tables = {"exact": _Table(), "fuzzy": _Table()}
        self._countries: dict[str, int] = {}
        self._codes: dict[int, str] = {}

    def __enter__(self) -> Packer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: BaseException | None, at: TracebackType | None
    ) -> None:
        if kind is None:
            self._finish()

    def __len__(self) -> int:
        return self._count

    def add(self, row: Row) -> int:
        """Takes a row; gives its number."""
        number, self._count = self._count, self._count + 1
        source, identifier = self._identified(row.id)
        parent = NO_PARENT if row.parent is None else row.parent
        people = min(row.population, MOST_PEOPLE)
        kind = KINDS.index(row.kind) | SOURCES.index(source) << 4 | row.rank << 6
        self._rows.write(
            _ROW.pack(identifier, _degrees(row.lat), _degrees(row.lon), parent, kind, people)
        )
        self._peopled = self._count if people else self._peopled
        self._names.add(row.name)
        self._note_code(row, number)
        self._note_names(row, number, source)
        return number

    def _identified(self, identifier: str) -> tuple[str, int]:
        source, _, number = identifier.partition(":")
        if source in NUMBERED and number.isdecimal() and int(number) < 2**32:
            return source, int(number)
        if source == "corroborate":
            return source, self._slugs.add(number)
        return "user", self._slugs.add(identifier)

    def _note_code(self, row: Row, number: int) -> None:
        if row.code:
            self._codes[number] = row.code
        if row.kind == "country" and row.code:
            self._countries[row.code[:2]] = number

    def _note_names(self, row: Row, number: int, source: str) -> None:
        exact, fuzzy = self._tables["exact"], self._tables["fuzzy"]
        for key in row.own:
            exact.add(key, number)
        for key in row.lesser:
            exact.add(key, number | LESSER)
        for key in row.skeletons:
            fuzzy.add(key, number)
        if not row.hidden and (self._find_ids or source not in NUMBERED):
            exact.add(id_key(row.id), number)

    def _finish(self) -> None:
        width = 3 if self._count < NARROW else 4
        with tempfile.TemporaryFile(dir=self.path.parent) as body:
            table: dict[str, tuple[str, int, int]] = {}
            for name, dtype, pieces in self._columns(width):
                start = body.tell()
                size = sum(body.write(piece) for piece in pieces)
                body.write(b"\0" * (-size % 8))
                table[name] = (dtype, start, size // np.dtype(dtype).itemsize)
            head = {**self.head, "countries": self._countries, "width": width, "columns": table}
            self._assemble(json.dumps(head, ensure_ascii=False).encode(), body)

    def _assemble(self, head: bytes, body: IO[bytes]) -> None:
        head += b" " * (-(12 + len(head)) % 8)
        part = self.path.with_name(f".{self.path.name}.{os.getpid()}.part")
        try:
            with part.open("wb") as file:
                file.write(MAGIC + len(head).to_bytes(4, "little") + head)
                body.seek(0)
                shutil.copyfileobj(body, file, 1 << 20)
            part.replace(self.path)
        finally:
            part.unlink(missing_ok=True)

    def _columns(self, width: int) -> Iterator[tuple[str, str, Iterator[bytes]]]:
        for name in _ROW_TYPE.names or ():
            yield name, _ROW_TYPE[name].str, self._column(name)
        last = max(self._codes, default=-1)
        codes = (self._codes.get(i, "").ljust(CODE_LENGTH).encode() for i in range(last + 1))
        yield "code", "|u1", codes
        for name, blocks in (("names", self._names), ("slugs", self._slugs)):
            ends, pieces = blocks.finish()
            yield name, "|u1", pieces
            yield f"{name}_end", "<u4", iter([ends])
        for name, names in self._tables.items():
            names.sort()
            for column, dtype in (("sum", "<u2"), ("check", "|u1"), ("place", "|u1")):
                yield f"{name}_{column}", dtype, names.column(column, width)
            yield f"{name}_end", "<u4", iter([names.ends()])

    def _column(self, name: str) -> Iterator[bytes]:
        """One column over all rows; people are left out from the last place that has any."""
        left = self._peopled if name == "population" else self._count
        self._rows.seek(0)
        while left > 0 and (raw := self._rows.read(CHUNK * _ROW.size)):
            rows = np.frombuffer(raw, _ROW_TYPE)[:left]
            left -= len(rows)
            yield rows[name].tobytes()


class _Blocks:
    """Strings in packed blocks."""

    def __init__(self) -> None:
        self._file = _spool()
        self._open: list[str] = []
        self._ends: list[int] = []
        self._count = 0

    def add(self, text: str) -> int:
        self._open.append(" ".join(text.split("\n")))
        if len(self._open) == BLOCK:
            self._close()
        self._count += 1
        return self._count - 1

    def _close(self) -> None:
        self._file.write(zlib.compress("\n".join(self._open).encode(), 9))
        self._ends.append(self._file.tell())
        self._open = []

    def finish(self) -> tuple[bytes, Iterator[bytes]]:
        if self._open:
            self._close()
        self._file.seek(0)
        return np.array(self._ends, "<u4").tobytes(), iter(lambda: self._file.read(CHUNK), b"")


class _Table:
    """Keys by checksum, spooled in parts that can each be sorted in memory."""

    def __init__(self) -> None:
        self._parts = [_spool() for _ in range(PARTS)]

    def add(self, key: str, place: int) -> None:
        value, check = checksums(key)
        self._parts[value >> 26].write(_NAME.pack(value, check, place))

    def sort(self) -> None:
        for part in self._parts:
            found = _records(part)
            order = np.argsort(found["value"].astype("<u8") << 8 | found["check"], kind="stable")
            part.seek(0)
            part.write(found[order].tobytes())

    def column(self, name: str, width: int) -> Iterator[bytes]:
        for found in map(_records, self._parts):
            if name == "sum":
                yield (found["value"] & 0xFFFF).astype("<u2").tobytes()
            else:
                yield found[name].tobytes() if name == "check" else _narrowed(found[name], width)

    def ends(self) -> bytes:
        sizes = np.zeros(1 << 16, "<u4")
        for found in map(_records, self._parts):
            sizes += np.bincount(found["value"] >> 16, minlength=1 << 16).astype("<u4")
        return np.cumsum(sizes, dtype="<u4").tobytes()


def _records(part: IO[bytes]) -> Column:
    part.seek(0)
    return np.frombuffer(part.read(), _NAME_TYPE)


def _narrowed(places: Column, width: int) -> bytes:
    if width == 4:
        return places.tobytes()
    narrow = (places & (LESSER - 1)) | (places >> 31 << 23)
    raw: bytes = narrow.astype("<u4").view("u1").reshape(-1, 4)[:, :3].tobytes()
    return raw


def _degrees(value: float | None) -> int:
    """Degrees times ten thousand (11 m)."""
    return NO_POINT if value is None else round(value * 10000)


def _spool() -> IO[bytes]:
    return tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)
