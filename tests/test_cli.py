"""The commands: what goes where, and with which exit status."""

from __future__ import annotations

import csv
import io
import json
import sys

import pytest

from corroborate import __version__, pipeline
from corroborate.cli.main import main
from corroborate.collection import Incidents
from corroborate.errors import CodingError, ConfigurationError, DataError
from corroborate.model import (
    Claim,
    Coder,
    Codes,
    EventDate,
    EventPlace,
    Evidence,
    Incident,
    ReportReference,
    RunSummary,
    SetAside,
)

STORY = "Four soldiers were killed in Karsa on Monday."


def incident_of(report):
    claim = Claim(
        id=f"c-{report.id}",
        report=ReportReference.of(report),
        type="bombing",
        codes=Codes(),
        evidence=Evidence(start=0, end=len(report.text), text=report.text),
        confidence=0.5,
        coder=Coder(name="invented", version="0"),
    )
    return Incident(
        id=f"i-{report.id}",
        title="Four killed in Karsa",
        type="bombing",
        codes=Codes(),
        date=EventDate(),
        place=EventPlace(name="Karsa"),
        status="single source",
        status_reason="one report",
        independent_sources=1,
        confidence=0.5,
        claims=(claim,),
    )


def one_incident_a_report(reports, on_set_aside=None):
    kept = list(reports)
    incidents = Incidents(tuple(incident_of(r) for r in kept))
    summary = RunSummary(reports=len(kept), claims=len(kept), incidents=len(kept))
    return pipeline.Run(kept, incidents, summary)


@pytest.fixture
def coder(monkeypatch):
    """In place of the real coder, one that makes an incident of every report."""
    monkeypatch.setattr(pipeline, "run", one_incident_a_report)


class Seen:
    """What the language layer might give."""

    def __init__(self, report):
        self.report = report

    def to_record(self):
        return {"report": {"id": self.report.id}, "text": self.report.text}

    def to_conllu(self):
        return f"# text = {self.report.text}\n\n"


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


@pytest.fixture
def run(monkeypatch, capsys):
    """Run a command; give back status, standard output and standard error."""

    def command(*words):
        monkeypatch.setattr(sys, "argv", ["corroborate", *map(str, words)])
        status = 0
        try:
            main()
        except SystemExit as end:
            status = int(end.code or 0)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return command


def test_version_and_help(run):
    assert run("--version") == (0, f"corroborate {__version__}\n", "")
    status, out, _ = run("--help")
    assert status == 0
    assert all(command in out for command in ("code", "annotate", "schema"))


@pytest.mark.parametrize("command", ["code", "annotate", "schema"])
def test_every_command_has_help(run, command):
    status, out, err = run(command, "--help")
    assert (status, err) == (0, "")
    assert "Example:" in out


def test_jsonl_is_all_there_is_on_standard_output(run, coder, story):
    status, out, err = run("code", story, "--format", "jsonl", "--published", "2019-03-04")
    assert (status, err) == (0, "")
    (line,) = out.splitlines()
    incident = json.loads(line)
    report = incident["claims"][0]["report"]
    assert (report["file"], report["published"]) == (str(story), "2019-03-04")


def test_the_table_is_the_default(run, coder, story):
    status, out, _ = run("code", story)
    assert status == 0
    assert "Karsa" in out
    assert not out.startswith("{")


def test_a_page_and_a_spreadsheet(run, coder, story, tmp_path):
    page, sheet = tmp_path / "out.html", tmp_path / "out.csv"
    assert run("code", story, "--format", "html", "-o", page) == (0, "", "")
    assert STORY in page.read_text(encoding="utf-8")
    assert run("code", story, "--format", "csv", "-o", sheet) == (0, "", "")
    (row,) = csv.DictReader(io.StringIO(sheet.read_text(encoding="utf-8")))
    assert row["type"] == "bombing"


def test_set_aside_inputs_are_named_and_the_rest_goes_on(run, coder, story, tmp_path):
    gone, empty = tmp_path / "gone.txt", tmp_path / "empty.txt"
    empty.touch()
    status, out, err = run("code", gone, story, empty, "--format", "jsonl")
    assert status == 3
    assert len(out.splitlines()) == 1
    assert err.splitlines() == [
        f"set aside: {gone}: no such file or folder",
        f"set aside: {empty}: empty",
    ]


def test_the_table_counts_what_was_set_aside_while_reading(run, monkeypatch, story, tmp_path):
    seen = []
    monkeypatch.setattr(pipeline, "run", one_incident_a_report)
    monkeypatch.setattr(
        "corroborate.export.write_table", lambda *given: seen.append(given[1]), raising=False
    )
    run("code", story, tmp_path / "gone.txt")
    assert [aside.reason for aside in seen[0].set_aside] == ["no such file or folder"]


def test_a_report_that_cannot_be_coded_is_set_aside(run, monkeypatch, story):
    def annotate(report):
        raise CodingError(str(report.file), "too strange")

    def set_aside(reports, on_set_aside):
        for report in reports:
            on_set_aside(SetAside(where=str(report.file), reason="too strange"))
        return pipeline.Run([], Incidents(()), RunSummary(reports=0, claims=0, incidents=0))

    monkeypatch.setattr(pipeline, "annotate", annotate)
    monkeypatch.setattr(pipeline, "run", set_aside)
    assert run("code", story, "--format", "jsonl") == (
        3,
        "",
        f"set aside: {story}: too strange\n",
    )
    status, out, err = run("annotate", story)
    assert (status, out) == (3, "")
    assert err == f"set aside: {story}: too strange\n"


def test_an_unreadable_date_is_warned_of(run, coder, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": STORY, "published": "lately"}), encoding="utf-8")
    status, _, err = run("code", path, "--format", "jsonl")
    assert status == 0
    assert err.startswith(f"warning: {path}:1: publication date left out")


@pytest.mark.parametrize(
    "words",
    [
        ["code"],
        ["code", "x", "--published", "last week"],
        ["code", "x", "--format", "parquet"],
        ["code", "x", "--store", "y"],
        ["schema", "planet"],
        ["unknown"],
    ],
)
def test_wrong_usage(run, words):
    status, out, err = run(*words)
    assert (status, out) == (2, "")
    assert "Usage" in err


@pytest.mark.parametrize(
    ("error", "expected"),
    [(ConfigurationError("no such setting"), 5), (DataError("types.toml: broken"), 5)],
)
def test_known_errors_are_one_line(run, monkeypatch, story, error, expected):
    def fails(reports, on_set_aside):
        raise error

    monkeypatch.setattr(pipeline, "run", fails)
    status, out, err = run("code", story)
    assert (status, out, err) == (expected, "", f"corroborate: {error}\n")


def test_interruption(run, monkeypatch, story, tmp_path):
    def interrupted(reports, on_set_aside):
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "run", interrupted)
    kept = tmp_path / "kept.jsonl"
    kept.write_text("before", encoding="utf-8")
    assert run("code", story, "--format", "jsonl", "-o", kept)[0] == 130
    assert kept.read_text(encoding="utf-8") == "before"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["kept.jsonl", "story.txt"]


def test_a_file_that_cannot_be_written_is_said_before_anything_is_read(run, story, tmp_path):
    status, out, err = run("code", story, "-o", tmp_path / "none" / "out.jsonl")
    assert (status, out) == (5, "")
    assert "cannot write" in err


@pytest.mark.parametrize(
    ("form", "expected"), [("jsonl", f'"text": "{STORY}"'), ("conllu", f"# text = {STORY}\n\n")]
)
def test_annotate(run, monkeypatch, story, form, expected):
    monkeypatch.setattr(pipeline, "annotate", Seen)
    status, out, err = run("annotate", story, "--format", form)
    assert (status, err) == (0, "")
    assert expected in out


@pytest.mark.parametrize("shape", ["incident", "claim", "report", "annotation"])
def test_schema(run, shape):
    status, out, _ = run("schema", shape)
    schema = json.loads(out)
    assert status == 0
    assert schema["title"].lower() == shape
    assert schema["additionalProperties"] is False
