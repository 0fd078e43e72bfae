"""How often actors are read right: ``python -m evaluation.actors --annotation DIR --corpora DIR``.

Prints, for what it is given:
- the accuracy of ``source_kind`` on ``items.jsonl`` of the project's annotations, for each sort and
  in all (the word lists were written with these items in sight: a figure of fit, not of transfer);
- of NGEC's tests (``ngec_actors``): calls right of those in scope, and why others are not in scope;
- of its conjunctions: how many are taken apart as expected;
- of PLOVER's gold records (``plover_gsr``): country and sector;
- of ``zero_shot_plover``: countries of source and target, where ``annotations/actor_countries.tsv``
  has been made.

``--errors`` prints each miss of one of them.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from corroborate.grounding.actors import source_kind
from evaluation.actor_sets import gsr, located, ngec

COUNTRIES = Path(__file__).parent.parent / "annotations" / "actor_countries.tsv"
SETS = ("sources", "ngec", "conjunctions", "gsr", "countries")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--annotation", type=Path, required=True, help="folder with items.jsonl")
    parser.add_argument("--corpora", type=Path, help="folder of unpacked corpora")
    parser.add_argument("--errors", choices=SETS, help="print every miss of this set")
    options = parser.parse_args()
    print_sources(options.annotation, options.errors == "sources")
    if options.corpora:
        print_ngec(options.corpora, options.errors == "ngec")
        print_conjunctions(options.corpora, options.errors == "conjunctions")
        print_gsr(options.corpora, options.errors == "gsr")
        print_countries(options.corpora, options.errors == "countries")


def line(name: str, right: int, total: int) -> None:
    print(f"{name:26} {right:5} of {total:5}  {right / max(1, total):.3f}")


def print_sources(annotation: Path, errors: bool) -> None:
    pairs = [(gold, source_kind(text), text) for gold, text in sources(annotation)]
    print_table([(gold, got) for gold, got, _ in pairs])
    for gold, got, text in pairs if errors else ():
        if gold != got:
            print(f"  {gold:14} {got:14} {text}")


def print_ngec(corpora: Path, errors: bool) -> None:
    inside, outside = ngec(corpora)
    line("ngec calls", sum(outcome.right for outcome in inside), len(inside))
    for reason, count in outside.items():
        print(f"  out of scope {count:3}: {reason}")
    for outcome in inside if errors else ():
        if not outcome.right:
            print(f"  {outcome.phrase!r}: {[check for check in outcome.checks if not check[1]]}")
            print(f"      {outcome.match and outcome.match.plover} {outcome.match}")


def print_conjunctions(corpora: Path, errors: bool) -> None:
    from evaluation.compounds import conjunctions

    found = list(conjunctions(corpora / "ngec_actors" / "dev.conjunctions.jsonl"))
    line("ngec conjunctions", sum(gold == got for _, gold, got in found), len(found))
    for phrase, gold, got in found if errors else ():
        if gold != got:
            print(f"  {phrase!r}: {sorted(gold)} but {sorted(got)}")


def print_gsr(corpora: Path, errors: bool) -> None:
    coded = gsr(corpora)
    told = [actor for actor in coded if actor.sector_right is not None]
    line("plover_gsr country", sum(actor.country_right for actor in coded), len(coded))
    line("plover_gsr sector", sum(actor.sector_right is True for actor in told), len(told))
    for actor in coded if errors else ():
        if not actor.country_right or actor.sector_right is False:
            got = actor.match.plover if actor.match else None
            print(f"  {actor.country} {actor.sector} {got}: {actor.phrase}")


def print_countries(corpora: Path, errors: bool) -> None:
    if not COUNTRIES.is_file():
        print(f"zero_shot_plover country: {COUNTRIES.name} has not been made")
        return
    found = list(located(corpora, COUNTRIES))
    line("zero_shot_plover country", sum(a.found == a.countries for a in found), len(found))
    for actor in found if errors else ():
        if actor.found != actor.countries:
            print(f"  {sorted(actor.countries)} but {sorted(actor.found)}: {actor.phrase}")


def sources(folder: Path) -> Iterator[tuple[str, str]]:
    """Sort and words of every source in the annotations; without those left unsorted."""
    with (folder / "items.jsonl").open(encoding="utf-8") as lines:
        for item in map(json.loads, lines):
            for event in item["events"]:
                if event["source"] and event["source_kind"]:
                    start, end = event["source"]
                    yield event["source_kind"], item["text"][start:end]


def print_table(pairs: list[tuple[str, str]]) -> None:
    total, right = Counter(gold for gold, _ in pairs), Counter(g for g, got in pairs if g == got)
    for kind, count in total.most_common():
        print(f"{kind:14} {right[kind]:4} of {count:4}  {right[kind] / count:.3f}")
    if pairs:
        hits = sum(right.values())
        print(f"{'all':14} {hits:4} of {len(pairs):4}  {hits / len(pairs):.3f}")


if __name__ == "__main__":
    main()
