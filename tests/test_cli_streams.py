"""The program as a process: start-up, standard streams, files written."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import time

import pytest

from corroborate.cli.output import destination


def program(*words, **options):
    command = [sys.executable, "-m", "corroborate.cli.main", *map(str, words)]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False, **options
    )


def test_a_written_file_has_the_permissions_of_the_old_one(tmp_path):
    path = tmp_path / "out"
    path.touch(mode=0o640)
    path.chmod(0o640)
    with destination(path) as stream:
        stream.write("ö\n")
        assert path.read_bytes() == b""
    assert path.read_text(encoding="utf-8") == "ö\n"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_reader_that_goes_away_is_no_fault():
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "corroborate.cli.main", "schema", "incident"]
    ended = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_progress_is_shown_on_a_terminal_and_only_on_standard_error():
    terminal, end = pty.openpty()
    script = "from corroborate.cli.messages import counted; print(sum(counted(iter([1, 2]))))"
    done = subprocess.run(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=end, text=True, check=True
    )
    os.close(end)
    shown = os.read(terminal, 65536).decode()
    os.close(terminal)
    assert done.stdout == "3\n"
    assert "reports read" in shown


def test_help_imports_nothing_heavy():
    listed = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "corroborate.cli.main", "--help"],
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    imported = {line.rsplit("|", 1)[-1].strip() for line in listed.splitlines()}
    assert "typer" in imported
    assert not imported & {"pydantic", "spacy", "numpy", "onnxruntime", "trafilatura", "lxml"}


@pytest.mark.slow
def test_help_comes_at_once():
    durations = []
    for _ in range(5):
        started = time.perf_counter()
        assert program("--help").returncode == 0
        durations.append(time.perf_counter() - started)
    assert min(durations) < 0.4
