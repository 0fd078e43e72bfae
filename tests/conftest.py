"""What several test files stand on."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from evaluation.shared import shared_folder

MEASURED = ("ud_ewt", "uner_ewt", "srl_ewt", "factuality_uds", "gum", "re3d", "event_location")


@pytest.fixture(autouse=True)
def _own_user_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees, or touches, what the user of this machine has added."""
    monkeypatch.setenv("CORROBORATE_DATA", str(tmp_path / "user-data"))


@pytest.fixture(scope="session")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpora that the language layer is measured on, unpacked; else the test is skipped."""
    if named := os.environ.get("CORROBORATE_CORPORA"):
        return Path(named)
    unpack = shared_folder() / "corpora" / "unpack"
    if not unpack.is_file():
        pytest.skip("needs the corpora: set CORROBORATE_SHARED or CORROBORATE_CORPORA")
    folder = tmp_path_factory.mktemp("corpora")
    names = [f"train/{name}" for name in MEASURED]
    subprocess.run([str(unpack), *names, str(folder)], check=True)
    return folder
