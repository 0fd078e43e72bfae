"""The tree banks with whatever other corpora mark on the same sentences."""

from __future__ import annotations

from pathlib import Path

from training.encoder_examples import Example, ud_examples
from training.encoder_frames import add_factuality, add_frames
from training.encoder_names import UNER, add_gum_names, token_examples


def ewt_examples(corpora: Path, split: str) -> list[Example]:
    """EWT's trees joined with its names, frames and factuality."""
    found = ud_examples(corpora / "ud_ewt" / f"{split}.conllu")
    names = token_examples(corpora / "uner_ewt" / f"{split}.jsonl", UNER)
    for key, example in found.items():
        other = names.get(key)
        if other and other.words == example.words:
            example.names, example.unmarked = other.names, other.unmarked
    add_frames(found, corpora / "srl_ewt" / f"{split}.jsonl")
    add_factuality(found, corpora / "factuality_uds" / f"{split}.jsonl")
    return list(found.values())


def gum_examples(corpora: Path, split: str) -> dict[str, Example]:
    """GUM's trees, in training with the names of its mentions."""
    found = ud_examples(corpora / "gum" / f"{split}.conllu")
    if split == "train":
        add_gum_names(found, corpora / "gum" / "train.docs.jsonl")
    return found
