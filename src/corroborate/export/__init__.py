"""Incidents written out: JSON Lines, flat CSV, a terminal table, one HTML page.

Each writer is loaded when first asked for, so that a program that writes JSON Lines does not pay
for the table or the page.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corroborate.export.flat import write_csv
    from corroborate.export.jsonl import write_jsonl
    from corroborate.export.page import write_html
    from corroborate.export.table import write_table

__all__ = ["write_csv", "write_html", "write_jsonl", "write_table"]

_MODULES = {
    "write_csv": "flat",
    "write_html": "page",
    "write_jsonl": "jsonl",
    "write_table": "table",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
