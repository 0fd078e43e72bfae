"""Count trigger words in the project's annotations: the coder's lexicon.

    python -m training.triggers --corpora DIR --annotation DIR [--out FILE]

Reads the train parts only: items of Wikipedia Current Events (CC BY-SA 4.0) and the sentences of
``annotations/``, both coded by the project. What is written are words with counts, no text.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from corroborate.coding.triggers import key_of
from training.annotations import joined
from training.encoder_annotations import split_of
from training.encoder_examples import read_jsonl

OUT = Path(__file__).parents[1] / "src/corroborate/coding/data/triggers.tsv"

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
HEAD = """# Words that name events, counted over the train part of the annotations.
# Made by training/triggers.py; add words by hand to triggers.toml instead.
# word (inflection cut off) <tab> occurrences in the texts <tab> type:times as its trigger …
"""


def train_items(corpora: Path, annotation: Path) -> Iterator[dict[str, Any]]:
    """Coded texts of the train parts."""
    for item in read_jsonl(annotation / "items.jsonl"):
        if split_of(item["published"]) == "train":
            yield item
    for record in joined(corpora):
        if split_of(record["document"]) == "train":
            yield record


def counted(items: Iterable[dict[str, Any]]) -> tuple[Counter[str], dict[str, Counter[str]]]:
    """Occurrences of each key of up to three words, and of each key as a trigger by type."""
    seen: Counter[str] = Counter()
    types: dict[str, Counter[str]] = defaultdict(Counter)
    for item in items:
        words = _WORD.findall(item["text"])
        for size in (1, 2, 3):
            seen.update(key_of(words[i : i + size]) for i in range(len(words) - size + 1))
        for event in item["events"]:
            start, end = event["trigger"]
            types[key_of(_WORD.findall(item["text"][start:end]))][event["type"]] += 1
    return seen, types


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--annotation", type=Path, required=True)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    seen, types = counted(train_items(options.corpora, options.annotation))
    lines = [
        f"{key}\t{max(seen[key], sum(found.values()))}\t"
        + " ".join(f"{name}:{n}" for name, n in found.most_common())
        for key, found in sorted(types.items())
        if key and len(key.split()) <= 3
    ]
    options.out.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} words to {options.out}")


if __name__ == "__main__":
    main()
