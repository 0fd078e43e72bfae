"""How often actors are read right: ``python -m evaluation.actors --annotation DIR``.

Reads ``items.jsonl`` of the project's annotations (``source`` as offsets, ``source_kind``) and
prints the accuracy of ``source_kind``, for each sort and in all, and with ``--errors`` each miss.
The word lists were written with these items in sight, so the figure is of fit, not of transfer.
With ``--corpora`` it also compares kind and country of actor phrases with the role and country that
the tests of NGEC expect (``ngec_actors``, for measuring only).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from corroborate.grounding.actors import resolve, source_kind

# Role of a PLOVER actor code -> kinds of the record that agree with it.
AGREES = {
    "MIL": {"state forces", "external forces"},
    "COP": {"state forces"},
    "SPY": {"state forces"},
    "GOV": {"government"},
    "JUD": {"government"},
    "LEG": {"government"},
    "REB": {"rebel group"},
    "UAF": {"rebel group", "political militia", "identity militia"},
    "CRM": {"political militia", "unknown"},
    "CVL": {"civilians", "person", "protesters"},
    "MED": {"media"},
    "IGO": {"international"},
    "NGO": {"organisation"},
    "PTY": {"organisation"},
    "OPP": {"organisation", "protesters"},
    "ELI": {"person", "government"},
    "HLH": {"civilians"},
    "EDU": {"civilians"},
    "LAB": {"organisation", "civilians"},
    "BUS": {"organisation", "civilians"},
    "REF": {"civilians"},
    "AGR": {"civilians"},
    "MNC": {"organisation"},
    "REL": {"civilians"},
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--annotation", type=Path, required=True, help="folder with items.jsonl")
    parser.add_argument("--corpora", type=Path, help="folder of unpacked corpora")
    parser.add_argument("--errors", action="store_true", help="print every miss")
    options = parser.parse_args()
    pairs = [(gold, source_kind(text), text) for gold, text in sources(options.annotation)]
    print_table([(gold, got) for gold, got, _ in pairs])
    if options.errors:
        for gold, got, text in pairs:
            if gold != got:
                print(f"{gold:14} {got:14} {text}")
    if options.corpora:
        print_phrases(options.corpora)


def print_phrases(corpora: Path) -> None:
    """Agreement of kind and of country on the phrases of ``ngec_actors``."""
    table = (corpora / "geonames" / "countryInfo.tsv").read_text(encoding="utf-8").splitlines()
    alpha2 = {line.split("\t")[1]: line.split("\t")[0] for line in table[1:]}
    kinds: list[bool] = []
    countries: list[bool] = []
    for text, role, country in phrases(corpora / "ngec_actors" / "dev.calls.jsonl"):
        match = resolve(text)
        if role in AGREES:
            kinds.append(match is not None and match.kind in AGREES[role])
        if country in alpha2:
            countries.append(match is not None and match.country == alpha2[country])
    print(f"ngec kind      {sum(kinds):4} of {len(kinds):4}")
    print(f"ngec country   {sum(countries):4} of {len(countries):4}")


def phrases(path: Path) -> Iterator[tuple[str, str, str]]:
    """Actor phrase, role and ISO 3166-1 alpha-3 country of each call; "" where not expected."""
    for call in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        if call["args"] and isinstance(call["args"][0], str):
            expected = {key: value for key, value in call["expect"].items() if value}
            role = next((str(v) for key, v in expected.items() if "code_1" in key), "")
            named = (str(v) for key, v in expected.items() if "country" in key or key == "cc")
            yield call["args"][0], role, next(named, "")


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
