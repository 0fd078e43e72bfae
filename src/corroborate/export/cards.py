"""One card an incident: its values, its status, and every claim with the words that carry it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import starmap

from corroborate.export import highlight, marks, words
from corroborate.export.markup import Child, Markup, el
from corroborate.export.outlines import atlas
from corroborate.model import Claim, Codes, Count, Incident, ReportReference

OPEN_CLAIMS = 3
"""How many claims of an incident are shown before the rest is folded away."""


def _fact(name: str, value: Child) -> Markup | None:
    return el("div", el("dt", name), el("dd", value, dir="auto")) if value else None


def _facts(pairs: Iterable[tuple[str, Child]]) -> Markup:
    return el("dl", starmap(_fact, pairs), class_="facts")


def _number(value: int | None) -> str:
    return "–" if value is None else f"{value:,}"


def _by_side(count: Count) -> str:
    return ", ".join(f"{side} {number:,}" for side, number in (count.by_side or {}).items())


def _count_row(kind: str, count: Count) -> Markup:
    bounds = (_number(n) for n in (count.low, count.best, count.high))
    split = el("td", "of them ", _by_side(count), class_="split") if count.by_side else None
    return el("tr", el("th", kind, scope="row"), (el("td", text) for text in bounds), split)


def _counts(incident: Incident) -> Markup | None:
    counts = incident.counts.items()
    if not counts:
        return None
    head = (el("th", text, scope="col") for text in ("", "low", "best", "high"))
    rows = (_count_row(kind, count) for kind, count in counts)
    mark = " (not sure)" if words.is_doubtful(incident) else ""
    caption = el("caption", f"How many{mark}")
    return el("table", caption, el("thead", el("tr", head)), el("tbody", rows), class_="counts")


def _codes(codes: Codes) -> Child:
    """The event in other schemes, those that have a place for it."""
    plover, violence = codes.plover, codes.ucdp.type_of_violence
    acled = codes.acled
    parts = [
        f"ACLED {acled.event_type} / {acled.sub_event_type}" if acled else "",
        " ".join(filter(None, ["PLOVER", plover.event, plover.mode])) if plover else "",
        f"CAMEO {codes.cameo}" if codes.cameo else "",
        f"UCDP type {violence}" if violence else "",
    ]
    return " · ".join(part for part in parts if part)


def _people(incident: Incident) -> Iterable[tuple[str, Child]]:
    for role in ("perpetrator", "target", "side", "other"):
        people = [p for p in incident.participants if p.role == role]
        said = "; ".join(f"{p.name} ({p.kind})" if p.kind != "unknown" else p.name for p in people)
        yield highlight.FIELDS[role], said


def _place(incident: Incident) -> str:
    place = incident.place
    said = words.place_words(place, atlas().name(place.country))
    spot = f" · {place.lat:.2f}, {place.lon:.2f}" if _has_point(incident) else ""
    return said + spot


def _has_point(incident: Incident) -> bool:
    place = incident.place
    return place.lat is not None and place.lon is not None and place.precision != "unknown"


def _address(reference: ReportReference) -> str | None:
    """The report's address, if it is one that a browser opens as a page and nothing else."""
    url = (reference.url or "").strip()
    return url if url.lower().startswith(("http://", "https://")) else None


def _report(reference: ReportReference) -> Markup:
    """Outlet, title, day and file, with a link where there is a safe one."""
    name = reference.title or reference.publisher or reference.file or reference.id
    url = _address(reference)
    head: Child = el("cite", name)
    if url:
        head = el("a", head, href=url, rel="noopener noreferrer nofollow")
    day = words.day_words(reference.published) if reference.published else "undated"
    rest = [reference.publisher if reference.publisher != name else None, day]
    rest.append(reference.file if reference.file != name else None)
    bits = (Markup(" · " + el("bdi", part)) for part in rest if part)
    return el("p", head, bits, class_="report")


def _chips(claim: Claim) -> Markup:
    """Stance, time and standing, each only where it is not the plain case."""
    chips: list[Child] = [el("span", words.type_words(claim.type), class_="chip")]
    if claim.stance != "asserted":
        chips.append(el("span", claim.stance, class_="chip not"))
    if claim.time != "past":
        chips.append(el("span", claim.time, class_="chip"))
    if claim.verification != "none":
        doubt = claim.verification in words.DOUBTFUL_VERIFICATION
        chips.append(el("span", claim.verification, class_="chip doubt" if doubt else "chip sure"))
    return el("span", chips, class_="chips")


def _says(claim: Claim) -> Markup:
    source = claim.source
    kind = f" ({source.kind})" if source and source.kind != "other" else ""
    said = el("b", words.source_words(claim), dir="auto")
    return el("p", "Who says so: ", said, kind, " ", _chips(claim), class_="says")


def _claim_counts(claim: Claim) -> Child:
    return "; ".join(f"{words.count_words(c)} {kind}" for kind, c in claim.counts.items())


def _claim(claim: Claim, text: str | None) -> Markup:
    first, *away = highlight.quotes(claim, text)
    elsewhere = el("p", "elsewhere in the report", class_="hint") if away else None
    facts = _facts(
        [
            ("when", words.date_words(claim.date)),
            ("where", words.place_words(claim.place)),
            ("who", words.people_words(claim.participants)),
            ("how many", _claim_counts(claim)),
        ]
    )
    return el(
        "li",
        _says(claim),
        highlight.quoted(first),
        elsewhere,
        map(highlight.quoted, away),
        facts,
        _report(claim.report),
        class_="claim",
    )


def _claims(claims: Sequence[Claim], texts: Mapping[str, str]) -> list[Markup]:
    items = [_claim(claim, texts.get(claim.report.id)) for claim in claims]
    shown = [el("ol", items[:OPEN_CLAIMS], class_="claims")]
    if rest := items[OPEN_CLAIMS:]:
        word = "claim" if len(rest) == 1 else "claims"
        fold = el("summary", f"{len(rest)} more {word}")
        more = el("ol", rest, class_="claims", start=OPEN_CLAIMS + 1)
        shown.append(el("details", fold, more))
    return shown


def _status(incident: Incident) -> Markup:
    many = incident.independent_sources
    sources = "1 independent source" if many == 1 else f"{many} independent sources"
    said = el("b", words.status_words(incident), class_="status")
    confidence = f"coder’s confidence {incident.confidence:.2f}"
    rest = f" – {incident.status_reason} · {sources} · {confidence} · "
    return el("p", said, rest, el("code", incident.id), class_="why")


def card(incident: Incident, texts: Mapping[str, str]) -> Markup:
    """The card of one incident.

    Args:
        incident: any incident.
        texts: of its reports, by their id; a report that is missing is quoted by evidence alone.
    """
    stance = words.stance_words(incident)
    kind = words.type_words(incident.type) + (f" ({stance})" if stance else "")
    facts = [
        ("what", kind),
        ("when", words.date_words(incident.date) or "not given"),
        ("where", _place(incident) or "not given"),
        *_people(incident),
        ("codes", _codes(incident.codes)),
    ]
    name = marks.anchor(incident)
    return el(
        "article",
        el("h3", el("a", incident.title, href=f"#{name}"), dir="auto"),
        _status(incident),
        el("div", _facts(facts), _counts(incident), class_="values"),
        _claims(incident.claims, texts),
        id=name,
        class_=f"incident tone-{marks.tone(incident)}",
        tabindex=-1,
        data_type=incident.type,
        data_status=incident.status,
    )
