"""Packs the gazetteer's entries into the columns of its file."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from corroborate.grounding.places.names import fold, skeleton, without_article, without_type
from corroborate.grounding.places.store import (
    ALTERNATE,
    BLOCK,
    KINDS,
    NO_PARENT,
    SOURCES,
    checksums,
    write,
)
from corroborate.letters import without_accents
from training.gazetteer_entries import Entry

# Countries whose names reach English through a romanisation that nobody agrees on.
ROMANISED = {
    "AE", "AF", "AZ", "BD", "BH", "BY", "CD", "DJ", "DZ", "EG", "ER", "ET", "GE", "IL",
    "IQ", "IR", "JO", "KG", "KW", "KZ", "LB", "LY", "MA", "ML", "MM", "MR", "NE", "NG",
    "OM", "PK", "PS", "QA", "RU", "SA", "SD", "SO", "SS", "SY", "TD", "TJ", "TM", "TN",
    "TR", "UA", "UZ", "XK", "YE",
}  # fmt: skip
AREAS = ("country", "admin1", "admin2")
_ODD = re.compile("[\u02b0-\u02ff\u2018\u2019`'\u00b4]")


def save(entries: list[Entry], path: Path) -> None:
    """Writes the file, areas first (others point at them by a 16-bit number)."""
    ordered = sorted(entries, key=lambda e: (e.kind not in AREAS, e.population == 0, e.country))
    number = {entry.code: i for i, entry in enumerate(ordered) if entry.code}
    peopled = max(i for i, e in enumerate(ordered) if e.population) + 1
    slugs = [e.slug for e in ordered if e.slug]
    columns: dict[str, Any] = {
        "id": np.array([slugs.index(e.slug) if e.slug else e.number for e in ordered], "<u4"),
        "lat": _degrees([e.lat for e in ordered]),
        "lon": _degrees([e.lon for e in ordered]),
        "parent": np.array([_parent(e, i, number) for i, e in enumerate(ordered)], "<u2"),
        "kind": np.array([_kind(e) for e in ordered], "u1"),
        "population": np.array([min(e.population, 2**32 - 1) for e in ordered[:peopled]], "<u4"),
        **_names([display(e) for e in ordered]),
        **_table("exact", (keys(e) for e in ordered)),
        **_table("fuzzy", (bones(e) for e in ordered)),
    }
    countries = {e.country: i for i, e in enumerate(ordered) if e.kind == "country"}
    write(path, columns, {"slugs": slugs, "countries": countries})


def _parent(entry: Entry, row: int, number: dict[str, int]) -> int:
    parent = number.get(entry.parent, NO_PARENT)
    return NO_PARENT if parent == row or parent > NO_PARENT else parent


def _degrees(values: Iterable[float | None]) -> Any:
    """Degrees times ten thousand (11 m); the lowest number stands for none."""
    return np.array([-(2**31) if v is None else round(v * 10000) for v in values], "<i4")


def _kind(entry: Entry) -> int:
    return KINDS.index(entry.kind) | SOURCES.index(entry.source) << 4 | entry.rank << 6


def display(entry: Entry) -> str:
    """The name to show; without marks where the name is a romanisation."""
    if entry.country not in ROMANISED or entry.kind == "country":
        return entry.name
    return without_accents(_ODD.sub("", entry.name))


def _names(names: list[str]) -> dict[str, Any]:
    starts = range(0, len(names), BLOCK)
    packed = [zlib.compress("\n".join(names[i : i + BLOCK]).encode(), 9) for i in starts]
    return {
        "names": np.frombuffer(b"".join(packed), "u1"),
        "block_end": np.cumsum([len(block) for block in packed]).astype("<u4"),
    }


def keys(entry: Entry) -> tuple[set[str], set[str]]:
    """The folded names of an entry: its own, and its lesser ones."""
    own = {fold(name) for name in [entry.name, *entry.names]}
    if entry.kind in {"admin1", "admin2", "admin3"}:
        own |= {without_type(key) for key in own}
    if entry.country in ROMANISED:
        own |= {without_article(key) for key in own}
    other = {fold(name) for name in entry.alternates}
    if entry.kind in {"admin1", "admin2", "admin3"}:
        other |= {without_type(key) for key in other}
    if entry.country in ROMANISED:
        other |= {without_article(key) for key in other}
    return own - {""}, {key for key in other - own if len(key) > 2}


def bones(entry: Entry) -> tuple[set[str], set[str]]:
    """The skeletons of an entry's names, for the countries where names are romanised."""
    if entry.country not in ROMANISED or entry.kind == "country":
        return set(), set()
    own = {skeleton(without_type(fold(name))) for name in [entry.name, *entry.names]} - {""}
    return own, set()


def _table(name: str, keysets: Iterable[tuple[set[str], set[str]]]) -> dict[str, Any]:
    found: list[tuple[int, int, int]] = []
    for row, (own, other) in enumerate(keysets):
        found += [(*checksums(key), row) for key in own]
        found += [(*checksums(key), row | ALTERNATE) for key in other]
    found.sort()
    sums, checks, places = zip(*found, strict=True)
    return {
        f"{name}_end": np.searchsorted(np.array(sums) >> 16, np.arange(65536), "right").astype(
            "<u4"
        ),
        f"{name}_sum": (np.array(sums) & 0xFFFF).astype("<u2"),
        f"{name}_check": np.array(checks, "u1"),
        f"{name}_place": np.array(places, "<u4"),
    }
