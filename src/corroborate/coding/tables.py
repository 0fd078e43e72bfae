"""The rule tables of this folder, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The table ``data/<name>.toml``."""
    return tomllib.loads((Path(__file__).parent / f"data/{name}.toml").read_text("utf-8"))


def roles() -> dict[str, Any]:
    """How the parts of an event become those of the record."""
    return table("roles")


def candidate_threshold() -> float:
    """Least probability of a trigger from which the coder looks at a mention."""
    return float(table("coder")["candidate"])
