"""Arguments and options that several commands have."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer


def day_of(written: str) -> date:
    """The day of an option, "2019-03-04".

    Raises:
        typer.BadParameter: it is no such day.
    """
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise typer.BadParameter(f"{written!r} is no date; write it as 2019-03-04") from None


Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Files or folders with reports, or [bold]-[/bold] for standard input. Plain text, web "
        "pages, JSON, JSON Lines, CSV and TSV are read, also packed with gzip.",
    ),
]
Published = Annotated[
    date | None,
    typer.Option(
        "--published",
        metavar="DATE",
        parser=day_of,
        help="Day of publication (YYYY-MM-DD) of reports that do not give one themselves. Without "
        "it, words like 'on Monday' stay without a date.",
    ),
]
Publisher = Annotated[
    str | None,
    typer.Option(
        "--publisher", metavar="NAME", help="Publisher of reports that do not name one themselves."
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        dir_okay=False,
        help="Write to this file instead of standard output. The file appears when all is done.",
    ),
]
