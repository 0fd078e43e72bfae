"""The day of an event by the tense of its verb, where no day is told."""

from __future__ import annotations

from datetime import date

import pytest
from coding_builders import PUBLISHED, event, parsed, report

from corroborate.coding.scene_time import date_of

TUESDAY = date(2031, 3, 4)
FINITE = "Person=3|Tense=Past|VerbForm=Fin"
OPEN = (
    "Gunmen/NOUN/2/nsubj {verb}/VERB/0/root/{lemma}/" + FINITE + " a/DET/5/det 2031/NUM/5/nummod "
    "bus/NOUN/2/obj ./PUNCT/2/punct"
)


def dated(verb: str, lemma: str, year: str = "2031") -> tuple[date | None, date | None]:
    doc = parsed(OPEN.format(verb=verb, lemma=lemma).replace("2031", year))
    raid = event(doc, verb, "armed_attack")
    found = date_of([raid], report(doc, raid))
    return found.start, found.end


@pytest.mark.parametrize(("verb", "lemma"), [("wounds", "wound"), ("seize", "seize")])
def test_a_form_of_the_present_is_present_whatever_its_tag(verb: str, lemma: str) -> None:
    assert dated(verb, lemma, "big") == (TUESDAY, PUBLISHED)


@pytest.mark.parametrize(
    ("verb", "lemma"), [("wounded", "wound"), ("hit", "hit"), ("spread", "spread"), ("was", "be")]
)
def test_a_form_of_the_past_stays_past(verb: str, lemma: str) -> None:
    assert dated(verb, lemma, "big") == (None, None)


def test_the_days_news_is_not_of_just_any_day_of_a_year_that_is_named() -> None:
    assert dated("seize", "seize") == (TUESDAY, PUBLISHED)
    assert dated("seize", "seize", "2019") == (date(2019, 1, 1), date(2019, 12, 31))
    assert dated("seized", "seize") == (date(2031, 1, 1), date(2031, 12, 31))
