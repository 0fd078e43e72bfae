import itertools
import random

import pytest
from builders import AGADEZ, GAO, MOPTI, claim, day, number
from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.matching import match_claims
from corroborate.matching.distance import kilometres
from corroborate.matching.score import VETO, compare
from corroborate.model import EventPlace
from corroborate.ontology import load

OTHER = "An explosion at the Mopti market killed shoppers on Tuesday."


def groups(claims):
    return {frozenset(c.id for c in i.claims) for i in match_claims(claims)}


def test_two_outlets_on_one_bombing_are_one_incident():
    found = match_claims([claim(), claim(OTHER, report="r2", publisher="Sahel Wire")])
    assert len(found) == 1
    assert found[0].independent_sources == 2
    assert found[0].status == "corroborated"


def test_far_places_are_never_joined_whatever_else_agrees():
    a, b = claim(killed=number(7)), claim(place=GAO, report="r2", killed=number(7))
    assert compare(a, b, load()).total == VETO
    assert len(match_claims([a, b])) == 2


def test_countries_days_and_types_apart_keep_claims_apart():
    later = claim(report="r2", when="2031-05-20", published="2031-05-21")
    abroad = claim(report="r3", place=AGADEZ)
    protest = claim("Crowds marched in Mopti.", report="r4", type="protest")
    assert len(match_claims([claim(), later, abroad, protest])) == 4


def test_tolls_that_differ_do_not_keep_one_event_apart():
    early = claim(killed=number(12, None), publisher="A")
    late = claim(OTHER, report="r2", publisher="B", published="2031-03-06", killed=number(20, None))
    found = match_claims([late, early])
    assert len(found) == 1
    killed = found[0].counts.killed
    assert (killed.low, killed.best, killed.high) == (12, 20, None)


def test_a_planned_event_is_not_one_that_happened():
    assert len(match_claims([claim(), claim(OTHER, report="r2", stance="planned")])) == 2


def test_a_chain_of_likenesses_does_not_tie_unlike_events():
    """Each is near the next in place, the ends are too far apart to be one event."""
    spots = [{**MOPTI, "lat": 14.48 + step * 0.5, "id": f"geonames:{step}"} for step in range(6)]
    chain = [claim(report=f"r{i}", place=spot) for i, spot in enumerate(spots)]
    ontology = load()
    for incident in match_claims(chain):
        for a, b in itertools.combinations(incident.claims, 2):
            assert compare(a, b, ontology).total != VETO


def test_wire_copy_printed_twice_is_one_origin():
    text = "Gunmen on motorcycles opened fire on a weekly market outside Mopti, a mayor said."
    copies = [claim(text, report="r1", publisher="A"), claim(text, report="r2", publisher="B")]
    found = match_claims(copies)
    assert [i.independent_sources for i in found] == [1]
    assert found[0].status == "single source"


def test_two_voices_with_tolls_that_exclude_one_another_are_contested():
    police = claim(killed=number(12), source="police", publisher="A")
    rebels = claim(OTHER, report="r2", killed=number(30), source="a rebel spokesman", publisher="B")
    found = match_claims([police, rebels])
    assert len(found) == 1
    assert found[0].status == "contested"
    assert "killed" in found[0].status_reason


def test_a_denied_claim_makes_the_incident_contested_and_alone_denied():
    denial = claim(OTHER, report="r2", stance="denied", source="the army")
    assert match_claims([denial])[0].status == "denied"
    assert match_claims([denial, claim()])[0].status == "contested"


def test_only_the_perpetrators_word():
    own = claim(perpetrator="Northern Dawn Front", source="Northern Dawn Front")
    assert match_claims([own])[0].status == "claimed by perpetrator"


def test_a_country_does_not_veto_its_own_town_and_the_exact_place_wins():
    coarse = claim(
        OTHER,
        report="r2",
        place={"name": "Mali", "country": "ML", "lat": 17.0, "lon": -4.0, "id": "geonames:9"},
        precision="country",
    )
    found = match_claims([coarse, claim()])
    assert len(found) == 1
    assert found[0].place.name == "Mopti"


def test_nothing_is_put_in_for_what_no_claim_says():
    found = match_claims([claim(place=None, when=None)])[0]
    assert found.date.start is None
    assert found.place.name is None
    assert found.place.lat is None
    assert found.counts.killed is None


def test_no_claims_give_no_incidents():
    assert match_claims([]) == []


@given(st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_the_order_of_claims_changes_nothing(shuffler: random.Random):
    claims = [
        claim(report=f"r{i}", place=p, when=w, killed=number(n), at=i)
        for i, (p, w, n) in enumerate(
            itertools.product((MOPTI, GAO, None), ("2031-03-04", None, "2031-03-06"), (3, 9))
        )
    ]
    expected = [i.model_dump() for i in match_claims(claims)]
    shuffler.shuffle(claims)
    assert [i.model_dump() for i in match_claims(claims)] == expected


def test_scores_are_symmetric_and_say_why():
    a, b = (
        claim(killed=number(3)),
        claim(OTHER, report="r2", killed=number(3), date=day("2031-03-05")),
    )
    ontology = load()
    assert compare(a, b, ontology).total == pytest.approx(compare(b, a, ontology).total)
    assert {"type", "place", "killed"} <= {r.feature for r in compare(a, b, ontology).reasons}


def test_distance_between_two_known_cities():
    paris = EventPlace(name="Paris", lat=48.8566, lon=2.3522)
    berlin = EventPlace(name="Berlin", lat=52.52, lon=13.405)
    assert kilometres(paris, berlin) == pytest.approx(878, abs=3)
    assert kilometres(paris, EventPlace()) is None
