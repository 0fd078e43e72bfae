"""`corroborate code`: reports to incidents."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from corroborate.cli.messages import counted, messages
from corroborate.cli.options import Output, Paths, Published, Publisher
from corroborate.cli.output import destination
from corroborate.cli.status import Status

if TYPE_CHECKING:
    from corroborate.model import RunSummary
    from corroborate.pipeline import Run


class CodeFormat(StrEnum):
    """Forms that incidents can be given in."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"
    html = "html"


def code(
    paths: Paths,
    published: Published = None,
    publisher: Publisher = None,
    form: Annotated[
        CodeFormat,
        typer.Option(
            "--format",
            help="[bold]table[/bold] to read here, [bold]jsonl[/bold] for programs (one incident a "
            "line, every field with the words that carry it), [bold]csv[/bold] for spreadsheets, "
            "[bold]html[/bold] for one page to open in a browser, with the reports.",
        ),
    ] = CodeFormat.table,
    output: Output = None,
) -> None:
    """Read reports, code what they claim, and match the claims into incidents.

    An input that cannot be read is named on standard error, with the reason; the rest goes on.

    Example: corroborate code news/ --published 2019-03-04 --format jsonl -o incidents.jsonl
    """
    with messages() as said, destination(output) as stream:
        from corroborate import ingest, pipeline

        reports = ingest.read(
            *paths, published=published, publisher=publisher, on_set_aside=said.tell
        )
        run = pipeline.run(counted(reports), said.tell)
        summary = run.summary.model_copy(update={"set_aside": tuple(said.set_aside)})
        _write(run, summary, form, stream)
    if said.set_aside:
        raise typer.Exit(Status.SET_ASIDE)


def _write(run: Run, summary: RunSummary, form: CodeFormat, stream: TextIO) -> None:
    from corroborate import export

    match form:
        case CodeFormat.table:
            export.write_table(run.incidents, summary, stream)
        case CodeFormat.jsonl:
            export.write_jsonl(run.incidents, stream)
        case CodeFormat.csv:
            export.write_csv(run.incidents, stream)
        case CodeFormat.html:
            export.write_html(run.incidents, run.reports, summary, stream)
