"""Reads news reports on armed conflict and gives back incidents, with who says so.

>>> import corroborate as cb
>>> reports = cb.read("news/")      # iterator of Report
>>> claims = cb.code(reports)       # iterator of Claim
>>> incidents = cb.match(claims)    # Incidents
>>> document = cb.annotate(report)  # what the language layer sees
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from corroborate._version import __version__

if TYPE_CHECKING:
    from corroborate.collection import Incidents as Incidents
    from corroborate.model import Claim as Claim
    from corroborate.model import Incident as Incident
    from corroborate.model import Report as Report
    from corroborate.pipeline import annotate as annotate
    from corroborate.pipeline import code as code
    from corroborate.pipeline import match as match
    from corroborate.pipeline import read as read
    from corroborate.pipeline import run as run


_HOME = {
    **dict.fromkeys(("annotate", "code", "match", "read", "run"), "corroborate.pipeline"),
    **dict.fromkeys(("Claim", "Incident", "Report"), "corroborate.model"),
    "Incidents": "corroborate.collection",
}
__all__ = [
    "Claim",
    "Incident",
    "Incidents",
    "Report",
    "__version__",
    "annotate",
    "code",
    "match",
    "read",
    "run",
]


def __getattr__(name: str) -> object:
    """Import on first use, so that ``import corroborate`` and ``--help`` stay fast."""
    if name not in _HOME:
        raise AttributeError(f"module 'corroborate' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOME[name]), name)
