"""The shape of one line of `corroborate annotate --format jsonl`."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from corroborate.model import Record, Span
from corroborate.model.vocabulary import PlacePrecision


class AnnotatedSource(Record):
    """Which report the annotation is of."""

    id: str
    file: str | None
    published: date | None


class Token(Record):
    """A syntactic word, as in Universal Dependencies.

    ``head`` is an index into ``tokens``, its own for a root.
    """

    span: Span
    text: str
    lemma: str
    pos: str
    feats: str
    head: int = Field(ge=0)
    deprel: str


class Entity(Record):
    """A named thing; ``actor`` is its id in the registry, where it has one."""

    span: Span
    label: str
    actor: str | None


class TimeAnchor(Record):
    """What a relative time is told from; ``offset`` is a signed ISO 8601 length.

    ``span`` is that of the words for an event that it is told from.
    """

    kind: Literal["publication", "time", "event"]
    offset: str | None
    span: Span | None


class TimeExpression(Record):
    """A time expression: ``value`` is TIMEX3, ``start`` and ``end`` the days it lies within.

    ``anchor`` is what it is told from, where it does not name its own day.
    """

    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None
    start: date | None
    end: date | None
    precision: str
    anchor: TimeAnchor | None


class PlaceName(Record):
    """A place name with its gazetteer entry, or a point made from one by ``relation``.

    ``lat`` and ``lon`` are WGS84 degrees, ``country`` is ISO 3166-1 alpha-2, ``id`` is
    ``geonames:N`` or ``wof:N``. ``metonym``: the name stands for a government or an institution.
    ``confidence`` is of the resolution, 0 to 1.
    """

    span: Span
    id: str | None
    name: str | None
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    precision: PlacePrecision
    relation: str | None
    radius_km: float | None
    metonym: bool
    confidence: float = Field(ge=0, le=1)


class AttributionSpans(Record):
    """Who says what: ``source`` and ``cue`` may be missing, ``content`` may be in pieces."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]


class RoleSpan(Record):
    """A stretch of text and its role in a predicate or an event."""

    span: Span
    role: str


class PredicateSpans(Record):
    """A verb or event noun with its arguments.

    Roles are A0, A1, A2 as PropBank numbers them, LOC, TMP, NEG, MOD (place, time, negation,
    modality), and PLACE for the name of the place where it happened. ``factuality`` runs from -3,
    did not happen, to 3, did.
    """

    span: Span
    roles: tuple[RoleSpan, ...]
    factuality: float | None = Field(ge=-3, le=3)


class EventSpans(Record):
    """An event of the project's types, as a claim is made from it; see the guidelines."""

    span: Span
    type: str
    roles: tuple[RoleSpan, ...]
    stance: str
    when: str
    verification: str
    confidence: float = Field(ge=0, le=1)


class Annotation(Record):
    """What the language layer sees in one report. A ``span`` is ``[a, b)`` in ``text``."""

    report: AnnotatedSource
    text: str
    sentences: tuple[Span, ...]
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...]
    times: tuple[TimeExpression, ...]
    places: tuple[PlaceName, ...]
    attributions: tuple[AttributionSpans, ...]
    predicates: tuple[PredicateSpans, ...]
    events: tuple[EventSpans, ...]
