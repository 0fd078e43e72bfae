"""What the symbols of map and timeline have in common: sureness, size, link and label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import sqrt
from typing import Literal

from corroborate.export import words
from corroborate.export.markup import Child, Markup, el
from corroborate.model import Incident

Tone = Literal["sure", "single", "doubt", "not"]

TONES: dict[Tone, str] = {
    "sure": "corroborated or confirmed",
    "single": "single source",
    "doubt": "unconfirmed, contested or claimed",
    "not": "denied, retracted or not asserted",
}
"""How sure an incident is, from most to least, with the words of the legend."""

_TONE_OF_STATUS: dict[str, Tone] = {
    "confirmed": "sure",
    "corroborated": "sure",
    "single source": "single",
    "denied": "not",
    "retracted": "not",
    "not asserted": "not",
}


def tone(incident: Incident) -> Tone:
    """How sure the incident is; what its own claims hedge is never sure."""
    by_status = _TONE_OF_STATUS.get(incident.status, "doubt")
    return "doubt" if by_status == "single" and words.is_doubtful(incident) else by_status


def least_sure(incidents: Sequence[Incident]) -> Tone:
    """The tone for a symbol that stands for several."""
    order = list(TONES)
    return max((tone(incident) for incident in incidents), key=order.index)


def radius(incident: Incident, least: float = 5.0, most: float = 22.0) -> float:
    """Pixels; the area grows with the number killed, the best or else the lowest given."""
    killed = incident.counts.killed
    number = (killed.best if killed.best is not None else killed.low) if killed else None
    return min(most, sqrt(least**2 + 4.0 * (number or 0)))


def anchor(incident: Incident) -> str:
    """The id of the incident's card in the page; no two ids share one."""
    return "incident-" + re.sub(r"[^A-Za-z0-9.-]", lambda m: f"_{ord(m[0]):x}_", incident.id)


def label(incident: Incident) -> str:
    """The incident in a line: title, date, status."""
    when = words.date_words(incident.date) or "undated"
    return f"{words.plain(incident.title)} · {when} · {words.status_words(incident)}"


def linked(incidents: Sequence[Incident], *shape: Child, kind: str = "") -> Markup:
    """A symbol that leads to the first of its incidents and names them all."""
    shown = [label(incident) for incident in incidents[:8]]
    more = [f"and {len(incidents) - 8} more"] if len(incidents) > 8 else []
    text = "\n".join(shown + more)
    return el(
        "a",
        el("title", text),
        *shape,
        class_=f"mark tone-{least_sure(incidents)} {kind}".strip(),
        href=f"#{anchor(incidents[0])}",
        data_ids=" ".join(anchor(incident) for incident in incidents),
        aria_label=text,
    )


def tray(title: str, incidents: Sequence[Incident]) -> Markup | None:
    """A counted list of incidents that a drawing has no spot for."""
    if not incidents:
        return None
    items = (el("li", el("a", label(i), href=f"#{anchor(i)}")) for i in incidents)
    count = el("b", len(incidents))
    return el("details", el("summary", count, " ", title), el("ul", items), class_="tray")


def tone_legend() -> Markup:
    """The four tones as a list."""

    def item(name: Tone, said: str) -> Markup:
        dot = el("circle", cx=9, cy=9, r=6)
        mark = el("g", dot, class_=f"mark tone-{name}")
        return el("li", el("svg", mark, width=18, height=18, aria_hidden="true"), said)

    return el("ul", (item(n, s) for n, s in TONES.items()), class_="legend")
