import csv
import io
import json
import subprocess
import sys
from datetime import date

import pytest
from test_export_builders import day
from test_export_sample import INCIDENTS, NASTY, SUMMARY

from corroborate.export import words, write_csv, write_jsonl, write_table
from corroborate.model import Count, EventDate, EventPlace, Incident, RunSummary


def written(writer, *arguments, **options):
    stream = io.StringIO(newline="")
    writer(*arguments, stream, **options)
    return stream.getvalue()


def table(width):
    return written(write_table, INCIDENTS, SUMMARY, width=width)


def by_id(name):
    return next(i for i in INCIDENTS if i.id == name)


# JSON Lines


def test_json_lines_give_the_incidents_back():
    lines = written(write_jsonl, INCIDENTS).splitlines()
    assert [Incident.model_validate_json(line) for line in lines] == list(INCIDENTS)


def test_json_has_iso_dates_and_null_for_what_is_not_given():
    first = json.loads(written(write_jsonl, INCIDENTS).splitlines()[0])
    assert first["date"]["start"] == "2031-06-10"
    assert first["counts"]["killed"] == {"low": 20, "best": 20, "high": 31, "by_side": None}
    assert first["counts"]["abducted"] is None
    assert first["claims"][0]["evidence"]["spans"][0].keys() == {"field", "start", "end"}


def test_a_line_separator_in_a_title_does_not_end_the_line():
    odd = by_id("inc-5").model_copy(update={"title": "a\u2028b\u0085c\nd"})
    out = written(write_jsonl, [odd])
    assert out.splitlines() == [out.rstrip("\n")]
    assert json.loads(out)["title"] == odd.title


def test_json_lines_are_written_as_they_come():
    stream = io.StringIO()

    def incidents():
        yield INCIDENTS[0]
        assert stream.getvalue().count("\n") == 1
        yield INCIDENTS[1]

    write_jsonl(incidents(), stream)
    assert stream.getvalue().count("\n") == 2


def test_json_lines_do_not_load_the_other_writers():
    code = "import sys; from corroborate.export import write_jsonl; print('rich' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


# Words


@pytest.mark.parametrize(
    ("start", "end", "precision", "expected"),
    [
        ((2031, 6, 10), (2031, 6, 10), "day", "10 Jun 2031"),
        ((2031, 6, 8), (2031, 6, 10), "range", "8–10 Jun 2031"),
        ((2031, 5, 30), (2031, 6, 2), "range", "30 May–2 Jun 2031"),
        ((2030, 12, 30), (2031, 1, 2), "range", "30 Dec 2030–2 Jan 2031"),
        ((2031, 6, 2), (2031, 6, 8), "week", "~2–8 Jun 2031"),
        ((2031, 6, 1), (2031, 6, 30), "month", "~Jun 2031"),
        ((2031, 5, 1), (2031, 6, 30), "month", "~May–Jun 2031"),
        ((2031, 1, 1), (2031, 12, 31), "year", "~2031"),
        ((2031, 1, 1), (2032, 12, 31), "year", "~2031–2032"),
        ((2031, 6, 1), None, "range", "since 1 Jun 2031"),
        (None, (2031, 6, 1), "range", "by 1 Jun 2031"),
        (None, None, "unknown", ""),
    ],
)
def test_date_words(start, end, precision, expected):
    when = EventDate(
        start=start and date(*start), end=end and date(*end), precision=precision
    )  # fmt: skip
    assert words.date_words(when) == expected


@pytest.mark.parametrize(
    ("low", "best", "high", "expected"),
    [
        (20, 20, 20, "20"),
        (20, 20, None, "≥20"),
        (None, None, 30, "≤30"),
        (None, 30, 30, "≤30"),
        (20, None, 30, "20–30"),
        (20, 25, 30, "25 (20–30)"),
        (20, 20, 30, "20 (20–30)"),
        (20, 25, None, "25 (≥20)"),
        (None, 25, None, "~25"),
        (0, 0, 0, "0"),
        (None, None, None, ""),
    ],
)
def test_count_words(low, best, high, expected):
    assert words.count_words(Count(low=low, best=best, high=high)) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"name": "Qasr", "country": "XA", "precision": "settlement"}, "Qasr, XA"),
        ({"name": "Qasr", "precision": "near"}, "near Qasr"),
        ({"name": "Qasr", "precision": "near", "relation": "30 km N of", "radius_km": 5.0},
         "30 km N of Qasr (±5 km)"),
        ({"name": "Homra", "admin1": "Homra", "country": "XA", "precision": "province"},
         "Homra, XA (province only)"),
        ({"name": "Aland", "country": "XA", "precision": "country"}, "Aland (country only)"),
        ({"name": "the hill"}, "the hill (not located)"),
        ({}, ""),
    ],
)  # fmt: skip
def test_place_words(fields, expected):
    assert words.place_words(EventPlace(**fields)) == expected


def test_what_steers_a_terminal_or_turns_the_line_is_left_out():
    assert words.plain("a\x1b[31m\nb\u202ec\x9b") == "a[31m bc"


def test_stance_is_told_unless_all_claims_assert():
    assert words.stance_words(by_id("inc-2")) == "threatened, future"
    assert words.stance_words(by_id("inc-1")) == "1 of 4 claims: denied"
    assert words.stance_words(by_id("inc-7")) == ""


def test_order_is_by_date_then_place_and_undated_last():
    ids = [i.id for i in words.in_order(INCIDENTS)]
    assert ids == ["inc-6", "inc-4", "inc-9", "inc-1", 'inc-3"><script>',
                   "inc-7", "inc-8", "inc-2", "inc-5"]  # fmt: skip


# Table


@pytest.mark.parametrize("width", [60, 80, 120, 180])
def test_table_has_its_figures_and_keeps_to_its_width(width):
    out = table(width)
    assert max(map(len, out.splitlines())) <= width
    flat = " ".join(out.split())
    for said in ("20?", "(20–31)", "≤279?", "7?", "~1200", "undated", "contested"):
        assert said in flat
    assert "5 reports, 11 claims, 9 incidents; 1 set aside" in flat
    assert "broken.pdf: no text in it" in flat


@pytest.mark.parametrize("width", range(70, 205, 5))
def test_table_breaks_no_word_of_its_own(width):
    for word in ("corroborated", "unconfirmed", "abducted", "displaced", "10 Jun 2031"):
        assert word in table(width)


def test_table_piped_has_no_colour_and_no_control_characters():
    out = table(None)
    assert "\x1b" not in out
    assert NASTY in out


def test_table_marks_what_is_not_sure():
    line = next(line for line in table(180).splitlines() if "Homra" in line)
    assert "≤279?" in line
    assert words.status_words(by_id("inc-4")) == "single source, unconfirmed"
    assert words.toll_words(by_id("inc-9"), "killed") == "~2"
    assert "?: not sure" in table(180)


def test_an_empty_run_says_so():
    out = written(write_table, [], RunSummary(reports=1, claims=0, incidents=0))
    assert "No incidents." in out
    assert "1 report, 0 claims, 0 incidents; 0 set aside." in out


# CSV


def test_csv_has_a_row_an_incident_and_empty_cells_for_nothing():
    rows = list(csv.DictReader(io.StringIO(written(write_csv, INCIDENTS), newline="")))
    assert [row["id"] for row in rows] == [i.id for i in INCIDENTS]
    assert (rows[0]["killed_low"], rows[0]["killed_high"]) == ("20", "31")
    assert rows[0]["date_start"] == "2031-06-10"
    assert rows[4]["date_start"] == rows[4]["killed_best"] == rows[4]["place_lat"] == ""


def test_csv_text_is_no_formula():
    odd = by_id("inc-5").model_copy(update={"title": "=cmd()", "date": day(1)})
    (row,) = csv.DictReader(io.StringIO(written(write_csv, [odd]), newline=""))
    assert row["title"] == "'=cmd()"
