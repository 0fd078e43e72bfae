import pytest
from coding_builders import parsed

from corroborate.coding import find_attributions
from corroborate.coding.attribution import phrase, rules

INDIRECT = (
    "Police/NOUN/2/nsubj said/VERB/0/root/say that/SCONJ/5/mark gunmen/NOUN/5/nsubj "
    "raided/VERB/2/ccomp/raid a/DET/7/det village/NOUN/5/obj ./PUNCT/2/punct"
)
DIRECT = (
    "''/PUNCT/3/punct We/PRON/3/nsubj attacked/VERB/8/ccomp/attack the/DET/5/det base/NOUN/3/obj "
    ",/PUNCT/3/punct ''/PUNCT/3/punct said/VERB/0/root/say the/DET/10/det "
    "spokesman/NOUN/8/nsubj ./PUNCT/8/punct"
)
TAG = (
    "A/DET/2/det bomb/NOUN/3/nsubj exploded/VERB/0/root/explode at/ADP/5/case noon/NOUN/3/obl "
    ",/PUNCT/8/punct police/NOUN/8/nsubj said/VERB/3/parataxis/say ./PUNCT/3/punct"
)
ACCORDING = (
    "Four/NUM/2/nummod farmers/NOUN/3/nsubj died/VERB/0/root/die ,/PUNCT/9/punct "
    "according/VERB/9/case to/ADP/5/fixed a/DET/9/det local/ADJ/9/amod official/NOUN/3/obl "
    "./PUNCT/3/punct"
)
HEARSAY = (
    "Rebels/NOUN/3/nsubj:pass are/AUX/3/aux:pass reported/VERB/0/root/report to/PART/6/mark "
    "have/AUX/6/aux fled/VERB/3/xcomp/flee the/DET/8/det town/NOUN/6/obj ./PUNCT/3/punct"
)


def told(*sentences):
    """Source, cue and content of all attributions, as words."""
    doc = parsed(*sentences)

    def words(span):
        return span and doc.text[span[0] : span[1]]

    return [
        (words(a.source), words(a.cue), [words(c) for c in a.content])
        for a in find_attributions(doc)
    ]


def test_indirect_speech_has_its_clause_as_content():
    assert told(INDIRECT) == [("Police", "said", ["that gunmen raided a village"])]


def test_direct_speech_is_the_content_though_it_stands_first():
    ((source, cue, content),) = told(DIRECT)
    assert (source, cue) == ("the spokesman", "said")
    assert len(content) == 1
    assert "We attacked the base" in content[0]


def test_a_tag_reports_the_rest_of_its_sentence_and_not_itself():
    ((source, cue, content),) = told(TAG)
    assert (source, cue) == ("police", "said")
    assert content[0] == "A bomb exploded at noon"
    assert not any("police" in piece for piece in content)


def test_according_to_names_the_source_without_the_preposition():
    ((source, cue, content),) = told(ACCORDING)
    assert (source, cue) == ("a local official", "according")
    assert content[0].startswith("Four farmers died")
    assert not any("official" in piece for piece in content)


def test_according_to_may_open_the_sentence():
    opening = (
        "According/VERB/3/case to/ADP/1/fixed witnesses/NOUN/6/obl ,/PUNCT/6/punct "
        "houses/NOUN/6/nsubj burned/VERB/0/root/burn ./PUNCT/6/punct"
    )
    ((source, cue, content),) = told(opening)
    assert (source, cue) == ("witnesses", "According")
    assert any("houses burned" in piece for piece in content)


def test_a_passive_of_hearsay_is_a_cue_without_a_source():
    ((source, cue, content),) = told(HEARSAY)
    assert (source, cue) == (None, "reported")
    assert content == ["to have fled the town"]


def test_it_is_nobody():
    sentence = (
        "It/PRON/2/nsubj says/VERB/0/root/say troops/NOUN/4/nsubj left/VERB/2/ccomp/leave "
        "./PUNCT/2/punct"
    )
    assert told(sentence) == [(None, "says", ["troops left"])]


def test_an_adverb_of_hearsay_covers_its_clause():
    sentence = "Gunmen/NOUN/3/nsubj reportedly/ADV/3/advmod fled/VERB/0/root/flee ./PUNCT/3/punct"
    assert told(sentence) == [(None, "reportedly", ["Gunmen reportedly fled."])]


@pytest.mark.parametrize(
    "sentence",
    [
        # no verb of saying
        (
            "Police/NOUN/2/nsubj saw/VERB/0/root/see gunmen/NOUN/4/nsubj "
            "flee/VERB/2/ccomp/flee ./PUNCT/2/punct"
        ),
        # nothing is said
        "Police/NOUN/2/nsubj said/VERB/0/root/say nothing/PRON/2/obj ./PUNCT/2/punct",
        # a noun of saying
        "The/DET/2/det report/NOUN/0/root/report",
    ],
)
def test_no_attribution_without_speaker_and_speech(sentence):
    assert told(sentence) == []


def test_attributions_come_in_the_order_of_the_text():
    assert [cue for _, cue, _ in told(TAG, INDIRECT, HEARSAY)] == ["said", "said", "reported"]


def test_speech_within_speech_gives_two():
    nested = (
        "Officials/NOUN/2/nsubj confirmed/VERB/0/root/confirm "
        "that/SCONJ/5/mark villagers/NOUN/5/nsubj "
        "said/VERB/2/ccomp/say rebels/NOUN/7/nsubj came/VERB/5/ccomp/come ./PUNCT/2/punct"
    )
    assert told(nested) == [
        ("Officials", "confirmed", ["that villagers said rebels came"]),
        ("villagers", "said", ["rebels came"]),
    ]


def test_a_source_is_named_without_its_relative_clause():
    doc = parsed(
        "A/DET/2/det doctor/NOUN/9/nsubj ,/PUNCT/5/punct who/PRON/5/nsubj left/VERB/2/acl:relcl "
        "the/DET/7/det town/NOUN/5/obj ,/PUNCT/5/punct spoke/VERB/0/root"
    )
    start, end = phrase(doc[1])
    assert doc.text[start:end] == "A doctor"


def test_the_table_holds_lemmas_in_lower_case():
    verbs = rules()["verbs"]["say"]
    assert all(v == v.lower() for v in verbs)
    assert len(verbs) == len(set(verbs))
