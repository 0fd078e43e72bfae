"""The whole road on real reports, against incident gold: a gate below which no figure may fall.

Needs the shared data (see ``evaluation/shared.py``); skipped where it is not there.
"""

from functools import cache

import pytest

import corroborate as cb
from evaluation.acceptance import figures, gold_of, reports_of
from evaluation.shared import shared_folder

SHARED = shared_folder()
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (SHARED / "acceptance" / "score.py").is_file(),
        reason=f"no acceptance data at {SHARED}; set CORROBORATE_SHARED to run this",
    ),
]

# The least `record` (mean share of right fields over all incidents that must be found) of each
# set, a little under what the shipped version reaches (docs/measurements.md).
LEAST = {"articles_1": 0.58, "articles_2": 0.47, "items": 0.79, "examples": 0.69, "seed": 0.86}


@cache
def seed():
    return list(cb.match(cb.code(reports_of("seed", SHARED))))


@pytest.mark.parametrize("name", LEAST)
def test_the_record_figure_does_not_fall(name):
    assert figures(name, SHARED)["record"] >= LEAST[name]


def test_most_incidents_of_the_seed_reports_come_out_and_half_of_all_is_such():
    found = figures("seed", SHARED, incidents=seed())
    assert found["found_must"] >= 18
    assert found["precision"] >= 0.5
    assert found["must_not_hits"] == 0


@pytest.mark.parametrize(
    ("names", "lat", "lon"),
    [
        ({"Baqubah"}, 33.74, 44.64),
        ({"Tall Afar", "Tal Afar"}, 36.38, 42.45),
        ({"Bayji", "Baiji"}, 34.93, 43.49),
        ({"Samarra"}, 34.2, 43.88),
        ({"Tikrit"}, 34.61, 43.68),
        ({"Mosul"}, 36.34, 43.13),
        ({"Al Fallujah", "Fallujah"}, 33.35, 43.78),
        ({"Baghdad"}, 33.34, 44.4),
    ],
)
def test_the_towns_of_the_seed_reports_are_where_they_belong(names, lat, lon):
    there = [i.place for i in seed() if i.place.name in names]
    assert there
    assert all(abs(p.lat - lat) < 0.1 and abs(p.lon - lon) < 0.1 for p in there)


def test_counts_with_their_sources_and_standing():
    bombing = next(i for i in seed() if i.place.name == "Baqubah" and i.type == "bombing")
    assert bombing.counts.killed.low == 20
    assert bombing.counts.killed.high is None
    assert bombing.counts.wounded.best == 28
    assert "police and medics" in {c.source.text for c in bombing.claims if c.source}
    battle = next(i for i in seed() if i.counts.killed and i.counts.killed.best == 279)
    assert "spokesman" in battle.claims[0].source.text
    assert battle.claims[0].verification == "unconfirmed"


def test_what_is_denied_is_not_asserted():
    gold = gold_of("seed", SHARED)
    denied = [quote for r in gold["reports"] for m in r["must_not"] for quote in m["quotes"]]
    assert len(denied) == 2
    claims = [c for i in seed() for c in i.claims if c.type == "deployment"]
    said = [c for c in claims if any(q in c.evidence.text for q in denied)]
    assert "denied" in {c.stance for c in said if trigger_in(c, denied)}
    assert not [c for c in said if trigger_in(c, denied) and c.stance == "asserted"]


def trigger_in(claim, quotes):
    """Whether the claim's trigger stands in one of the quotes."""
    at = claim.evidence.span_of("trigger")[0] - claim.evidence.start
    starts = [(claim.evidence.text.find(q), len(q)) for q in quotes]
    return any(start >= 0 and start <= at < start + size for start, size in starts)
