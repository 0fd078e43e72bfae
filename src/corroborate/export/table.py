"""A table of incidents for the terminal, and below it what the run did and what it set aside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TextIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from corroborate.export import words
from corroborate.model import Incident, RunSummary

PIPED_WIDTH = 140
WIDE, MEDIUM = 150, 110

_GAP = 3
"""Between two columns: a blank on each side of an unseen line."""

_STATUS_STYLE = {
    "confirmed": "green",
    "corroborated": "green",
    "single source": "",
    "claimed by perpetrator": "yellow",
    "unconfirmed": "yellow",
    "contested": "magenta",
    "not asserted": "cyan",
    "denied": "red",
    "retracted": "red",
}
_OTHER_KINDS = ("abducted", "detained", "released", "displaced", "participants")
_KEY = "?: not sure, as status says.  ≥ at least  ≤ at most  ~ about  (low–high)"


class _Column(NamedTuple):
    head: str
    cell: Callable[[Incident], Text]
    ratio: int
    least: int


def _date(incident: Incident) -> Text:
    said = words.date_words(incident.date)
    return Text(said or "undated", style="" if said else "dim")


def _place(incident: Incident) -> Text:
    said = words.place_words(incident.place)
    return Text(said or "no place given", style="" if said else "dim")


def _what(incident: Incident) -> Text:
    text = Text(words.type_words(incident.type), style="bold")
    if said := words.stance_words(incident):
        text.append(f" ({said})", style="not bold cyan")
    return text


def _who(incident: Incident) -> Text:
    return Text(words.people_words(incident.participants))


def _count(kind: str) -> Callable[[Incident], Text]:
    return lambda incident: Text(words.toll_words(incident, kind))


def _labelled(kinds: Sequence[str]) -> Callable[[Incident], Text]:
    def cell(incident: Incident) -> Text:
        tolls = ((words.toll_words(incident, kind), kind) for kind in kinds)
        return Text("\n".join(f"{toll} {kind}" for toll, kind in tolls if toll))

    return cell


def _sources(incident: Incident) -> Text:
    return Text(words.sources_words(incident))


def _status(incident: Incident) -> Text:
    style = _STATUS_STYLE[incident.status]
    if words.is_doubtful(incident):
        style = style or "yellow"
    return Text(words.status_words(incident), style=style)


def _stacked(*cells: Callable[[Incident], Text]) -> Callable[[Incident], Text]:
    """Several cells one above the other, empty ones left out."""

    def cell(incident: Incident) -> Text:
        return Text("\n").join(text for part in cells if (text := part(incident)))

    return cell


_ALL_KINDS = ("killed", "wounded", *_OTHER_KINDS)


def _columns(width: int) -> list[_Column]:
    """Fewer, taller columns the narrower the table."""
    date = _Column("date", _date, 3, 15)
    if width >= WIDE:
        return [
            date,
            _Column("place", _place, 6, 14),
            _Column("what", _what, 4, 12),
            _Column("who → whom", _who, 7, 14),
            _Column("killed", _count("killed"), 2, 8),
            _Column("wounded", _count("wounded"), 2, 8),
            _Column("others", _labelled(_OTHER_KINDS), 3, 13),
            _Column("who says so", _sources, 6, 14),
            _Column("status", _status, 3, 14),
        ]
    toll = _Column("toll", _labelled(_ALL_KINDS), 3, 15)
    if width >= MEDIUM:
        return [
            date,
            _Column("place", _place, 5, 14),
            _Column("what, who → whom", _stacked(_what, _who), 6, 18),
            toll,
            _Column("who says so", _sources, 5, 14),
            _Column("status", _status, 3, 14),
        ]
    return [
        _Column("date, place", _stacked(_date, _place), 4, 11),
        _Column("what, who → whom", _stacked(_what, _who), 5, 12),
        toll,
        _Column("who says so, status", _stacked(_sources, _status), 5, 14),
    ]


def _widths(columns: Sequence[_Column], width: int) -> list[int]:
    """Each column's least, and of what is left over (or lacking) its share."""
    gaps = _GAP * (len(columns) - 1)
    over = width - gaps - sum(column.least for column in columns)
    shares = sum(column.ratio for column in columns)
    return [max(1, column.least + over * column.ratio // shares) for column in columns]


def _table(incidents: Sequence[Incident], width: int) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_lines=True, show_edge=False, pad_edge=False)
    columns = _columns(width)
    for column, wide in zip(columns, _widths(columns, width), strict=True):
        table.add_column(column.head, width=wide, overflow="fold")
    for incident in words.in_order(incidents):
        table.add_row(*(column.cell(incident) for column in columns))
    return table


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _summary(summary: RunSummary) -> Text:
    figures = (
        _plural(summary.reports, "report"),
        _plural(summary.claims, "claim"),
        _plural(summary.incidents, "incident"),
    )
    text = Text(", ".join(figures) + f"; {len(summary.set_aside)} set aside")
    if not summary.set_aside:
        return text.append(".")
    text.append(":")
    for item in summary.set_aside:
        text.append(f"\n  {words.plain(item.where)}: {words.plain(item.reason)}", style="yellow")
    return text


def _console(stream: TextIO, width: int | None) -> Console:
    if width is None and not stream.isatty():
        width = PIPED_WIDTH
    return Console(file=stream, width=width, highlight=False, emoji=False, markup=False)


def write_table(
    incidents: Sequence[Incident],
    summary: RunSummary,
    stream: TextIO,
    width: int | None = None,
) -> None:
    """Write a table of incidents by date and place, then the figures of the run.

    A question mark after a number, and the status beside it, say that nothing makes it sure.
    Colour only on a terminal.

    Args:
        incidents: in any order.
        summary: how much was read, and what was set aside and why.
        stream: where to write.
        width: in columns; ``None`` takes the terminal's, or 140 where there is none.
    """
    console = _console(stream, width)
    if incidents:
        console.print(_table(incidents, console.width))
        console.print(_KEY, style="dim")
    else:
        console.print("No incidents.")
    console.print(_summary(summary))
