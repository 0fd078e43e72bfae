"""`corroborate places`: the gazetteer, and what the user adds to it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from corroborate.cli.messages import Messages, messages
from corroborate.cli.output import destination
from corroborate.cli.status import Status

if TYPE_CHECKING:
    from rich.table import Table

    from corroborate.errors import InputError
    from corroborate.grounding.places import Place

SHOWN_FAULTS = 20
PIPED_WIDTH = 140

places = typer.Typer(
    no_args_is_help=True,
    help="Look places up, and add your own.",
    context_settings={"help_option_names": ["-h", "--help"]},
)


class FindFormat(StrEnum):
    """Forms that found places can be given in."""

    table = "table"
    jsonl = "jsonl"


class _Faults:
    """Tells of the first rows that were set aside, and counts the rest."""

    def __init__(self, said: Messages) -> None:
        self.said, self.count = said, 0

    def __call__(self, error: InputError) -> None:
        from corroborate.model import SetAside

        self.count += 1
        if self.count <= SHOWN_FAULTS:
            self.said.tell(SetAside(where=error.where, reason=error.reason))

    def close(self) -> None:
        if self.count > SHOWN_FAULTS:
            print(f"set aside: {self.count - SHOWN_FAULTS:,} more rows", file=sys.stderr)


@places.command()
def add(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A table of GeoNames ([bold]allCountries.txt[/bold], or one country's), or a CSV "
            "with the columns name, lat, lon and, where known, country, kind, admin1, admin2, "
            "population, names (parted by |), id. UTF-8; may be packed with zip.",
        ),
    ],
    name: Annotated[
        str | None,
        typer.Option("--name", help="What it goes by; else the file's name. The same replaces."),
    ] = None,
    country: Annotated[
        list[str] | None,
        typer.Option(
            "--country", metavar="CODE", help="Only this country's (ISO); may be given again."
        ),
    ] = None,
    min_population: Annotated[
        int,
        typer.Option("--min-population", min=0, help="Only settlements of so many people or more."),
    ] = 0,
) -> None:
    """Add places to the gazetteer, for every later run on this machine.

    An added place stands in for one of the package with the same id. A row that cannot be used is
    named on standard error, with the reason; the rest goes on.

    Example: corroborate places add IQ.zip --min-population 100
    """
    with messages() as said:
        from corroborate.grounding.places.gazetteer import overlays
        from corroborate.grounding.places.gazetteer.geonames import Choice

        faults = _Faults(said)
        choice = Choice(_codes(country or ()), min_population)
        made = overlays.add(file, faults, name=name, choice=choice, passed=_shown)
        faults.close()
        print(f"{made.places:,} places added as {made.name}", file=sys.stderr)
    if faults.count:
        raise typer.Exit(Status.SET_ASIDE)


@places.command("list")
def list_added() -> None:
    """List what was added: its name, the file that it came from, when, how many places."""
    from corroborate.grounding.places.gazetteer import overlays

    rows = [(o.name, o.source, o.added, f"{o.places:,}") for o in overlays.overlays()]
    with destination(None) as stream:
        _print(_table(("name", "file", "added", "places"), rows, right=(3,)), stream)


@places.command()
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As shown by [bold]list[/bold].")],
) -> None:
    """Remove what was added under a name."""
    from corroborate.grounding.places.gazetteer import overlays

    gone = overlays.remove(name)
    print(f"{gone.places:,} places removed ({gone.name}, from {gone.source})", file=sys.stderr)


@places.command()
def find(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Of a place, in any spelling.")],
    country: Annotated[
        list[str] | None,
        typer.Option(
            "--country", metavar="CODE", help="Only in this country (ISO); may be given again."
        ),
    ] = None,
    form: Annotated[
        FindFormat, typer.Option("--format", help="[bold]table[/bold] or [bold]jsonl[/bold].")
    ] = FindFormat.table,
) -> None:
    """Show the entries that a name may mean, the better known first.

    With a country, other spellings of the name are looked for there too.

    Example: corroborate places find "Tel Afar" --country IQ
    """
    found = list(_found(name, _codes(country or ())))
    with destination(None) as stream:
        if form is FindFormat.jsonl:
            stream.writelines(json.dumps(asdict(p), ensure_ascii=False) + "\n" for p in found)
        else:
            _print(_candidates(found), stream)


def _found(name: str, countries: frozenset[str]) -> Iterator[Place]:
    from corroborate.grounding.places import Gazetteer

    gazetteer, seen = Gazetteer.open(), set[str]()
    for place in [*gazetteer.lookup(name), *gazetteer.fuzzy(name, countries)]:
        if place.id not in seen and (not countries or place.country in countries):
            seen.add(place.id)
            yield place


def _codes(written: Iterable[str]) -> frozenset[str]:
    from corroborate.grounding.places import Gazetteer

    codes = set()
    for code in written:
        found = Gazetteer.open().country(code.upper()) or Gazetteer.open().country(code)
        if found is None or found.country is None:
            raise typer.BadParameter(f"{code!r} is no country; write its ISO code, as IQ")
        codes.add(found.country)
    return frozenset(codes)


def _candidates(found: Iterable[Place]) -> Table:
    rows = [
        (
            place.id,
            place.name,
            place.kind,
            place.country or "",
            place.admin1 or "",
            "" if place.lat is None else f"{place.lat:.4f}",
            "" if place.lon is None else f"{place.lon:.4f}",
            f"{place.population:,}" if place.population else "",
        )
        for place in found
    ]
    head = ("id", "name", "kind", "country", "admin1", "lat", "lon", "population")
    return _table(head, rows, right=(5, 6, 7))


def _table(head: Iterable[str], rows: Iterable[Iterable[str]], right: Iterable[int]) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for number, title in enumerate(head):
        table.add_column(title, justify="right" if number in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _print(table: Table, stream: TextIO) -> None:
    from rich.console import Console

    width = None if stream.isatty() else PIPED_WIDTH
    Console(file=stream, width=width, highlight=False).print(table)


def _shown(lines: Iterable[str]) -> Iterable[str]:
    """Pass lines on; on a terminal, show how many have gone by."""
    if not sys.stderr.isatty():
        return lines
    return _counted(lines)


def _counted(lines: Iterable[str]) -> Iterator[str]:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,} lines"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        for number, line in enumerate(lines):
            if number % 1024 == 0:
                progress.update(task, completed=number)
            yield line
