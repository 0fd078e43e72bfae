"""Stance by grammar, and standing by remark."""

import pytest
from coding_builders import event, parsed, report, span

from corroborate.coding.veridicality import judged
from corroborate.coding.verification import remarks, standing, verification_of

CALM = (
    "The/DET/2/det army/NOUN/3/nsubj deployed/VERB/0/root/deploy troops/NOUN/3/obj ./PUNCT/3/punct"
)
NO_TROOPS = (
    "No/DET/2/det troops/NOUN/5/nsubj:pass will/AUX/5/aux be/AUX/5/aux:pass "
    "deployed/VERB/0/root/deploy ./PUNCT/5/punct"
)
WILL = (
    "Troops/NOUN/4/nsubj:pass will/AUX/4/aux be/AUX/4/aux:pass "
    "deployed/VERB/0/root/deploy ./PUNCT/4/punct"
)
CANNOT = (
    "Troops/NOUN/5/nsubj:pass can/AUX/5/aux not/PART/5/advmod be/AUX/5/aux:pass "
    "deployed/VERB/0/root/deploy ./PUNCT/5/punct"
)
MIGHT = (
    "Troops/NOUN/4/nsubj:pass might/AUX/4/aux be/AUX/4/aux:pass "
    "deployed/VERB/0/root/deploy ./PUNCT/4/punct"
)
NEVER = (
    "Troops/NOUN/4/nsubj:pass were/AUX/4/aux:pass never/ADV/4/advmod deployed/VERB/0/root/deploy"
)
IF = (
    "If/SCONJ/4/mark troops/NOUN/4/nsubj:pass are/AUX/4/aux:pass deployed/VERB/7/advcl/deploy "
    ",/PUNCT/4/punct rebels/NOUN/7/nsubj flee/VERB/0/root/flee"
)
WANTED = (
    "The/DET/2/det plan/NOUN/0/root/plan to/PART/4/mark "
    "deployed/VERB/2/acl/deploy troops/NOUN/4/obj"
)
STANCES = [
    (CALM, "asserted"),
    (NO_TROOPS, "denied"),
    (WILL, "planned"),
    (CANNOT, "denied"),
    (MIGHT, "hypothetical"),
    (NEVER, "denied"),
    (IF, "hypothetical"),
    (WANTED, "planned"),
]
PREVENT = (
    "Police/NOUN/3/nsubj:pass were/AUX/3/aux:pass deployed/VERB/0/root/deploy to/PART/5/mark "
    "prevent/VERB/3/advcl/prevent attacks/NOUN/5/obj/attack ./PUNCT/3/punct"
)


@pytest.mark.parametrize(("sentence", "stance"), STANCES)
def test_grammar_gives_the_stance(sentence, stance):
    doc = parsed(sentence)
    (found,) = judged(report(doc, event(doc, "deployed", "deployment")))
    assert found.stance == stance


def test_what_is_to_be_prevented_is_no_event_but_the_preventing_is():
    doc = parsed(PREVENT)
    events = (event(doc, "deployed", "deployment"), event(doc, "attacks", "armed_attack"))
    assert [(m.type, m.stance) for m in judged(report(doc, *events))] == [
        ("deployment", "asserted")
    ]


def test_details_of_an_event_are_no_second_event():
    doc = parsed(
        "Details/NOUN/5/nsubj of/ADP/4/case the/DET/4/det attack/NOUN/1/nmod emerged/VERB/0/root"
    )
    assert judged(report(doc, event(doc, "attack", "armed_attack"))) == ()


def test_a_feared_event_is_hypothetical():
    doc = parsed("Fears/NOUN/4/nsubj/fear of/ADP/3/case shelling/NOUN/1/nmod grew/VERB/0/root/grow")
    (found,) = judged(report(doc, event(doc, "shelling", "shelling")))
    assert found.stance == "hypothetical"


def test_without_denies_the_noun_after_it():
    doc = parsed(
        "Rebels/NOUN/2/nsubj left/VERB/0/root/leave without/ADP/5/case a/DET/5/det fight/NOUN/2/obl"
    )
    (found,) = judged(report(doc, event(doc, "fight", "clash")))
    assert found.stance == "denied"


@pytest.mark.parametrize("stance", ["asserted", "planned", "requested", "threatened", "denied"])
def test_what_is_negated_is_denied_whatever_the_language_layer_took_it_for(stance):
    doc = parsed(NO_TROOPS)
    (found,) = judged(report(doc, event(doc, "deployed", "deployment", stance=stance)))
    assert found.stance == "denied"


@pytest.mark.parametrize("stance", ["planned", "requested", "threatened"])
def test_a_stance_the_language_layer_gave_is_kept_under_a_modal(stance):
    doc = parsed("Troops/NOUN/3/nsubj could/AUX/3/aux leave/VERB/0/root soon/ADV/3/advmod")
    (found,) = judged(report(doc, event(doc, "leave", "withdrawal", stance=stance)))
    assert found.stance == stance


def test_an_operator_outside_the_clause_does_not_reach_in():
    doc = parsed(
        "Police/NOUN/4/nsubj will/AUX/4/aux not/PART/4/advmod say/VERB/0/root/say who/PRON/6/nsubj "
        "raided/VERB/4/ccomp/raid the/DET/8/det shop/NOUN/6/obj"
    )
    (found,) = judged(report(doc, event(doc, "raided", "armed_attack")))
    assert found.stance == "asserted"


def test_an_auxiliary_counts_though_the_trigger_happens_to_hold_its_letters():
    doc = parsed(
        "Talks/NOUN/4/nsubj:pass can/AUX/4/aux be/AUX/4/aux:pass cancelled/VERB/0/root/cancel"
    )
    (found,) = judged(report(doc, event(doc, "cancelled", "rejection")))
    assert found.stance == "hypothetical"


# ------------------------------------------------------------------------------ verification

RAID = "Gunmen killed nine farmers in a raid."
UNVERIFIED = "The figure could not be independently verified."


def remarked(*sentences, **fields):
    doc = parsed(*sentences)
    mention = event(doc, "killed", "armed_attack", **fields)
    document = report(doc, mention)
    found = verification_of(mention, document, remarks(document))
    return found and (found[0], document.words(found[1]))


def test_a_remark_in_the_sentence_after_speaks_of_the_event():
    status, words = remarked(RAID, UNVERIFIED)
    assert status == "unconfirmed"
    assert words in UNVERIFIED
    assert "verif" in words


def test_a_remark_before_does_not_speak_of_what_comes():
    assert remarked(UNVERIFIED, RAID) is None


def test_a_sentence_that_does_not_refer_back_is_no_remark():
    assert remarked(RAID, "Schools could not be confirmed as open.") is None


def test_a_remark_speaks_of_the_last_sentence_with_an_event_alone():
    doc = parsed("Gunmen killed nine farmers.", "Soldiers raided a camp.", UNVERIFIED)
    killed = event(doc, "killed", "armed_attack")
    raided = event(doc, "raided", "armed_attack")
    document = report(doc, killed, raided)
    later = remarks(document)
    assert verification_of(killed, document, later) is None
    assert verification_of(raided, document, later)[0] == "unconfirmed"


def test_a_remark_taken_for_an_event_by_the_language_layer_is_a_remark_still():
    doc = parsed(RAID, UNVERIFIED)
    killed = event(doc, "killed", "armed_attack")
    document = report(doc, killed, event(doc, "verified", "investigation"))
    assert verification_of(killed, document, remarks(document))[0] == "unconfirmed"


def test_the_language_layers_view_points_at_words_of_its_sentence_where_there_are_any():
    allegedly = "Gunmen allegedly killed nine farmers."
    assert remarked(allegedly, verification="alleged") == ("alleged", "allegedly")
    assert remarked(RAID, verification="alleged") == ("alleged", "killed")
    assert remarked(RAID) is None


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The toll has not been confirmed.", "unconfirmed"),
        ("There was no independent confirmation.", "unconfirmed"),
        ("It was not immediately clear whether anyone was hurt.", "unconfirmed"),
        ("The account is disputed by residents.", "disputed"),
        ("The footage was geolocated to the bridge.", "authenticated"),
        ("A second official confirmed the toll.", "confirmed"),
        ("The purported video shows a convoy.", "alleged"),
        ("The market opened at noon.", None),
    ],
)
def test_words_of_standing(sentence, status):
    doc = parsed(sentence)
    found = standing(report(doc), span(doc, doc.text))
    assert (found and found[0]) == status
