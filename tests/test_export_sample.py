"""Invented incidents for the tests of the writers, some with text meant to do harm."""

from datetime import date

from test_export_builders import claim, day, incident, report

from corroborate.model import (
    EventDate,
    EventPlace,
    RunSummary,
    SetAside,
)

NASTY = "<script>alert('x')</script>"

R1 = report(
    "TAL AMIN (Kestrel Press) - A car bomb tore through the grain market of Tal Amin on Tuesday. "
    "At least 20 people, 3 of them children, were killed and 45 wounded, police told Kestrel "
    "Press. Nobody claimed the attack at first. The Red Dawn Front later claimed the bombing.",
    id="r1",
    publisher="Kestrel Press",
    title="Car bomb hits market",
    published=date(2031, 6, 10),
    url="https://example.org/market?a=1&b=2",
    file="kestrel-0610.txt",
)
R2 = report(
    "The rebels denied that they had planted the bomb in the grain market. A hospital source put "
    "the dead at 31. The army said it would attack Qasr if the convoy was not let through.",
    id="r2",
    publisher="Daily Heron",
    published=date(2031, 6, 11),
    url="javascript:alert(1)",
    file="heron-0611.txt",
)
R3 = report(
    f'{NASTY} Gunmen of the "Sons\' Brigade" & others <b>abducted</b> 7 aid workers near '
    "Dar es-Sahl, مصادر محلية قالت 😀. Supercalifragilisticexpialidociousantidisestablishment"
    "arianismpneumonoultramicroscopicsilicovolcanoconiosis was the word of a witness.",
    id="r3",
    publisher="<img src=x onerror=alert(1)>",
    title=NASTY,
    file="nasty.txt",
)
R4 = report(
    "Between 8 and 10 June soldiers fought the Front along the border in Homra province, and up "
    "to 279 people may have died, an unverified post said. Some 1,200 families fled their homes. "
    "Last month's curfew in the country was lifted. A shell was fired 30 km north of Basra.",
    id="r4",
    publisher="Wire of the South",
    published=date(2031, 6, 12),
    file="wire.txt",
)

_TAL_AMIN = EventPlace(
    name="Tal Amin",
    country="IQ",
    admin1="Diyala",
    lat=33.74,
    lon=44.64,
    id="geonames:1",
    precision="settlement",
)


def _market():
    fields = {
        "trigger": "bomb",
        "target": "people",
        "place": "grain market of Tal Amin",
        "date": "Tuesday",
        "source": "police",
        "via": "Kestrel Press",
    }
    told = claim(
        R1,
        "At least 20 people, 3 of them children, were killed and 45 wounded, police "
        "told Kestrel Press.",
        fields=fields,
        counts={
            "killed": (20, 20, None, "At least 20 people, 3 of them children"),
            "wounded": (45, 45, 45, "45"),
        },
    )
    blamed = claim(
        R1,
        "The Red Dawn Front later claimed the bombing.",
        fields={"perpetrator": "The Red Dawn Front", "trigger": "the bombing"},
    )
    denied = claim(
        R2,
        "The rebels denied that they had planted the bomb in the grain market.",
        fields={"perpetrator": "they", "source": "The rebels", "trigger": "bomb"},
        stance="denied",
        verification="disputed",
    )
    more = claim(
        R2,
        "A hospital source put the dead at 31.",
        fields={"source": "A hospital source", "trigger": "bomb"},
        counts={"killed": (31, 31, 31, "31")},
    )
    return incident(
        "inc-1",
        [told, blamed, denied, more],
        "Bombing in Tal Amin, 20–31 killed",
        day(10),
        _TAL_AMIN,
        (20, 20, 31),
        counts={"wounded": (45, 45, 45)},
        status="contested",
        status_reason="two sources give numbers that differ",
        independent_sources=2,
    )


def _threat():
    said = "The army said it would attack Qasr if the convoy was not let through."
    made = claim(
        R2,
        said,
        type="threat",
        stance="threatened",
        time="future",
        fields={
            "perpetrator": "The army",
            "source": "The army",
            "trigger": "attack",
            "place": "Qasr",
        },
    )
    return incident(
        "inc-2",
        [made],
        "Threat against Qasr",
        None,
        EventPlace(name="Qasr", precision="unknown"),
        status="not asserted",
    )


def _abduction():
    sentence = R3.text[: R3.text.index(" Super")]
    made = claim(
        R3,
        sentence,
        type="abduction",
        verification="unconfirmed",
        fields={
            "perpetrator": 'Gunmen of the "Sons\' Brigade" & others',
            "trigger": "abducted",
            "target": "7 aid workers",
            "source": "a witness",
            "place": "Dar es-Sahl",
        },
        counts={"abducted": (7, 7, 7, "7")},
    )
    return incident(
        'inc-3"><script>',
        [made],
        f"Abduction near Dar es-Sahl {NASTY}",
        day(11),
        EventPlace(name="Dar es-Sahl", country="IQ", lat=34.2, lon=44.1, precision="near"),
        counts={"abducted": (7, 7, 7)},
        status="unconfirmed",
    )


def _battle():
    sentence = R4.text[: R4.text.index(" Some")]
    when = EventDate(start=date(2031, 6, 8), end=date(2031, 6, 10), precision="range")
    made = claim(
        R4,
        sentence,
        type="armed_clash",
        verification="unconfirmed",
        fields={
            "side": "soldiers",
            "trigger": "fought",
            "source": "an unverified post",
            "verification": "unverified",
            "place": "Homra province",
        },
        counts={"killed": (None, None, 279, "up to 279 people")},
    )
    return incident(
        "inc-4",
        [made],
        "Clash in Homra province",
        when,
        EventPlace(
            name="Homra", country="IQ", admin1="Homra", lat=32.1, lon=46.0, precision="province"
        ),
        (None, None, 279),
    )


def _others():
    flight = claim(
        R4,
        "Some 1,200 families fled their homes.",
        type="displacement",
        counts={"displaced": (None, 1200, None, "Some 1,200 families")},
    )
    curfew = claim(
        R4,
        "Last month's curfew in the country was lifted.",
        type="order",
        time="background",
        fields={"trigger": "curfew", "date": "Last month"},
    )
    shell = claim(
        R4,
        "A shell was fired 30 km north of Basra.",
        type="shelling",
        fields={"trigger": "fired", "place": "30 km north of Basra"},
    )
    month = EventDate(start=date(2031, 5, 1), end=date(2031, 5, 31), precision="month")
    basra = EventPlace(
        name="Basra",
        country="IQ",
        lat=30.78,
        lon=47.78,
        precision="near",
        relation="30 km N of",
        radius_km=15.0,
    )
    return [
        incident(
            "inc-5", [flight], "1,200 families displaced", counts={"displaced": (None, 1200, None)}
        ),
        incident(
            "inc-6",
            [curfew],
            "Curfew lifted",
            month,
            EventPlace(name="Iraq", country="IQ", lat=33.0, lon=43.7, precision="country"),
        ),
        incident(
            "inc-7",
            [shell],
            "Shelling N of Basra",
            day(12),
            basra,
            status="corroborated",
            independent_sources=2,
        ),
        incident("inc-8", [shell], "Second shelling N of Basra", day(12), basra),
        incident(
            "inc-9",
            [curfew],
            "Statement at the seat of government",
            day(9),
            EventPlace(name="Hall of Palms", country="IQ", lat=33.31, lon=44.37, precision="site"),
            (None, 2, None),
            status="confirmed",
        ),
    ]


REPORTS = (R1, R2, R3, R4)
INCIDENTS = (_market(), _threat(), _abduction(), _battle(), *_others())
SUMMARY = RunSummary(
    reports=5,
    claims=11,
    incidents=len(INCIDENTS),
    set_aside=(SetAside(where="broken.pdf", reason=f"no text in it {NASTY}\x1b[31m"),),
)


def test_evidence_of_the_sample_is_the_report_text():
    texts = {r.id: r.text for r in REPORTS}
    claims = [c for i in INCIDENTS for c in i.claims]
    assert len(claims) == 12
    for c in claims:
        assert texts[c.report.id][c.evidence.start : c.evidence.end] == c.evidence.text
