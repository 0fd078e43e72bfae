"""One HTML page that holds everything: no network, no file beside it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256
from importlib import resources
from string import Template
from typing import TextIO

from corroborate.export import cards, highlight, marks, words
from corroborate.export.markup import Markup, el
from corroborate.export.timeline import timeline
from corroborate.export.worldmap import world_map
from corroborate.model import Incident, Report, RunSummary


def _asset(name: str) -> str:
    file = resources.files("corroborate.export") / "assets" / name
    return file.read_text(encoding="utf-8").strip()


def _digest(text: str) -> str:
    return "'sha256-" + b64encode(sha256(text.encode()).digest()).decode() + "'"


def content_policy(style: str, script: str) -> str:
    """A Content Security Policy that lets in this style and this script and nothing else."""
    rules = {
        "default-src": "'none'",
        "style-src": _digest(style),
        "script-src": _digest(script),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _figure(number: int, noun: str) -> Markup:
    return el("li", el("b", f"{number:,}"), " ", noun if number == 1 else f"{noun}s")


def _set_aside(summary: RunSummary) -> Markup | None:
    if not summary.set_aside:
        return None
    items = (
        el("li", el("bdi", words.plain(s.where)), ": ", el("bdi", words.plain(s.reason)))
        for s in summary.set_aside
    )
    count = el("b", len(summary.set_aside))
    head = el("summary", count, " set aside, and why")
    return el("details", head, el("ul", items), class_="tray", open=True)


def _header(summary: RunSummary) -> Markup:
    figures = (
        _figure(summary.reports, "report"),
        _figure(summary.claims, "claim"),
        _figure(summary.incidents, "incident"),
    )
    return Markup(el("ul", figures, class_="figures") + (_set_aside(summary) or ""))


def _choice(name: str, title: str, values: Iterable[str]) -> Markup:
    options = (el("option", words.type_words(value), value=value) for value in sorted(set(values)))
    every = el("option", "all", value="")
    return el("label", title, el("select", every, options, id=f"filter-{name}"))


def _filters(incidents: Sequence[Incident]) -> Markup:
    """Hidden until the script shows it: without one there is nothing it could do."""
    return el(
        "div",
        el("label", "Words", el("input", type="search", id="filter-text")),
        _choice("type", "Type", (i.type for i in incidents)),
        _choice("status", "Status", (i.status for i in incidents)),
        el("output", id="filter-count", aria_live="polite"),
        id="filters",
        class_="filters",
        role="search",
        aria_label="Filter the incidents",
        hidden=True,
    )


def write_html(
    incidents: Sequence[Incident],
    reports: Sequence[Report],
    summary: RunSummary,
    stream: TextIO,
) -> None:
    """Write a page with timeline, map, and each incident with its claims and their words.

    All text from reports is escaped, and the page's policy lets it run nothing.

    Args:
        incidents: in any order; the page has them by date and place.
        reports: those the claims come from, for words that stand outside the evidence.
        summary: how much was read, and what was set aside and why.
        stream: where to write; should be UTF-8.

    Raises:
        DataError: the country outlines of the package cannot be read.
    """
    shown = words.in_order(incidents)
    texts = {report.id: report.text for report in reports}
    style, script = _asset("report.css"), _asset("report.js")
    page = Template(_asset("report.html")).substitute(
        policy=content_policy(style, script),
        style=style,
        script=script,
        header=_header(summary),
        timeline=timeline(shown),
        map=world_map(shown),
        tones=marks.tone_legend(),
        fields=highlight.legend(),
        filters=_filters(shown),
        cards="\n".join(cards.card(incident, texts) for incident in shown),
    )
    stream.write(page + "\n")
