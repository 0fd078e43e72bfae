"""What in a report is no part of its telling: found and marked, never cut out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corroborate.datafiles import read_toml
from corroborate.ingest.captions import Limits, repeated_captions
from corroborate.ingest.lines import Line, lines_of
from corroborate.model import Aside, Report


@dataclass(frozen=True, slots=True)
class Patterns:
    """The data file ``asides.toml`` as patterns.

    Attributes:
        short_code: a short code, or a pair with what stands between.
        boilerplate: a whole line that is boilerplate.
        credit: a picture credit, in brackets or as a line of its own.
        limits: when a line counts as a repetition.
    """

    short_code: re.Pattern[str]
    boilerplate: re.Pattern[str]
    credit: re.Pattern[str]
    limits: Limits


def clean(report: Report) -> Report:
    """The same report with its asides marked."""
    return report.model_copy(update={"asides": find_asides(report.text)})


def find_asides(text: str) -> tuple[Aside, ...]:
    """Find short codes, boilerplate lines, picture credits and captions that repeat the text.

    Args:
        text: of a report; line ends part paragraphs.

    Returns:
        Stretches that do not overlap, in order; offsets into ``text``.
    """
    patterns = _patterns()
    asides = [_aside(found.span(), "short code") for found in patterns.short_code.finditer(text)]
    lines = [line for line in lines_of(text) if not _inside(line, asides)]
    dull = [line for line in lines if patterns.boilerplate.fullmatch(line.text)]
    asides += [_aside(line.span, "boilerplate") for line in dull]
    lines = [line for line in lines if line not in dull]
    credits = [_aside(span, "credit") for line in lines for span in _credits(line, patterns)]
    captions = repeated_captions(lines, [aside.span for aside in credits], patterns.limits)
    asides += [_aside(line.span, "caption") for line in captions]
    return tuple(_apart(asides + credits))


def _aside(span: tuple[int, int], reason: str) -> Aside:
    return Aside(span=span, reason=reason)


def _credits(line: Line, patterns: Patterns) -> Iterator[tuple[int, int]]:
    for found in patterns.credit.finditer(line.text):
        yield line.start + found.start(), line.start + found.end()


def _inside(line: Line, asides: list[Aside]) -> bool:
    return any(a.span[0] <= line.start and line.end <= a.span[1] for a in asides)


def _apart(asides: list[Aside]) -> Iterator[Aside]:
    """In order, leaving out what begins inside the one before it."""
    end = 0
    for aside in sorted(asides, key=lambda a: (a.span[0], -a.span[1])):
        if aside.span[0] >= end:
            yield aside
            end = aside.span[1]


@cache
def _patterns() -> Patterns:
    data = read_toml(Path(__file__).parent / "data" / "asides.toml")
    return Patterns(
        _short_code(**data["short_codes"]),
        _boilerplate(**data["boilerplate"]),
        _credit(**data["credits"]),
        Limits.of(data["captions"]),
    )


def _short_code(pairs: list[str], single: list[str]) -> re.Pattern[str]:
    inner = r"(?:[\s=:][^\[\]\n]{0,500})?"
    return re.compile(
        rf"\[(?P<name>{_any(pairs)}){inner}\](?:(?!\[(?P=name)\b).){{0,2000}}?\[/(?P=name)\]"
        rf"|\[/?(?:{_any(pairs + single)}){inner}/?\]",
        re.IGNORECASE | re.DOTALL,
    )


def _boilerplate(whole: list[str], begins: list[str], contains: list[str]) -> re.Pattern[str]:
    return re.compile(
        rf"\W*(?:{_any(whole)})[\s.:…»>|]*"
        rf"|(?=.{{1,240}}$)[^\w©(]*(?:{_any(begins)}).*"
        rf"|(?=.{{1,400}}$).*(?:{_any(contains)}).*",
        re.IGNORECASE,
    )


def _credit(words: list[str], holders: list[str]) -> re.Pattern[str]:
    opening = rf"(?i:{_any(words)})"
    named = r"(?:\s*[:/|]\s*|\s+(?:by|via|from|courtesy of)\s+|\s+(?=[A-Z]))[^()\[\]\n]{1,80}"
    return re.compile(
        rf"\({opening}(?:{named})?\)|\[{opening}(?:{named})?\]"
        rf"|^{opening}(?:\s*[:/|]\s*|\s+by\s+).{{1,80}}$"
        rf"|(?i:[\[(](?:[\w .’'-]{{0,40}}/)?(?:{_any(holders)})[\w ./’'-]{{0,60}}[\])])"
        rf"|(?i:^\W*(?:[\w .’'-]{{0,40}}/)?(?:{_any(holders)})[\w ./’'-]{{0,60}}$)"
    )


def _any(phrases: list[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
