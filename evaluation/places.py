"""How well places are found and resolved, on LGL, GeoVirus and items of Current Events.

    python -m evaluation.places --corpora DIR [--set NAME] [--tagged] [--errors N]

``--corpora`` holds the unpacked ``lgl`` and ``geovirus`` (for measuring only) and
``current_events``. A toponym counts as right within 161 km (100 miles) of the gold point. It is
resolved with the gold spans given, and with spans found in the raw text: with rules alone and, with
``--tagged``, in every fourth document with the names that the language layer finds, as the coder
does. Of Current Events, May and November are held out from learning; there a name's container
("Tripoli, *Lebanon*") is the gold and is hidden.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corroborate.grounding.places import Gazetteer, PlaceMention, annotate_places, places_in
from corroborate.grounding.places.marked import readings, resolve_marked
from evaluation.place_errors import is_near, kind_of_error
from evaluation.place_held_out import held_out

SETS = ("lgl", "geovirus")
TAGGED, EVERY = "language layer", 4
Finder = Callable[[str], Sequence[PlaceMention]]


@dataclass
class Found:
    """Counts of names found in raw text."""

    gold: int = 0
    found: int = 0
    given: int = 0
    near: int = 0
    extra: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    def line(self) -> str:
        """The figures."""
        precision, recall = self.found / max(1, self.given), self.found / max(1, self.gold)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        end = self.near / max(1, self.gold)
        return f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f}; found and within 161 km {end:.3f}"


@dataclass
class Tally:
    """Counts over one set with gold spans."""

    gold: int = 0
    resolved: int = 0
    near: int = 0
    same_id: int = 0
    with_id: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    names: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    raw: dict[str, Found] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        """The figures, a line each."""
        yield f"gold toponyms with a point     {self.gold}"
        yield f"given an entry                 {self.resolved / self.gold:.3f}"
        yield f"within 161 km, gold spans      {self.near / self.gold:.3f}"
        yield f"within 161 km of those given   {self.near / max(1, self.resolved):.3f}"
        if self.with_id:
            yield f"same GeoNames entry            {self.same_id / self.with_id:.3f}"
        for way, found in self.raw.items():
            yield f"raw text, {way:20s} {found.line()}"

    def error_lines(self, most: int) -> Iterator[str]:
        """Errors by kind, each with its most frequent names."""
        for kind, times in self.errors.most_common():
            yield f"{times:4d} {kind}"
            yield from (f"       {n:4d} {name}" for name, n in self.names[kind].most_common(most))


def measure(path: Path, gazetteer: Gazetteer, finders: dict[str, Finder]) -> Tally:
    """Figures for one set in JSON Lines."""
    tally = Tally(raw={way: Found() for way in finders})
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file):
            document = json.loads(line)
            gold = [t for t in document["toponyms"] if t["lat"] is not None]
            _with_gold_spans(document, gold, gazetteer, tally)
            for way, finder in finders.items():
                if way != TAGGED or number % EVERY == 0:
                    _from_raw(document, gold, finder(document["text"]), tally.raw[way])
    return tally


def _with_gold_spans(
    document: dict[str, Any], gold: list[dict[str, Any]], gazetteer: Gazetteer, tally: Tally
) -> None:
    spans = [(t["start"], t["end"]) for t in document["toponyms"]]
    mentions = {m.span: m for m in resolve_marked(document["text"], spans, gazetteer)}
    for toponym in gold:
        mention = mentions.get((toponym["start"], toponym["end"]))
        place = mention.place if mention else None
        tally.gold += 1
        tally.resolved += place is not None
        tally.near += is_near(place, toponym)
        if toponym["geonames_id"]:
            tally.with_id += 1
            tally.same_id += place is not None and place.id == f"geonames:{toponym['geonames_id']}"
        if not is_near(place, toponym):
            kind = kind_of_error(mention, toponym, readings(toponym["text"], gazetteer))
            got = f"{place.name} {place.country} {place.kind}" if place else "nothing"
            tally.errors[kind] += 1
            tally.names[kind][f"{toponym['text']} -> {got}"] += 1


def _from_raw(
    document: dict[str, Any],
    gold: list[dict[str, Any]],
    mentions: Sequence[PlaceMention],
    found: Found,
) -> None:
    given = [m for m in mentions if m.place]
    spans = [(t["start"], t["end"]) for t in document["toponyms"]]
    marked = [m for m in given if any(_overlap(m.span, s) for s in spans)]
    found.extra.update(m.text for m in given if m not in marked)
    found.given += len(given) - len(marked)
    for toponym in gold:
        hits = [m for m in marked if _overlap(m.span, (toponym["start"], toponym["end"]))]
        found.gold += 1
        found.given += bool(hits)
        found.found += bool(hits)
        found.missed.update([] if hits else [toponym["text"]])
        found.near += any(is_near(m.place, toponym) for m in hits)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _finders(gazetteer: Gazetteer, tagged: bool) -> dict[str, Finder]:
    """The ways to find names in raw text."""
    ways: dict[str, Finder] = {"rules alone": lambda text: places_in(text, gazetteer=gazetteer)}
    if tagged:
        from corroborate.language.pipeline import load

        language = load(lean=True)
        ways[TAGGED] = lambda text: annotate_places(language(text), gazetteer=gazetteer)
    return ways


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--set", choices=(*SETS, "current_events"), action="append")
    parser.add_argument("--tagged", action="store_true", help="with the language layer too; slow")
    parser.add_argument("--errors", type=int, default=0, help="print N names a kind of error")
    options = parser.parse_args()
    gazetteer = Gazetteer.open()
    finders = _finders(gazetteer, options.tagged)
    for name in options.set or (*SETS, "current_events"):
        if name == "current_events":
            print(name, *held_out(options.corpora, gazetteer).lines(), sep="\n  ")
            continue
        tally = measure(options.corpora / name / f"{name}.jsonl", gazetteer, finders)
        print(name, *tally.lines(), sep="\n  ")
        if options.errors:
            print("  errors, gold spans", *tally.error_lines(options.errors), sep="\n  ")
        for way, found in tally.raw.items() if options.errors else ():
            for title, names in (("extra", found.extra), ("missed", found.missed)):
                print(f"  {title}, {way}:", dict(names.most_common(options.errors)))


if __name__ == "__main__":
    main()
