from datetime import date

import pytest
from coding_builders import PUBLISHED, event, parsed, report, span

from corroborate.coding import scene_place
from corroborate.coding.scene_place import place_of
from corroborate.coding.scene_time import date_of
from corroborate.coding.spans import overlaps
from corroborate.model import ClaimDate, ClaimPlace

TUESDAY = date(2031, 3, 4)
MONDAY = date(2031, 3, 3)
KILLS = (
    "A/DET/2/det bomb/NOUN/3/nsubj kills/VERB/0/root/kill/Tense=Pres|VerbForm=Fin six/NUM/5/nummod "
    "people/NOUN/3/obj ./PUNCT/3/punct"
)
KILLED = KILLS.replace("kills/VERB/0/root/kill/Tense=Pres", "killed/VERB/0/root/kill/Tense=Past")
CLAIMS = (
    "The/DET/2/det group/NOUN/3/nsubj claims/VERB/0/root/claim/Tense=Pres|VerbForm=Fin "
    "responsibility/NOUN/3/obj for/ADP/7/case the/DET/7/det attack/NOUN/4/nmod ./PUNCT/3/punct"
)


def dated(doc, *mentions, of=0, published=PUBLISHED):
    """The date of the mention at ``of``, and its words."""
    found = date_of([mentions[of]], report(doc, *mentions, published=published))
    return found.start, found.end, found.text


def test_the_events_own_time_word_goes_before_others():
    doc = parsed("Gunmen raided a camp on Monday after talks on Tuesday.")
    raid = event(doc, "raided", "armed_attack", time="Monday")
    assert dated(doc, raid) == (MONDAY, MONDAY, "Monday")


def test_a_time_that_belongs_to_nothing_else_in_the_sentence_is_the_events():
    doc = parsed("Gunmen raided a camp on Tuesday.")
    assert dated(doc, event(doc, "raided", "armed_attack")) == (TUESDAY, TUESDAY, "Tuesday")


def test_another_events_time_is_not_taken_where_the_sentence_has_two():
    doc = parsed("Gunmen raided a camp on Monday, soldiers came on Tuesday, people fled.")
    raid = event(doc, "raided", "armed_attack", time="Monday")
    came = event(doc, "came", "deployment", time="Tuesday")
    fled = event(doc, "fled", "displacement")
    assert dated(doc, raid, came, fled, of=2) == (None, None, None)


def test_the_only_time_of_a_sentence_is_shared_but_not_with_the_background():
    doc = parsed("Gunmen raided a camp on Monday and people fled.")
    raid = event(doc, "raided", "armed_attack", time="Monday")
    fled = event(doc, "fled", "displacement")
    known = event(doc, "fled", "displacement", when="background")
    assert dated(doc, raid, fled, of=1) == (MONDAY, MONDAY, "Monday")
    assert dated(doc, raid, known, of=1) == (None, None, None)


def test_of_two_free_times_the_more_exact_is_taken():
    doc = parsed("In March 2030 gunmen raided a camp, on 7 March 2030.")
    day = date(2030, 3, 7)
    assert dated(doc, event(doc, "raided", "armed_attack"))[:2] == (day, day)


def test_the_date_is_that_of_the_nearest_mention_in_the_chain_that_has_one():
    doc = parsed("A bomb exploded on Monday.", "The blast killed two.", "The attack was big.")
    exploded = event(doc, "exploded", "bombing")
    blast, attack = event(doc, "blast", "bombing"), event(doc, "attack", "bombing")
    document = report(doc, exploded, blast, attack)
    assert date_of([attack, blast, exploded], document).start == MONDAY
    assert date_of([attack, blast], document) == ClaimDate()


def test_the_span_of_a_date_carries_its_words():
    doc = parsed("Gunmen raided a camp on Tuesday.")
    raid = event(doc, "raided", "armed_attack")
    found = date_of([raid], report(doc, raid))
    assert found.span == span(doc, "Tuesday")
    assert (found.precision, found.acled_precision, found.ucdp_precision) == ("day", 1, 1)


# ------------------------------------------------------------------------- the news present


def test_the_present_of_news_is_of_the_day_of_publication_or_the_one_before():
    doc = parsed(KILLS)
    assert dated(doc, event(doc, "kills", "bombing")) == (TUESDAY, PUBLISHED, "kills")


@pytest.mark.parametrize("fields", [{"stance": "planned"}, {"when": "background"}])
def test_only_what_is_told_as_news_has_its_date_from_the_present(fields):
    doc = parsed(KILLS)
    assert dated(doc, event(doc, "kills", "bombing", **fields)) == (None, None, None)


def test_without_a_day_of_publication_nothing_is_put_in():
    doc = parsed(KILLS)
    assert dated(doc, event(doc, "kills", "bombing"), published=None) == (None, None, None)
    doc = parsed("Gunmen raided a camp on Tuesday.")
    raid = event(doc, "raided", "armed_attack", time="Tuesday")
    assert dated(doc, raid, published=None) == (None, None, None)


def test_a_past_tense_without_a_time_gives_no_date():
    doc = parsed(KILLED)
    assert dated(doc, event(doc, "killed", "bombing")) == (None, None, None)


def test_the_present_of_a_claim_does_not_date_the_deed_that_is_claimed():
    doc = parsed(CLAIMS)
    claims = event(doc, "claims", "responsibility_claim")
    attack = event(doc, "attack", "armed_attack")
    assert dated(doc, claims, attack, of=0) == (TUESDAY, PUBLISHED, "claims")
    assert dated(doc, claims, attack, of=1) == (None, None, None)


# ------------------------------------------------------------------------------------ place


def placed(*sentences, **roles):
    doc = parsed(*sentences)
    raid = event(doc, "raided", "armed_attack", **roles)
    found = place_of([raid], report(doc, raid))
    assert found.span is None or doc.text[slice(*found.span)] == found.text
    return found.name, found.country


def test_the_place_of_the_event_is_resolved():
    doc = parsed("Gunmen raided a camp in Gao.")
    raid = event(doc, "raided", "armed_attack", place="Gao")
    found = place_of([raid], report(doc, raid))
    assert (found.name, found.country, found.precision) == ("Gao", "ML", "settlement")
    assert found.id is not None
    assert found.lat == pytest.approx(16.3, abs=0.2)
    assert found.lon == pytest.approx(-0.04, abs=0.2)


def test_its_own_place_goes_before_a_free_one_and_a_free_one_before_none():
    text = "Gunmen raided a camp in Mopti near Gao."
    assert placed(text, place="Gao")[0] == "Gao"
    assert placed("Gunmen raided a camp in Gao.")[0] == "Gao"


def test_the_one_it_is_done_to_may_give_the_place():
    text = "Gunmen raided the market of Gao, villagers of Mopti heard."
    assert placed(text, patient="the market of Gao") == ("Gao", "ML")


def test_the_place_of_another_event_is_not_taken():
    doc = parsed("Gunmen raided a camp and soldiers came to Gao.")
    raid = event(doc, "raided", "armed_attack")
    came = event(doc, "came", "deployment", place="Gao")
    assert place_of([raid], report(doc, raid, came)) == ClaimPlace()


def test_a_government_called_by_its_capital_is_no_place():
    text = "Paris said rebels raided a camp."
    doc = parsed(text)
    raid = event(doc, "raided", "armed_attack")
    document = report(doc, raid)
    assert [(p.text, p.metonym) for p in document.places] == [("Paris", True)]
    assert place_of([raid], document) == ClaimPlace()


def test_words_that_no_gazetteer_knows_are_kept_as_words():
    doc = parsed("Gunmen raided a camp at the old mill.")
    raid = event(doc, "raided", "armed_attack", place="the old mill")
    found = place_of([raid], report(doc, raid))
    assert (found.name, found.text) == ("the old mill", "the old mill")
    assert (found.id, found.lat, found.country, found.precision) == (None, None, None, "unknown")


def test_a_name_in_the_chain_goes_before_words_without_one():
    doc = parsed("Gunmen attacked Gao.", "They raided the area.")
    first = event(doc, "attacked", "armed_attack", place="Gao")
    raid = event(doc, "raided", "armed_attack", place="the area")
    found = place_of([raid, first], report(doc, first, raid))
    assert found.name == "Gao"


def test_nothing_is_put_in_for_a_missing_place():
    assert placed("Gunmen raided a camp.") == (None, None)
    assert placed("Gunmen raided a camp.", "It rained in Gao.") == (None, None)


# -------------------------------------------------------------------------------- the scene

CHECKPOINT = (
    "Men/NOUN/2/nsubj raided/VERB/0/root a/DET/5/det Mali/PROPN/5/compound convoy/NOUN/2/obj "
    "near/ADP/7/case Gao/PROPN/2/obl ./PUNCT/2/punct"
)


def test_a_name_that_says_whose_a_thing_is_is_no_place():
    doc = parsed(CHECKPOINT)
    raid = event(doc, "raided", "armed_attack", place=["Mali", "Gao"])
    found = place_of([raid], report(doc, raid))
    assert (found.name, found.relation, found.precision) == ("Gao", "near", "near")


def test_the_most_local_of_nested_places_is_taken():
    doc = parsed("Gunmen raided a camp in Gao, Mali.")
    raid = event(doc, "raided", "armed_attack", place="Mali")
    assert place_of([raid], report(doc, raid)).name == "Gao"
    raid = event(doc, "raided", "armed_attack", place=["Mali", "Gao"])
    assert place_of([raid], report(doc, raid)).name == "Gao"


def test_a_place_in_another_country_is_not_more_local():
    doc = parsed("Gunmen raided a camp in Mali after a flight from Niamey.")
    raid = event(doc, "raided", "armed_attack", place="Mali")
    assert place_of([raid], report(doc, raid)).name == "Mali"


def test_an_unknown_name_is_told_with_the_wide_place_that_holds_it():
    doc = parsed("Gunmen raided Qqxvzum in Mali.", entities={"Qqxvzum": "PLACE", "Mali": "PLACE"})
    raid = event(doc, "raided", "armed_attack", place=["Qqxvzum", "Mali"])
    found = place_of([raid], report(doc, raid))
    assert (found.country, found.precision, found.relation) == ("ML", "country", "Qqxvzum in")


@pytest.fixture
def reach(monkeypatch):
    """Scenes may be sought six sentences back."""
    monkeypatch.setattr(scene_place, "_REACH", 6)


@pytest.mark.usefixtures("reach")
def test_a_deed_without_a_place_plays_where_the_one_before_it_did():
    doc = parsed("Gunmen raided a camp in Gao.", "They killed two men.")
    raid = event(doc, "raided", "armed_attack", place="Gao")
    kill = event(doc, "killed", "armed_attack")
    found = place_of([kill], report(doc, raid, kill))
    assert found.name == "Gao"
    assert found.text == "Gao"
    assert found.span == span(doc, "Gao")


@pytest.mark.usefixtures("reach")
def test_words_that_only_point_back_take_the_place_up():
    doc = parsed("Gunmen raided a camp in Gao.", "They killed two men in the compound.")
    raid = event(doc, "raided", "armed_attack", place="Gao")
    kill = event(doc, "killed", "armed_attack", place="the compound")
    assert place_of([kill], report(doc, raid, kill)).name == "Gao"


@pytest.mark.usefixtures("reach")
def test_what_is_to_come_does_not_play_where_the_last_deed_did():
    doc = parsed("Gunmen raided a camp in Gao.", "They plan to kill two men.")
    raid = event(doc, "raided", "armed_attack", place="Gao")
    kill = event(doc, "kill", "armed_attack", when="future")
    assert place_of([kill], report(doc, raid, kill)) == ClaimPlace()


def test_the_datelines_town_is_the_last_resort():
    doc = parsed("KIDAL, Mali — Gunmen raided a camp.")
    raid = event(doc, "raided", "armed_attack")
    found = place_of([raid], report(doc, raid))
    assert (found.name, found.text, found.span) == ("Kidal", "KIDAL", span(doc, "KIDAL"))
    doc = parsed("KIDAL, Mali — Gunmen raided a camp in Mopti.")
    raid = event(doc, "raided", "armed_attack", place="Mopti")
    assert place_of([raid], report(doc, raid)).name == "Mopti"


def test_spans_overlap_when_they_share_a_character():
    assert overlaps((0, 3), (2, 5))
    assert not overlaps((0, 3), (3, 5))
