"""Places: names to entries, relations to points, points to codes."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Span

from corroborate.errors import DataError
from corroborate.grounding.places import (
    Gazetteer,
    PlaceMention,
    annotate_places,
    event_place,
    ground,
    places_in,
)
from corroborate.grounding.places.geometry import distance_km
from corroborate.grounding.places.names import fold, romanised, skeleton


def find(text: str, name: str, **options) -> PlaceMention:
    found = [m for m in places_in(text, **options) if m.text == name]
    assert found, f"{name} is not found in {text!r}: {[m.text for m in places_in(text, **options)]}"
    return found[0]


def names(text: str) -> list[str]:
    return [m.text for m in places_in(text)]


@pytest.mark.parametrize(
    ("name", "lat", "lon", "admin1"),
    [
        ("Baqubah", 33.75, 44.64, "Diyala"),
        ("Baqouba", 33.75, 44.64, "Diyala"),
        ("Tal Afar", 36.37, 42.45, "Nineveh"),
        ("Baiji", 34.93, 43.49, "Salah ad Din"),
        ("Samarra", 34.20, 43.87, "Salah ad Din"),
        ("Tikrit", 34.61, 43.68, "Salah ad Din"),
        ("Mosul", 36.34, 43.13, "Nineveh"),
        ("Falluja", 33.35, 43.78, "Al Anbar"),
        ("Fallujah", 33.35, 43.78, "Al Anbar"),
        ("Baghdad", 33.31, 44.36, "Baghdad"),
        ("Kut", 32.51, 45.82, "Wasit"),
    ],
)
def test_iraqi_towns_in_an_iraqi_report(name, lat, lon, admin1):
    mention = find(f"A bomb killed three shoppers in {name} on Monday, Iraqi police said.", name)
    assert mention.place is not None
    assert (mention.place.country, mention.place.admin1) == ("IQ", admin1)
    assert mention.precision == "settlement"
    assert distance_km((mention.lat, mention.lon), (lat, lon)) < 15


@pytest.mark.parametrize(
    ("text", "name", "country", "point"),
    [
        ("Libyan militias fought in Tripoli.", "Tripoli", "LY", (32.88, 13.19)),
        ("Lebanese soldiers were shot in Tripoli.", "Tripoli", "LB", (34.43, 35.84)),
        ("French police raided a flat in Paris.", "Paris", "FR", (48.86, 2.35)),
        ("A bank was robbed in Paris, Texas.", "Paris", "US", (33.66, -95.56)),
        ("Peruvian rebels bombed a bridge near Lima.", "Lima", "PE", (-12.05, -77.03)),
        ("A blast hit Sharan in Afghanistan's Paktika province.", "Sharan", "AF", (33.18, 68.73)),
        ("Syrian shells fell on Homs and Hama.", "Homs", "SY", (34.73, 36.72)),
        ("Syrian shells fell on Homs and Hama.", "Hama", "SY", (35.13, 36.76)),
        ("Clashes broke out in Derna, Libya.", "Derna", "LY", (32.77, 22.64)),
        ("Pakistani troops took Miranshah.", "Miranshah", "PK", (33.0, 70.07)),
        ("Pakistani jets bombed Orakzai.", "Orakzai", "PK", (33.67, 70.96)),
        ("Pakistani jets bombed Bajaur.", "Bajaur", "PK", (34.8, 71.46)),
        ("Congolese rebels neared Goma.", "Goma", "CD", (-1.67, 29.23)),
        ("Congolese rebels neared Beni.", "Beni", "CD", (0.49, 29.47)),
        ("Ukrainian officials said Kherson was shelled.", "Kherson", "UA", (46.65, 32.62)),
        ("Ukrainian officials said Donetsk was shelled.", "Donetsk", "UA", (48.02, 37.80)),
        ("Egyptian soldiers died in the Sinai.", "Sinai", "EG", (29.5, 34.0)),
        ("Palestinian gunmen fired in Rafah.", "Rafah", "PS", (31.30, 34.24)),
        ("Palestinian gunmen fired in Jenin.", "Jenin", "PS", (32.46, 35.30)),
    ],
)
def test_the_report_decides_which_place_of_a_name(text, name, country, point):
    mention = find(text, name)
    assert mention.place is not None
    assert mention.place.country == country
    assert distance_km((mention.lat, mention.lon), point) < 30


def test_type_words_pick_province_or_city():
    text = (
        "Shells fell in Kandahar province. Two men were shot in the city of Kandahar, Afghanistan."
    )
    first, second, _ = places_in(text)
    assert (first.place.kind, first.precision) == ("admin1", "province")
    assert (second.place.kind, second.precision) == ("settlement", "settlement")


def test_distance_and_bearing_move_the_point():
    mention = find("Three soldiers died 95 miles north of Baghdad.", "Baghdad")
    assert (mention.relation, mention.precision) == ("95 mi N of", "near")
    assert mention.place.name == "Baghdad"
    home = (mention.place.lat, mention.place.lon)
    assert distance_km((mention.lat, mention.lon), home) == pytest.approx(152.9, abs=0.5)
    assert mention.lat > home[0] + 1.3
    assert 15 < mention.radius_km < 35


def test_an_apposition_that_locates_is_not_the_place():
    text = "A bomb went off in Tal Afar, west of Mosul, on Sunday."
    mentions = places_in(text)
    assert [(m.text, m.locates) for m in mentions] == [("Tal Afar", False), ("Mosul", True)]
    assert mentions[0].place.country == "IQ"
    assert ground("", mentions, (0, 1)) is None
    best = ground(text[:46], mentions, (0, 46))
    assert best is not None
    assert best.text == "Tal Afar"


def test_between_two_places_lies_the_middle():
    mention = find("Gunmen fired on a bus on the road from Samarra to Baiji in Iraq.", "Samarra")
    assert mention.relation is not None
    assert mention.relation.startswith("road between")
    assert 34.2 < mention.lat < 34.93
    assert event_place(mention).ucdp_precision == 5


@pytest.mark.parametrize(
    ("text", "name", "relation", "precision"),
    [
        ("A mine blew up near Baiji, Iraq.", "Baiji", "near", "near"),
        ("It happened on the outskirts of Mosul.", "Mosul", "outskirts of", "near"),
        ("It happened in Mosul's western outskirts.", "Mosul", "W outskirts of", "near"),
        ("Rockets fell in northern Iraq.", "Iraq", "N part of", "country"),
        ("Troops massed along the border with Syria.", "Syria", "border with", "country"),
        ("A convoy was hit west of Mosul.", "Mosul", "W of", "near"),
        ("A convoy was hit 30 km south-west of Mosul.", "Mosul", "30 km SW of", "near"),
    ],
)
def test_relations(text, name, relation, precision):
    mention = find(text, name)
    assert (mention.relation, mention.precision) == (relation, precision)


def test_people_and_organisations_are_no_places():
    text = (
        "Osama al-Nujaifi and Paris Hilton read the Washington Post, the New York Times "
        "and a paper of the Baghdad Operations Command. Gen. Ali Hadithi stayed away."
    )
    assert names(text) == []


def test_a_first_name_that_is_a_country_too():
    assert names("Gas for Jordan and Israel ran out.") == ["Jordan", "Israel"]
    assert names("The singer Jordan Qasrawi left.") == []


def test_an_entity_of_another_kind_vetoes():
    doc = spacy.blank("en")("Fighters of Jordan said that Jordan was quiet.")
    doc.ents = [Span(doc, 2, 3, label="PERSON")]
    assert [m.span[0] for m in annotate_places(doc)] == [29]


def test_an_unknown_entity_stays_unresolved_and_spoils_nothing():
    doc = spacy.blank("en")("Shelling hit Qqxvzum and Mosul.")
    doc.ents = [Span(doc, 2, 3, label="PLACE")]
    first, second = annotate_places(doc)
    assert (first.place, first.precision, first.lat) == (None, "unknown", None)
    assert second.place is not None
    record = event_place(first)
    assert (record.name, record.id, record.lat, record.acled_precision) == (
        "Qqxvzum", None, None, None,
    )  # fmt: skip


def test_governments_that_speak_are_marked():
    mentions = places_in(
        "Moscow said it would respond. Two died in Moscow. Washington has denied it."
    )
    assert [m.metonym for m in mentions] == [True, False, True]


def test_shouted_text():
    text = "EXPLOSION IN BAQUBAH KILLS TEN AS POLICE IN BAGHDAD MARCH ON MOSUL"
    assert names(text) == ["BAQUBAH", "BAGHDAD", "MOSUL"]


def test_common_words_are_no_places():
    assert names("Police march on. Reading is nice, and Of course May came in March.") == []


def test_a_building_without_an_entry_takes_its_town():
    mention = find("A blast tore through the Zarqoun Hotel in Mosul, Iraq.", "Zarqoun Hotel")
    assert mention.place is not None
    assert (mention.place.name, mention.precision) == ("Mosul", "site")
    assert event_place(mention).name == "Zarqoun Hotel"


def test_a_building_takes_the_town_in_its_name():
    mentions = places_in("A blast hit Mosul General Hospital. Iraqi medics ran for cover.")
    assert [(m.text, m.place.name, m.precision) for m in mentions] == [
        ("Mosul General Hospital", "Mosul", "site")
    ]


def test_a_state_is_known_by_the_town_in_it():
    assert find("A bus burned near Atlanta, Georgia, on Friday.", "Georgia").place.country == "US"
    assert find("A bus burned near Batumi, Georgia, on Friday.", "Georgia").place.country == "GE"


def test_another_spelling_is_found_in_the_countries_of_the_report():
    mention = find("Militants seized the town of Ba'aqoubeh in Iraq.", "Ba'aqoubeh")
    assert mention.place is not None
    assert mention.place.id == "geonames:97990"
    assert mention.place.match == "fuzzy"


@pytest.mark.parametrize(
    ("text", "acled", "ucdp"),
    [
        ("Two died in Mosul, Iraq.", 1, 1),
        ("Two died near Mosul, Iraq.", 2, 2),
        ("Two died in Diyala province, Iraq.", 3, 4),
        ("Two died in Iraq.", None, 6),
        ("Two died in the Red Sea.", 3, 7),
    ],
)
def test_precision_codes(text, acled, ucdp):
    mention = places_in(text)[0]
    record = event_place(mention)
    assert (record.acled_precision, record.ucdp_precision) == (acled, ucdp)


def test_ground_takes_the_finest():
    text = "the northern entrance to Samarra, in Salahuddin province, Iraq"
    best = ground(text, places_in(text), (0, len(text)))
    assert best is not None
    assert (best.text, best.relation, best.precision) == ("Samarra", "entrance to", "near")


@pytest.mark.parametrize(
    ("word", "code"), [("Iraqi", "IQ"), ("U.S.", "US"), ("UK", "GB"), ("DRC", "CD"), ("IQ", "IQ")]
)
def test_country_by_any_word(word, code):
    country = Gazetteer.open().country(word)
    assert country is not None
    assert (country.kind, country.country) == ("country", code)


def test_lookup_gives_all_candidates_and_nothing_for_nonsense():
    gazetteer = Gazetteer.open()
    assert {"LY", "LB"} <= {p.country for p in gazetteer.lookup("Tripoli")}
    assert gazetteer.lookup("Qqxvzum") == []
    assert gazetteer.fuzzy("Qqxvzum", {"IQ"}) == []


def test_every_place_stands_on_the_globe():
    gazetteer = Gazetteer.open()
    assert len(gazetteer) > 400_000
    lat, lon = gazetteer._store.column("lat"), gazetteer._store.column("lon")
    known = lat > -(2**31)
    assert abs(lat[known]).max() <= 900_000
    assert abs(lon[known]).max() <= 1_800_000


def test_a_file_that_is_no_gazetteer_is_refused(tmp_path):
    path = tmp_path / "other.bin"
    path.write_bytes(b"not a gazetteer at all")
    with pytest.raises(DataError, match="gazetteer"):
        Gazetteer(path)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fallujah", "Al-Falloujah"),
        ("Baqubah", "Ba'aqouba"),
        ("Salahuddin", "Salahuddeen"),
        ("Donetsk", "Donets'k"),
        ("Khanaqin", "Khaniqeen"),
    ],
)
def test_skeletons_of_one_name_agree(one, other):
    assert skeleton(one) == skeleton(other) != ""


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(name):
    assert fold(fold(name)) == fold(name)
    romanised(name)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_survived_and_spans_fit(text):
    for mention in places_in(text):
        assert text[slice(*mention.span)] == mention.text
