import pytest
from coding_builders import event, parsed, report, span
from hypothesis import given
from hypothesis import strategies as st

from corroborate.coding.casualties import trailing_tolls
from corroborate.coding.tolls import counts_of
from corroborate.language.layers import Argument
from corroborate.ontology import load

KINDS = {"soldiers": "state forces", "rebels": "rebel group", "farmers": "civilians"}


def kind_in(doc):
    """What sort of actor words name, by the noun in them."""

    def kind_of(at):
        words = doc.text[at[0] : at[1]].split()
        return next((KINDS[w] for w in words if w in KINDS), "unknown")

    return kind_of


def counted(sentence, trigger, name="armed_attack", trailing=(), **roles):
    doc = parsed(sentence)
    mention = event(doc, trigger, name, **roles)
    return counts_of(mention, report(doc, mention), kind_in(doc), trailing)


def bounds(count):
    return count and (count.low, count.best, count.high)


def test_a_count_keeps_its_words_and_bounds():
    found = counted("At least 21 farmers were killed.", "killed", killed="At least 21 farmers")
    assert bounds(found.killed) == (21, 21, None)
    assert found.killed.text == "At least 21 farmers"
    assert found.killed.span == (0, 19)
    assert found.killed.by_side == {"civilians": 21}


def test_kinds_are_kept_apart():
    found = counted(
        "A raid killed two rebels and hurt nine farmers.",
        "raid",
        killed="two rebels",
        wounded="nine farmers",
    )
    assert {kind: count.best for kind, count in found.items()} == {"killed": 2, "wounded": 9}


def test_parts_add_up_and_split_by_side():
    found = counted(
        "The raid killed four soldiers, two farmers.",
        "raid",
        killed=["four soldiers", "two farmers"],
    )
    assert bounds(found.killed) == (6, 6, 6)
    assert found.killed.by_side == {"state forces": 4, "civilians": 2}
    assert found.killed.text == "four soldiers, two farmers"


def test_a_bound_that_one_part_leaves_open_stays_open():
    found = counted(
        "The raid killed at least four soldiers, two farmers.",
        "raid",
        killed=["at least four soldiers", "two farmers"],
    )
    assert bounds(found.killed) == (6, 6, None)


def test_what_is_included_is_not_added():
    found = counted(
        "The raid killed twelve people, including three soldiers.",
        "raid",
        killed=["twelve people", "three soldiers"],
    )
    assert bounds(found.killed) == (12, 12, 12)
    assert found.killed.text == "twelve people"
    assert found.killed.by_side == {"state forces": 3}


def test_of_whom_makes_a_part():
    found = counted(
        "The battle killed 112 people, 37 of whom were soldiers.",
        "battle",
        "clash",
        killed=["112 people", "37"],
    )
    assert bounds(found.killed) == (112, 112, 112)


def test_of_several_counts_one_as_large_as_the_rest_is_the_total():
    found = counted(
        "Ten people died in the raid: six rebels, four soldiers.",
        "raid",
        killed=["Ten people", "six rebels", "four soldiers"],
    )
    assert bounds(found.killed) == (10, 10, 10)
    assert found.killed.by_side == {"armed group": 6, "state forces": 4}


def test_parts_without_a_whole_are_added_all_the_same():
    found = counted("Among them two farmers, raided.", "raided", killed="two farmers")
    assert bounds(found.killed) == (2, 2, 2)


def test_the_number_of_those_it_is_done_to_counts_by_the_word_of_the_deed():
    assert bounds(
        counted("Rebels killed five farmers.", "killed", patient="five farmers").killed
    ) == (5, 5, 5)
    hurt = counted("Rebels wounded five farmers.", "wounded", patient="five farmers")
    assert (hurt.killed, bounds(hurt.wounded)) == (None, (5, 5, 5))
    raided = counted("Rebels raided five farmers.", "raided", patient="five farmers")
    assert raided.items() == []


@pytest.mark.parametrize(
    ("sentence", "trigger", "name", "role", "kind"),
    [
        ("Rebels seized 28 drivers.", "seized", "abduction", "patient", "abducted"),
        ("Police held 28 drivers.", "held", "arrest", "patient", "detained"),
        ("Rebels freed 28 drivers.", "freed", "release", "patient", "released"),
        ("War drove out 28 drivers.", "drove out", "displacement", "patient", "displaced"),
        ("A march of 28 drivers began.", "march", "protest", "agent", "participants"),
    ],
)
def test_the_number_in_a_role_counts_by_the_type_of_the_event(sentence, trigger, name, role, kind):
    found = counted(sentence, trigger, name, **{role: "28 drivers"})
    assert [(k, bounds(c)) for k, c in found.items()] == [(kind, (28, 28, 28))]


def test_people_without_a_number_are_not_counted():
    assert counted("Rebels killed farmers.", "killed", patient="farmers").items() == []
    assert counted("Rebels killed many farmers.", "killed", killed="many farmers").items() == []


def test_none_is_a_number():
    found = counted("No casualties followed the raid.", "raid", killed="No casualties")
    assert bounds(found.killed) == (0, 0, 0)


def test_a_toll_of_its_own_sentence_gives_way_to_the_events_own():
    sentence = "The raid killed two farmers, hurt nine soldiers."
    doc = parsed(sentence)
    later = [
        Argument("wounded", span(doc, "nine soldiers")),
        Argument("killed", span(doc, "nine soldiers")),
    ]
    found = counted(sentence, "raid", trailing=later, killed="two farmers")
    assert (found.killed.best, found.wounded.best) == (2, 9)


@given(st.lists(st.integers(min_value=1, max_value=500), min_size=1, max_size=4))
def test_whatever_the_parts_the_sum_lies_between_the_largest_and_all(values):
    phrases = [
        f"{v} {noun}"
        for v, noun in zip(values, ["soldiers", "rebels", "farmers", "men"], strict=False)
    ]
    found = counted(f"The raid killed {', '.join(phrases)}.", "raid", killed=phrases)
    assert max(values) <= found.killed.best <= sum(values)


# ------------------------------------------------------------- tolls in a sentence of their own

RAID = "Gunmen raided a camp."
INJURED = (
    "Twelve/NUM/2/nummod others/NOUN/4/nsubj:pass were/AUX/4/aux:pass injured/VERB/0/root/injure "
    "./PUNCT/4/punct"
)
DIED = "Two/NUM/2/nummod nurses/NOUN/3/nsubj died/VERB/0/root/die ./PUNCT/3/punct"
KILLER = (
    "Two/NUM/2/nummod men/NOUN/3/nsubj killed/VERB/0/root/kill cattle/NOUN/3/obj ./PUNCT/3/punct"
)


def trailing(*sentences, name="armed_attack"):
    doc = parsed(*sentences)
    document = report(doc, event(doc, "raided", name))
    found = trailing_tolls(document, load())
    return {i: [(a.role, document.words(a.span)) for a in tolls] for i, tolls in found.items()}


def test_a_toll_told_after_a_deed_is_its_own():
    assert trailing(RAID, INJURED) == {0: [("wounded", "Twelve others")]}
    assert trailing(RAID, DIED, INJURED) == {
        0: [("killed", "Two nurses"), ("wounded", "Twelve others")]
    }


def test_a_toll_is_not_carried_far_or_back_or_to_a_peaceful_event():
    assert trailing(RAID, "Shops closed.", "Roads closed.", INJURED) == {}
    assert trailing(INJURED, RAID) == {}
    assert trailing(RAID, INJURED, name="talks") == {}


def test_those_who_kill_are_not_counted_as_killed():
    assert trailing(RAID, KILLER) == {}


def test_a_sentence_with_an_event_of_its_own_keeps_its_toll():
    doc = parsed(RAID, INJURED)
    document = report(doc, event(doc, "raided", "armed_attack"), event(doc, "injured", "bombing"))
    assert trailing_tolls(document, load()) == {}


def test_a_toll_goes_to_the_last_deed_before_it():
    doc = parsed(RAID, "A bomb exploded.", INJURED)
    document = report(doc, event(doc, "raided", "armed_attack"), event(doc, "exploded", "bombing"))
    assert list(trailing_tolls(document, load())) == [1]


def test_rival_figures_are_a_range_and_never_a_sum():
    doc = parsed("Police said 12 people died in the blast, while doctors gave 20.")
    document = report(
        doc, event(doc, "blast", "bombing", killed=["12 people", "20"]), published="2031-03-05"
    )
    killed = counts_of(document.events[0], document, lambda span: "civilians").killed
    assert (killed.low, killed.best, killed.high) == (12, None, 20)
