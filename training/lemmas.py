"""Make the table of known lemmas: ``python -m training.lemmas --corpora DIR --out FILE``.

From the training parts of UD English EWT (CC BY-SA 4.0) and GUM, open genres (annotation CC BY
4.0): for each word and part of speech the lemma that it mostly has there. A word with a capital
has a row of its own only where it differs from the row of its small letters.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from training.encoder_examples import read_conllu

SAME = frozenset({"NUM", "PUNCT", "SYM", "X"})  # mostly their own lemmas: left out where they are
Key = tuple[str, str]


def seen_lemmas(corpora: Path) -> dict[Key, Counter[str]]:
    found: dict[Key, Counter[str]] = defaultdict(Counter)
    for name in ("ud_ewt", "gum"):
        for _, rows in read_conllu(corpora / name / "train.conllu"):
            for row in rows:
                found[row[1], row[3]][row[2]] += 1
    return found


def table_of(seen: dict[Key, Counter[str]]) -> Iterator[tuple[str, str, str]]:
    """Word, part of speech, lemma; no more rows than are needed."""
    small: dict[Key, Counter[str]] = defaultdict(Counter)
    for (word, tag), lemmas in seen.items():
        small[word.lower(), tag].update(lemmas)
    common = {key: lemmas.most_common(1)[0][0] for key, lemmas in small.items()}
    for (word, tag), lemma in common.items():
        if tag not in SAME or word != lemma:
            yield word, tag, lemma
    for (word, tag), lemmas in seen.items():
        best = lemmas.most_common(1)[0][0]
        if word != word.lower() and best != common[word.lower(), tag]:
            yield word, tag, best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of unpacked corpora")
    parser.add_argument("--out", type=Path, required=True, help="lemmas.tsv of the run time's data")
    args = parser.parse_args()
    rows = sorted((tag, word, lemma) for word, tag, lemma in table_of(seen_lemmas(args.corpora)))
    by_tag = groupby(rows, key=itemgetter(0))
    sections = (f"# {tag}\n" + "".join(f"{w}\t{x}\n" for _, w, x in own) for tag, own in by_tag)
    args.out.write_text("\n".join(sections), encoding="utf-8")
    print(f"{len(rows)} lemmas")


if __name__ == "__main__":
    main()
