"""What a run did, apart from its results."""

from __future__ import annotations

from corroborate.model.base import Record


class SetAside(Record):
    """An input that could not be read or coded, and why."""

    where: str
    reason: str


class RunSummary(Record):
    """Figures to show below a table of incidents."""

    reports: int
    claims: int
    incidents: int
    set_aside: tuple[SetAside, ...] = ()
