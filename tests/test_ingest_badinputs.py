"""Broken and hostile files from other projects' test suites: each is read or set aside."""

from __future__ import annotations

import json
import os
import tarfile
from pathlib import Path

import pytest

from corroborate.ingest import read

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    if unpacked := os.environ.get("CORROBORATE_CORPORA"):
        return Path(unpacked) / "badinputs"
    shared = Path(os.environ.get("CORROBORATE_SHARED", REPOSITORY.parent / "shared"))
    archive = shared / "corpora" / "badinputs.tar.xz"
    if not archive.is_file():
        pytest.skip("needs badinputs.tar.xz: set CORROBORATE_SHARED, or CORROBORATE_CORPORA")
    place = tmp_path_factory.mktemp("corpora")
    with tarfile.open(archive) as packed:
        packed.extractall(place, filter="data")
    return place / "badinputs"


def test_every_bad_input_is_read_or_set_aside_with_a_reason(folder):
    entries = [json.loads(line) for line in (folder / "MANIFEST.jsonl").open(encoding="utf-8")]
    assert len(entries) > 2000
    for entry in entries:
        aside = []
        reports = list(read(folder / entry["path"], on_set_aside=aside.append))
        assert reports or aside, entry["path"]
        assert all(a.reason for a in aside), entry["path"]
        for report in reports:
            report.model_dump_json().encode("utf-8")
