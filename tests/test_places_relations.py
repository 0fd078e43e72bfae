"""Relative places: the words that lead away from a name, the point and the honest radius."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.grounding.places import PlaceMention, event_place, places_in
from corroborate.grounding.places.clues.relations import compass, relation_after, relation_before
from corroborate.grounding.places.geometry import bearing_of, distance_km, midpoint, moved
from corroborate.grounding.places.locating.borders import border_point, neighbours
from corroborate.grounding.places.spotting.spot import Spot

MOSUL = (36.335, 43.119)


def relation(text: str, name: str):
    start = text.index(name)
    spot = Spot(start, start + len(name), name)
    return relation_before(text, spot) or relation_after(text, spot)


def find(text: str, name: str) -> PlaceMention:
    found = [m for m in places_in(text) if m.text == name]
    assert found, [m.text for m in places_in(text)]
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "direction", "km", "radius"),
    [
        ("95 miles north of Ardel", "95 mi N of", "N", 152.9, 25.9),
        ("some 30 km (19 miles) south-east of Ardel", "30 km SE of", "SE", 30.0, 7.5),
        ("30-40 kilometres to the west of Ardel", "35 km W of", "W", 35.0, 8.2),
        ("10 km NNW of Ardel", "10 km NNW of", "NNW", 10.0, 4.5),
        ("1,200 metres east of the town of Ardel", "1200 m E of", "E", 1.2, 3.2),
        ("155 km south of the country’s capital, Ardel", "155 km S of", "S", 155.0, 26.2),
        ("a two-hour drive north of Ardel", "2 hour N of", "N", 120.0, 63.0),
        ("twenty minutes' walk from Ardel", "20 minute from", None, 1.7, 5.5),
        ("two hours' drive from Ardel", "2 hour from", None, 120.0, 183.0),
        ("a few kilometres outside Ardel", "4 km from", None, 4.0, 7.6),
        ("half a mile from Ardel", "0.5 mi from", None, 0.8, 3.9),
    ],
)
def test_distances(text, words, direction, km, radius):
    found = relation(text, "Ardel")
    assert found is not None
    assert (found.words, found.direction) == (words, direction)
    assert found.distance == pytest.approx(km, abs=0.1)
    assert found.radius == pytest.approx(radius, abs=0.15)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("West of Ardel", "aside", "W of"),
        ("to the south of Ardel", "aside", "S of"),
        ("in the south of Ardel", "part", "S part of"),
        ("eastern Ardel", "part", "E part of"),
        ("in central Ardel", "heart", "center of"),
        ("in the heart of Ardel", "heart", "center of"),
        ("on the northern outskirts of Ardel", "edge", "outskirts of"),
        ("the suburbs of Ardel", "edge", "suburb of"),
        ("the western Ardel countryside", "near", "W countryside of"),
        ("Ardel’s western countryside", "near", "W countryside of"),
        ("villages around Ardel", "near", "around"),
        ("off the coast of Ardel", "sea", "off"),
        ("on the road to Ardel", "road", "road to"),
        ("the road from Ardel to", "between", "road between"),
        ("half-way between Ardel and", "between", "halfway between"),
        ("on the Ardel-Brinno highway", "between", "highway between"),
        ("along the border with Ardel", "border", "border with"),
    ],
)
def test_other_relations(text, kind, words):
    found = relation(text, "Ardel")
    assert found is not None
    assert (found.kind, found.words) == (kind, words)


@pytest.mark.parametrize(
    "text", ["people from Ardel", "fled to Ardel", "a month ago in Ardel", "Ardel", "in Ardel"]
)
def test_no_relation(text):
    assert relation(text, "Ardel") is None


def test_a_distance_without_direction_is_a_ring_round_the_place():
    mention = find("Three soldiers died 40 km from Mosul, Iraq.", "Mosul")
    assert mention.precision == "near"
    assert distance_km((mention.lat, mention.lon), MOSUL) < 15
    assert mention.radius_km >= 43


def test_a_side_of_a_town_is_the_town():
    mention = find("Shells fell on eastern Mosul, Iraq.", "Mosul")
    assert (mention.relation, mention.precision) == ("E part of", "settlement")
    record = event_place(mention)
    assert (record.acled_precision, record.ucdp_precision, record.radius_km) == (1, 1, 8.0)


def test_a_quarter_that_no_gazetteer_knows_is_put_where_its_town_is():
    mention = find("Shells fell on Mosul's Qarzoum district, Iraqi police said.", "Qarzoum")
    assert mention.place is not None
    assert (mention.place.name, mention.relation) == ("Mosul", "Qarzoum in")
    assert (mention.precision, mention.radius_km) == ("settlement", 10.0)


def test_a_highway_with_two_names_lies_between_them():
    text = "Gunmen stopped a bus on the Baghdad-Mosul highway in Iraq."
    one, two = find(text, "Baghdad"), find(text, "Mosul")
    assert (one.relation, one.precision) == ("highway between Baghdad and Mosul", "near")
    assert two.locates
    ends = distance_km((one.place.lat, one.place.lon), (two.place.lat, two.place.lon))
    assert one.radius_km == pytest.approx(ends / 2 + 3, abs=0.2)
    record = event_place(one)
    assert (record.acled_precision, record.ucdp_precision) == (3, 5)


def test_war_between_two_countries_is_not_at_the_point_between_them():
    mention = find("War broke out between Chad and Sudan.", "Chad")
    assert (mention.relation, mention.precision) == (None, "country")


@pytest.mark.parametrize(
    ("text", "name", "country", "near"),
    [
        ("Rockets flew over the Lebanon-Israel border.", "Lebanon-Israel border", "LB", (33, 35.5)),
        ("Men died on the Syrian-Turkish border.", "Syrian-Turkish border", "SY", (36.7, 38.5)),
        ("Men died near the Syrian border, near Mosul, Iraq.", "Syrian border", "SY", (36.8, 42)),
    ],
)
def test_borders_named_by_their_countries(text, name, country, near):
    mention = find(text, name)
    assert mention.place is not None
    assert mention.place.country == country
    assert mention.relation == "border of"
    assert distance_km((mention.lat, mention.lon), near) < 150
    assert mention.radius_km >= 30
    assert event_place(mention).ucdp_precision == 5


def test_what_only_serves_at_a_border_is_none():
    text = "Turkish border guards fired at rebels in the Turkish border town of Reyhanli."
    assert [m.text for m in places_in(text)] == ["Reyhanli"]


def test_points_on_borders():
    (point, radius) = border_point("IQ", ["SY"], [MOSUL])
    assert 50 < distance_km(point, MOSUL) < 200
    assert radius >= 30
    middle, wide = border_point("IQ", ["SY"])
    assert 32.5 < middle[0] < 37.5
    assert wide > 150
    assert border_point("IQ", ["BR"]) is None
    assert border_point("XX", []) is None
    assert "SY" in neighbours("IQ")
    assert "IQ" in neighbours("SY")


def test_off_a_coast_is_at_sea():
    record = event_place(find("A ship was seized off the coast of Somalia.", "Somalia"))
    assert (record.acled_precision, record.ucdp_precision) == (3, 7)
    assert record.radius_km >= 100


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("A bomb went off in the Iraqi capital on Monday.", "Iraqi capital", "Baghdad"),
        ("Officials met in Ukraine’s capital.", "Ukraine’s capital", "Kyiv"),
    ],
)
def test_a_capital_by_its_country(text, name, place):
    mention = find(text, name)
    assert mention.place is not None
    assert (mention.place.name, mention.precision) == (place, "settlement")


def test_south_of_a_town_gives_the_town_and_one_unknown_name_spoils_nothing():
    text = "Shells fell South of Krasnohorivka, Donetsk Oblast, and on Qqxvzum and Mosul."
    mention = find(text, "Krasnohorivka")
    assert (mention.relation, mention.precision, mention.radius_km) == ("S of", "near", 30.0)
    assert mention.lat is not None
    assert find(text, "Mosul").lat is not None


def test_compass_words():
    assert [compass(w) for w in ("south-southeast", "NNW", "North-Western", "east")] == [
        "SSE", "NNW", "NW", "E",
    ]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.sampled_from(["Mosul", "the Syrian border", "Baghdad-Mosul road"]))
def test_any_words_before_a_name_are_survived(words, name):
    text = f"{words} {name} {words[::-1]}"
    for mention in places_in(text):
        assert text[slice(*mention.span)] == mention.text
        assert mention.radius_km is None or mention.radius_km >= 0
        if mention.relation_span is not None:
            assert 0 <= mention.relation_span[0] <= mention.span[0]


def test_empty_huge_and_broken_texts():
    assert places_in("") == ()
    assert len(places_in("Two died in Mosul, Iraq. " * 400)) == 800
    assert places_in("\ufffd\x00 - , 's border") == ()


def test_and_in_does_not_join_a_name_to_a_border():
    text = "Troops massed on the border with Syria and in eastern Mosul."
    assert find(text, "Syria").relation == "border with"
    assert not find(text, "Mosul").locates


def test_a_border_with_one_country_takes_the_reports_own_as_the_other():
    mention = find("Iraqi troops massed on the border with Syria.", "Syria")
    assert mention.lon > 40.5
    turkish = find("Turkish troops massed on the border with Syria.", "Syria")
    assert turkish.lat > 35.8


@pytest.mark.parametrize(("name", "wide"), [("Somalia", True), ("Japan", False)])
def test_off_a_country_is_no_finer_than_the_country(name, wide):
    mention = find(f"A ship was seized off the coast of {name}.", name)
    assert (mention.precision, mention.relation) == ("country", "off")
    assert (mention.radius_km is not None) == wide


@given(st.floats(-70, 70), st.floats(-179, 179), st.floats(0, 360), st.floats(1, 500))
def test_a_moved_point_is_as_far_as_it_was_moved(lat, lon, bearing, distance):
    there = moved((lat, lon), bearing, distance)
    assert distance_km((lat, lon), there) == pytest.approx(distance, rel=1e-3, abs=0.01)


def test_bearings_and_the_middle_across_the_date_line():
    assert [compass(w) for w in ("north", "southeastern", "south-west", "western")] == [
        "N", "SE", "SW", "W",
    ]  # fmt: skip
    assert bearing_of("SW") == 225
    assert abs(midpoint((10, 179), (10, -179))[1]) == pytest.approx(180, abs=1e-6)
