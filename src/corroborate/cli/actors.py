"""`corroborate actors`: who a phrase means, and actors of the user's own."""

from __future__ import annotations

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corroborate.cli.options import day_of
from corroborate.cli.output import destination
from corroborate.cli.status import Status
from corroborate.errors import ConfigurationError

if TYPE_CHECKING:
    from corroborate.grounding.actors import ActorPart

actors = typer.Typer(
    no_args_is_help=True,
    help="See how phrases are read as actors; add actors of your own.",
)

Country = Annotated[
    list[str] | None,
    typer.Option(
        "--country",
        metavar="CODE",
        help="Country the report is about, as in IQ; may be given more than once.",
    ),
]
On = Annotated[
    date | None,
    typer.Option(
        "--on",
        metavar="DATE",
        parser=day_of,
        help="The day the report speaks of (YYYY-MM-DD): who was in office then.",
    ),
]


class Shape(StrEnum):
    """How `find` writes."""

    table = "table"
    jsonl = "jsonl"


@actors.command()
def find(
    phrase: Annotated[str, typer.Argument(metavar="PHRASE", help="A noun phrase of a report.")],
    on: On = None,
    country: Country = None,
    shape: Annotated[Shape, typer.Option("--format", help="How to write it.")] = Shape.table,
) -> None:
    """Show how a phrase is read: who, what sort, and the codes of others for it.

    Example: corroborate actors find "the prime minister" --country IQ --on 2014-06-10
    """
    from corroborate.grounding.actors import actors_in

    parts = actors_in(phrase, countries=_countries(country or []), on=on)
    with destination(None) as stream:
        for number, part in enumerate(parts):
            if shape is Shape.jsonl:
                stream.write(_json(part) + "\n")
            else:
                stream.write("\n" * bool(number) + "".join(_lines(part)))


def _countries(codes: list[str]) -> list[str]:
    from corroborate.grounding.actors.lexicon import country_names

    for code in codes:
        if code.upper() not in country_names():
            raise ConfigurationError(f"{code!r} is no country code; write it as IQ (ISO 3166-1)")
    return [code.upper() for code in codes]


def _fields(part: ActorPart) -> dict[str, Any]:
    match = part.match
    if match is None:
        return {"phrase": part.reading, "name": None}
    return {
        "phrase": part.reading,
        "name": match.name,
        "id": match.actor_id,
        "kind": match.kind,
        "country": match.country,
        "inter": match.inter,
        "ucdp": match.ucdp,
        "plover": match.plover,
        "from": match.start,
        "to": match.end,
        "person": match.person,
        "office": match.office,
        "regime": match.regime,
    }


def _json(part: ActorPart) -> str:
    import json

    return json.dumps(_fields(part), ensure_ascii=False)


def _lines(part: ActorPart) -> list[str]:
    fields = _fields(part)
    if part.match is None:
        return [f"{'phrase':8} {part.reading}\n", f"{'name':8} - nobody is recognised\n"]
    return [f"{key:8} {'-' if value is None else value}\n" for key, value in fields.items()]


@actors.command()
def add(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A table of actors (.tsv, .csv) whose head names the columns id, name, kind, and "
            "if you like country, sector, from, to, parent, ucdp, source, aliases (parted by |).",
        ),
    ],
) -> None:
    """Add actors of your own; they win over those of the program. A table of the same file name is
    replaced. Rows with a fault are set aside, each with line and column.

    Example: corroborate actors add militias.tsv
    """
    from corroborate.grounding.actors import user

    table = user.add(file)
    for problem in table.problems:
        print(f"set aside: {problem}", file=sys.stderr)
    kept = "kept" if table.entries else "no row could be used, nothing was kept"
    print(f"{table.name}: {len(table.entries)} actors {kept}", file=sys.stderr)
    if table.problems:
        raise typer.Exit(Status.SET_ASIDE)


@actors.command("list")
def list_added() -> None:
    """List the actors that you have added: table, id, name, kind, country.

    Example: corroborate actors list
    """
    from corroborate.grounding.actors import user

    with destination(None) as stream:
        for table in user.tables():
            for entry in table.entries:
                cells = (table.name, entry.id, entry.name, entry.kind, entry.country or "-")
                stream.write("\t".join(cells) + "\n")


@actors.command()
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The table's file name.")],
) -> None:
    """Take a table of actors out again.

    Example: corroborate actors remove militias.tsv
    """
    from corroborate.grounding.actors import user

    user.remove(name)
