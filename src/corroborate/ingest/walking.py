"""Paths to the files behind them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from corroborate.errors import InputError, UnreadableInput
from corroborate.ingest.source import STDIN


def files(paths: tuple[str | Path, ...], fail: Callable[[InputError], None]) -> Iterator[str]:
    """Name every file to read, in the order given; a folder's in order of their paths.

    In folders, names that begin with a dot are passed over, and so is the folder of pictures and
    scripts (``page_files``) that a browser saves beside ``page.html``.

    Args:
        paths: files, folders, or ``-`` for standard input.
        fail: told of each path that is missing and each folder that is empty.
    """
    for path in map(str, paths):
        if path != STDIN and os.path.isdir(path):
            found = sorted(_inside(path))
            if not found:
                fail(UnreadableInput(path, "no files in this folder"))
            yield from found
        elif path == STDIN or os.path.exists(path):
            yield path
        else:
            fail(UnreadableInput(path, "no such file or folder"))


def _inside(folder: str) -> Iterator[str]:
    for parent, folders, names in os.walk(folder):
        stems = {Path(name).stem for name in names if _is_page(name)}
        folders[:] = [
            f for f in folders if not f.startswith(".") and f.removesuffix("_files") not in stems
        ]
        yield from (os.path.join(parent, name) for name in names if not name.startswith("."))


def _is_page(name: str) -> bool:
    return name.lower().endswith((".html", ".htm", ".xhtml"))
