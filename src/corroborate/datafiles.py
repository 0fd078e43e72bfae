"""Opening the tables and lists that belong to the package."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from corroborate.errors import DataError


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as a table.

    Raises:
        DataError: the file is missing or is not TOML.
    """
    try:
        return tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(path, error) from error


def read_lines(path: Path) -> list[str]:
    """The lines that are neither blank nor comments ("#" at their head), in order.

    Raises:
        DataError: the file is missing or is not UTF-8.
    """
    lines = _text(path).splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def read_rows(path: Path) -> list[list[str]]:
    """The cells, parted by tabs, of each of :func:`read_lines`; a head line is a row as well.

    Raises:
        DataError: the file is missing or is not UTF-8.
    """
    return [line.split("\t") for line in read_lines(path)]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> DataError:
    where = "/".join(path.parts[-3:])
    return DataError(f"{where} of the package cannot be read: {error}")
