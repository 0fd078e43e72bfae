"""The invented reports and the incidents expected from them fit together."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from corroborate.model import Incident

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
REPORTS = sorted((EXAMPLES / "reports").glob("*.txt"))
HEAD_FIELDS = {"id", "title", "text", "published", "publisher", "url", "language", "author"}
COUNTS = ("killed", "wounded", "abducted", "detained", "displaced")
PLOVER = {
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
}
STANCES = {"asserted", "planned", "threatened", "requested", "denied", "hypothetical"}
VERIFICATIONS = {"none", "unconfirmed", "confirmed", "authenticated", "disputed", "alleged"}


@cache
def expected() -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((EXAMPLES / "expected.json").read_text(encoding="utf-8"))
    return gold


def parts(path: Path) -> tuple[dict[str, str], str]:
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    return dict(line.split(": ", 1) for line in head.splitlines()), body


def gold_reports() -> list[Any]:
    return [pytest.param(report, id=report["id"]) for report in expected()["reports"]]


def gold_incidents() -> list[Any]:
    return [
        pytest.param(incident, id=f"{report['id']}:{incident['key']}")
        for report in expected()["reports"]
        for incident in report["incidents"]
    ]


def test_every_report_has_its_incidents_and_the_other_way_round() -> None:
    assert len(REPORTS) == 12
    assert [report["file"] for report in expected()["reports"]] == [path.name for path in REPORTS]


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_head_says_that_the_events_are_invented(path: Path) -> None:
    head, _ = parts(path)
    assert set(head) <= HEAD_FIELDS
    assert "invented" in head["author"]
    assert head["url"].split("/")[2].endswith(".example")
    date.fromisoformat(head["published"])


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_a_report_is_short(path: Path) -> None:
    assert 90 <= len(parts(path)[1].split()) <= 250


@pytest.mark.parametrize("report", gold_reports())
def test_quotes_are_exact_words_of_the_report(report: dict[str, Any]) -> None:
    head, body = parts(EXAMPLES / "reports" / report["file"])
    for entry in [*report["incidents"], *report.get("must_not", [])]:
        assert entry["quotes"], entry
        for quote in entry["quotes"]:
            assert quote in body or quote in head["title"], quote


@pytest.mark.parametrize("report", gold_reports())
def test_keys_are_used_once_a_report_and_something_must_be_found(report: dict[str, Any]) -> None:
    keys = [incident["key"] for incident in report["incidents"]]
    assert len(keys) == len(set(keys))
    assert any(incident["must"] for incident in report["incidents"])


@pytest.mark.parametrize("incident", gold_incidents())
def test_dates_places_and_names_are_well_formed(incident: dict[str, Any]) -> None:
    if "date" in incident:
        first, last = map(date.fromisoformat, incident["date"])
        assert first <= last
    if "lat" in incident:
        assert abs(incident["lat"]) <= 90
        assert abs(incident["lon"]) <= 180
        assert incident["km"] > 0
        assert incident["country"] in {"ML", "NE", "IQ"}
    for field in ("place", "perp", "target", "source"):
        names = [name for name in incident.get(field, []) if name is not None]
        assert names == [name.lower() for name in names]


@pytest.mark.parametrize("incident", gold_incidents())
def test_figures_lie_in_their_ranges(incident: dict[str, Any]) -> None:
    for kind in COUNTS:
        if f"{kind}_range" in incident:
            low, high = incident[f"{kind}_range"]
            assert low <= incident[kind] <= high
        assert incident.get(kind, 0) >= 0


@pytest.mark.parametrize("incident", gold_incidents())
def test_types_and_standing_are_of_the_closed_lists(incident: dict[str, Any]) -> None:
    assert set(incident["plover"]) <= PLOVER
    assert incident.get("stance", "asserted") in STANCES
    assert incident.get("verification", "none") in VERIFICATIONS
    assert incident["acled"] or incident["plover"] or incident["type_words"]


def test_reports_said_to_tell_one_incident_share_a_key() -> None:
    keys = {r["id"]: {i["key"] for i in r["incidents"]} for r in expected()["reports"]}
    for group in expected()["same"]:
        assert set.intersection(*(keys[name] for name in group)), group
    for group in expected()["not_same"]:
        assert not set.intersection(*(keys[name] for name in group)), group


def test_every_shared_key_stands_in_a_group() -> None:
    groups = [set(group) for group in expected()["same"]]
    told_in: dict[str, set[str]] = {}
    for report in expected()["reports"]:
        for incident in report["incidents"]:
            told_in.setdefault(incident["key"], set()).add(report["id"])
    for key, reports in told_in.items():
        assert len(reports) == 1 or any(reports <= group for group in groups), key


@cache
def documented() -> Incident:
    """The worked example of docs/record.md, which is coded by hand from the fifth report."""
    page = (ROOT / "docs" / "record.md").read_text(encoding="utf-8")
    block = re.search(r"^```json\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    assert block, "docs/record.md has no JSON block"
    return Incident.model_validate_json(block.group(1))


def test_the_documented_record_points_at_the_words_it_shows() -> None:
    (claim,) = documented().claims
    assert claim.report.file
    text = parts(ROOT / claim.report.file)[1]
    assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.text
    counts = [count for _, count in claim.counts.items()]
    for part in [claim.date, claim.place, *claim.participants, *counts, claim.source]:
        assert part is not None
        assert part.span is not None
        assert text[slice(*part.span)] == part.text


def test_the_documented_record_is_what_is_expected_of_that_report() -> None:
    incident = documented()
    (gold,) = (
        entry
        for report in expected()["reports"]
        for entry in report["incidents"]
        if entry["key"] == "ansongo-wedding-strike" and report["id"].startswith("05")
    )
    assert incident.codes.acled
    assert incident.codes.acled.sub_event_type in gold["acled"]
    assert incident.counts.killed
    assert incident.counts.killed.best == gold["killed"]
    assert str(incident.date.start) == gold["date"][0]
    assert incident.claims[0].verification == gold["verification"]
