"""The rule tables of this folder, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from corroborate.datafiles import read_toml


@cache
def table(name: str) -> dict[str, Any]:
    """The table ``data/<name>.toml``."""
    return read_toml(Path(__file__).parent / f"data/{name}.toml")


def roles() -> dict[str, Any]:
    """How the parts of an event become those of the record."""
    return table("roles")


def candidate_threshold() -> float:
    """Least probability of a trigger from which the coder looks at a mention."""
    return float(table("coder")["candidate"])
