"""How long a user waits: figures of the README, each the median of several whole processes.

    python -m benchmarks.cold_start [--runs N]

Measured are ``corroborate --help`` and ``corroborate code`` over the example reports (and over the
three seed reports where the shared folder has them), each from a cold start, beside a bare Python
start in the same run; and the size of the installed package.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

import corroborate
from evaluation.shared import PROJECT, shared_folder

CORROBORATE = [sys.executable, "-m", "corroborate"]


def seconds(command: list[str], runs: int) -> float:
    """Median wall time of ``runs`` processes, after one that is not counted."""
    times = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def installed_megabytes() -> float:
    """Size of the package's own files, data and weights included."""
    root = Path(corroborate.__file__).parent
    files = (f for f in root.rglob("*") if f.is_file() and "__pycache__" not in f.parts)
    return sum(f.stat().st_size for f in files) / 1e6


def main() -> None:
    """Print one line a figure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    bare = seconds([sys.executable, "-c", "pass"], runs)
    jobs = {"corroborate --help": [*CORROBORATE, "--help"]}
    places = {"the example reports": PROJECT / "examples" / "reports"}
    places["the three seed reports"] = shared_folder() / "corpora" / "seed"
    for name, folder in places.items():
        if folder.is_dir():
            jobs[f"code {name}"] = [*CORROBORATE, "code", str(folder), "--format", "jsonl"]
    print(f"{'bare python':<28} {bare:6.2f} s")
    for name, command in jobs.items():
        took = seconds(command, runs)
        print(f"{name:<28} {took:6.2f} s   {took / bare:6.1f} times a bare start")
    print(f"{'installed package':<28} {installed_megabytes():6.1f} MB")


if __name__ == "__main__":
    main()
