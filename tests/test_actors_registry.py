"""The readable tables of actors, what is compiled from them, people in office, the user's own."""

import sqlite3
from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise

import pytest

from corroborate.errors import ConfigurationError, DataError, UnreadableInput
from corroborate.grounding.actors import Registry, resolve, user
from corroborate.grounding.actors.entries import (
    GROUP_COLUMNS,
    Entry,
    Problem,
    Row,
    is_branch,
    read_table,
)
from corroborate.grounding.actors.lexicon import (
    alpha3,
    branches,
    country_forms,
    country_names,
    kinds,
    modifiers,
    offices,
    regimes,
    sectors,
)
from corroborate.grounding.actors.names import words_of
from corroborate.grounding.actors.periods import (
    are_in_order,
    first_day,
    holds,
    is_moment,
    last_day,
)
from corroborate.grounding.actors.registry import FILE
from corroborate.model.vocabulary import ActorKind, SourceKind

building = pytest.importorskip(
    "training.actors",
    reason="training/ is not on the path: python -m pytest in the repository",
)
names = pytest.importorskip("training.actors_names", reason="training/ is not on the path")
SOLE = ("president", "prime minister", "chancellor", "supreme leader", "king")


@pytest.fixture(scope="module")
def tables():
    return building.read_tables()


@pytest.fixture(scope="module")
def own(tables):
    """The entries that are written for this project by hand."""
    return [entry for rank, entry in tables.groups if rank < building.ALONE]


def test_no_cell_of_a_table_is_wrong(tables):
    """Columns, kinds, sectors, country codes, dates and their order, offices, who they are of."""
    assert [str(problem) for problem in tables.problems] == []


@pytest.mark.parametrize("path", sorted(building.TABLES.glob("*.tsv")), ids=lambda p: p.name)
def test_ids_stand_once_in_a_table(path):
    columns = path.read_text(encoding="utf-8").splitlines()
    head = next(line for line in columns if not line.startswith("#")).split("\t")
    if head[0] == "id":
        ids = Counter(row.get("id") for row in read_table(path, GROUP_COLUMNS))
        assert [actor for actor, times in ids.items() if times > 1] == []


def test_an_actor_in_two_tables_is_one(own):
    sorts = defaultdict(set)
    for entry in own:
        sorts[entry.id].add((entry.kind, entry.country))
    assert {actor: sort for actor, sort in sorts.items() if len(sort) > 1} == {}


def test_parents_exist(tables):
    ids = {entry.id for _, entry in tables.groups}
    parents = {entry.parent for _, entry in tables.groups if entry.parent}
    assert [p for p in sorted(parents) if p not in ids and not is_branch(p)] == []


def test_an_alias_stands_once_in_a_row(own):
    assert [e.id for e in own if len(e.names) != len(set(e.names))] == []


def test_no_compiled_name_is_a_country():
    db = sqlite3.connect(f"file:{FILE}?mode=ro", uri=True)
    keys = {key for (key,) in db.execute("SELECT key FROM alias")}
    assert keys & country_forms().keys() == set()


def test_hundreds_of_groups_and_forces_have_years(own):
    armed = ("state forces", "rebel group", "political militia", "identity militia")
    dated = [entry for entry in own if entry.kind in armed and (entry.start or entry.end)]
    assert len(dated) >= 300


def test_two_do_not_hold_one_office_at_once(tables):
    """Months may overlap where one leaves as the other comes; years are too coarse to tell."""
    held = defaultdict(list)
    for rank, term in tables.terms:
        exact = all(len(moment) > 4 for moment in (term.start, term.end) if moment)
        if rank < building.ALONE and term.office in SOLE and exact:
            held[term.of, term.office].append(term)
    clashes = [
        f"{of} {office}: {a.person} ({a.start} to {a.end}), {b.person} ({b.start} to {b.end})"
        for (of, office), terms in held.items()
        for a, b in pairwise(sorted(terms, key=lambda term: term.start))
        if a.person != b.person and last_day(a.end)[:7] > first_day(b.start)[:7]
    ]
    assert len(clashes) <= len(held) // 10, clashes


def test_the_compiled_file_is_of_these_tables():
    db = sqlite3.connect(f"file:{FILE}?mode=ro", uri=True)
    (stored,) = db.execute("SELECT value FROM about WHERE name = 'tables'").fetchone()
    assert stored == building.hash_of_tables(), "run python -m training.actors"


def test_the_compiled_file_is_small_and_its_values_are_those_of_the_record():
    assert FILE.stat().st_size < 10_000_000
    db = sqlite3.connect(f"file:{FILE}?mode=ro", uri=True)
    assert {k for (k,) in db.execute("SELECT DISTINCT kind FROM actor")} <= set(ActorKind.__args__)
    speakers = {s for (s,) in db.execute("SELECT DISTINCT source FROM actor")}
    assert speakers - {None, ""} <= set(SourceKind.__args__)


def test_every_alias_leads_to_an_actor():
    db = sqlite3.connect(f"file:{FILE}?mode=ro", uri=True)
    known = {actor for (actor,) in db.execute("SELECT id FROM actor")}
    named = {actor for (actor,) in db.execute("SELECT DISTINCT actor FROM alias")}
    assert [actor for actor in sorted(named - known) if not is_branch(actor)] == []


def test_the_small_tables_are_well_formed():
    assert set(kinds()) == set(ActorKind.__args__)
    assert {kind.inter for kind in kinds().values()} <= {*range(1, 9), None}
    assert all(set(kind.sectors) <= set(sectors()) for kind in kinds().values())
    assert all(branch.sector in sectors() for branch in branches().values())
    assert set(alpha3()) == set(country_names())
    assert len(set(alpha3().values())) == len(alpha3())
    for office in offices():
        assert office.branch in branches() or not office.branch
        assert set(office.sectors) <= set(sectors())
    for changes in modifiers().values():
        for change in changes:
            assert set(change.kinds) <= set(kinds())
            assert change.kind in kinds() or not change.kind
            assert set(change.sectors) <= set(sectors())


def test_regimes_follow_one_another():
    for country, periods in regimes().items():
        assert country in country_names()
        for period in periods:
            assert are_in_order(period.start, period.end)
        ordered = sorted(periods, key=lambda period: period.start)
        for one, other in pairwise(ordered):
            if country != "IN":
                assert first_day(other.start)[:7] >= last_day(one.end)[:7], country


def test_moments():
    assert all(map(is_moment, ("2014", "2014-06", "2014-06-10")))
    assert not any(map(is_moment, ("", "14", "2014-13", "2014-6", "June 2014")))
    assert are_in_order("2014-06", "2014")
    assert not are_in_order("2015", "2014-12")
    assert holds("2014", "2014", date(2014, 12, 31))
    assert not holds("2014", "2014-05", date(2014, 6, 1))
    assert holds("", "", None)


# ------------------------------------------------------------------------------ people, periods


def test_an_office_is_that_of_who_held_it_on_the_day():
    def holder(day):
        match = resolve("the prime minister", countries=["IQ"], on=day)
        assert (match.actor_id, match.kind, match.office) == (
            "iq:government",
            "government",
            "prime minister",
        )
        return match.person

    assert holder(date(2014, 6, 10)) == "Nouri al-Maliki"
    assert holder(date(2016, 6, 10)) == "Haider al-Abadi"
    assert holder(None) is None


def test_first_and_last_day_are_those_of_what_is_meant():
    def period(text, **given):
        match = resolve(text, on=date(2016, 6, 10), **given)
        return match.start, match.end

    held = period("Haider al-Abadi")
    assert held[0] < "2016" < held[1]
    assert period("the prime minister", countries=["IQ"]) == held
    assert period("the Iraqi army")[0] == "2014-09-08"
    assert period("Prime Minister Sanna Orlow", countries=["IQ"]) == (None, None)
    assert period("the Islamic State")[0] == "2013-04"


def test_a_title_and_a_surname_are_a_person():
    assert resolve("Minister Lavrov").actor_id == "person:sergei-lavrov"
    assert resolve("President Assad", on=date(2014, 6, 10)).person == "Bashar al-Assad"
    assert resolve("Gen. Petraeus").kind == "state forces"  # without a day the words decide


def test_names_of_the_ucdp_are_those_of_their_actors(own):
    rows = defaultdict(set)
    for entry in own:
        for name in entry.ucdp.split("|"):
            if names.is_a_name(name) and not is_branch(entry.id):
                rows[name].add(entry.id)
    read = {name: resolve(name) for name in rows if name}
    other = {
        name: match and match.actor_id
        for name, match in read.items()
        if match is None or match.actor_id not in rows[name]
    }
    assert len(read) > 500
    assert len(other) <= len(read) // 30, other


def test_of_several_with_one_ucdp_name_the_parent_has_it():
    whole = Entry.of(Row(1, {"id": "whole", "name": "Loro Union", "ucdp": "LU|Loro"}))
    part = Entry.of(Row(2, {"id": "part", "name": "Loro Wing", "ucdp": "LU", "parent": "whole"}))
    assert names.owners([part, whole]) == {"LU": "whole", "Loro": "whole"}
    assert names.first_named(whole, ["Loro", "LU"]) == "Loro"
    assert not names.is_a_name("LU, Loro")


def test_out_of_office_one_is_a_person():
    then = resolve("Nouri al-Maliki", on=date(2014, 6, 10))
    assert (then.kind, then.country, then.office) == ("government", "IQ", "prime minister")
    before = resolve("Nouri al-Maliki", on=date(1999, 6, 10))
    assert (before.kind, before.country, before.person) == ("person", "IQ", "Nouri al-Maliki")
    former = resolve("former Prime Minister Nouri al-Maliki", on=date(2014, 6, 10))
    assert former.kind == "person"


def test_the_phrase_itself_says_who_holds_the_office():
    match = resolve("Kenyan Defence Minister Sanna Orlow", on=date(2014, 6, 10))
    assert (match.actor_id, match.person) == ("ke:government", "Sanna Orlow")
    assert match.plover == "KENGOVMIL"
    assert resolve("the deputy defence minister", countries=["KE"]).office is None


def test_a_state_has_its_government_of_the_day():
    old = resolve("the Syrian army", on=date(2014, 6, 10))
    new = resolve("the Syrian army", on=date(2025, 2, 1))
    assert old.actor_id == new.actor_id == "sy:military"
    assert (old.regime, old.end) == ("Syria under Bashar al-Assad", "2024-12-08")
    assert (new.start, new.end) == ("2024-12-08", None)


def test_codes_of_others():
    def codes(text, **given):
        match = resolve(text, **given)
        return match.inter, match.ucdp, match.plover

    assert codes("Iraqi soldiers") == (1, "Government of Iraq", "IRQMIL")
    assert codes("Iraqi soldiers", countries=["SY"])[0] == 8
    assert codes("Russia") == (1, "Government of Russia (Soviet Union)", "RUS")
    assert codes("Islamist rebels") == (2, None, "REB")
    assert codes("Peruvian police") == (1, "Government of Peru", "PERCOP")
    assert codes("Kenyan journalists") == (7, None, "KENJRN")
    assert codes("the Red Cross")[2] is not None
    assert codes("Ana Ruiz") == (None, None, None)


def test_modifiers_change_a_noun():
    assert resolve("Shia militiamen").kind == "identity militia"
    assert resolve("pro-government militiamen").kind == "political militia"
    assert resolve("Peruvian state television").plover == "PERGOVJRN"
    assert resolve("opposition lawmakers").sectors == ("LEG", "OPP")


def test_a_town_says_whose_they_are():
    assert resolve("Kyiv police").actor_id == "ua:police"
    assert resolve("a court in Lagos").country == "NG"
    assert resolve("ethnic Albanians", countries=["AL", "RS"]).country == "RS"
    assert resolve("ethnic Albanians").country is None


# ------------------------------------------------------------------------------ the user's own

HEAD = "id\tname\tkind\tcountry\taliases\n"


def table(tmp_path, text, name="mine.tsv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_user_adds_an_actor_and_it_wins(tmp_path):
    assert resolve("the Karsa Watch") is None or resolve("the Karsa Watch").actor_id is None
    rows = "karsa-watch\tKarsa Watch\tidentity militia\tML\tKW\nmy-hamas\tHamas\torganisation\t\t\n"
    added = user.add(table(tmp_path, "# mine\n" + HEAD + rows))
    assert (len(added.entries), added.problems) == (2, ())
    match = resolve("Karsa Watch fighters")
    assert (match.actor_id, match.kind, match.country) == ("karsa-watch", "identity militia", "ML")
    assert resolve("KW").actor_id == "karsa-watch"
    assert resolve("kw") is None
    assert resolve("Hamas").actor_id == "my-hamas"
    assert [t.name for t in user.tables()] == ["mine.tsv"]
    user.remove("mine")
    assert resolve("Hamas").actor_id == "hamas"
    with pytest.raises(ConfigurationError, match="mine"):
        user.remove("mine")


def test_a_table_in_commas_with_a_mark_at_its_head(tmp_path):
    text = '﻿id,name,kind,aliases\nnorth,"Front, Northern",rebel group,NFX|Northern\n'
    assert user.add(table(tmp_path, text, "mine.csv")).entries[0].name == "Front, Northern"
    assert resolve("NFX").actor_id == "north"


def test_bad_rows_are_set_aside_with_line_and_column(tmp_path):
    rows = (
        "a\tAlpha Band\trebels\t\t\nb\t\trebel group\t\t\nc\tCeta Band\trebel group\tQQ\t\n"
        "d\tDelta Band\n\ne\tEta Band\trebel group\tML\t\ne\tEta Two\trebel group\tML\t\n"
    )
    added = user.add(table(tmp_path, HEAD + rows))
    assert [entry.id for entry in added.entries] == ["e"]
    found = [(problem.line, problem.column) for problem in added.problems]
    assert found == [(2, "kind"), (3, "name"), (4, "country"), (5, "kind"), (7, "id")] or [
        line for line, _ in found
    ] == [2, 3, 4, 5, 8]
    assert "rebel group" in str(added.problems[0])


def test_a_table_that_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(ConfigurationError, match="kind"):
        user.add(table(tmp_path, "id\tname\na\tAlpha\n"))
    with pytest.raises(UnreadableInput, match="colour"):
        user.add(table(tmp_path, "id\tname\tkind\tcolour\n"))
    with pytest.raises(UnreadableInput, match="head"):
        user.add(table(tmp_path, "# nothing\n"))
    with pytest.raises(ConfigurationError, match=r"\.tsv"):
        user.add(table(tmp_path, "x", "mine.txt"))
    (tmp_path / "bytes.tsv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableInput):
        user.add(tmp_path / "bytes.tsv")
    assert user.tables() == []


def test_nothing_is_kept_of_a_table_without_a_good_row(tmp_path):
    assert user.add(table(tmp_path, HEAD + "a\tAlpha\trebels\t\t\n")).entries == ()
    assert user.stamp() == ()


def test_rows_of_a_wrong_length_are_problems(tmp_path):
    found = list(read_table(table(tmp_path, "id\tname\na\tb\tc\n"), GROUP_COLUMNS))
    assert isinstance(found[0], Problem)
    assert (found[0].line, found[0].column) == (2, "name")
    with pytest.raises(DataError, match="gone"):
        list(read_table(tmp_path / "gone.tsv", GROUP_COLUMNS))


# ------------------------------------------------------------------------------ the builder


def test_the_builder_reads_the_dictionary_format(tmp_path):
    from training.actors_phoenix import entries

    listing = tmp_path / "groups.txt"
    listing.write_text(
        "# a comment\nQARNAH_LIBERATION_FRONT_(QLF)_\n+FRONT_OF_QARNAH_ ; note\n\t[IRQREB]\n\n"
        "LORO_ARMY_\n\t[ITAREB]\n\nIRAQ_  [IRQ]\n+IRAQI_\n",
        encoding="utf-8",
    )
    assert list(entries(listing)) == [
        (("Qarnah Liberation Front", "QLF", "Front of Qarnah"), ["IRQREB"]),
        (("Loro Army",), ["ITAREB"]),
    ]


def test_the_builder_reads_terms_of_office():
    from training.actors_phoenix import terms_of

    assert terms_of(["XXXGOV 050601-060531", "XXXGOV 060601-20080415", "XXXELI"]) == [
        ("XXXGOV", "2005-06", "2008-04")
    ]
    assert terms_of(["XXXGOV >20110101", "XXXELI 630101-031001"]) == [("XXXGOV", "2011-01", "2016")]
    assert terms_of(["XXXGOV 501301-9", "XXXGOV", "XXXGOV 460101-820701"]) == []


def test_the_builder_gives_a_name_to_several_actors_of_the_trusted_tables(tmp_path):
    (tmp_path / "groups_one.tsv").write_text(
        "id\tname\tkind\tfrom\tto\tcountry\n"
        "old\tLoro Army\trebel group\t1990\t1999\tIT\nnew\tLoro Army\trebel group\t2005\t\tIT\n"
        "else\tLoro Army\trebel group\t2005\t\tPE\n",
        encoding="utf-8",
    )
    (tmp_path / "people_one.tsv").write_text(
        "person\tof\toffice\tfrom\tto\taliases\n"
        "Sanna Orlow\tit:government\tprime minister\t1990\t1995\tOrlow\n"
        "Benno Orlow\tit:government\tprime minister\t2005\t\tOrlow\n",
        encoding="utf-8",
    )
    out = tmp_path / "out.sqlite"
    made = building.read_tables(tmp_path)
    assert made.problems == []
    building.write(made, out)
    registry = Registry(out)

    def named(text, **given):
        return [f.actor.name for f in registry.named(words_of(text), **given)]

    def found(text, **given):
        return [f.actor.id for f in registry.named(words_of(text), **given)]

    assert found("Loro Army", on=date(1993, 1, 1)) == ["old"]
    assert found("Loro Army", on=date(2010, 1, 1), focus=["IT"]) == ["new"]
    assert found("Loro Army", on=date(2010, 1, 1), focus=["PE"]) == ["else"]
    assert named("Orlow", on=date(1993, 1, 1)) == ["Sanna Orlow"]
    assert named("Orlow", on=date(2010, 1, 1)) == ["Benno Orlow"]
    assert named("orlow") == []


def test_places_and_everyday_words_of_a_list_in_capitals_are_no_names():
    assert building.usable("Loro Front", 3)
    assert not building.usable("Somali", 3)
    assert not building.usable("Herders", 3)
    assert not building.usable("Iraqi army", 0)
