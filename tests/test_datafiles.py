"""Tables and lists of the package, and letters without their accents."""

from __future__ import annotations

import pytest

from corroborate.datafiles import read_lines, read_rows, read_toml
from corroborate.errors import DataError
from corroborate.letters import without_accents


def test_comments_and_blank_lines_are_no_rows(tmp_path):
    path = tmp_path / "table.tsv"
    path.write_text("# a comment\n\none\ttwo\n  \nthree\t\n#four\tfive\n", "utf-8")
    assert read_rows(path) == [["one", "two"], ["three", ""]]
    assert read_lines(path) == ["one\ttwo", "three\t"]


def test_a_toml_file_is_a_table(tmp_path):
    path = tmp_path / "table.toml"
    path.write_text('[words]\nmany = ["a", "b"]\n', "utf-8")
    assert read_toml(path) == {"words": {"many": ["a", "b"]}}


@pytest.mark.parametrize("content", [None, b"\xff\xfe", b"no = = table"])
def test_what_cannot_be_read_is_named(tmp_path, content):
    path = tmp_path / "table.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DataError, match=r"table\.toml of the package cannot be read"):
        read_toml(path)


def test_accents_go_and_letters_stay():
    assert without_accents("Ba‘qūbah, Łódź") == "Ba‘qubah, Łodz"
