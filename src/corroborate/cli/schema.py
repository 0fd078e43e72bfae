"""`corroborate schema`: the shape of the records, as JSON Schema."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from corroborate.cli.output import destination

if TYPE_CHECKING:
    from pydantic import BaseModel


class Shape(StrEnum):
    """Records that have a schema."""

    incident = "incident"
    claim = "claim"
    report = "report"
    annotation = "annotation"


def schema(
    shape: Annotated[
        Shape,
        typer.Argument(
            metavar="incident|claim|report|annotation", show_default=False, help="Which record."
        ),
    ],
) -> None:
    """Print the JSON Schema of a record, to check data against or to make types from.

    Example: corroborate schema incident > incident.schema.json
    """
    written = _model(shape).model_json_schema(mode="serialization")
    written = {"$schema": "https://json-schema.org/draft/2020-12/schema", **written}
    with destination(None) as stream:
        stream.write(json.dumps(written, indent=2, ensure_ascii=False) + "\n")


def _model(shape: Shape) -> type[BaseModel]:
    from corroborate import model

    match shape:
        case Shape.incident:
            return model.Incident
        case Shape.claim:
            return model.Claim
        case Shape.report:
            return model.Report
        case Shape.annotation:
            from corroborate.cli.annotation import Annotation

            return Annotation
