import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.errors import DataError, UnknownTypeError
from corroborate.ontology import load
from corroborate.ontology.conditions import Circumstances, Condition, condition_from
from corroborate.ontology.loader import DATA, read_schemes, read_types
from corroborate.ontology.types import NONE

GUIDELINE_TYPES = [
    "clash",
    "territory_taken",
    "territory_regained",
    "air_strike",
    "shelling",
    "bombing",
    "suicide_bombing",
    "grenade",
    "chemical_attack",
    "armed_attack",
    "execution",
    "abduction",
    "sexual_violence",
    "destruction",
    "mob_violence",
    "weapons_disrupted",
    "protest",
    "protest_dispersed",
    "protest_attacked",
    "riot",
    "deployment",
    "withdrawal",
    "surrender",
    "siege",
    "territory_transferred",
    "base_established",
    "arrest",
    "release",
    "prison_break",
    "displacement",
    "emergency_measure",
    "coup",
    "extortion",
    "group_change",
    "agreement",
    "talks",
    "aid",
    "support",
    "concession",
    "request",
    "accusation",
    "rejection",
    "threat",
    "sanction",
    "denial",
    "responsibility_claim",
    "offer",
    "legal_action",
    "investigation",
    "other_event",
]
TYPES = sorted(load().types)
KINDS = ["state forces", "rebel group", "political militia", "civilians", "protesters", "unknown"]


def sub_event(name, **given):
    code = load().codes(name, **given).acled
    return code and code.sub_event_type


def mode(name, **given):
    code = load().codes(name, **given).plover
    return code and (code.event, code.mode)


def test_every_type_of_the_guidelines_exists():
    assert set(GUIDELINE_TYPES) == set(TYPES)


def test_an_unknown_type_is_refused():
    for call in (load().get, load().family, load().codes):
        with pytest.raises(UnknownTypeError, match="picnic"):
            call("picnic")
    with pytest.raises(UnknownTypeError):
        load().compatibility("clash", "picnic")


def reachable(scheme):
    """Codes that some type gives, its own or by a rule that its words and kinds can fulfil."""
    codes = set()
    for name, event_type in load().types.items():
        for rule in [None, *event_type.rules]:
            given = fulfil(rule.when) if rule else {}
            codes.add(getattr(load().codes(name, **given), scheme))
    return codes - {None}


def fulfil(when):
    words = [*when.words[:1], *when.trigger_words[:1]]
    return {
        "trigger": " ".join(words).replace("*", ""),
        "instrument": " ".join(when.instrument_words[:1]).replace("*", ""),
        "agent_kinds": [*when.agent_kinds[:1], *when.side_kinds[:1], *when.all_kinds[:1]],
        "target_kinds": when.target_kinds[:1],
    }


def test_every_acled_sub_event_type_is_reachable():
    names = {code.sub_event_type for code in reachable("acled")}
    assert names == set(load().schemes.sub_events)
    assert len(names) == 25


def test_every_plover_event_is_reachable():
    assert {code.event for code in reachable("plover")} == set(load().schemes.plover)
    assert len(load().schemes.plover) == 16


def test_every_plover_mode_is_reachable():
    every = {(event, m) for event, modes in load().schemes.plover.items() for m in modes}
    assert every - {(code.event, code.mode) for code in reachable("plover")} == set()


def test_every_rule_can_be_fulfilled_and_some_rule_is_not_hidden_by_the_ones_above():
    hidden = []
    for name, event_type in load().types.items():
        for rule in event_type.rules:
            given = fulfil(rule.when)
            codes = load().codes(name, **given)
            got = {
                "acled": codes.acled and codes.acled.sub_event_type,
                "plover": codes.plover
                and "/".join(filter(None, [codes.plover.event, codes.plover.mode])),
                "cameo": codes.cameo,
            }
            wanted = {s: getattr(rule, s) for s in got if getattr(rule, s)}
            if not any(got[s] == (None if code == NONE else code) for s, code in wanted.items()):
                hidden.append((name, rule))
    assert hidden == []


def test_acled_codes_carry_event_and_disorder_type():
    code = load().codes("protest_attacked").acled
    assert code.event_type == "Protests"
    assert code.disorder_type == "Political violence; Demonstrations"


@pytest.mark.parametrize("stance", ["planned", "threatened", "requested", "denied", "hypothetical"])
def test_acled_and_ucdp_code_only_what_happened(stance):
    codes = load().codes(
        "clash", agent_kinds=["state forces"], target_kinds=["rebel group"], stance=stance
    )
    assert codes.acled is None
    assert codes.ucdp.type_of_violence is None
    assert codes.plover.event == "ASSAULT"


@pytest.mark.parametrize("name", [n for n, t in load().types.items() if t.speech])
def test_acled_and_ucdp_have_no_speech_acts(name):
    codes = load().codes(name, agent_kinds=["rebel group"], target_kinds=["civilians"])
    assert codes.acled is None
    assert codes.ucdp.type_of_violence is None


def test_an_attack_on_the_armed_is_an_armed_clash():
    assert sub_event("armed_attack", target_kinds=["state forces"]) == "Armed clash"
    assert sub_event("armed_attack", target_kinds=["civilians"]) == "Attack"
    assert sub_event("armed_attack") == "Attack"


def test_an_arrest_by_a_group_that_is_no_state_is_an_abduction():
    assert sub_event("arrest", agent_kinds=["rebel group"]) == "Abduction/forced disappearance"
    assert sub_event("arrest", agent_kinds=["state forces"]) == "Arrests"


def test_weapons_decide_the_mode():
    assert mode("armed_attack", trigger="shot dead") == ("ASSAULT", "firearms")
    assert mode("armed_attack", instrument="a machete") == ("ASSAULT", "primitive")
    assert mode("armed_attack", trigger="assassinated", instrument="rifle") == (
        "ASSAULT",
        "targeted",
    )
    assert mode("air_strike", instrument="an armed drone") == ("ASSAULT", "drone")
    assert mode("air_strike", trigger="air strike") == ("ASSAULT", "aerial")
    assert mode("shelling", instrument="mortars") == ("ASSAULT", "heavy-weapons")


def test_a_word_is_matched_whole():
    assert mode("armed_attack", trigger="slingshot") == ("ASSAULT", None)


@pytest.mark.parametrize(
    ("agents", "targets", "expected"),
    [
        (["state forces"], ["rebel group"], 1),
        (["external forces"], ["state forces"], 1),
        (["rebel group"], ["political militia"], 2),
        (["rebel group"], ["civilians"], 3),
        (["state forces"], ["civilians"], 3),
        (["state forces"], ["civilians", "rebel group"], 1),
        (["civilians"], ["rebel group"], None),
        (["unknown"], ["civilians"], None),
        ([], ["civilians"], None),
        (["rebel group"], [], None),
    ],
)
def test_ucdp_type_of_violence_follows_the_sides(agents, targets, expected):
    codes = load().codes("armed_attack", agent_kinds=agents, target_kinds=targets)
    assert codes.ucdp.type_of_violence == expected


def test_sides_of_a_clash_may_come_in_any_order():
    for agents, targets in [("civilians", "rebel group"), ("rebel group", "civilians")]:
        codes = load().codes("clash", agent_kinds=[agents], target_kinds=[targets])
        assert codes.ucdp.type_of_violence == 3


@given(
    st.sampled_from(TYPES),
    st.text(max_size=40),
    st.lists(st.sampled_from(KINDS)),
    st.lists(st.sampled_from(KINDS)),
)
def test_codes_are_always_well_formed(name, words, agents, targets):
    codes = load().codes(name, trigger=words, agent_kinds=agents, target_kinds=targets)
    schemes = load().schemes
    assert codes.acled is None or codes.acled.sub_event_type in schemes.sub_events
    assert codes.cameo is None or codes.cameo in schemes.cameo
    if codes.plover and codes.plover.mode:
        assert codes.plover.mode in schemes.plover[codes.plover.event]


def test_compatibility_is_symmetric_and_between_0_and_1():
    for a, b in itertools.product(TYPES, TYPES):
        value = load().compatibility(a, b)
        assert 0 <= value <= 1
        assert value == load().compatibility(b, a)
        assert (value == 1) == (a == b)


def test_compatibility_orders_what_may_be_one_event():
    ontology = load()
    assert ontology.compatibility("bombing", "suicide_bombing") > 0.5
    assert ontology.compatibility("bombing", "suicide_bombing") > ontology.compatibility(
        "air_strike", "suicide_bombing"
    )
    assert ontology.compatibility("threat", "bombing") == 0
    assert ontology.family("bombing") == ontology.family("clash") != ontology.family("threat")


def test_titles_leave_out_what_is_not_known():
    bombing, clash = load().get("bombing"), load().get("clash")
    assert bombing.titled(place="Qarnah") == "Bombing in Qarnah"
    assert bombing.titled(target="a market", place="Qarnah") == "Bombing of a market in Qarnah"
    assert bombing.titled(place=None, target="") == "Bombing"
    assert clash.titled(sides="army and rebels") == "Clash between army and rebels"


@pytest.mark.parametrize("name", TYPES)
def test_a_bare_title_is_a_phrase(name):
    event_type = load().get(name)
    assert event_type.titled()
    assert event_type.label[0].isupper()
    assert "{" not in event_type.titled(place="P", perpetrator="A", target="B", sides="A and B")


def test_a_condition_with_a_misspelt_key_is_refused():
    with pytest.raises(DataError, match="agent_kind"):
        condition_from({"agent_kind": ["rebel group"]}, "clash")
    with pytest.raises(DataError, match="words"):
        condition_from({"words": "shot"}, "clash")


def test_only_known_kinds_count_for_all_kinds():
    when = Condition(all_kinds=("civilians",))
    assert when.holds(Circumstances(agent_kinds=frozenset({"civilians", "unknown"})))
    assert not when.holds(Circumstances(agent_kinds=frozenset({"unknown"})))
    assert not when.holds(Circumstances(agent_kinds=frozenset({"civilians", "rebel group"})))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('acled = "Armed clash"', 'acled = "Armed clsh"', "Armed clsh"),
        ('plover = "PROTEST/demo"', 'plover = "PROTEST/sing"', "PROTEST/sing"),
        ('cameo = "141"', 'cameo = "999"', "999"),
        ('family = "territory"', 'family = "terrain"', "terrain"),
        ("{sides}", "{parties}", "parties"),
        ("suicide_bombing = 0.85", "suicide_bombing = 1.85", "outside"),
        ("suicide_bombing = 0.85", "bombing = 0.85", "bombing"),
        ("suicide_bombing = 0.85", "clash = 0.85", "twice"),
        ("side_kinds", "sides_kinds", "sides_kinds"),
        ('use = ["means"]', 'use = ["ends"]', "ends"),
        ("symmetric = true", "symetric = true", "symetric"),
        ("[types.clash]", "[types.clash", "types.toml"),
    ],
)
def test_a_malformed_data_file_is_refused_with_its_reason(tmp_path, old, new, message):
    text = (DATA / "types.toml").read_text(encoding="utf-8")
    assert old in text
    head, rest = text.split("[families]", 1)
    broken = tmp_path / "types.toml"
    broken.write_text(head + "[families]" + rest.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError, match=message):
        read_types(read_schemes(), broken)
