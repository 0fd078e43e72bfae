"""The pipeline as one object."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language


MAX_LENGTH = 10**9  # spaCy's limit guards its own parser's memory; here a sentence is the unit
HEAVY = ("torch", "tensorflow", "mxnet", "cupy")


@contextmanager
def without_heavy_imports() -> Iterator[None]:
    """Keep spaCy's first import from opening deep-learning libraries that happen to lie about.

    They cost over a second and this pipeline has no use for them. What is imported already is
    left alone, and when spaCy is, nothing is done at all.
    """
    hidden = [] if "spacy" in sys.modules else [name for name in HEAVY if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in hidden:
            sys.modules.pop(name, None)


@cache
def load(
    threads: int = 1, threshold: float | None = None, *, gated: bool = False, lean: bool = False
) -> Language:
    """Open the language layer; later calls with the same settings give the same object.

    Args:
        threads: processor threads for one forward pass.
        threshold: least probability of an event trigger; ``None`` for the model's own.
        gated: read only sentences that may hold something to code, and those around them; the
            others, listed in ``doc._.skipped``, get neither tags nor trees nor names.
        lean: open spaCy without PyTorch and the like, for programs whose process serves this
            pipeline alone; components of others that need PyTorch will not find it there.

    Returns:
        A spaCy pipeline: ``nlp(text)`` is a ``Doc`` whose text is ``text``, with tags, features,
        lemmas, a UD tree a sentence, ``doc.ents``, ``doc._.events`` and ``doc._.predicates``
        (:class:`~corroborate.language.layers.EventMention`, ``Predicate``).

    Raises:
        DataError: the model's files are missing or malformed.
    """
    if lean:
        with without_heavy_imports():
            return load(threads, threshold, gated=gated)
    from spacy.lang.en import English

    import corroborate.language.components  # noqa: F401  registers the factories
    from corroborate.language.tokens import make_tokenizer

    nlp = English(create_tokenizer=lambda nlp: make_tokenizer(nlp.vocab))
    nlp.max_length = MAX_LENGTH
    nlp.add_pipe("sentence_rules")
    config = {"threads": threads, "threshold": threshold, "gated": gated}
    nlp.add_pipe("conflict_encoder", config=config)
    return nlp
