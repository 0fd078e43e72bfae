"""What all records share: frozen, closed, and spans of characters."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict


def _ordered(span: tuple[int, int]) -> tuple[int, int]:
    if not 0 <= span[0] <= span[1]:
        raise ValueError(f"a span runs forward from 0: got {list(span)}")
    return span


Span = Annotated[tuple[int, int], AfterValidator(_ordered)]
"""``[a, b)``: character offsets into the text of a report, end exclusive."""


class Record(BaseModel):
    """A value that is never changed once made and has no fields but its own."""

    model_config = ConfigDict(frozen=True, extra="forbid")
