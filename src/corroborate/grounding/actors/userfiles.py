"""The files of actors that the user has added: where they lie, and whether they have changed."""

from __future__ import annotations

import os
from pathlib import Path

from corroborate.userdata import user_folder

SUFFIXES = (".tsv", ".csv")


def folder() -> Path:
    """Where the user's tables of actors lie; it need not exist."""
    return user_folder() / "actors"


def stamp() -> tuple[tuple[str, int, int], ...]:
    """Path, time of change (ns) and size (bytes) of each table, to see that one has changed."""
    try:
        with os.scandir(folder()) as found:
            files = [file for file in found if file.name.endswith(SUFFIXES)]
            stats = [(file.path, file.stat()) for file in files]
    except FileNotFoundError:
        return ()
    return tuple(sorted((path, stat.st_mtime_ns, stat.st_size) for path, stat in stats))
