"""`corroborate places`."""

from __future__ import annotations

import json
import sys

import pytest

from corroborate.cli.main import main

CSV = "name,lat,lon,country,names\nQarsanat,33.5,44.2,IQ,Qersanat\n"


@pytest.fixture
def run(monkeypatch, capfd):
    def called(*arguments):
        monkeypatch.setattr(sys, "argv", ["corroborate", "places", *map(str, arguments)])
        status = 0
        try:
            main()
        except SystemExit as end:
            status = end.code or 0
        out, err = capfd.readouterr()
        return status, out, err

    return called


@pytest.fixture
def mine(tmp_path):
    file = tmp_path / "mine.csv"
    file.write_text(CSV, encoding="utf-8")
    return file


def test_add_list_find_remove(run, mine):
    assert run("add", mine) == (0, "", "1 places added as mine\n")
    status, out, err = run("list")
    assert (status, err) == (0, "")
    assert "mine.csv" in out
    status, out, _ = run("find", "Qersanat", "--country", "IQ")
    assert status == 0
    assert "user:qarsanat" in out
    assert "33.5000" in out
    status, out, _ = run("find", "Qersanat", "--format", "jsonl")
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["user:qarsanat"]
    assert run("remove", "mine")[0] == 0
    status, out, err = run("remove", "mine")
    assert (status, out) == (5, "")
    assert "nothing" in err


def test_rows_set_aside_end_with_status_three(run, tmp_path):
    file = tmp_path / "bad.csv"
    file.write_text(CSV + "Karsa,x,1,,\n" * 30, encoding="utf-8")
    status, out, err = run("add", file)
    assert (status, out) == (3, "")
    assert f"set aside: {file}, line 3: lat is 'x'" in err
    assert "10 more rows" in err
    assert "1 places added as bad" in err


def test_what_cannot_be_read_is_said_in_one_line(run, tmp_path):
    file = tmp_path / "bad.csv"
    file.write_text("town,north\nKarsa,1\n", encoding="utf-8")
    for path in (file, tmp_path / "missing.csv"):
        status, out, err = run("add", path)
        assert (status, out) == (3, "")
        assert err.startswith(f"corroborate: {path}: ")
        assert err.count("\n") == 1


def test_an_unknown_country_is_wrong_usage(run, mine):
    assert run("add", mine, "--country", "Qqxvzum")[0] == 2
    assert run("find", "Karsa", "--country", "QQ")[0] == 2


def test_find_looks_for_other_spellings_where_a_country_is_given(run):
    status, out, _ = run("find", "Ba'aqoubeh", "--country", "iq", "--format", "jsonl")
    assert status == 0
    found = [json.loads(line) for line in out.splitlines()]
    assert found[0]["match"] == "fuzzy"
    assert {place["country"] for place in found} == {"IQ"}


def test_nothing_found_is_an_empty_table(run):
    status, out, err = run("find", "Qqxvzum", "--format", "jsonl")
    assert (status, out, err) == (0, "", "")
    status, out, _ = run("find", "Qqxvzum")
    assert status == 0
    assert "population" in out


def test_help_has_an_example(run):
    status, out, _ = run("add", "--help")
    assert status == 0
    assert "Example" in out
