"""Web pages, and the days that pages and records state."""

from __future__ import annotations

from datetime import date

import pytest

from corroborate.ingest import read
from corroborate.ingest.dates import parse_day


@pytest.fixture
def put(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_a_page_says_its_charset(put):
    page = (
        '<html><head><meta charset="windows-1251"></head><body><p>Взрыв в городе.</p></body></html>'
    )
    (report,) = read(put("a.html", page.encode("cp1251")))
    assert report.text == "Взрыв в городе."


def page_with(head="", before="", after=""):
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>Bomb</title>{head}</head>'
        f'<body><nav><a href="/">Home</a></nav>{before}'
        "<article><p>A roadside bomb killed four soldiers near Karsa.</p>"
        f"<p>Nobody claimed it.</p></article>{after}</body></html>"
    )


def test_a_page_gives_its_article_and_what_it_states(put):
    head = (
        '<meta property="og:title" content="Bomb near Karsa">'
        '<meta property="article:published_time" content="2019-03-04T23:30:00Z">'
        '<meta property="og:site_name" content="The Ledger">'
        '<meta name="author" content="Ann Other">'
        '<link rel="canonical" href="https://ledger.example/karsa">'
    )
    (report,) = read(put("a.html", page_with(head)))
    assert report.text == "A roadside bomb killed four soldiers near Karsa.\nNobody claimed it."
    assert report.title == "Bomb near Karsa"
    assert report.published == date(2019, 3, 4)
    assert report.publisher == "The Ledger"
    assert report.author == "Ann Other"
    assert report.url == "https://ledger.example/karsa"
    assert report.language == "en"


@pytest.mark.parametrize(
    ("page", "day"),
    [
        (
            page_with(
                '<script type="application/ld+json">{"datePublished": "2019-03-04"}</script>'
            ),
            date(2019, 3, 4),
        ),
        (page_with(before='<time datetime="2019-03-04T10:00">today</time>'), date(2019, 3, 4)),
        (
            page_with(before='<p class="meta entry-date">Monday, March 4, 2019</p>'),
            date(2019, 3, 4),
        ),
        (page_with(before='<p class="entry-date">03/04/2019</p>'), None),
        (page_with(after="<footer>Updated 1 January 2021. © 2021</footer>"), None),
        (page_with(after='<footer><p class="date">1 January 2021</p></footer>'), None),
        (page_with(), None),
    ],
    ids=["linked data", "time", "class", "ambiguous", "footer", "class in footer", "none"],
)
def test_a_page_without_a_stated_day_has_none(put, page, day):
    (report,) = read(put("a.html", page))
    assert report.published == day


@pytest.mark.parametrize(
    "written",
    [
        "2019-03-04", "2019-03-04T23:59:00-05:00", "2019/3/4", "2019.03.04", "20190304",
        "20190304101500", "4 March 2019", "4th of March, 2019", "Mon, 04 Mar 2019 10:00:00 GMT",
        "March 4, 2019 10:00 am", "Mar. 4th 2019", "Monday 4 Mar 2019", "04-Mar-2019", "4.3.2019",
        "Mon Mar 04 10:00:00 +0000 2019", "Mon Mar 4 10:00:00 2019",
    ],
)  # fmt: skip
def test_dates_in_usual_forms(written):
    assert parse_day(written) == date(2019, 3, 4)


def test_a_numeric_date_is_read_where_it_can_mean_one_day_only():
    assert parse_day("26/10/2014") == parse_day("10/26/2014") == date(2014, 10, 26)
    assert parse_day("05/05/2014") == date(2014, 5, 5)


@pytest.mark.parametrize(
    "written",
    ["06/10/2014", "2014", "June 2014", "30 February 2014", "yesterday", "", "2014-13-01"],
)
def test_dates_that_are_not_read(written):
    with pytest.raises(ValueError, match=r"."):
        parse_day(written)
