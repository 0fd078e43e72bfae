"""Names whose entry is known without anybody having marked it: what the place weights learn from.

Distant supervision. A name's container ("Tripoli, Lebanon", "Hilla in Babil province"), a demonym
("the Iraqi city of Hilla") or a Wikipedia title (GUM) tells which of its readings are right; where
the container is known and holds none of them, it has no entry. Each report is read once as it
stands, and once with that evidence taken out of it for a part of the names, so that the rest of
the report must do.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from corroborate.grounding.places.clues.context import Evidence, gather
from corroborate.grounding.places.gazetteer.gazetteer import Gazetteer
from corroborate.grounding.places.names import fold
from corroborate.grounding.places.records import Place
from corroborate.grounding.places.resolving.relative import inside
from corroborate.grounding.places.resolving.voices import voices
from corroborate.grounding.places.spotting.spot import Spot
from corroborate.grounding.places.spotting.spotter import Spotter

HIDDEN = 0.6  # share of the names whose evidence is taken out
GREAT = 200_000
WORLD = ("current_events", "event_location", "re3d", "meantime")
HOSTS = ("country", "admin1", "admin2")
_COMMA = re.compile(r"\s*,\s*")
_QUALIFIED = re.compile(r"^(.+?)(?:,\s*(.+)|\s*\((.+)\))$")


@dataclass(frozen=True, slots=True)
class Label:
    """What is known of one spot: its right readings by id; none: it has no entry.

    ``any``: it is some place, whichever; ``held``: numbers of the spots that tell so.
    """

    right: frozenset[str] = frozenset()
    any: bool = False
    held: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Example:
    """A report to learn from: its names, what is known of some, and where it was taken from.

    ``hidden``: the spots whose evidence was taken out; ``weak``: what is known of them is only
    that the report names one country.
    """

    source: str
    spots: Sequence[Spot]
    evidence: Sequence[Evidence]
    words: Mapping[str, float]
    labels: Mapping[int, Label]
    hidden: frozenset[int] = frozenset()
    weak: bool = False


def examples(
    source: str,
    text: str,
    gazetteer: Gazetteer,
    chance: random.Random,
    marks: Sequence[tuple[int, int, str | None]] | None = None,
    hide: bool | None = None,
) -> Iterator[Example]:
    """What one text gives: as it stands, and with evidence hidden.

    Args:
        source: name of the corpus.
        text: of the report.
        gazetteer: where names are looked up.
        chance: for what is hidden.
        marks: (start, end, Wikipedia title) of all places that somebody marked in the text.
        hide: only the one or the other.
    """
    spotter = Spotter(text, gazetteer, (), frozenset())
    spots = spotter.spots()
    if not spots:
        return
    evidence = gather(text, spots)
    words = voices(spotter.words)
    labels = _labels(text, spots, evidence, gazetteer)
    labels |= _holding(spots, evidence, labels)
    if source in WORLD:
        labels |= _countries(spots, evidence, labels)
    for i, (spot, clue) in enumerate(zip(spots, evidence, strict=True)):
        spot.sure = spot.sure or i in labels
        if i not in labels and marks is not None and not spot.context and clue.container is None:
            labels[i] = _marked(spot, marks, gazetteer)
    if not hide and labels:
        yield Example(source, spots, evidence, words, _same(spots, evidence, labels))
    if hide is not False:
        weak = _weak(spots, evidence, words, labels)
        if labels:
            yield _hidden(source, text, spots, words, labels, chance)
        if weak:
            yield Example(source, spots, evidence, words, weak, weak=True)
            yield _hidden(source, text, spots, words, weak, chance, every=True)


def _labels(
    text: str, spots: Sequence[Spot], evidence: Sequence[Evidence], gazetteer: Gazetteer
) -> dict[int, Label]:
    """Spots whose container or demonym tells their readings."""
    found = {}
    for i, (spot, clue) in enumerate(zip(spots, evidence, strict=True)):
        hosts, held = _hosts(spots, evidence, i, gazetteer)
        if not hosts or not spot.places or clue.listed or spot.places[0].kind == "country":
            continue
        right = {p.id for p in spot.places if any(inside(p, h) and p.id != h.id for h in hosts)}
        at = clue.container
        tight = at is not None and _COMMA.fullmatch(text[spot.end : spots[at].start])
        if right or (tight and hosts[0].kind != "admin2"):
            found[i] = Label(frozenset(right), held=held)
    return found


def _holding(
    spots: Sequence[Spot], evidence: Sequence[Evidence], labels: Mapping[int, Label]
) -> dict[int, Label]:
    """The containers themselves: those areas of their name that hold what is said to lie there."""
    found = {}
    for i, label in labels.items():
        at = evidence[i].container
        if at is None or at in labels or not label.right:
            continue
        guests = [p for p in spots[i].places if p.id in label.right]
        hosts = [h for h in spots[at].places if h.kind in HOSTS]
        found[at] = Label(frozenset(h.id for h in hosts if any(inside(g, h) for g in guests)))
    return {i: label for i, label in found.items() if label.right}


def _countries(
    spots: Sequence[Spot], evidence: Sequence[Evidence], labels: Mapping[int, Label]
) -> dict[int, Label]:
    """The usual names of countries, which in news of the world mean them."""
    return {
        i: Label(frozenset((s.places[0].id,)))
        for i, s in enumerate(spots)
        if i not in labels and s.places and not s.shaky and evidence[i].container is None
        if s.places[0].kind == "country" and s.places[0].match == "primary"
    }


def _hosts(
    spots: Sequence[Spot], evidence: Sequence[Evidence], i: int, gazetteer: Gazetteer
) -> tuple[list[Place], frozenset[int]]:
    """The areas that a spot is said to lie in, if they are plain, and the spots that say so."""
    clue = evidence[i]
    if clue.container is None:
        host = gazetteer.country(clue.origin) if clue.origin else None
        return ([host], frozenset()) if host else ([], frozenset())
    at = clue.container
    places = spots[at].places
    plain = bool(places) and places[0].kind in HOSTS and places[0].match == "primary"
    if not plain or spots[at].shaky:
        return [], frozenset()
    held = [at]
    while (up := evidence[held[-1]].container) is not None and len(held) < 4:
        held.append(up)
    return [p for p in places if p.kind in HOSTS and p.match == "primary"], frozenset(held)


def _marked(
    spot: Spot, marks: Sequence[tuple[int, int, str | None]], gazetteer: Gazetteer
) -> Label:
    """What somebody's marks say of a spot that nothing else tells of."""
    hits = [m for m in marks if m[0] < spot.end and spot.start < m[1]]
    if not hits:
        return Label()
    title = min(hits, key=lambda m: m[1] - m[0])[2]
    return Label(_titled(spot, title, gazetteer), any=True) if title else Label(any=True)


def _titled(spot: Spot, title: str, gazetteer: Gazetteer) -> frozenset[str]:
    """The readings that a Wikipedia title may be of: "Athens, Georgia", "Georgia (country)"."""
    name = unquote(title).replace("_", " ")
    match = _QUALIFIED.match(name)
    bare, where = (match[1], match[2] or match[3]) if match else (name, None)
    known = {p.id for p in gazetteer.lookup(bare)}
    mine = [p for p in spot.places if p.id in known]
    if where is None:
        return frozenset(p.id for p in mine[:1])
    if where == "country":
        return frozenset(p.id for p in mine if p.kind == "country")
    hosts = [h for h in gazetteer.lookup(where) if h.kind in HOSTS]
    return frozenset(p.id for p in mine if any(inside(p, h) for h in hosts))


def _same(
    spots: Sequence[Spot], evidence: Sequence[Evidence], labels: Mapping[int, Label]
) -> dict[int, Label]:
    """The labels, with what they say of bare mentions of the same names."""
    known = {fold(spots[i].text): label for i, label in labels.items() if label.right}
    found = dict(labels)
    for i, (spot, clue) in enumerate(zip(spots, evidence, strict=True)):
        bare = i not in labels and clue.container is None and clue.kind is None
        if bare and (label := known.get(fold(spot.text))) is not None:
            found[i] = replace(label, held=frozenset())
    return found


def _weak(
    spots: Sequence[Spot],
    evidence: Sequence[Evidence],
    words: Mapping[str, float],
    labels: Mapping[int, Label],
) -> dict[int, Label]:
    """Bare names in a text that names one country alone: those readings that lie there."""
    named = {i: s.places[0].country for i, s in enumerate(spots)
             if s.places and s.places[0].kind == "country" and not s.shaky}  # fmt: skip
    countries = {c for c in named.values() if c} | set(words)
    found: dict[int, Label] = {}
    if len(countries) != 1:
        return found
    (country,) = countries
    held = frozenset(named)
    for i, spot in enumerate(spots):
        if i in named or i in labels or spot.shaky or evidence[i].container is not None:
            continue
        right = frozenset(p.id for p in spot.places if p.country == country)
        abroad = max((p.population for p in spot.places if p.country != country), default=0)
        if right and len(right) < len(spot.places) and (country != "US" or abroad < GREAT):
            found[i] = Label(right, held=held)
    return found


def _hidden(
    source: str,
    text: str,
    spots: Sequence[Spot],
    words: Mapping[str, float],
    labels: Mapping[int, Label],
    chance: random.Random,
    every: bool = False,
) -> Example:
    """The report without what tells of some of its names."""
    bare = {i for i, label in labels.items() if label.held or label.right}
    bare = {i for i in bare if every or chance.random() < HIDDEN}
    gone = {j for i in bare for j in labels[i].held}
    kept = [i for i in range(len(spots)) if i not in gone]
    number = {old: new for new, old in enumerate(kept)}
    left = [spots[i] for i in kept]
    evidence = gather(text, left)
    quiet = dict(words)
    for i in bare & set(kept):
        clue = evidence[number[i]]
        if clue.origin:
            quiet[clue.origin] = quiet.get(clue.origin, 0.0) - 0.4
            clue.origin = None
        clue.container = None
    if every:
        quiet = {}
    known = {number[i]: label for i, label in labels.items() if i in number}
    return Example(
        source, left, evidence, {c: w for c, w in quiet.items() if w > 0.01},
        _same(left, evidence, known), frozenset(number[i] for i in bare & set(kept)), every,
    )  # fmt: skip
