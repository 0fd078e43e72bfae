"""The tokenizer: text to a spaCy Doc of words as Universal Dependencies has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corroborate.language.segment_words import Cutter, cutter

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_CHUNK = re.compile(r"(\S*)(\s*)")


class WordTokenizer:
    """Cuts raw text into words; blanks but single spaces become tokens, as spaCy has it.

    Args:
        vocab: the pipeline's vocabulary, which keeps the strings.
        cut: the learned cutter; ``None`` for the shipped one.
    """

    def __init__(self, vocab: Vocab, cut: Cutter | None = None) -> None:
        self.vocab = vocab
        self._cutter = cut

    def __call__(self, text: str) -> Doc:
        """A document whose text is ``text``, of words and blanks only."""
        from spacy.tokens import Doc

        words, spaces = self._words(text)
        return Doc(self.vocab, words=words, spaces=spaces)

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterator[Doc]:
        """A document for each text, in order."""
        for text in texts:
            yield self(text)

    def _words(self, text: str) -> tuple[list[str], list[bool]]:
        """The words and blanks, and whether a single space follows each."""
        words: list[str] = []
        spaces: list[bool] = []
        cuts = (self._cutter or cutter()).cuts
        for match in _CHUNK.finditer(text):
            chunk, blank = match.groups()
            if chunk:
                edges = (0, *cuts(chunk, text, match.end(1)), len(chunk))
                words += [chunk[a:b] for a, b in pairwise(edges)]
                spaces += [False] * (len(edges) - 1)
            if blank[:1] == " " and words:
                spaces[-1], blank = True, blank[1:]
            if blank:
                words.append(blank)
                spaces.append(False)
        return words, spaces

    def to_bytes(self, **kwargs: Any) -> bytes:
        """Nothing: the weights belong to the package, not to a saved pipeline."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> WordTokenizer:
        """Itself; there is nothing to read."""
        return self

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Write nothing, as in :meth:`to_bytes`."""

    def from_disk(self, path: str | Path, **kwargs: Any) -> WordTokenizer:
        """Itself; there is nothing to read."""
        return self


def make_tokenizer(vocab: Vocab) -> WordTokenizer:
    """A tokenizer over ``vocab``: English clitics, hyphens and marks apart as in UD.

    Args:
        vocab: the pipeline's vocabulary, which keeps the strings.
    """
    return WordTokenizer(vocab)
