"""How well places are found and resolved, on LGL and GeoVirus.

    python -m evaluation.places --corpora DIR [--set lgl|geovirus] [--errors N]

``--corpora`` holds the unpacked ``lgl`` and ``geovirus`` (for measuring only). Resolution is
measured twice: with the gold spans given, and with spans found in the raw text, without any
tagger. A toponym counts as right within 161 km (100 miles) of the gold point.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corroborate.grounding.places import Gazetteer, PlaceMention, places_in
from corroborate.grounding.places.annotate import resolve_gold
from corroborate.grounding.places.geometry import distance_km

RIGHT_KM = 161.0
SETS = ("lgl", "geovirus")


@dataclass
class Tally:
    """Counts over one set."""

    gold: int = 0
    resolved: int = 0
    near: int = 0
    same_id: int = 0
    with_id: int = 0
    in_country: int = 0
    found: int = 0
    spotted: int = 0
    spotted_near: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    def lines(self) -> Iterator[str]:
        """The figures, a line each."""
        precision, recall = self.found / max(1, self.spotted), self.found / max(1, self.gold)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        yield f"gold toponyms with a point     {self.gold}"
        yield f"given an entry                 {self.resolved / self.gold:.3f}"
        yield f"within 161 km, gold spans      {self.near / self.gold:.3f}"
        yield f"within 161 km of those given   {self.near / max(1, self.resolved):.3f}"
        if self.with_id:
            yield f"same GeoNames entry            {self.same_id / self.with_id:.3f}"
        yield f"spotting, overlap              P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"
        yield f"found and within 161 km        {self.spotted_near / self.gold:.3f}"


def measure(path: Path, gazetteer: Gazetteer) -> Tally:
    """Figures for one set in JSON Lines."""
    tally = Tally()
    with path.open(encoding="utf-8") as file:
        for line in file:
            document = json.loads(line)
            gold = [t for t in document["toponyms"] if t["lat"] is not None]
            _with_gold_spans(document, gold, gazetteer, tally)
            _from_raw(document, gold, gazetteer, tally)
    return tally


def _with_gold_spans(
    document: dict[str, Any], gold: list[dict[str, Any]], gazetteer: Gazetteer, tally: Tally
) -> None:
    spans = [(t["start"], t["end"]) for t in document["toponyms"]]
    mentions = {m.span: m for m in resolve_gold(document["text"], spans, gazetteer)}
    for toponym in gold:
        mention = mentions.get((toponym["start"], toponym["end"]))
        place = mention.place if mention else None
        tally.gold += 1
        tally.resolved += place is not None
        right = _near(mention, toponym)
        tally.near += right
        if toponym["geonames_id"]:
            tally.with_id += 1
            tally.same_id += place is not None and place.id == f"geonames:{toponym['geonames_id']}"
        if not right:
            got = f"{place.name} {place.country} {place.kind}" if place else "nothing"
            tally.wrong[f"{toponym['text']} -> {got}"] += 1


def _from_raw(
    document: dict[str, Any], gold: list[dict[str, Any]], gazetteer: Gazetteer, tally: Tally
) -> None:
    mentions = [m for m in places_in(document["text"], gazetteer=gazetteer) if m.place]
    spans = [(t["start"], t["end"]) for t in document["toponyms"]]
    tally.extra.update(m.text for m in mentions if not any(_overlap(m.span, s) for s in spans))
    marked = [m for m in mentions if any(_overlap(m.span, s) for s in spans)]
    tally.spotted += sum(1 for m in mentions if m not in marked)
    for toponym in gold:
        hits = [m for m in marked if _overlap(m.span, (toponym["start"], toponym["end"]))]
        tally.spotted += bool(hits)
        tally.found += bool(hits)
        tally.missed.update([] if hits else [toponym["text"]])
        tally.spotted_near += any(_near(m, toponym) for m in hits)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _near(mention: PlaceMention | None, toponym: dict[str, Any]) -> bool:
    """By the entry's own point: the gold is of the name, not of the spot it leads to."""
    place = mention.place if mention else None
    if place is None or place.lat is None or place.lon is None:
        return False
    return distance_km((place.lat, place.lon), (toponym["lat"], toponym["lon"])) <= RIGHT_KM


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--set", choices=SETS, action="append")
    parser.add_argument("--errors", type=int, default=0, help="print the N most frequent errors")
    options = parser.parse_args()
    for name in options.set or SETS:
        tally = measure(options.corpora / name / f"{name}.jsonl", Gazetteer.open())
        print(name, *tally.lines(), sep="\n  ")
        for kind in ("wrong", "extra", "missed") if options.errors else ():
            print(f"  {kind}")
            for error, times in getattr(tally, kind).most_common(options.errors):
                print(f"    {times:4d} {error}")


if __name__ == "__main__":
    main()
