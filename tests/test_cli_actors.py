"""`corroborate actors`: reading a phrase, and tables of the user's own."""

import json
import sys

import pytest

from corroborate.cli.main import main

TABLE = "id\tname\tkind\tcountry\nkarsa-watch\tKarsa Watch\tidentity militia\tML\n"


@pytest.fixture
def run(monkeypatch, capsys):
    """Run `actors` with these words; give back status, standard output and standard error."""

    def command(*words):
        monkeypatch.setattr(sys, "argv", ["corroborate", "actors", *map(str, words)])
        status = 0
        try:
            main()
        except SystemExit as end:
            status = int(end.code or 0)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return command


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "mine.tsv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.mark.parametrize("command", ["find", "add", "list", "remove"])
def test_every_command_has_help(run, command):
    status, out, err = run(command, "--help")
    assert (status, err) == (0, "")
    assert "Example:" in out


def test_find_shows_how_a_phrase_is_read(run):
    words = ("find", "the prime minister", "--country", "iq", "--on", "2014-06-10")
    status, out, err = run(*words)
    shown = dict(line.split(maxsplit=1) for line in out.splitlines())
    assert (status, err) == (0, "")
    assert (shown["id"], shown["kind"], shown["plover"]) == (
        "iq:government",
        "government",
        "IRQGOV",
    )
    assert (shown["person"], shown["office"]) == ("Nouri al-Maliki", "prime minister")
    status, out, _ = run(*words, "--format", "jsonl")
    assert json.loads(out)["inter"] == 1


def test_find_shows_each_of_several(run):
    _, out, _ = run("find", "Iraqi and Turkish soldiers", "--format", "jsonl")
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["iq:military", "tr:military"]


def test_find_says_when_nobody_is_meant(run):
    status, out, _ = run("find", "tax revenues")
    assert status == 0
    assert "nobody" in out
    _, out, _ = run("find", "tax revenues", "--format", "jsonl")
    assert json.loads(out)["name"] is None


def test_what_cannot_be_used_is_said(run, tmp_path):
    assert run("find", "police", "--country", "QQ")[0] == 5
    assert run("find", "police", "--on", "lately")[0] == 2
    assert run("add", tmp_path / "gone.tsv")[0] == 3
    assert run("remove", "gone.tsv")[0] == 5
    (tmp_path / "mine.txt").write_text(TABLE, encoding="utf-8")
    assert run("add", tmp_path / "mine.txt")[0] == 5


def test_actors_are_added_listed_found_and_removed(run, table):
    assert run("list") == (0, "", "")
    assert run("add", table) == (0, "", "mine.tsv: 1 actors kept\n")
    _, out, _ = run("list")
    assert out == "mine.tsv\tkarsa-watch\tKarsa Watch\tidentity militia\tML\n"
    assert "karsa-watch" in run("find", "the Karsa Watch")[1]
    assert run("remove", "mine.tsv") == (0, "", "")
    assert "karsa-watch" not in run("find", "the Karsa Watch")[1]


def test_bad_rows_are_set_aside(run, table):
    with table.open("a", encoding="utf-8") as more:
        more.write("b\tBand\trebels\tML\n")
    status, _, err = run("add", table)
    assert status == 3
    assert "set aside: mine.tsv, line 3, column kind" in err
    assert "karsa-watch" in run("list")[1]
