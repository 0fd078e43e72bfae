"""Places that a user adds: from a table of their own or of GeoNames."""

from __future__ import annotations

import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.errors import ConfigurationError, DataError, EmptyInput, UnreadableInput
from corroborate.grounding.places import Gazetteer, places_in
from corroborate.grounding.places.gazetteer import overlays
from corroborate.grounding.places.gazetteer.geonames import Choice, is_geonames
from corroborate.grounding.places.gazetteer.store import KINDS

CSV = """name,lat,lon,country,kind,admin1,population,names,id
Qarsanat,33.5,44.2,IQ,settlement,Diyala,"1,200",Qersanat|Al-Qarsanat,
Umm Tarfanat,33.1,44.1,Iraq,facility,,,,
Qarsan Heights,31.2,36.5,JOR,region,,,,ocha:QH-1
Sea of Qarsan,10,20,,water,,,,
"""
MOSUL = "geonames:99072"


@pytest.fixture
def faults():
    return []


@pytest.fixture
def add(tmp_path, faults):
    def added(text, called="mine.csv", **options):
        file = tmp_path / called
        file.write_text(text, encoding="utf-8")
        return overlays.add(file, faults.append, **options)

    return added


def reasons(faults):
    return [f"{fault.where.rsplit('/', 1)[-1]}: {fault.reason}" for fault in faults]


def geonames_line(number, name, feature="P.PPL", country="IQ", admin="10", **more):
    group, _, code = feature.partition(".")
    cells = [""] * 19
    cells[0:3] = [str(number), name, more.get("ascii", name)]
    cells[3] = more.get("names", "")
    cells[4:6] = [str(more.get("lat", 33.7)), str(more.get("lon", 45.1))]
    cells[6:9] = [group, code, country]
    cells[10:12] = [admin, more.get("admin2", "")]
    cells[14] = str(more.get("population", 0))
    return "\t".join(cells) + "\n"


def test_a_table_of_ones_own(add, faults):
    overlay = add(CSV)
    assert (overlay.name, overlay.source, overlay.places) == ("mine", "mine.csv", 4)
    assert faults == []
    gazetteer = Gazetteer.open()
    for name in ("Qarsanat", "Qersanat", "al-Qarsanat", "Al Qarsanat"):
        place = gazetteer.lookup(name)[0]
        assert (place.id, place.country, place.admin1) == ("user:qarsanat", "IQ", "Diyala")
        assert (place.lat, place.lon, place.population) == (33.5, 44.2, 1200)
    assert gazetteer.fuzzy("Qarsaanat", {"IQ"})[0].id == "user:qarsanat"
    assert gazetteer.get("ocha:QH-1").country == "JO"
    assert gazetteer.lookup("Sea of Qarsan")[0].kind == "water"
    assert gazetteer.lookup("Umm Tarfanat")[0].country == "IQ"
    assert gazetteer.get("user:area") is None
    assert gazetteer.get("geonames:99237").name == "Iraq"


def test_an_added_place_is_found_in_a_report(add):
    add(CSV)
    mention = places_in("A bomb killed two people in Qarsanat, Iraq, police said on Friday.")[0]
    assert mention.place is not None
    assert mention.place.id == "user:qarsanat"


def test_an_added_place_stands_in_for_the_packages(add):
    before = Gazetteer.open().lookup("Mosul")
    add(f"name,lat,lon,country,id\nMosul (old town),36.34,43.14,IQ,{MOSUL}\n")
    after = Gazetteer.open()
    assert after.get(MOSUL).name == "Mosul (old town)"
    found = {place.id: place for place in after.lookup("Mosul")}
    assert found[MOSUL].name == "Mosul (old town)"
    assert set(found) == {place.id for place in before}
    assert Gazetteer.package().get(MOSUL).name != "Mosul (old town)"


def test_rows_that_cannot_be_used_are_named(add, faults):
    add(
        "name;latitude;longitude;country;kind;population;id\n"
        "Karsa;x;44;;;;\n"
        ";33;44;;;;\n"
        "\n"
        "Karsa;95;44;;;;\n"
        "Karsa;33;nan;;;;\n"
        "Karsa;33;44;Qqxvzum;;;\n"
        "Karsa;33;44;;castle;;\n"
        "Karsa;33;44;;;many;\n"
        "Karsa;33;44;;;;geonames:x\n"
        "Karsa;33;44;;;;\n"
        "Karsa;34;45;;;;\n"
        "Short row\n"
    )
    assert [line.split(":", 1)[0] for line in reasons(faults)] == [
        f"mine.csv, line {n}" for n in (2, 3, 5, 6, 7, 8, 9, 10, 12, 13)
    ]
    words = ("no number", "no name", "beyond 90", "beyond 180", "no country", "no kind",
             "no number", "cannot be an id", "earlier line", "no number")  # fmt: skip
    for fault, word in zip(faults, words, strict=True):
        assert word in fault.reason


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        ("", UnreadableInput, "'name' or 'lat' or 'lon'"),
        ("name,lat\nKarsa,33\n", UnreadableInput, "'lon'"),
        ("name,lat,lon\n", EmptyInput, "no row"),
        ("name,lat,lon\n,,\nx,y,z\n", EmptyInput, "nothing was added"),
    ],
)
def test_a_file_that_gives_nothing_is_refused(add, text, error, words):
    with pytest.raises(error, match=words):
        add(text)
    assert overlays.overlays() == []


def test_a_file_that_is_no_text(tmp_path):
    file = tmp_path / "blob.csv"
    file.write_bytes(b"name,lat,lon\n\xff\xfe\x00,1,1\n")
    with pytest.raises(UnreadableInput, match="UTF-8"):
        overlays.add(file, lambda _: None)
    with pytest.raises(UnreadableInput, match="cannot be read"):
        overlays.add(tmp_path / "missing.csv", lambda _: None)


def test_a_table_of_geonames(add, faults):
    text = (
        geonames_line(901, "Qarsanat", population=700, names="Qersanat,قرسنات,QST,Qarsanat Kabir")
        + geonames_line(902, "Qarsanat Camp", "S.CMPRF")
        + geonames_line(903, "Qarsanat School", "S.SCH")
        + geonames_line(904, "Old Qarsanat", "P.PPLH")
        + geonames_line(905, "Mirdanat District", "A.ADM2", admin2="77")
        + geonames_line(906, "Mirdanat", admin2="77", population=90)
        + geonames_line(96965, "Muhafazat Diyala", "A.ADM1")
        + geonames_line(907, "Elsewhere", country="JO", population=10)
        + "broken line\n"
        + geonames_line(908, "Nowhere", lat=99)
    )
    overlay = add(text, "IQ.txt", choice=Choice(countries=frozenset({"IQ"})))
    assert (overlay.name, overlay.places) == ("iq", 5)
    assert [line.partition(":")[0] for line in reasons(faults)] == [
        "IQ.txt, line 9", "IQ.txt, line 10",
    ]  # fmt: skip
    gazetteer = Gazetteer.open()
    town = gazetteer.lookup("Qersanat")[0]
    assert (town.id, town.admin1, town.population) == ("geonames:901", "Diyala", 700)
    assert gazetteer.get("geonames:906").admin2 == "Mirdanat District"
    assert gazetteer.get("geonames:902").kind == "facility"
    assert [gazetteer.get(f"geonames:{n}") for n in (903, 904, 907, 908)] == [None] * 4
    diyala = gazetteer.get("geonames:96965")
    assert (diyala.name, diyala.iso) == ("Diyala", "IQ-DI")


def test_only_settlements_of_a_size(add):
    text = geonames_line(901, "Qarsanat", population=700) + geonames_line(902, "Mirdanat")
    assert add(text, "IQ.txt", choice=Choice(min_population=500)).places == 1
    assert add("name,lat,lon,population\nA1,1,1,5\nB1,1,1,50\n",
               choice=Choice(min_population=10)).places == 1  # fmt: skip


def test_a_zip_and_its_read_me(tmp_path):
    file = tmp_path / "IQ.zip"
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("readme.txt", "x" * 9999)
        packed.writestr("IQ.txt", geonames_line(901, "Qarsanat"))
    assert overlays.add(file, lambda _: None).places == 1
    empty = tmp_path / "empty.zip"
    with zipfile.ZipFile(empty, "w") as packed:
        packed.writestr("picture.png", b"")
    with pytest.raises(UnreadableInput, match=r"no \.txt"):
        overlays.add(empty, lambda _: None)


def test_the_same_name_replaces_and_remove_removes(add):
    add(CSV)
    assert Gazetteer.open().lookup("Qarsanat")
    add("name,lat,lon\nMirdanat,1,2\n")
    assert Gazetteer.open().lookup("Mirdanat")
    assert Gazetteer.open().lookup("Qarsanat") == []
    add("name,lat,lon\nTorsanat,1,2\n", "other.csv", name="Second List")
    assert [(o.name, o.places) for o in overlays.overlays()] == [("mine", 1), ("second-list", 1)]
    assert overlays.remove("mine").source == "mine.csv"
    assert Gazetteer.open().lookup("Mirdanat") == []
    with pytest.raises(ConfigurationError, match="second-list"):
        overlays.remove("mine")
    with pytest.raises(ConfigurationError, match="cannot be a name"):
        add(CSV, name="…")


def test_a_broken_file_of_the_user_is_named(add):
    overlay = add(CSV)
    overlay.path.write_bytes(overlay.path.read_bytes()[:3000])
    with pytest.raises(DataError, match=r"mine\.bin"):
        Gazetteer.open()


def test_memory_does_not_grow_with_the_table(tmp_path):
    file = tmp_path / "large.txt"
    with file.open("w", encoding="utf-8") as stream:
        stream.writelines(geonames_line(n, f"Hamlet {n}") for n in range(1, 20_001))
    Gazetteer.package().area_names()
    tracemalloc.start()
    assert overlays.add(file, lambda _: None).places == 20_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 80_000_000
    assert Gazetteer.open().lookup("Hamlet 19999")[0].id == "geonames:19999"


def test_what_a_table_of_geonames_looks_like():
    assert is_geonames(geonames_line(1, "Karsa"))
    assert not is_geonames("name,lat,lon")
    assert not is_geonames("\t" * 18)


CELL = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)


@settings(max_examples=40, deadline=None)
@given(
    rows=st.lists(
        st.tuples(
            CELL,
            st.floats(-90, 90),
            st.floats(-180, 180),
            st.sampled_from(["", *KINDS]),
            CELL.filter(lambda c: "|" not in c),
        ),
        max_size=12,
    )
)
def test_any_table_is_survived_and_its_good_rows_are_found(tmp_path_factory, rows):
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["name", "lat", "lon", "kind", "admin1"])
    writer.writerows(rows)
    file = tmp_path_factory.mktemp("any") / "any.csv"
    file.write_text(text.getvalue(), encoding="utf-8")
    bad = []
    try:
        overlay = overlays.add(file, bad.append)
    except EmptyInput:
        return
    written = [row for row in rows if any(str(cell).strip() for cell in row)]
    assert overlay.places + len(bad) == len(written)
    own = Gazetteer(overlay.path)
    assert len(own) >= overlay.places
