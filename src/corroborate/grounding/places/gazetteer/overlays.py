"""Places that a user adds beside the package's: built, listed, removed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import IO

from corroborate.errors import (
    ConfigurationError,
    DataError,
    EmptyInput,
    InputError,
    UnreadableInput,
)
from corroborate.grounding.places.gazetteer.areas import Areas
from corroborate.grounding.places.gazetteer.gazetteer import ADDED, Gazetteer, added_files
from corroborate.grounding.places.gazetteer.geonames import (
    AREAS,
    Choice,
    is_geonames,
    read_geonames,
)
from corroborate.grounding.places.gazetteer.keys import display_name, keys_of, skeletons_of
from corroborate.grounding.places.gazetteer.packing import Packer, Row
from corroborate.grounding.places.gazetteer.store import Store
from corroborate.grounding.places.gazetteer.userrows import Addition, read_table
from corroborate.grounding.places.names import fold
from corroborate.userdata import user_folder

SetAside = Callable[[InputError], None]
Passed = Callable[[Iterable[str]], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Overlay:
    """Places that were added from one file.

    Attributes:
        name: that it goes by. path: of what was made of it.
        source: name of the file that it was made from. added: when.
        places: how many.
    """

    name: str
    path: Path
    source: str
    added: str
    places: int


def overlays() -> list[Overlay]:
    """What the user has added, by name.

    Raises:
        DataError: a file in the user's folder is broken or of another version.
    """
    return [_described(path) for path in added_files()]


def remove(name: str) -> Overlay:
    """Removes what was added under a name, and gives what it was.

    Raises:
        ConfigurationError: nothing goes by that name.
    """
    for path in added_files():
        if path.stem == name:
            overlay = _described(path)
            path.unlink()
            return overlay
    known = ", ".join(path.stem for path in added_files()) or "nothing"
    raise ConfigurationError(f"no places were added as {name!r}; there is {known}")


def add(
    file: Path,
    set_aside: SetAside,
    *,
    name: str | None = None,
    choice: Choice | None = None,
    passed: Passed = lambda lines: lines,
) -> Overlay:
    """Makes a gazetteer of the user's own from a file; one of the same name is replaced.

    Args:
        file: a table of GeoNames or a CSV with a head line, UTF-8; also packed with zip.
        set_aside: called for each row that cannot be used.
        name: to go by; by default the file's.
        choice: what of it is wanted.
        passed: wraps the lines that are read, to show how far it has come.

    Raises:
        UnreadableInput: the file is missing, or is neither of these.
        EmptyInput: no row of it could be used.
        ConfigurationError: the user's folder cannot be written.
    """
    name = _slug(name or file.name.partition(".")[0])
    target = _folder() / f"{name}.bin"
    base = Gazetteer.package()
    additions = _additions(file, base, choice or Choice(), set_aside, passed)
    first = next(additions, None)
    if first is None:
        raise EmptyInput(str(file), "no row of it could be used; nothing was added")
    head = {"source": file.name, "added": date.today().isoformat()}
    with Packer(target, head, find_ids=True) as packer:
        areas = Areas(packer, base)
        packer.head["places"] = _pack(chain([first], additions), packer, areas)
    return _described(target)


def _pack(additions: Iterable[Addition], packer: Packer, areas: Areas) -> int:
    count = 0
    for count, addition in enumerate(additions, 1):  # noqa: B007
        areas.note(addition, packer.add(_row(addition, areas)))
    return count


def _row(addition: Addition, areas: Areas) -> Row:
    names = [addition.name, *addition.names]
    kind, country = addition.kind, addition.country
    own, lesser = keys_of(names, addition.alternates, kind, country)
    return Row(
        id=addition.id,
        name=areas.name_of(addition) or display_name(addition.name, kind, country),
        kind=kind,
        lat=addition.lat,
        lon=addition.lon,
        population=addition.population,
        rank=addition.rank,
        parent=areas.around(addition),
        code=areas.code_of(addition),
        own=own,
        lesser=lesser,
        skeletons=skeletons_of(names, kind, country),
    )


def _additions(
    file: Path, base: Gazetteer, choice: Choice, set_aside: SetAside, passed: Passed
) -> Iterator[Addition]:
    """The places of the file; of a GeoNames table the areas first, for others lie in them."""
    with _lines(file) as lines:
        geonames = is_geonames(next(iter(lines), ""))
    if not geonames:
        with _lines(file) as lines:
            yield from _wanted(read_table(passed(lines), str(file), base, set_aside), choice)
        return
    with _lines(file) as lines:
        yield from read_geonames(passed(lines), str(file), choice, lambda _: None, AREAS)
    with _lines(file) as lines:
        for addition in read_geonames(passed(lines), str(file), choice, set_aside):
            if addition.kind not in AREAS:
                yield addition


def _wanted(additions: Iterator[Addition], choice: Choice) -> Iterator[Addition]:
    for addition in additions:
        if choice.countries and addition.country not in choice.countries:
            continue
        if addition.population >= choice.min_population:
            yield addition


@contextmanager
def _lines(file: Path) -> Iterator[Iterable[str]]:
    """The lines of a text file, or of the one table in a zip."""
    try:
        with _opened(file) as raw:
            yield io.TextIOWrapper(raw, encoding="utf-8", newline="")
    except (OSError, zipfile.BadZipFile) as error:
        raise UnreadableInput(str(file), f"cannot be read ({error})") from error
    except UnicodeDecodeError as error:
        raise UnreadableInput(str(file), "is not UTF-8 text; save it as UTF-8") from error


@contextmanager
def _opened(file: Path) -> Iterator[IO[bytes]]:
    if not zipfile.is_zipfile(file):
        with file.open("rb") as raw:
            yield raw
        return
    with zipfile.ZipFile(file) as packed:
        tables = [info for info in packed.infolist() if _is_table(info.filename)]
        if not tables:
            raise UnreadableInput(str(file), "holds no .txt, .tsv or .csv")
        with packed.open(max(tables, key=lambda info: info.file_size)) as raw:
            yield raw


def _is_table(name: str) -> bool:
    return name.lower().endswith((".txt", ".tsv", ".csv")) and "readme" not in name.lower()


def _described(path: Path) -> Overlay:
    head = Store(path).head
    try:
        return Overlay(path.stem, path, head["source"], head["added"], int(head["places"]))
    except KeyError as error:
        raise DataError(f"{path}: not made by `corroborate places add`; remove it") from error


def _folder() -> Path:
    folder = user_folder() / ADDED
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(f"cannot write {folder}: {error.strerror}") from error
    return folder


def _slug(name: str) -> str:
    slug = re.sub(r"\W+", "-", fold(name)).strip("-")
    if not slug:
        raise ConfigurationError(f"{name!r} cannot be a name; use letters and numbers")
    return slug
