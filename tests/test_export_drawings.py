import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_export_builders import incident, read
from test_export_sample import INCIDENTS

from corroborate.export import geometry, marks, outlines, timeline, worldmap
from corroborate.export.markup import el
from corroborate.export.outlines import atlas
from corroborate.model import EventDate, EventPlace


def test_only_what_is_certain_looks_certain():
    tones = {i.id: marks.tone(i) for i in INCIDENTS}
    assert [i for i, tone in tones.items() if tone == "sure"] == ["inc-7", "inc-9"]
    assert tones["inc-4"] == "doubt"
    assert tones["inc-2"] == "not"
    assert marks.least_sure([i for i in INCIDENTS if i.id in ("inc-7", "inc-8")]) == "single"


def test_anchors_of_different_ids_differ():
    made = [marks.anchor(INCIDENTS[0].model_copy(update={"id": i})) for i in ("a b", "a_20_b", "a")]
    assert len(set(made)) == 3
    assert not any(" " in name for name in made)


def test_a_ring_is_as_wide_as_the_radius_says():
    near = next(i for i in INCIDENTS if i.id == "inc-7")
    (spot,), _ = worldmap.spots([near])
    view = geometry.View(47.78, 30.78, 100.0, 960.0, 540.0)
    rx, ry = view.radii(spot.place.radius_km, 30.78)
    assert ry == pytest.approx(15.0 / 111.195 * 100)
    assert rx == pytest.approx(ry)


def test_a_country_without_coordinates_is_drawn_in_its_middle():
    claims = INCIDENTS[5].claims
    place = EventPlace(name="France", country="FR", precision="country")
    ((spot,), unplaced) = worldmap.spots([incident("x", claims, "t", None, place)])
    assert not unplaced
    assert 0 < spot.point[0] < 5
    assert 45 < spot.point[1] < 48


def test_outlines_know_the_countries_and_close_their_rings():
    assert atlas().name("IQ") == "Iraq"
    assert atlas().name("XX") == "XX"
    assert len({c.code for c in atlas().countries if c.code}) > 230
    rings = [ring for c in atlas().countries for ring in c.rings]
    assert all(ring[0] == ring[-1] for ring in rings)
    assert all(-360 <= x <= 360 and -90 <= y <= 90 for ring in rings for x, y in ring)


def test_a_ring_across_180_degrees_does_not_jump():
    ring = [(179.0, 0.0), (-179.0, 0.0), (-179.0, 1.0), (179.0, 1.0), (179.0, 0.0)]
    assert [x for x, _ in outlines.unrolled(ring)] == [179, 181, 181, 179, 179]
    around = [(-180.0, -80.0), (-60.0, -80.0), (60.0, -80.0), (180.0, -80.0)]
    assert (180.0, -90.0) in outlines.unrolled(around)


def test_a_view_over_180_degrees_takes_the_short_way():
    boxes = [(178.0, -18.0, 178.0, -18.0), (-179.0, -17.0, -179.0, -17.0)]
    view = geometry.fitted(boxes, 960, 540)
    assert view.lon == pytest.approx(179.5)
    x, _ = view.place(view.nearest(-179.0), -17.0)
    assert 480 < x < 960


@given(
    st.lists(st.tuples(st.integers(-300, 1300), st.integers(-300, 900)), min_size=3, max_size=12)
)
def test_what_is_cut_stays_in_the_picture(points):
    seen = geometry.clipped([(float(x), float(y)) for x, y in points], 960, 540)
    assert all(-12.001 <= x <= 972.001 and -12.001 <= y <= 552.001 for x, y in seen)
    inside = [p for p in points if 0 <= p[0] <= 960 and 0 <= p[1] <= 540]
    assert set(inside) <= set(seen)


def test_too_many_incidents_for_single_symbols_are_counted_in_columns():
    base = next(i for i in INCIDENTS if i.id == "inc-7")
    many = [base.model_copy(update={"id": f"n{n}"}) for n in range(timeline.MOST_SINGLE + 1)]
    drawn = timeline.timeline(many)
    assert f"the tallest has {len(many)}" in drawn
    assert drawn.count("<rect") == 1
    (listed,) = [a["data-ids"] for t, a in read(drawn).elements if "data-ids" in a]
    assert len(listed.split()) == len(many)


def test_a_far_older_event_does_not_squeeze_the_timeline():
    old = EventDate(start="1990-01-01", end="1990-12-31", precision="year")
    many = [*(i for i in INCIDENTS if i.date.start), incident("o", INCIDENTS[5].claims, "t", old)]
    first, last = timeline.window(many)
    assert first.year == last.year == 2031
    assert "earlier than the days drawn" in timeline.timeline(many)


@pytest.mark.parametrize("edge", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_there_is_can_be_drawn(edge):
    when = EventDate(start=edge, end=edge, precision="day")
    assert "<circle" in timeline.timeline([incident("o", INCIDENTS[5].claims, "t", when)])


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20))))
def test_symbols_of_one_lane_do_not_overlap(starts):
    spans = sorted((float(a), float(a + wide)) for a, wide in starts)
    last = {}
    for (left, right), lane in zip(spans, timeline.lanes(spans), strict=True):
        assert last.get(lane, -1) <= left
        last[lane] = right


def test_attributes_are_escaped():
    assert el("a", "<", title='"&<') == '<a title="&quot;&amp;&lt;">&lt;</a>'
