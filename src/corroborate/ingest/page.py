"""Web pages, as saved from a browser: the article without what stands around it."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import trafilatura
from trafilatura.settings import Document

from corroborate.datafiles import read_toml
from corroborate.errors import EmptyInput, UnreadableInput
from corroborate.ingest.dates import parse_day
from corroborate.ingest.decoding import decode, tidy, wide_encoding
from corroborate.ingest.fields import RawRecord
from corroborate.ingest.source import Source

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w:.-]+)", re.I)
_WHOLE_PAGE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_NO_TEXT = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f]")
_AROUND = ["//nav", "//footer", "//menu", '//*[@role="navigation" or @role="contentinfo"]']
"""Never part of an article; on a page with little text trafilatura would take them for it."""
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
"""Encodings that pages name and browsers read as a wider one (WHATWG Encoding Standard)."""


def read_page(source: Source) -> Iterator[RawRecord]:
    """One page, one report: text by trafilatura, paragraph by paragraph, and what the page states.

    Raises:
        UnreadableInput: it cannot be parsed.
        EmptyInput: it has no text but menus and the like.
    """
    raw = source.whole()
    tree = trafilatura.load_html(_parsable(decode_page(raw)))
    if tree is None:
        raise UnreadableInput(source.name, "not a web page that can be parsed")
    published, language = published_day(tree), tree.get("lang")
    found = trafilatura.bare_extraction(
        tree, fast=True, with_metadata=True, include_comments=False, prune_xpath=_AROUND
    )
    if not isinstance(found, Document) or not found.text:
        raise EmptyInput(source.name, "a web page without an article in it")
    yield RawRecord(
        source.name,
        {
            "text": found.text,
            "title": found.title,
            "published": published.isoformat() if published else None,
            "publisher": found.sitename,
            "author": found.author,
            "url": found.url,
            "language": language,
        },
        raw,
    )


def decode_page(data: bytes) -> str:
    """Decode by byte order mark, else UTF-8, else by what the page says, else Windows-1252.

    UTF-8 that decodes without a fault goes before the page's own word, which is wrong more often.
    """
    if wide_encoding(data):
        return decode(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        named = _CHARSET.search(data[:4096])
        encoding = _known(named[1].decode("ascii")) if named else None
        return data.decode(encoding, "replace") if encoding else decode(data)


def _known(name: str) -> str | None:
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return None
    return None if found.startswith("utf") else _WIDER.get(found, found)


def _parsable(page: str) -> str:
    """Without what lxml refuses in a string: a declared encoding, control characters, no root."""
    page = _NO_TEXT.sub(" ", _XML_DECLARATION.sub("", tidy(page).removeprefix("\ufeff"), count=1))
    return page if _WHOLE_PAGE.search(page) else f"<html><body>{page}</body></html>"


def published_day(tree: Any) -> date | None:
    """The day of publication that a page states in one of the places listed for it, or ``None``.

    Args:
        tree: an ``lxml`` document.
    """
    for written in _stated(tree):
        try:
            return parse_day(written)
        except ValueError:
            continue
    return None


@cache
def _places() -> dict[str, list[str]]:
    return read_toml(Path(__file__).parent / "data" / "page_dates.toml")


def _stated(tree: Any) -> Iterator[str]:
    metas = {
        (m.get("property") or m.get("name") or m.get("itemprop") or "").lower(): m.get("content")
        for m in reversed(tree.xpath("//meta[@content]"))
    }
    yield from (metas[name] for name in _places()["meta"] if name in metas)
    for script in tree.xpath('//script[@type="application/ld+json"]/text()'):
        yield from _linked(script)
    yield from _elements(tree)


def _linked(script: str) -> Iterator[str]:
    for name in _places()["linked_data"]:
        for found in re.finditer(rf'"{name}"\s*:\s*("(?:[^"\\]|\\.)*")', script):
            try:
                yield json.loads(found[1])
            except ValueError:
                continue


def _elements(tree: Any) -> Iterator[str]:
    for word in _places()["elements"]:
        for element in tree.xpath(
            "//*[@itemprop=$w or @id=$w or contains(concat(' ', normalize-space(@class), ' '), $c)]"
            "[not(ancestor-or-self::footer or ancestor-or-self::aside or ancestor-or-self::nav)]",
            w=word,
            c=f" {word} ",
        ):
            inner = [t.get("datetime") for t in element.xpath("descendant-or-self::*[@datetime]")]
            yield from filter(None, [*inner, element.get("content")])
            yield element.text_content().strip()[:60]
    yield from tree.xpath("(//article//time/@datetime)[1]")
    only = set(tree.xpath("//time/@datetime"))
    yield from only if len(only) == 1 else ()
