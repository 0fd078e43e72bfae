"""`corroborate annotate`: what the language layer sees in reports."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from corroborate.cli.messages import counted, messages
from corroborate.cli.options import Output, Paths, Published, Publisher
from corroborate.cli.output import destination
from corroborate.cli.status import Status

if TYPE_CHECKING:
    from corroborate.model import Report, SetAside


class AnnotateFormat(StrEnum):
    """Forms that annotations can be given in."""

    jsonl = "jsonl"
    conllu = "conllu"


def annotate(
    paths: Paths,
    form: Annotated[
        AnnotateFormat,
        typer.Option(
            "--format",
            help="[bold]jsonl[/bold]: one report a line, with sentences, tokens, entities, times, "
            "places, attributions, predicates and events; [bold]conllu[/bold]: sentences with "
            "Universal Dependencies, for parsing tools.",
        ),
    ] = AnnotateFormat.jsonl,
    published: Published = None,
    publisher: Publisher = None,
    output: Output = None,
) -> None:
    """Show what the language layer sees in reports, with character offsets.

    Example: corroborate annotate report.txt --format jsonl -o annotated.jsonl
    """
    with messages() as said, destination(output) as stream:
        from corroborate import ingest

        reports = ingest.read(
            *paths, published=published, publisher=publisher, on_set_aside=said.tell
        )
        _write(counted(reports), form, stream, said.tell)
    if said.set_aside:
        raise typer.Exit(Status.SET_ASIDE)


def _write(
    reports: Iterable[Report],
    form: AnnotateFormat,
    stream: TextIO,
    tell: Callable[[SetAside], None],
) -> None:
    from corroborate import pipeline
    from corroborate.errors import InputError
    from corroborate.model import SetAside

    for report in reports:
        try:
            seen = pipeline.annotate(report)
        except InputError as error:
            tell(SetAside(where=error.where, reason=error.reason))
            continue
        if form is AnnotateFormat.jsonl:
            stream.write(json.dumps(seen.to_record(), ensure_ascii=False) + "\n")
        else:
            stream.write(seen.to_conllu())
