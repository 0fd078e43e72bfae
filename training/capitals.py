"""Makes the table of national capitals from GeoNames.

    python -m training.capitals --corpora DIR [--out FILE]

``--corpora`` is the folder with the unpacked ``geonames``, whose ``countryInfo.tsv`` names the
capitals (CC BY 4.0); the gazetteer has their entries.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from corroborate.grounding.places.gazetteer.gazetteer import Gazetteer

OUT = Path(__file__).parents[1] / "src/corroborate/grounding/places/data/capitals.tsv"
_HEAD = (
    "# National capitals: country (ISO alpha-2), entry of the gazetteer, name for the reader.\n"
    "# Made by training.capitals from GeoNames (CC BY 4.0).\n"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    gazetteer = Gazetteer.open()
    table = options.corpora / "geonames" / "countryInfo.tsv"
    with table.open(encoding="utf-8", newline="") as file, options.out.open("w") as out:
        out.write(_HEAD)
        for row in csv.DictReader(file, delimiter="\t"):
            found = [p for p in gazetteer.lookup(row["capital"]) if p.country == row["iso2"]]
            best = max(found, key=lambda p: (p.rank == 3, p.kind == "settlement"), default=None)
            if best is not None and best.kind == "settlement":
                out.write(f"{row['iso2']}\t{best.id}\t{best.name}\n")


if __name__ == "__main__":
    main()
