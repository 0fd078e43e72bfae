import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.errors import DataError
from corroborate.grounding.actors import ActorMatch, Registry, resolve, source_kind
from corroborate.grounding.actors.lexicon import (
    COUNTRIES,
    DATA,
    branches,
    country_forms,
    country_names,
    noun_for,
    nouns,
    rows,
    sectors,
)
from corroborate.grounding.actors.names import fold, key_of, words_of
from corroborate.grounding.actors.records import state_branch
from corroborate.model.vocabulary import ActorKind, SourceKind

KINDS = set(ActorKind.__args__)
SOURCES = set(SourceKind.__args__)


def who(text, **given):
    match = resolve(text, **given)
    return match and (match.actor_id, match.kind, match.country)


@pytest.mark.parametrize(
    "text",
    [
        "ISIS",
        "the Islamic State",
        "the Islamic State of Iraq and Syria",
        "the jihadist Islamic State in Iraq and the Levant (ISIS)",
        "ISIS insurgents",
        "IS",
        "Da'esh",
        "DAESH fighters",
        "members of the Islamic State group",
    ],
)
def test_all_names_of_a_group_are_one_actor(text):
    match = resolve(text)
    assert (match.name, match.actor_id, match.kind) == (
        "Islamic State",
        "islamic-state",
        "rebel group",
    )
    assert (match.inter, match.ucdp) == (2, "IS")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iraqi soldiers", ("iq:military", "state forces", "IQ")),
        ("at least 40 Iraqi soldiers", ("iq:military", "state forces", "IQ")),
        ("an Iraqi military spokesman", ("iq:military", "state forces", "IQ")),
        ("Israeli forces", ("il:military", "state forces", "IL")),
        ("the Kenyan police", ("ke:police", "state forces", "KE")),
        ("Police in Kenya", ("ke:police", "state forces", "KE")),
        ("Chad's army", ("td:military", "state forces", "TD")),
        ("the Ugandan foreign ministry", ("ug:government", "government", "UG")),
        ("Peruvian officials", ("pe:government", "government", "PE")),
        ("Turkey", ("tr:government", "government", "TR")),
        ("Israeli", ("il:government", "government", "IL")),
        ("a court in Yemen", ("ye:judiciary", "government", "YE")),
        ("members of parliament in Nepal", ("np:legislature", "government", "NP")),
        ("the Pentagon", ("us:military", "state forces", "US")),
        ("U.S. officials", ("us:government", "government", "US")),
        ("Moscow", ("ru:government", "government", "RU")),
        ("Chadian President Omar Senoussi", ("td:government", "government", "TD")),
        ("Tariq Hadi, the Omani ambassador to the UK", ("om:government", "government", "OM")),
    ],
)
def test_branches_of_states_are_actors(text, expected):
    assert who(text) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Islamist militants", "rebel group"),
        ("gunmen", "political militia"),
        ("vigilantes", "identity militia"),
        ("protesters", "protesters"),
        ("an angry mob", "rioters"),
        ("at least 20 people", "civilians"),
        ("residents of Aleppo", "civilians"),
        ("two journalists", "media"),
        ("aid agencies", "organisation"),
        ("police and medics", "state forces"),
        ("Prime Minister Tariq Hadi", "government"),
        ("Syrian and Russian forces", "state forces"),
        ("Turkish-backed rebels", "rebel group"),
        ("a suicide bomber", "unknown"),
        ("Mara Lindqvist", "person"),
        ("foreign peacekeepers", "external forces"),
    ],
)
def test_without_a_name_the_sort_of_actor_is_known(text, kind):
    match = resolve(text)
    assert match.kind == kind
    assert match.actor_id is None


def test_the_name_is_the_phrase_without_articles_and_numbers():
    assert resolve("at least 20 people").name == "people"
    assert resolve("the three masked gunmen").name == "masked gunmen"
    assert resolve("hundreds of angry protesters").name == "angry protesters"
    assert resolve("Sixty-nine inmates").name == "inmates"
    assert resolve("Turkish lorry drivers") == ActorMatch(
        "Turkish lorry drivers", None, "civilians", "TR", sectors=("CVL",), inter=7
    )


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("the Taliban", "taliban"),
        ("Pakistani Taliban", "ttp"),
        ("Militants belonging to the Somali group al-Shabaab", "al-shabaab"),
        ("the Syrian Observatory for Human Rights", "sohr"),
        ("AFP", "afp"),
        ("US-led coalition", "us-led-coalition"),
        ("UN peacekeepers", "un-peacekeepers"),
        ("Houthi rebels", "houthis"),
        ("M23 rebels", "m23"),
        ("the Lord’s Resistance Army", "lra"),
        ("Sendero Luminoso", "shining-path"),
        ("FARC-EP guerrillas", "farc"),
        ("the president of the European Commission", "european-commission"),
        ("FATAH", "fatah"),
    ],
)
def test_named_groups_are_found(text, actor):
    assert resolve(text).actor_id == actor


@pytest.mark.parametrize("text", ["victims of Boko Haram", "hostages held by the ELN"])
def test_those_who_suffer_from_a_group_are_not_the_group(text):
    assert resolve(text).kind == "civilians"
    assert resolve(text).actor_id is None


def test_a_helper_in_a_compound_is_not_the_actor():
    assert who("Iranian-backed militiamen") == (None, "political militia", None)
    assert who("pro-Taliban fighters") == (None, "rebel group", None)
    assert resolve("anti-Houthi fighters").actor_id is None


def test_acronyms_that_are_words_must_stand_in_capitals():
    assert resolve("IS").actor_id == "islamic-state"
    assert resolve("WHO").actor_id == "who"
    for word in ("is", "who", "us", "Is"):
        assert resolve(word) is None


def test_who_held_an_office_does_not_stand_for_the_state():
    assert who("former Kenyan president") == (None, "person", "KE")


def test_an_office_of_one_state_is_not_read_for_another():
    assert resolve("Kenya's State Department").actor_id == "ke:government"
    assert resolve("the State Department").actor_id == "us:government"


def test_lands_and_peoples_are_not_governments():
    assert resolve("Gaza") is None or resolve("Gaza").kind != "government"
    assert who("Palestinians") == (None, "civilians", "PS")
    assert who("an Israeli") == (None, "civilians", "IL")


def test_the_focus_country_helps_bare_words_only():
    assert who("police", countries=["IQ"]) == ("iq:police", "state forces", "IQ")
    assert who("the government", countries=["SO", "KE"]) == ("so:government", "government", "SO")
    assert who("Turkish police", countries=["IQ"]) == ("tr:police", "state forces", "TR")
    assert who("Lagonda police", countries=["IQ"]) == (None, "state forces", None)
    assert who("Local police", countries=["IQ"]) == ("iq:police", "state forces", "IQ")
    assert who("villagers", countries=["IQ"]) == (None, "civilians", None)
    assert who("police") == (None, "state forces", None)


def test_what_is_no_actor_is_not_made_one():
    for text in ("", "...", "the front line", "tax revenues", "he"):
        assert resolve(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("police", "police"),
        ("a police chief", "police"),
        ("a Syrian military source", "military"),
        ("the Turkish Ministry of National Defense", "government"),
        ("a government spokesman", "government"),
        ("Iran", "government"),
        ("hospital officials", "hospital"),
        ("Palestinian medics", "hospital"),
        ("witnesses", "witness"),
        ("Residents of the old town", "witness"),
        ("the Taliban", "armed group"),
        ("a spokesman for the rebels", "armed group"),
        ("AFP", "agency"),
        ("state television", "media"),
        ("the state news agency", "agency"),
        ("Human Rights Watch", "ngo"),
        ("a local rights group", "ngo"),
        ("UN investigators", "international"),
        ("the opposition", "party"),
        ("anonymous sources", "unnamed"),
        ("Mara Lindqvist", "other"),
        ("", "other"),
    ],
)
def test_the_sort_of_speaker(text, kind):
    assert source_kind(text) == kind


@given(st.text(max_size=60))
def test_any_text_is_read_without_a_fault(text):
    match = resolve(text)
    assert match is None or (match.kind in KINDS and match.name)
    assert source_kind(text) in SOURCES


@given(st.lists(st.sampled_from(sorted(nouns())), min_size=1, max_size=3))
def test_every_noun_gives_a_kind_of_the_record(words):
    match = resolve(words[-1])
    assert match is None or match.kind in KINDS


def test_registry_gives_actors_by_id():
    registry = Registry.open()
    assert registry is Registry.open()
    hamas = registry.get("hamas")
    assert (hamas.name, hamas.kind, hamas.country) == ("Hamas", "rebel group", "PS")
    assert registry.get("nl:police").name == "Police Forces of the Netherlands"
    assert registry.get("no-such-actor") is None


def test_a_branch_of_no_state_is_refused():
    with pytest.raises(DataError, match="QQ"):
        state_branch("QQ", "military")
    with pytest.raises(DataError, match="bakery"):
        state_branch("IQ", "bakery")


def test_a_missing_registry_is_refused(tmp_path):
    with pytest.raises(DataError, match=r"training\.actors"):
        Registry(tmp_path / "none.sqlite")


def test_agents_are_well_formed():
    seen = set()
    for kind, sector, source, branch, names in rows(DATA / "agents.tsv", 5):
        assert set(filter(None, sector.split("|"))) <= set(sectors())
        assert kind.removeprefix("=") in KINDS
        assert source in SOURCES
        assert branch in branches() or not branch
        for name in names.split("|"):
            assert name not in seen, name
            seen.add(name)


def test_plurals_of_nouns_are_known():
    for plural in ("soldiers", "policemen", "policewomen", "parties", "agencies", "witnesses"):
        assert noun_for(plural) is not None


def test_countries_and_demonyms():
    table = list(rows(COUNTRIES, 4))
    assert len(table) == 250
    assert len({iso2 for iso2, *_ in table}) == 250
    assert country_forms()["iraqi"].iso2 == "IQ"
    assert country_forms()["iraqis"].people
    assert country_forms()["us"].iso2 == "US"
    assert country_forms()["drc"].iso2 == "CD"
    assert country_names()["US"] == "the United States"


def test_no_form_of_a_country_is_claimed_twice():
    owner = {}
    for iso2, country, demonyms, names in rows(COUNTRIES, 4):
        for form in filter(None, [country, *demonyms.split("|"), *names.split("|")]):
            assert owner.setdefault(key_of(form), iso2) == iso2, form


def test_a_row_with_missing_columns_is_refused(tmp_path):
    table = tmp_path / "broken.tsv"
    table.write_text("# a head\na\tb\n1\n", encoding="utf-8")
    with pytest.raises(DataError, match="row 1 has 1 columns, not 2"):
        list(rows(table, 2))
    with pytest.raises(DataError, match=r"none\.tsv"):
        list(rows(tmp_path / "none.tsv", 2))


def test_names_are_folded():
    assert fold("Da’esh") == "daesh"
    assert fold("U.S.") == "us"
    assert fold("Séléka") == "seleka"
    assert fold("Myanmar's") == "myanmar"
    assert key_of("The Al-Aqsa Martyrs' Brigades") == "al aqsa martyrs brigades"


def test_a_hyphen_holds_a_compound_together():
    words = words_of("US-led coalition")
    assert [word.compound for word in words] == [0, 0, 2]


NOT_ON_PATH = "training/ and evaluation/ are not on the path: python -m pytest in the repository"


@pytest.fixture
def measure():
    return pytest.importorskip("evaluation.actors", reason=NOT_ON_PATH)


def test_the_evaluation_reads_its_own_annotation_format(tmp_path, capsys, measure):
    text = "Police said two men fled. A baker denied it."
    event = {"source": [0, 6], "source_kind": "police"}
    other = {"source": [26, 33], "source_kind": "witness"}
    item = {"text": text, "events": [event, other, {"source": None, "source_kind": None}]}
    (tmp_path / "items.jsonl").write_text(json.dumps(item) + "\n", encoding="utf-8")
    found = list(measure.sources(tmp_path))
    assert found == [("police", "Police"), ("witness", "A baker")]
    measure.print_table([("police", "police"), ("witness", "other")])
    assert "all               1 of    2  0.500" in capsys.readouterr().out


# ------------------------------------------------------------------------------ whole classes


BODIES = {
    "{country}'s parliament": "legislature",
    "the parliament of {country}": "legislature",
    "the Supreme Court of {country}": "judiciary",
    "the Central Bank of {country}": "government",
    "the Finance Ministry of {country}": "government",
    "the police of {country}": "police",
}


@pytest.mark.parametrize(("phrase", "branch"), BODIES.items())
def test_bodies_by_their_generic_name_are_those_of_any_country(phrase, branch):
    wrong = {}
    for iso2, country in country_names().items():
        match = resolve(phrase.format(country=country))
        if match is None or match.actor_id != f"{iso2.lower()}:{branch}":
            wrong[country] = match and match.actor_id
    assert wrong == {}


@pytest.mark.parametrize(
    ("text", "kind", "country"),
    [
        ("Kurdish forces", "identity militia", "IQ"),
        ("Kurdish-led forces", "identity militia", "IQ"),
        ("Tigrayan troops", "identity militia", "ET"),
        ("Kurdish officials", "government", "IQ"),
        ("Iraqi forces", "state forces", "IQ"),
    ],
)
def test_forces_of_a_people_are_no_states(text, kind, country):
    match = resolve(text, countries=["IQ"])
    assert (match.kind, match.country) == (kind, country)
    assert match.actor_id is None or kind == "state forces"


@pytest.mark.parametrize("people", ["Hausa", "an Oromo", "Amhara", "Kurds"])
def test_a_people_alone_is_no_government(people):
    assert who(people)[:2] == (None, "civilians")


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Iran-backed militias in Yemen", "YE"),
        ("Iran-backed militias", None),
        ("a Damascus-based group", "SY"),
        ("a Kenyan-born cleric", None),
        ("Turkish-backed fighters", None),
    ],
)
def test_what_a_compound_says_of_a_helper_or_a_birthplace_is_not_whose_they_are(text, country):
    assert resolve(text).country == country


def test_a_group_of_many_countries_is_of_none_and_its_branch_of_one():
    assert who("Islamic State") == ("islamic-state", "rebel group", None)
    assert who("Islamic State of Iraq") == ("islamic-state-of-iraq", "rebel group", "IQ")


def test_a_name_of_one_word_needs_its_capital():
    assert resolve("Wagner").actor_id == "wagner"
    for word in ("dawn", "amnesty", "wagner", "petra"):
        match = resolve(word)
        assert match is None or match.actor_id is None, word


def test_a_small_town_tells_whose_its_police_are():
    assert who("Garowe police") == ("so:police", "state forces", "SO")
    assert who("Police in Garowe") == ("so:police", "state forces", "SO")
    assert who("Qxoville police") == (None, "state forces", None)


def test_the_package_is_light():
    code = "import sys, corroborate.grounding.actors as a; a.resolve; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"pydantic", "spacy", "numpy"}.isdisjoint(ran.stdout.split())
