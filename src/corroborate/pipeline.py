"""The road of the data in one place: reports in, incidents out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from corroborate.collection import Incidents
from corroborate.errors import CodingError, CorroborateError
from corroborate.model import Claim, Report, RunSummary, SetAside

if TYPE_CHECKING:
    from corroborate.coding import AnnotatedReport

OnSetAside = Callable[[SetAside], None]


@dataclass(frozen=True)
class Run:
    """What one pass over some reports gave."""

    reports: list[Report]
    incidents: Incidents
    summary: RunSummary


def read(
    *paths: str | Path,
    published: date | None = None,
    publisher: str | None = None,
    on_set_aside: OnSetAside | None = None,
) -> Iterator[Report]:
    """Read reports from files, folders, or ``-`` for standard input.

    Args:
        paths: plain text, HTML, JSON Lines, JSON, CSV, or folders of these.
        published: day of publication, put in where a report itself gives none.
        publisher: outlet, likewise.
        on_set_aside: called with each input that cannot be read; without it that input raises
            :class:`corroborate.errors.InputError`.
    """
    from corroborate import ingest

    return ingest.read(*paths, published=published, publisher=publisher, on_set_aside=on_set_aside)


def annotate(report: Report) -> AnnotatedReport:
    """All that the language and grounding layers see in a report.

    Raises:
        CodingError: this report could not be annotated.
    """
    with _edge_of(report):
        return _annotate(report)


def _annotate(report: Report) -> AnnotatedReport:
    from corroborate.coding import sifted

    return sifted(_grounded(_read(report)))


def _read(report: Report, *, gated: bool = False) -> AnnotatedReport:
    """The report with its language layer alone."""
    from corroborate.language.pipeline import load, without_heavy_imports

    with without_heavy_imports():  # spaCy comes in with the first of these
        from corroborate.coding import AnnotatedReport, candidate_threshold

    nlp = load(threshold=candidate_threshold(), gated=gated, lean=True)
    doc = nlp(report.readable())
    return AnnotatedReport(report, doc, times=(), places=(), attributions=(), events=doc._.events)


def _grounded(document: AnnotatedReport) -> AnnotatedReport:
    """The report with times, places and attributions found."""
    from corroborate.coding import find_attributions
    from corroborate.grounding.places import annotate_places
    from corroborate.grounding.times import annotate_times

    doc, report = document.doc, document.report
    return replace(
        document,
        times=annotate_times(doc, report.published),
        places=annotate_places(doc, title=report.title),
        attributions=find_attributions(doc),
    )


@contextmanager
def _edge_of(report: Report) -> Iterator[None]:
    """The edge of one document, where any fault becomes a reason to set it aside.

    What is wrong with the package itself is not the document's fault and passes.
    """
    try:
        yield
    except CorroborateError:
        raise
    except Exception as error:
        where = report.file or report.id
        raise CodingError(where, f"could not be coded: {type(error).__name__}: {error}") from error


def code(
    reports: Iterable[Report], on_set_aside: OnSetAside | None = None, *, gated: bool = True
) -> Iterator[Claim]:
    """Code claims, report by report.

    Args:
        reports: to code.
        on_set_aside: called with each report that cannot be coded, and the rest goes on; without
            it :class:`corroborate.errors.CodingError` is raised.
        gated: leave unread what a quick look at its words finds nothing to code in; ``False`` reads
            every sentence, at some cost in time.
    """
    for report in reports:
        try:
            yield from _code_one(report, gated)
        except CodingError as error:
            if on_set_aside is None:
                raise
            on_set_aside(SetAside(where=error.where, reason=error.reason))


def _code_one(report: Report, gated: bool) -> list[Claim]:
    """Times and places are left out where no event is sure enough to make a claim."""
    with _edge_of(report):
        document = _read(report, gated=gated)
        from corroborate.coding import code_document, sifted

        sure = bool(document.events) and bool(sifted(document).events)
        return code_document(sifted(_grounded(document))) if sure else []


def match(claims: Iterable[Claim]) -> Incidents:
    """Match claims of any number of reports into incidents."""
    from corroborate.matching import match_claims

    return Incidents(tuple(match_claims(claims)))


def run(reports: Iterable[Report], on_set_aside: OnSetAside | None = None) -> Run:
    """Code and match reports, keeping count of what was done and set aside."""
    aside: list[SetAside] = []
    kept: list[Report] = []

    def set_aside(item: SetAside) -> None:
        aside.append(item)
        if on_set_aside:
            on_set_aside(item)

    def watched() -> Iterator[Report]:
        for report in reports:
            kept.append(report)
            yield report

    claims = list(code(watched(), set_aside))
    incidents = match(claims)
    summary = RunSummary(
        reports=len(kept), claims=len(claims), incidents=len(incidents), set_aside=tuple(aside)
    )
    return Run(kept, incidents, summary)
