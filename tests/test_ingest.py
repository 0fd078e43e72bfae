"""Reading: formats, encodings, what is set aside, and what is never guessed."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import logging
from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corroborate.errors import EmptyInput, UnreadableInput
from corroborate.ingest import read

STORY = "A roadside bomb killed four soldiers near Karsa on Monday.\nNobody claimed it.\n"


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


def test_plain_text_is_kept_as_it_came(put):
    path = put("2019-03-04-karsa.txt", STORY)
    (report,) = read(path)
    assert report.text == STORY
    assert report.file == str(path)
    assert report.sha256 == hashlib.sha256(STORY.encode()).hexdigest()
    assert report.id == report.sha256[:16]
    assert report.published is None  # a date in the name of a file is not a publication date
    assert report.title is None


def test_a_head_gives_fields_and_offsets_begin_after_it(put):
    head = "Title: Bomb in Karsa\nPUBLISHED: 4 March 2019\nPublisher: The Ledger\nX-Desk: north\n"
    (report,) = read(put("a.txt", f"{head}\n{STORY}"))
    assert (report.title, report.published) == ("Bomb in Karsa", date(2019, 3, 4))
    assert report.publisher == "The Ledger"
    assert report.text == STORY


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Karsa: four killed\n\nMore.\n", "Karsa: four killed\n\nMore.\n"),
        ("Title: T\nFour were killed.\n\nMore.\n", "Four were killed.\n\nMore.\n"),
        ("Title: T\nText: Four were killed.\n\nMore.", "Four were killed.\n\nMore."),
        ("url: https://ledger.example/1\nhttps://x.example\n", "https://x.example\n"),
        ("Title: T\n\n\nBody", "\nBody"),
    ],
    ids=["no field first", "no blank line", "text in the head", "an address", "two blank lines"],
)
def test_where_a_head_ends(put, content, text):
    (report,) = read(put("a.txt", content))
    assert report.text == text


def test_line_ends_become_one_before_offsets_are_taken(put):
    (report,) = read(put("a.txt", b"Title: T\r\n\r\nOne.\r\nTwo.\rThree."))
    assert report.text == "One.\nTwo.\nThree."
    assert report.title == "T"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.json", "a.csv", "a.html"])
def test_encodings(put, name, encoding):
    text = "The army’s spokesman in Örsa said four were killed – and nobody claimed it."
    contents = {
        "a.txt": text,
        "a.jsonl": json.dumps({"text": text}, ensure_ascii=False) + "\n",
        "a.json": json.dumps([{"text": text}], ensure_ascii=False),
        "a.csv": f'title,text\nT,"{text}"\n',
        "a.html": f"<html><body><article><p>{text}</p></article></body></html>",
    }
    (report,) = read(put(name, contents[name].encode(encoding)))
    assert report.text == text


def test_utf8_with_one_broken_byte_stays_utf8(put):
    (report,) = read(put("a.txt", "“Four” were killed".encode() + b"\xff."))
    assert report.text == "“Four” were killed\ufffd."


def test_gzip_is_known_by_its_mark(put):
    packed = gzip.compress(b'{"text": "One died."}\n')
    reports, aside = read_all(
        put("a.jsonl.gz", packed), put("b", packed), put("c.txt.gz", packed[:20])
    )
    assert [r.text for r in reports] == ["One died."] * 2
    assert len(aside) == 1
    assert "cut short" in aside[0].reason


def test_standard_input(monkeypatch):
    stdin = SimpleNamespace(buffer=io.BytesIO(b'text,title\n"One died.",A\n'))
    monkeypatch.setattr("sys.stdin", stdin)
    (report,) = read("-")
    assert (report.text, report.title, report.file) == ("One died.", "A", "-")


def test_folders_are_read_to_the_bottom_in_order(put, tmp_path):
    for name in ("b.txt", "a/z.txt", "a/page.html", ".hidden", ".git/x.txt", "a/page_files/x.js"):
        put(name, "<html><body><p>One died.</p></body></html>")
    reports, aside = read_all(tmp_path)
    names = [r.file.removeprefix(f"{tmp_path}/") for r in reports]
    assert names == ["a/page.html", "a/z.txt", "b.txt"]
    assert aside == []


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\n", "empty"),
        ("a.txt", b"Title: T\n\n  \n", "empty"),
        ("a.jsonl", b"\n", "empty"),
        ("a.json", b"[]", "no records in it"),
        ("a.csv", b"text,title\n", "no records in it"),
        ("a.txt", b"\x00\x01\x02binary\x00\xff", "not text"),
        ("a", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not text"),
        ("a.txt", b"%PDF-1.7 ...", "a PDF document"),
        ("a.xml", b"<?xml version='1.0'?><rss><channel/></rss>", "markup (XML)"),
        ("a.html", b"<html><body><nav>Home</nav></body></html>", "a web page without an article"),
    ],
)
def test_what_is_set_aside(put, name, content, reason):
    path = put(name, content)
    reports, aside = read_all(path)
    assert reports == []
    assert aside[0].where == str(path)
    assert aside[0].reason.startswith(reason)


def test_a_missing_path_does_not_stop_the_rest(put, tmp_path):
    (tmp_path / "none").mkdir()
    paths = (tmp_path / "gone.txt", tmp_path / "none", put("a.txt", STORY))
    reports, aside = read_all(*paths)
    assert len(reports) == 1
    assert reasons(aside) == ["no such file or folder", "no files in this folder"]


def test_without_a_callback_the_first_trouble_is_raised(put, tmp_path):
    with pytest.raises(UnreadableInput, match="no such file"):
        list(read(tmp_path / "gone.txt"))
    with pytest.raises(EmptyInput):
        list(read(put("a.txt", "")))


def test_options_fill_only_what_a_report_leaves_open(put):
    path = put(
        "a.jsonl", '{"text": "A", "published": "2019-03-04", "publisher": "P"}\n{"text": "B"}'
    )
    first, second = read(path, published=date(2020, 1, 1), publisher="Q")
    assert (first.published, first.publisher) == (date(2019, 3, 4), "P")
    assert (second.published, second.publisher) == (date(2020, 1, 1), "Q")


def test_an_unreadable_date_is_warned_of_and_left_out(put, caplog):
    with caplog.at_level(logging.WARNING, logger="corroborate.ingest"):
        (report,) = read(put("a.jsonl", '{"text": "One died.", "published": "last week"}'))
    assert report.published is None
    assert "publication date left out" in caplog.text


def test_the_same_report_twice_is_read_twice(put):
    one, two = read(put("a.txt", STORY), put("b.txt", STORY))
    assert one.sha256 == two.sha256
    assert one.file != two.file


@pytest.mark.parametrize("name", ["a", "a.txt", "a.html", "a.json", "a.jsonl", "a.csv", "a.gz"])
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    start=st.sampled_from(
        [b"", b"{", b'[{"text":"x"}', b"<html><p>", b"text,id\n", b"\x1f\x8b", b"\xff\xfe"]
    ),
    rest=st.binary(max_size=200),
)
def test_no_bytes_crash_the_reader(tmp_path, name, start, rest):
    path = tmp_path / name
    path.write_bytes(start + rest)
    reports, aside = read_all(path)
    assert reports or aside
    for report in reports:
        assert report.text.strip()
        assert all(0 <= a.span[0] < a.span[1] <= len(report.text) for a in report.asides)
