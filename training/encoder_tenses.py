"""Annotated sentences in the past tense.

The annotated items are written in the present tense ("gunmen kill five"), most news is not. A
model trained on the items alone takes the past tense for a sign that nothing is reported. So each
sentence whose events are past is also learned from in the past tense, with the finite present
verbs that the model's own syntax heads find put into the past.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

import torch

from corroborate.language.lemmas import apply_script
from training.encoder_batches import Collator, Item, buckets
from training.encoder_body import GRAMMAR
from training.encoder_examples import Example
from training.encoder_model import LabelSets, Model

BE = {"is": "was", "are": "were", "am": "was", "'s": "was", "’s": "was", "'re": "were"}
TOLD_AS_PAST = frozenset({"past", "background"})


def past_forms(examples: Iterable[Example]) -> dict[str, str]:
    """Past tense of each lemma as the tree banks most often have it."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for example in examples:
        if example.tree is None:
            continue
        rows = zip(example.words, example.tree.feats, example.tree.scripts, strict=True)
        for word, feats, script in rows:
            if "Tense=Past" in feats and "VerbForm=Fin" in feats:
                seen[apply_script(word, script)][word.lower()] += 1
    return {lemma: forms.most_common(1)[0][0] for lemma, forms in seen.items()}


def regular_past(lemma: str) -> str:
    if lemma.endswith("e"):
        return f"{lemma}d"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return f"{lemma[:-1]}ied"
    return f"{lemma}ed"


def past_of(word: str, lemma: str, forms: dict[str, str]) -> str:
    """The past tense of a present verb, with the word's own capital."""
    low = word.lower()
    if low.endswith("ed"):  # the tagger's slip: a participle
        return word
    past = BE.get(low) or (forms.get(lemma) or regular_past(lemma) if lemma != "be" else low)
    return past.capitalize() if word[:1].isupper() else past


def past_copies(
    model: Model, labels: LabelSets, items: list[Item], forms: dict[str, str]
) -> list[Example]:
    """Past-tense copies of the sentences that tell of nothing present or to come."""
    chosen = [
        item
        for item in items
        if all(event.when in TOLD_AS_PAST for event in item.example.events or ())
    ]
    model.eval()
    copies = []
    for group in buckets(chosen, 64):
        feats, scripts = _readings(model, Collator(labels)(group))
        for row, item in enumerate(group):
            words = [
                past_of(word, apply_script(word, labels.scripts[scripts[row][i]]), forms)
                if _is_present(labels.feats[feats[row][i]])
                else word
                for i, word in enumerate(item.example.words, start=1)
            ]
            if words != item.example.words:
                copies.append(replace(item.example, words=words))
    return copies


def _readings(
    model: Model, batch: dict[str, torch.Tensor]
) -> tuple[list[list[int]], list[list[int]]]:
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        words = model.syntax.mix(model.words(batch, [GRAMMAR])[GRAMMAR])
        feats = model.syntax.feat(words).argmax(-1).tolist()
        scripts = model.syntax.script(words).argmax(-1).tolist()
    return feats, scripts


def _is_present(feats: str) -> bool:
    return "Tense=Pres" in feats and "VerbForm=Fin" in feats
