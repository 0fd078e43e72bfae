"""The program `corroborate`.

Nothing heavy is imported here: `--help` must not wait for a language model. Each command imports
what it needs when it runs.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from corroborate import __version__
from corroborate.cli.actors import actors
from corroborate.cli.annotate import annotate
from corroborate.cli.code import code
from corroborate.cli.places import places
from corroborate.cli.schema import schema
from corroborate.cli.status import Status, status_of
from corroborate.errors import CorroborateError

app = typer.Typer(
    name="corroborate",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit status: 0 done; 2 wrong usage; 3 done, but some inputs were set aside; "
    "5 a setting cannot be used; 130 interrupted; 1 any other fault.",
)
app.command()(code)
app.command()(annotate)
app.command()(schema)
app.add_typer(actors, name="actors")
app.add_typer(places, name="places")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"corroborate {__version__}")
        raise typer.Exit


@app.callback()
def about(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Read news reports on armed conflict and get incidents: what is said to have happened, where,
    when, to whom, how many were killed, and who says so.

    Everything runs on this machine; nothing is sent anywhere.
    """


def main() -> None:
    """Run the program; an error it knows becomes one line on standard error and a status."""
    try:
        app()
    except CorroborateError as error:
        print(f"corroborate: {error}", file=sys.stderr)
        sys.exit(status_of(error))
    except KeyboardInterrupt:
        sys.exit(Status.INTERRUPTED)


if __name__ == "__main__":
    main()
