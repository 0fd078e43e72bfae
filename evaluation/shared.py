"""Where the data for measuring lies: a folder beside the project, never copied into it."""

from __future__ import annotations

import importlib.util
import os
from functools import cache
from pathlib import Path
from types import ModuleType

PROJECT = Path(__file__).resolve().parent.parent


def shared_folder() -> Path:
    """The folder with ``acceptance``, ``annotation`` and ``corpora``.

    That of the environment variable ``CORROBORATE_SHARED``, else ``../shared``.
    """
    return Path(os.environ.get("CORROBORATE_SHARED", PROJECT.parent / "shared"))


@cache
def scorer(folder: Path) -> ModuleType:
    """The acceptance scorer as a module.

    Raises:
        FileNotFoundError: the folder holds no acceptance data.
    """
    path = folder / "acceptance" / "score.py"
    spec = importlib.util.spec_from_file_location("acceptance_score", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise FileNotFoundError(f"no acceptance scorer at {path}; set CORROBORATE_SHARED")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
