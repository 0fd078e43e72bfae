"""All that the encoder learns from and is watched on, as pools of sentences."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from spacy.vocab import Vocab

from corroborate.language.tokens import make_tokenizer
from corroborate.language.wordpieces import WordPieces
from training.encoder_annotations import annotated_sentences, report_sentences
from training.encoder_batches import Item, encode_all, label_sets
from training.encoder_body import pretrained_folder
from training.encoder_examples import Example
from training.encoder_frames import located_examples
from training.encoder_model import LabelSets
from training.encoder_names import re3d_examples, wikigold_examples, wnut_examples
from training.encoder_swaps import known_names, swapped_copies
from training.encoder_treebanks import ewt_examples, gum_examples

PEACEFUL = ("GUM_voyage", "GUM_vlog", "GUM_textbook", "GUM_academic")  # genres without conflict
RE3D_COPIES = 4
Tokenize = Callable[[str], Any]


@dataclass
class Data:
    """Pools to draw training batches from, and dev sets, by name."""

    pools: dict[str, list[Item]]
    dev: dict[str, list[Item]]
    labels: LabelSets


def peaceful_examples(examples: dict[str, Example]) -> list[Example]:
    """Sentences of texts that report no conflict, as negatives for the event heads."""
    chosen = [e for name, e in examples.items() if name.startswith(PEACEFUL)]
    return [Example(e.words, events=[], source="gum") for e in chosen]


def name_pools(
    ewt: list[Example], gum: list[Example], re3d: list[Example], others: list[Example]
) -> dict[str, list[Example]]:
    """Names without trees: of the web, of re3d, of others; copies with other names in them."""
    rng = random.Random(0)
    names = known_names([*ewt, *gum, *re3d, *others])
    mentions = list(re3d)
    for _ in range(RE3D_COPIES):
        mentions += swapped_copies(re3d, names, rng)
    web = [replace(e, tree=None, frames=None, factuality=None) for e in (*ewt, *gum)]
    named = [e for e in web[: len(ewt)] if e.names]
    return {
        "web": [example for example in web if example.names is not None],
        "mentions": mentions,
        "names": [*others, *swapped_copies([*named, *others], names, rng)],
    }


def with_curly_quotes(example: Example, rng: random.Random) -> Example:
    """Every other sentence in the typographic quotes of newspapers."""
    if rng.random() < 0.5 or not any("'" in word or '"' in word for word in example.words):
        return example
    opened, words = False, []
    for word in example.words:
        if word == '"':
            opened = not opened
            word = "“" if opened else "”"
        words.append(word.replace("'", "’"))
    return replace(example, words=words)


def training_pools(corpora: Path, annotation: Path, tokenize: Tokenize) -> dict[str, list[Example]]:
    rng = random.Random(0)
    gum = gum_examples(corpora, "train")
    ewt, sentences = ewt_examples(corpora, "train"), list(gum.values())
    others = wikigold_examples(corpora) + wnut_examples(corpora)
    re3d, _ = re3d_examples(corpora, tokenize)
    return {
        "trees": [with_curly_quotes(example, rng) for example in ewt + sentences],
        **name_pools(ewt, sentences, re3d, others),
        "sites": located_examples(corpora, tokenize)["train"],
        "events": annotated_sentences(annotation, "train", tokenize),
        "reports": report_sentences(corpora, "train", tokenize),
        "peaceful": peaceful_examples(gum),
    }


def dev_sets(corpora: Path, annotation: Path, tokenize: Tokenize) -> dict[str, list[Example]]:
    return {
        "ewt": ewt_examples(corpora, "dev"),
        "gum": list(gum_examples(corpora, "dev").values()),
        "re3d": re3d_examples(corpora, tokenize)[1],
        "sites": located_examples(corpora, tokenize)["dev"],
        "events": annotated_sentences(annotation, "dev", tokenize),
        "reports": report_sentences(corpora, "dev", tokenize),
    }


def load_data(corpora: Path, annotation: Path) -> Data:
    """Everything, encoded.

    Args:
        corpora: folder of the unpacked corpora.
        annotation: folder with ``items.jsonl``.
    """
    tokenize = make_tokenizer(Vocab())
    pieces = WordPieces(pretrained_folder() / "tokenizer.json")
    pools = training_pools(corpora, annotation, tokenize)
    types = {event.type for e in pools["events"] for event in e.events or ()}
    return Data(
        {key: encode_all(value, pieces) for key, value in pools.items()},
        {
            key: encode_all(value, pieces)
            for key, value in dev_sets(corpora, annotation, tokenize).items()
        },
        label_sets(pools["trees"], types),
    )
