"""How the tests of the writers make records of a few words, and read pages."""

from datetime import date
from html.parser import HTMLParser

from corroborate.model import (
    Claim,
    ClaimCount,
    ClaimDate,
    ClaimParticipant,
    ClaimPlace,
    Coder,
    Codes,
    Count,
    Counts,
    EventDate,
    EventPlace,
    Evidence,
    FieldSpan,
    Incident,
    Participant,
    Report,
    ReportReference,
    Source,
)

CODER = Coder(name="sample", version="1")


def span(text, words):
    start = text.index(words)
    return start, start + len(words)


def report(text, **fields):
    return Report.from_text(text, **fields)


def _source(text, fields):
    if "source" not in fields:
        return None
    where = span(text, fields["source"])
    return Source(text=fields["source"], kind="police", via=fields.get("via"), span=where)


def _counts(text, counts):
    return Counts[ClaimCount](
        **{
            kind: ClaimCount(low=low, best=best, high=high, text=words, span=span(text, words))
            for kind, (low, best, high, words) in counts.items()
        }
    )


def claim(of, sentence, type="bombing", fields=None, counts=None, date=None, place=None, **more):
    """A claim on ``sentence`` of the report; ``fields`` maps fields to words of its text."""
    fields, counts, text = fields or {}, counts or {}, of.text
    a, b = span(text, sentence)
    marked = {**fields, **{kind: value[3] for kind, value in counts.items()}}
    spans = [
        FieldSpan(field=k, start=span(text, w)[0], end=span(text, w)[1])
        for k, w in marked.items()
        if w in text
    ]
    people = [
        ClaimParticipant(
            role=role, name=fields[role], text=fields[role], span=span(text, fields[role])
        )
        for role in ("perpetrator", "target", "side", "other")
        if role in fields
    ]
    return Claim(
        id=f"c-{of.id}-{a}-{more.get('stance', '')}",
        report=ReportReference.of(of),
        type=type,
        codes=Codes(),
        date=date or ClaimDate(),
        place=place or ClaimPlace(),
        participants=tuple(people),
        counts=_counts(text, counts),
        source=_source(text, fields),
        evidence=Evidence(start=a, end=b, text=sentence, spans=tuple(spans)),
        confidence=0.8,
        coder=CODER,
        **more,
    )


def incident(id, claims, title, when=None, where=None, killed=None, **more):
    first = claims[0]
    counts = more.pop("counts", {})
    if killed:
        counts["killed"] = killed
    settled = {
        "status": "single source",
        "status_reason": "one report speaks of it",
        "independent_sources": 1,
        "confidence": 0.7,
        "codes": first.codes,
        **more,
    }
    return Incident(
        id=id,
        title=title,
        type=first.type,
        date=when or EventDate(),
        place=where or EventPlace(),
        participants=tuple(
            Participant(role=p.role, name=p.name, text=p.text, kind=p.kind)
            for p in first.participants
        ),
        counts=Counts[Count](
            **{k: Count(low=v[0], best=v[1], high=v[2]) for k, v in counts.items()}
        ),
        claims=tuple(claims),
        **settled,
    )


def day(n, month=6):
    return EventDate(start=date(2031, month, n), end=date(2031, month, n), precision="day")


class Reader(HTMLParser):
    """Collects what a browser would see: elements, their text, and what each mark covers."""

    def __init__(self):
        super().__init__()
        self.elements, self.stack, self.text, self.covered = [], [], "", {}

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag == "mark":
            self.stack.append(dict(attributes)["class"])

    def handle_endtag(self, tag):
        if tag == "mark":
            self.stack.pop()

    def handle_data(self, data):
        for name in set(self.stack):
            places = range(len(self.text), len(self.text) + len(data))
            self.covered.setdefault(name, set()).update(places)
        self.text += data


def read(page):
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader


def links(seen):
    return [a["href"] for t, a in seen.elements if t == "a"]
