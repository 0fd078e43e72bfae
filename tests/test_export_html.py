import io
import re
from base64 import b64encode
from hashlib import sha256
from urllib.parse import urlsplit

from hypothesis import given
from hypothesis import strategies as st
from test_export_builders import links, read
from test_export_sample import INCIDENTS, NASTY, R1, REPORTS, SUMMARY

from corroborate.export import (
    highlight,
    marks,
    timeline,
    worldmap,
    write_html,
)
from corroborate.model import (
    AcledCode,
    Codes,
    Count,
    Counts,
    FieldSpan,
    PloverCode,
    RunSummary,
    UcdpCode,
)

FIELDS = st.sampled_from([*highlight.FIELDS, "a <new> field"])


def page(incidents=INCIDENTS, reports=REPORTS, summary=SUMMARY):
    stream = io.StringIO()
    write_html(incidents, reports, summary, stream)
    return stream.getvalue()


PAGE = page()
SEEN = read(PAGE)


def attributes(tag, name):
    return [a[name] for t, a in SEEN.elements if t == tag and name in a]


# The marked words


@st.composite
def texts_with_spans(draw):
    text = draw(st.text(alphabet=st.characters(exclude_characters="\r\0", codec="utf-8")))
    offset = draw(st.integers(0, 5))
    edge = st.integers(0, len(text) + 10)
    spans = draw(st.lists(st.tuples(FIELDS, edge, edge), max_size=6))
    return text, offset, [FieldSpan(field=f, start=a, end=b) for f, a, b in spans]


@given(texts_with_spans())
def test_marks_leave_the_text_as_it_is_and_cover_just_their_words(case):
    text, offset, spans = case
    seen = read(highlight.highlighted(text, spans, offset))
    assert seen.text == text
    assert not seen.stack
    wanted = {}
    for s in spans:
        known = s.field if s.field in highlight.FIELDS else "other"
        places = set(range(s.start - offset, s.end - offset)) & set(range(len(text)))
        if places:
            wanted.setdefault(f"f-{known}", set()).update(places)
    assert seen.covered == wanted


def test_crossing_spans_are_both_marked():
    spans = [
        FieldSpan(field="target", start=0, end=6),
        FieldSpan(field="killed", start=4, end=9),
    ]
    seen = read(highlight.highlighted("abcdefghij", spans))
    assert seen.covered == {"f-target": set(range(6)), "f-killed": set(range(4, 9))}


def test_words_outside_the_evidence_are_quoted_from_the_report():
    claim = INCIDENTS[0].claims[0]
    first, *away = highlight.quotes(claim, R1.text)
    assert first.text == claim.evidence.text
    (snippet,) = away
    assert R1.text[snippet.start :].startswith(snippet.text)
    seen = read(highlight.quoted(snippet))
    marked = {k: "".join(seen.text[i] for i in sorted(v)) for k, v in seen.covered.items()}
    assert marked["f-date"] == "Tuesday"
    assert marked["f-trigger"] == "bomb"
    assert "f-killed" not in marked
    assert snippet.cut == (False, True)


def test_without_the_report_the_evidence_is_quoted_alone():
    (only,) = highlight.quotes(INCIDENTS[0].claims[0], None)
    assert only.text == INCIDENTS[0].claims[0].evidence.text


# The page as a whole


def test_nothing_of_a_report_becomes_markup():
    assert PAGE.count("<script>") == 1
    assert "<img" not in PAGE
    assert NASTY in SEEN.text
    assert not [a for _, a in SEEN.elements if "style" in a or any(k.startswith("on") for k in a)]


def test_policy_names_the_very_style_and_script_of_the_page():
    policy = next(a["content"] for t, a in SEEN.elements if a.get("http-equiv"))
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        (inside,) = re.findall(f"<{tag}>(.*?)</{tag}>", PAGE, re.DOTALL)
        digest = b64encode(sha256(inside.encode()).digest()).decode()
        assert f"{rule} 'sha256-{digest}'" in policy


def test_page_loads_nothing_and_links_only_to_pages():
    assert not attributes("script", "src")
    assert not [t for t, _ in SEEN.elements if t in ("link", "iframe", "object", "image", "use")]
    schemes = {urlsplit(link).scheme for link in attributes("a", "href")}
    assert schemes == {"", "https"}
    assert "https://example.org/market?a=1&b=2" in attributes("a", "href")


def test_every_link_inside_the_page_has_its_target():
    ids = {a["id"] for _, a in SEEN.elements if "id" in a}
    assert len(ids) == len([a for _, a in SEEN.elements if "id" in a])
    inner = {link[1:] for link in attributes("a", "href") if link.startswith("#")}
    assert inner <= ids
    listed = {name for value in attributes("a", "data-ids") for name in value.split()}
    assert listed <= ids


def test_every_incident_is_on_map_and_timeline_or_counted_in_a_tray():
    names = {marks.anchor(i) for i in INCIDENTS}
    for part in (timeline.timeline(INCIDENTS), worldmap.world_map(INCIDENTS)):
        assert {link[1:] for link in links(read(part))} == names
    assert "2 without a date" in SEEN.text
    assert "2 not on the map" in SEEN.text


def test_page_shows_status_reason_source_stance_and_standing():
    for said in (
        "two sources give numbers that differ",
        "contested, disputed",
        "police, via Kestrel Press",
        "threatened",
        "unconfirmed",
        "kestrel-0610.txt",
        "broken.pdf: no text in it",
    ):
        assert said in SEEN.text
    assert "\x1b" not in PAGE


def test_page_shows_codes_and_who_the_counted_are():
    codes = Codes(
        acled=AcledCode(
            disorder_type="Political violence",
            event_type="Explosions/Remote violence",
            sub_event_type="Suicide bomb",
        ),
        plover=PloverCode(event="ASSAULT", mode="explosives"),
        ucdp=UcdpCode(type_of_violence=3),
        cameo="183",
    )
    killed = Count(low=20, best=20, by_side={"civilians": 17})
    counts = Counts[Count](killed=killed)
    seen = read(page([INCIDENTS[0].model_copy(update={"codes": codes, "counts": counts})]))
    line = "ACLED Explosions/Remote violence / Suicide bomb · PLOVER ASSAULT explosives"
    assert f"{line} · CAMEO 183 · UCDP type 3" in seen.text
    assert "of them civilians 17" in seen.text


def test_a_page_of_nothing_is_still_a_page():
    seen = read(page([], [], RunSummary(reports=0, claims=0, incidents=0)))
    assert "No incident has a date." in seen.text
    assert "No incident has a place that is known." in seen.text
