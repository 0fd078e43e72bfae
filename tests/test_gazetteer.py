"""The gazetteer's file and its look-ups: what is packed is found again."""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.errors import DataError
from corroborate.grounding.places import Gazetteer
from corroborate.grounding.places.gazetteer.keys import display_name, keys_of
from corroborate.grounding.places.gazetteer.packing import Packer, Row
from corroborate.grounding.places.gazetteer.store import KINDS, Store
from corroborate.grounding.places.names import fold, key_of, sayable, typed, without_type

LETTERS = st.text(st.characters(categories=("L", "Nd", "Pd", "Zs", "Po")), min_size=1, max_size=30)
ROWS = st.lists(
    st.builds(
        Row,
        id=st.integers(0, 2**32 - 1).map("geonames:{}".format),
        name=LETTERS.filter(fold),
        kind=st.sampled_from([kind for kind in KINDS if kind != "country"]),
        lat=st.none() | st.floats(-90, 90),
        lon=st.floats(-180, 180),
        population=st.integers(0, 2**33),
        rank=st.integers(0, 3),
    ),
    min_size=1,
    max_size=40,
    unique_by=lambda row: row.id,
)


def packed(path, rows, **options):
    with Packer(path, **options) as packer:
        for row in rows:
            own, lesser = keys_of([row.name], [], row.kind, None)
            values = {name: getattr(row, name) for name in Row.__slots__}
            packer.add(Row(**{**values, "own": own, "lesser": lesser}))
    return Gazetteer(path)


@settings(max_examples=60, deadline=None)
@given(rows=ROWS, find_ids=st.booleans())
def test_every_stored_name_is_found_again(tmp_path_factory, rows, find_ids):
    path = tmp_path_factory.mktemp("packed") / "some.bin"
    gazetteer = packed(path, rows, find_ids=find_ids)
    assert len(gazetteer) == len(rows)
    for row in rows:
        found = {place.id: place for place in gazetteer.lookup(row.name)}
        if len([other for other in rows if key_of(other.name) == key_of(row.name)]) < 60:
            assert row.id in found
        place = gazetteer.get(row.id)
        assert place is not None
        assert (place.name, place.kind, place.rank) == (row.name, row.kind, row.rank)
        assert place.population == min(row.population, 2**32 - 1)
        if row.lat is None:
            assert (place.lat, place.lon) == (None, None)
        else:
            assert place.lat == pytest.approx(row.lat, abs=6e-5)
            assert place.lon == pytest.approx(row.lon, abs=6e-5)


def test_parents_lead_to_country_province_and_district(tmp_path):
    path = tmp_path / "land.bin"
    with Packer(path) as packer:
        land = packer.add(Row("geonames:1", "Zarqonia", "country", 10, 20, code="ZQ ZQN"))
        upper = packer.add(
            Row("geonames:2", "Upper Zarqon", "admin1", 10, 20, parent=land, code="ZQ-UP")
        )
        vale = packer.add(Row("geonames:3", "Vale", "admin2", 10, 20, parent=upper))
        packer.add(
            Row("corroborate:karsa", "Karsa", "settlement", 10.1, 20.1, parent=vale, own={"karsa"})
        )
    gazetteer = Gazetteer(path)
    karsa = gazetteer.get("corroborate:karsa")
    assert karsa is not None
    assert (karsa.country, karsa.admin1, karsa.admin2) == ("ZQ", "Upper Zarqon", "Vale")
    assert [gazetteer.get(f"geonames:{n}").iso for n in (1, 2, 3)] == ["ZQN", "ZQ-UP", None]
    assert gazetteer.get("geonames:4") is None
    assert gazetteer.get("corroborate:nowhere") is None
    assert gazetteer.get("wof:1") is None


def test_more_places_than_a_block_and_a_spool_hold(tmp_path):
    rows = [Row(f"wof:{n}", f"Hamlet {n}", "settlement", 1, 1) for n in range(5000)]
    gazetteer = packed(tmp_path / "many.bin", rows)
    for n in (0, 127, 128, 4999):
        assert [p.id for p in gazetteer.lookup(f"HAMLET {n}")] == [f"wof:{n}"]


def test_a_failure_leaves_what_stood_there(tmp_path):
    path = tmp_path / "kept.bin"
    packed(path, [Row("wof:1", "Karsa", "settlement", 1, 1)])
    with pytest.raises(ValueError, match="tuple"), Packer(path) as packer:
        packer.add(Row("wof:2", "Mirda", "castle", 1, 1))
    assert [p.id for p in Gazetteer(path).lookup("Karsa")] == ["wof:1"]
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("size", [0, 7, 40, 200, 1000])
def test_a_file_cut_short_is_refused(tmp_path, size):
    whole = tmp_path / "whole.bin"
    packed(whole, [Row("wof:1", "Karsa", "settlement", 1, 1)])
    cut = tmp_path / "cut.bin"
    cut.write_bytes(whole.read_bytes()[:size])
    with pytest.raises(DataError, match="gazetteer"):
        Gazetteer(cut)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Saint Louis", "St. Louis"),
        ("Ft. Worth", "Fort Worth"),
        ("Mt. Vernon", "Mount Vernon"),
        ("Winston Salem", "Winston-Salem"),
        ("the Netherlands", "Netherlands"),
        ("Baghdad's", "Baghdad"),
        ("Baghdad’s", "Baghdad"),
        ("BAGHDAD", "Baghdad"),
        ("Diyala Governorate", "Diyala Province"),
        ("Donetsk Oblast", "Donetsk region"),
        ("Nineveh Governorate", "Nineveh province"),
        ("Harris County", "Harris Co."),
        ("N. Charleston", "North Charleston"),
    ],
)
def test_two_ways_to_write_a_name(written, meant):
    gazetteer = Gazetteer.package()
    one, other = gazetteer.lookup(written), gazetteer.lookup(meant)
    assert one
    assert other
    assert one[0].id == other[0].id


@pytest.mark.parametrize(
    ("names", "country", "lat", "lon"),
    [
        ("Baqouba|Ba'quba|Baqubah|Ba‘qūbah", "IQ", 33.75, 44.64),
        ("Falluja|Fallujah|Al-Fallujah", "IQ", 33.35, 43.78),
        ("Tal Afar|Tel Afar|Tall 'Afar|Tel-Afar", "IQ", 36.38, 42.45),
        ("Kyiv|Kiev", "UA", 50.45, 30.52),
        ("Bakhmut|Artemivsk", "UA", 48.6, 38.0),
        ("Odesa|Odessa", "UA", 46.48, 30.73),
        ("Deir ez-Zor|Deir al-Zour|Deir Ezzor", "SY", 35.34, 40.14),
        ("Kobani|Kobane|Ayn al-Arab|Ain al-Arab", "SY", 36.89, 38.35),
        ("Kharkiv|Kharkov", "UA", 49.99, 36.23),
        ("Aleppo|Halab", "SY", 36.2, 37.16),
        ("Mosul|Al-Mawsil", "IQ", 36.34, 43.12),
        ("Kandahar|Qandahar", "AF", 31.61, 65.7),
        ("Mogadishu|Muqdisho", "SO", 2.04, 45.34),
    ],
)
def test_names_of_one_town(names, country, lat, lon):
    gazetteer = Gazetteer.package()
    for name in names.split("|"):
        towns = [
            place
            for place in gazetteer.lookup(name)
            if place.country == country and place.kind == "settlement"
        ]
        assert towns, name
        assert abs(towns[0].lat - lat) < 0.1, name
        assert abs(towns[0].lon - lon) < 0.1, name


def test_codes():
    gazetteer = Gazetteer.package()
    for name in ("Iraq", "IQ", "IRQ"):
        country = gazetteer.country(name)
        assert country is not None
        assert (country.country, country.iso) == ("IQ", "IRQ")
    isos = {name: gazetteer.lookup(name)[0].iso for name in ("Texas", "Ontario", "Diyala province")}
    assert isos == {"Texas": "US-TX", "Ontario": "CA-ON", "Diyala province": "IQ-DI"}


def test_a_bare_name_is_the_town_before_the_province_around_it():
    gazetteer = Gazetteer.package()
    for name in ("Kherson", "Diyarbakır", "Samarra"):
        assert gazetteer.lookup(name)[0].kind == "settlement"
    assert gazetteer.lookup("Kherson Oblast")[0].kind == "admin1"


def test_every_country_and_province_of_the_package_is_found_by_its_name():
    gazetteer = Gazetteer.package()
    kinds = gazetteer._store.column("kind")
    rows = [row for row in range(6000) if kinds[row] & 15 < 2]
    assert len(rows) > 4000
    for row in rows:
        place = gazetteer._base.place(row, "primary", 1.0)
        found = {p.id for p in gazetteer.lookup(place.name)}
        assert place.id in found or len(found) == 60, place
        assert place.country


def test_the_package_opens_in_milliseconds_and_is_small(tmp_path):
    path = Gazetteer.package()._store.path
    assert path.stat().st_size < 30_000_000
    Store(path)
    start = time.perf_counter()
    Gazetteer(path).lookup("Tel Afar")
    assert time.perf_counter() - start < 0.25


@pytest.mark.parametrize(
    ("key", "bare", "kind"),
    [
        ("diyala governorate", "diyala", "admin1"),
        ("city of baiji", "baiji", "settlement"),
        ("harris co", "harris", "admin2"),
        ("oblast donetsk", "donetsk", "admin1"),
    ],
)
def test_a_type_word_says_what_may_be_meant(key, bare, kind):
    parted = typed(key)
    assert parted is not None
    assert parted[0] == bare
    assert kind in parted[1]


def test_what_is_no_type_stays():
    assert typed("baghdad") is None
    assert typed("province") is None
    assert without_type("oblast") == "oblast"


@given(st.text(max_size=60))
def test_no_name_is_too_odd_to_look_up(name):
    gazetteer = Gazetteer.package()
    for place in gazetteer.lookup(name):
        assert place.id == gazetteer.get(place.id).id
    gazetteer.fuzzy(name, {"IQ", "UA"})
    assert key_of(key_of(name)) == key_of(name)
    assert isinstance(sayable(name), bool)


def test_shown_names_have_no_marks_where_they_are_romanised():
    assert display_name("Ba‘qūbah", "settlement", "IQ") == "Baqubah"
    assert display_name("Orléans", "settlement", "FR") == "Orléans"


def test_nothing_is_read_of_a_user_folder_that_is_not_there():
    assert not os.path.exists(os.environ["CORROBORATE_DATA"])
    assert Gazetteer.open() is Gazetteer.package()
