"""JSON, JSON Lines and tables: many reports in a file, and broken ones among them."""

from __future__ import annotations

import hashlib
import json
from datetime import date

import pytest

from corroborate.ingest import read


@pytest.fixture
def put(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def read_all(*paths, **options):
    aside = []
    return list(read(*paths, on_set_aside=aside.append, **options)), aside


def reasons(aside):
    return [a.reason for a in aside]


def test_json_lines_are_read_past_a_broken_one(put):
    lines = [
        json.dumps({"id": 7, "text": "One died.", "published": "2019-03-04", "author": ["A", "B"]}),
        "{broken",
        "",
        json.dumps({"title": "no text"}),
        json.dumps({"text": 5}),
        json.dumps({"text": " "}),
        json.dumps([1]),
        json.dumps({"text": "Two died.", "unknown": {"a": 1}, "title": None}),
    ]
    path = put("a.jsonl", "\n".join(lines))
    reports, aside = read_all(path)
    assert [r.text for r in reports] == ["One died.", "Two died."]
    assert (reports[0].id, reports[0].author) == ("7", "A, B")
    assert reports[0].sha256 == hashlib.sha256(lines[0].encode()).hexdigest()
    assert [a.where for a in aside] == [f"{path}:{n}" for n in (2, 4, 5, 6, 7)]
    assert reasons(aside)[1:] == [
        "no `text` field",
        "`text` is not a string",
        "empty",
        "not a JSON object with the fields of a report",
    ]


@pytest.mark.parametrize(
    "content",
    [
        '[{"text": "One died."}, {"text": "Two died."}]',
        '{"text": "One died."}\n{"text": "Two died."}',
        '{\n "text": "One died."\n}\n{\n "text": "Two died."\n}\n',
    ],
    ids=["array", "lines", "objects"],
)
@pytest.mark.parametrize("name", ["a.json", "noending"])
def test_json_forms(put, name, content):
    reports, aside = read_all(put(name, content))
    assert [r.text for r in reports] == ["One died.", "Two died."]
    assert aside == []


def test_a_json_array_cut_short_keeps_what_came_before(put):
    reports, aside = read_all(put("a.json", '[{"text": "One died."},\n {"text": "Two'))
    assert [r.text for r in reports] == ["One died."]
    assert aside[0].where.endswith("a.json:2")
    assert "broken JSON" in aside[0].reason


def test_half_a_surrogate_pair_cannot_reach_a_report(put):
    (report,) = read(put("a.jsonl", '{"text": "a\\ud800b"}'))
    assert report.text == "a\ufffdb"


def test_tables(put):
    table = (
        'Title,TEXT,published,weight\r\nOne,"A ""quote"",\r\nand a line",2019-03-04,3\r\n,,,\r\n'
    )
    (report,) = read(put("a.csv", table))
    assert report.text == 'A "quote",\nand a line'
    assert (report.title, report.published) == ("One", date(2019, 3, 4))
    row = 'One,"A ""quote"",\r\nand a line",2019-03-04,3'
    assert report.sha256 == hashlib.sha256(row.encode()).hexdigest()
    (report,) = read(put("a.tsv", "id\ttext\nk1\tOne, two.\n"))
    assert (report.id, report.text) == ("k1", "One, two.")


def test_rows_of_a_table_that_do_not_fit_are_set_aside(put):
    path = put("a.csv", "text,title\nOne died.,A\nTwo,died,here\n,C\nFour died.\n")
    reports, aside = read_all(path)
    assert [r.text for r in reports] == ["One died.", "Four died."]
    assert [a.where for a in aside] == [f"{path}:3", f"{path}:4"]


def test_a_table_without_text_or_with_an_open_quote_is_set_aside(put):
    _, aside = read_all(put("a.csv", "title,body\nx,y\n"), put("b.csv", 'text\n"One died.\n'))
    assert aside[0].reason == "no column is named `text`"
    assert aside[1].reason.startswith("broken table")


def test_a_long_cell_is_read(put):
    text = "Four died. " * 20000
    (report,) = read(put("a.csv", f"text\n{text}\n"))
    assert len(report.text) == len(text)
