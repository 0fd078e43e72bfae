"""Which place a name means, from all that a report says."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.errors import DataError
from corroborate.grounding.places import Gazetteer, PlaceMention, places_in
from corroborate.grounding.places.clues.context import gather
from corroborate.grounding.places.marked import resolve_marked
from corroborate.grounding.places.resolving.features import NAMES, NULL, REPORT
from corroborate.grounding.places.resolving.resolve import Resolver, resolution
from corroborate.grounding.places.resolving.weights import Weights, read_weights, shipped, weights
from corroborate.grounding.places.spotting.spot import Spot
from corroborate.grounding.places.spotting.spotter import Spotter
from training.place_examples import examples
from training.place_fit import Choices, fit, shares
from training.place_synthesis import Synthesis
from training.place_table import remarks, rewritten
from training.place_weights import blank


def marked(text: str, *names: str) -> list[PlaceMention]:
    """Every occurrence of the names, resolved."""
    spans = []
    for name in names:
        at = text.find(name)
        while at >= 0:
            spans.append((at, at + len(name)))
            at = text.find(name, at + 1)
    return list(resolve_marked(text, spans, Gazetteer.open()))


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        ("A mill burned in Paris, Texas, on Friday.", "Paris", "US", "Texas"),
        ("A mill burned in Paris on Friday.", "Paris", "FR", None),
        ("The Lebanese city of Tripoli was quiet.", "Tripoli", "LB", None),
        ("Shops shut in Tripoli, the capital of Libya.", "Tripoli", "LY", None),
        ("A bridge fell in Cordoba, Argentina’s second city.", "Cordoba", "AR", None),
        ("Shots were fired near Birmingham, Alabama.", "Birmingham", "US", "Alabama"),
    ],
)
def test_the_words_around_a_name_decide(text, name, country, admin1):
    place = marked(text, name)[0].place
    assert place is not None
    assert place.country == country
    assert admin1 in (None, place.admin1)


def test_neighbours_lead_a_bare_name():
    text = (
        "A storm hit Sulphur Springs and Bonham. Roofs went in Paris. Crews came from Dallas, "
        "and Texas sent help. Schools in Paris stay shut."
    )
    found = marked(text, "Sulphur Springs", "Bonham", "Paris", "Dallas", "Texas")
    assert {m.place.admin1 for m in found if m.place} == {"Texas"}


def test_one_sense_a_report_unless_the_text_says_otherwise():
    text = "Rain fell in Athens, Georgia. In Athens a hall flooded."
    assert [m.place.country for m in marked(text, "Athens")] == ["US", "US"]
    text = "Rain fell in Athens, Georgia. A sister town is Athens, Greece."
    assert [m.place.country for m in marked(text, "Athens")] == ["US", "GR"]


def test_names_that_lean_on_one_another_do_not_swap_for_ever():
    text = "A bus burned near Atlanta, Georgia, on Friday."
    assert [m.place.country for m in marked(text, "Atlanta", "Georgia")] == ["US", "US"]


def test_a_name_without_entry_stays_unresolved_and_spoils_nothing():
    text = "Men met in Qqxvzum and in Mosul, Iraq."
    first, second, third = marked(text, "Qqxvzum", "Mosul", "Iraq")
    assert (first.place, first.score) == (None, 0.0)
    assert (second.place.country, third.place.country) == ("IQ", "IQ")


def test_scores_are_probabilities_and_clear_cases_are_sure():
    text = "Shells fell on Mosul, Iraq. A man from Springfield watched."
    mosul, _, other = marked(text, "Mosul", "Iraq", "Springfield")
    assert 0 <= other.score < mosul.score <= 1
    assert mosul.score > 0.8


def test_nothing_to_resolve():
    resolver = Resolver([], [], {})
    resolver.run()
    assert resolver.chosen == []
    spot = Spot(0, 3, "Qqx", [], sure=True)
    read = resolution([spot], gather("Qqx", [spot]), {})
    assert (len(read.shares), len(read.none)) == (0, 0)


def test_a_very_long_report():
    text = "Shells fell on Homs and Hama. " * 400
    found = marked(text, "Homs", "Hama")
    assert len(found) == 800
    assert {m.place.country for m in found if m.place} == {"SY"}


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Paris", "Texas", "Tripoli", "Libya", "Springfield", "Mosul"]),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from([", ", " and ", ". ", " in "]),
)
def test_probabilities_of_a_name_sum_to_one(names, between):
    text = between.join(names)
    spots = Spotter(text, Gazetteer.open(), (), frozenset()).spots()
    read = resolution(spots, gather(text, spots), {})
    for g in range(len(read.table.groups)):
        total = read.shares[read.table.rows(g)].sum() + read.none[g]
        assert total == pytest.approx(1.0)
    assert np.isfinite(read.full).all()


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=120), st.integers(0, 100), st.integers(1, 20))
def test_any_marked_stretch_of_any_text(text, start, size):
    span = (min(start, len(text)), min(start + size, len(text)))
    found = resolve_marked(text, [span] if span[0] < span[1] else [], Gazetteer.open())
    assert all(text[slice(*m.span)] == m.text for m in found)


def test_every_feature_has_a_weight_and_a_remark():
    table = shipped()
    first, full = table.columns(NAMES + NULL)
    assert len(first) == len(full) == len(NAMES) + len(NULL)
    assert all(table.first[name] == 0 for name in REPORT)
    assert 0 < weights()["least"] < 1


def test_a_broken_table_is_refused(tmp_path):
    path = tmp_path / "weights.tsv"
    path.write_text("population\tmuch\t1\n")
    with pytest.raises(DataError, match="population"):
        read_weights(path)
    with pytest.raises(DataError, match="cells"):
        remarks(path)
    with pytest.raises(DataError, match="no weight"):
        Weights({}, {}).columns(["population"])


def test_a_rewritten_table_keeps_its_remarks_and_what_was_set_by_hand(tmp_path):
    path = tmp_path / "weights.tsv"
    path.write_text("# head\npopulation\t1\t1\tlearned\tpeople\nfuzzy\t-2\t-2\tby hand\tspelling\n")
    model = Weights({"population": 3.0, "fuzzy": 9.0}, {"population": 4.0, "fuzzy": 9.0})
    assert rewritten(path, model) == (
        "# head\npopulation\t3.000\t4.000\tlearned\tpeople\nfuzzy\t-2\t-2\tby hand\tspelling\n"
    )


def test_fitting_finds_the_weights_behind_choices():
    chance = np.random.default_rng(1)
    truth, rows, right = np.array([2.0, -1.0, 0.0]), chance.normal(size=(6000, 3)), []
    for at in range(0, 6000, 3):
        noisy = rows[at : at + 3] @ truth + chance.gumbel(size=3)
        right += [i == noisy.argmax() for i in range(3)]
    data = Choices(rows, np.arange(0, 6000, 3), np.array(right), np.ones(2000))
    found = fit(data, np.zeros(3), np.array([True, True, False]), 1e-6)
    assert found == pytest.approx(truth, abs=0.2)
    assert shares(data, found)[0][:3].sum() == pytest.approx(1.0)


def test_examples_hide_what_tells():
    text = "Two men were held in Tripoli, Lebanon. A crowd met in Tripoli."
    every = list(examples("invented", text, Gazetteer.open(), random.Random(1), hide=False))
    assert len(every) == 1
    names = [spot.text for spot in every[0].spots]
    assert names == ["Tripoli", "Lebanon", "Tripoli"]
    places = {p.id: p.country for p in every[0].spots[0].places}
    for number in (0, 2):
        assert {places[i] for i in every[0].labels[number].right} == {"LB"}
    seeds = (random.Random(seed) for seed in range(20))
    hidden = [e for s in seeds for e in examples("invented", text, Gazetteer.open(), s, hide=True)]
    assert any("Lebanon" not in [spot.text for spot in e.spots] for e in hidden)


def test_made_up_reports_name_what_they_label():
    for example in Synthesis(Gazetteer.open(), seed=3).reports(5):
        assert example.labels
        for number, label in example.labels.items():
            assert len(label.right) == 1
            assert number < len(example.spots)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("New York Governor Nadia Ferrante spoke.", "admin1"),
        ("Snow fell in upstate New York.", "admin1"),
        ("A bomb went off in downtown New York.", "settlement"),
        ("Two men were shot in New York on Monday.", "settlement"),
    ],
)
def test_a_city_and_the_province_of_its_name(text, kind):
    assert [m.place.kind for m in places_in(text) if m.text == "New York"] == [kind]


def test_a_city_is_not_the_country_that_once_bore_its_name():
    (mention, *_) = places_in("Gold Coast beaches near Brisbane, Australia, were shut.")
    assert mention.place.country == "AU"


def test_learning_begins_without_what_was_learned_before():
    model = Weights({"none": 3.0, "fuzzy": -2.0}, {"none": 3.5, "fuzzy": -2.0})
    begun = blank(model, {"fuzzy"})
    assert begun == Weights({"none": 0.0, "fuzzy": -2.0}, {"none": 0.0, "fuzzy": -2.0})


def test_capitals_that_say_something_are_those_of_states():
    """ "London" beside it must not make a village in England of the first."""
    first, second = places_in("Washington and London condemned the attack.")
    assert (first.place.country, first.place.rank, first.metonym) == ("US", 3, True)
    assert (second.place.country, second.metonym) == ("GB", True)
    town = places_in("A barn burned in Washington, Iowa. Police in Des Moines said so.")[0]
    assert not town.metonym
    assert town.place.admin1 == "Iowa"
