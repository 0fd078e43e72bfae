"""The words that carry the fields of a claim, marked in the text they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corroborate.export.markup import Markup, el, markup
from corroborate.model import Claim, FieldSpan, Span

FIELDS = {
    "trigger": "what happened",
    "date": "when",
    "place": "where",
    "perpetrator": "who did it",
    "target": "to whom",
    "side": "side",
    "other": "other participant",
    "killed": "killed",
    "wounded": "wounded",
    "abducted": "abducted",
    "detained": "detained",
    "released": "released",
    "displaced": "displaced",
    "participants": "how many took part",
    "source": "who says so",
    "via": "passed on by",
    "cue": "word of saying",
    "instrument": "means",
    "verification": "standing",
}
"""Each field that can be marked, with the words of the legend."""

CONTEXT = 70
"""Characters shown on each side of words that lie outside the evidence sentence."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of a report that is shown.

    ``start`` is its offset in the report; ``away`` where it is not the evidence sentence;
    ``cut`` whether the report goes on before it, and after it.
    """

    text: str
    start: int
    spans: tuple[FieldSpan, ...]
    away: bool = False
    cut: tuple[bool, bool] = (False, False)


def _within(spans: Sequence[FieldSpan], start: int, end: int) -> list[FieldSpan]:
    """The parts of the spans that lie in ``[start, end)``, counted from ``start``."""
    cut = (
        FieldSpan(field=s.field, start=max(s.start, start) - start, end=min(s.end, end) - start)
        for s in spans
    )
    return [s for s in cut if s.start < s.end]


def _nesting(span: FieldSpan) -> tuple[int, int, str]:
    return span.start - span.end, span.start, span.field


def _open(span: FieldSpan) -> str:
    name = span.field if span.field in FIELDS else "other"
    label = markup(FIELDS.get(span.field, span.field))
    return f'<mark class="f-{name}" title="{label}">'


def highlighted(text: str, spans: Sequence[FieldSpan], offset: int = 0) -> Markup:
    """``text`` escaped, with a ``<mark>`` around the words of each field.

    Spans may nest and cross; a mark that crosses another is closed and opened again, so that
    the markup nests and its text is still exactly ``text``.

    Args:
        text: a stretch of the report.
        spans: offsets into the report; what lies outside the stretch is left out.
        offset: where in the report the stretch begins.
    """
    inside = sorted(set(_within(spans, offset, offset + len(text))), key=_nesting)
    edges = sorted({0, len(text), *(e for s in inside for e in (s.start, s.end))})
    pieces: list[str] = []
    opened: list[FieldSpan] = []
    for a, b in pairwise(edges):
        wanted = [s for s in inside if s.start <= a and b <= s.end]
        pieces += _change(opened, wanted)
        pieces.append(markup(text[a:b]))
        opened = wanted
    return Markup("".join([*pieces, *_change(opened, [])]))


def _change(opened: list[FieldSpan], wanted: list[FieldSpan]) -> list[str]:
    """The tags that lead from one stack of open marks to the next."""
    pairs = zip(opened, wanted, strict=False)
    same = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(opened), len(wanted)))
    return ["</mark>"] * (len(opened) - same) + [_open(s) for s in wanted[same:]]


def field_spans(claim: Claim) -> list[FieldSpan]:
    """All words the claim points at: those of its evidence and of its single fields."""
    fields: list[tuple[str, Span | None]] = [
        ("date", claim.date.span),
        ("place", claim.place.span),
        ("source", claim.source.span if claim.source else None),
        *((p.role, p.span) for p in claim.participants),
        *((kind, count.span) for kind, count in claim.counts.items()),
    ]
    single = [FieldSpan(field=f, start=s[0], end=s[1]) for f, s in fields if s]
    return list(dict.fromkeys([*claim.evidence.spans, *single]))


def _window(text: str, span: FieldSpan) -> tuple[int, int]:
    """The span with some context, from one white space to another."""
    start, end = max(0, span.start - CONTEXT), min(len(text), span.end + CONTEXT)
    if start:
        start = next((i for i in range(start, span.start) if text[i].isspace()), start)
    if end < len(text):
        end = next((i for i in range(end, span.end, -1) if text[i - 1].isspace()), end)
    return start, end


def _joined(windows: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(windows):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def quotes(claim: Claim, text: str | None) -> list[Quote]:
    """What to quote for a claim: the evidence, then words of it that stand elsewhere.

    Args:
        claim: any claim.
        text: of its report; without it only the evidence itself can be quoted.
    """
    evidence, spans = claim.evidence, tuple(field_spans(claim))
    if text is None or len(text) < evidence.end:
        # Offsets hold in the evidence alone only where it is the report's text unchanged.
        exact = len(evidence.text) == evidence.end - evidence.start
        return [Quote(evidence.text, evidence.start, spans if exact else ())]
    first = Quote(text[evidence.start : evidence.end], evidence.start, spans)
    away = [
        s
        for s in spans
        if s.start < s.end <= len(text) and not evidence.start <= s.start <= s.end <= evidence.end
    ]
    windows = _joined([_window(text, span) for span in away])
    others = (Quote(text[a:b], a, tuple(away), True, (a > 0, b < len(text))) for a, b in windows)
    return [first, *others]


def quoted(quote: Quote) -> Markup:
    """A quote as a block, with what it leaves out shown by dots."""
    words = highlighted(quote.text, quote.spans, quote.start)
    dots = el("span", "…", class_="dots", aria_hidden="true")
    before, after = (dots if cut else None for cut in quote.cut)
    kind = "away" if quote.away else None
    return el("blockquote", before, words, after, dir="auto", class_=kind)


def legend() -> Markup:
    """The styles of the marks, as a list."""
    items = (el("li", el("mark", label, class_=f"f-{name}")) for name, label in FIELDS.items())
    return el("ul", items, class_="legend fields")
