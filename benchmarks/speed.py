"""How fast reports are read, as ratios to the bare encoder's forward pass in the same run.

    python -m benchmarks.speed [--text PATH] [--corpora DIR] [--items N] [--rounds N]

One process, one thread, the contestants in turn, the median of all rounds. 1 is what the encoder's
layers alone (the shipped graph cut where they end, no heads) take for the same sentences, one by
one, inputs made beforehand. ``--text`` reads reports from there, else the examples are read. With
``--corpora`` two more things are measured: the coding of a mixed news stream, half of it told of
conflict, with the gate and without, and a convolutional spaCy pipeline with the same tasks. No
promise of seconds: those hang on the machine.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
ROUNDS, ITEMS = 7, 120
ALONE = """
import pathlib, resource, sys
import corroborate as cb
from corroborate.model import Report
texts = pathlib.Path(sys.argv[1]).read_text("utf-8").split("\\0")
for claim in cb.code(map(Report.from_text, texts), on_set_aside=lambda aside: None):
    pass
status = pathlib.Path("/proc/self/status")  # getrusage would count the process that started this
if status.is_file():
    print(next(row.split()[1] for row in status.open() if row.startswith("VmHWM")))
else:
    unit = 1024 if sys.platform == "darwin" else 1
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit)
"""

Contestants = dict[str, Callable[[], object]]


@dataclass(frozen=True)
class Row:
    """One line of the table: ``ratio`` to the bare encoder, least and greatest of the rounds."""

    name: str
    ratio: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"  {self.name:<44} {self.ratio:5.2f}   ({self.low:.2f} to {self.high:.2f})"


def ratios(contestants: Contestants, rounds: int) -> list[Row]:
    """Run all contestants in turn, round by round; the first is 1.

    Each round gives a ratio, so that a slow spell of the machine falls on both sides of it.

    Args:
        contestants: what to run, by name.
        rounds: how often, after one round that is not counted.
    """
    times: list[list[float]] = []
    for _ in range(rounds + 1):
        times.append([_seconds(run) for run in contestants.values()])
    shares = [[t / row[0] for t in row] for row in times[1:]]
    return [
        Row(name, statistics.median(column), min(column), max(column))
        for name, column in zip(contestants, zip(*shares, strict=True), strict=True)
    ]


def _seconds(run: Callable[[], object]) -> float:
    start = time.process_time()  # of the processor: what else the machine does is left out
    run()
    return time.process_time() - start


def peak_megabytes(texts: Sequence[str], folder: Path) -> float:
    """Peak resident memory of a fresh process that annotates and codes the texts."""
    path = folder / "texts"
    path.write_text("\0".join(text.replace("\0", " ") for text in texts), encoding="utf-8")
    command = [sys.executable, "-c", ALONE, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(done.stdout) / 1000


def annotation_rows(texts: list[str], corpora: Path | None, rounds: int) -> list[Row]:
    """Annotation beside the encoder, with and without heads, and spaCy's if it can be trained."""
    from benchmarks.speed_encoder import Passes, inputs_of
    from corroborate.language import load

    passes, nlp = Passes(inputs_of(texts)), load()
    contestants: Contestants = {
        "encoder's layers alone": passes.bare,
        "encoder with all heads": passes.with_heads,
        "whole annotation, text to Doc": lambda: [nlp(text) for text in texts],
    }
    if corpora:
        from benchmarks.speed_rival import trained

        rival = trained(corpora)
        contestants["spaCy, convolutional, same tasks"] = lambda: list(rival.pipe(texts))
    print(f"  {len(passes.inputs)} sentences, {passes.stacks} stack(s) of layers")
    return ratios(contestants, rounds)


def stream_rows(corpora: Path, items: int, rounds: int) -> list[Row]:
    """Coding of the mixed stream, text to claims, beside the encoder over all its sentences."""
    import corroborate as cb
    from benchmarks.speed_encoder import Passes, inputs_of
    from benchmarks.speed_texts import mixed_stream

    reports = mixed_stream(corpora, items)
    passes = Passes(inputs_of(report.readable() for report in reports))

    def coded(gated: bool) -> object:
        return list(cb.code(reports, on_set_aside=lambda _: None, gated=gated))

    print(f"  {len(reports)} reports, {len(passes.inputs)} sentences")
    return ratios(
        {
            "encoder's layers alone": passes.bare,
            "coding, every sentence read": lambda: coded(gated=False),
            "coding behind the gate": lambda: coded(gated=True),
        },
        rounds,
    )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--text", type=Path, help="file or folder of reports; default the examples")
    parser.add_argument("--corpora", type=Path, help="folder of unpacked corpora")
    parser.add_argument(
        "--items", type=int, default=ITEMS, help="conflict-like items in the stream"
    )
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    if any(os.environ.get(name) != "1" for name in THREADS):  # is read once, when numpy is opened
        os.environ.update(dict.fromkeys(THREADS, "1"))
        os.execv(sys.executable, [sys.executable, "-m", "benchmarks.speed", *sys.argv[1:]])
    _print_all(options)


def _print_all(options: argparse.Namespace) -> None:
    from tempfile import TemporaryDirectory

    from benchmarks.speed_texts import reports_at

    texts = [report.readable() for report in reports_at(options.text)]
    print("Annotation (ratio to the encoder's layers alone; least to greatest of the rounds)")
    for row in annotation_rows(texts, options.corpora, options.rounds):
        print(row, flush=True)
    if options.corpora:
        print("Coding a mixed news stream")
        for row in stream_rows(options.corpora, options.items, options.rounds):
            print(row, flush=True)
    with TemporaryDirectory() as folder:
        peak = peak_megabytes(texts, Path(folder))
    print(f"Peak memory of a process that codes all of it: {peak:.0f} MB")


if __name__ == "__main__":
    main()
