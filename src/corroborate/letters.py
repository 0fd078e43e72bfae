"""Letters without what is written above and below them."""

from __future__ import annotations

import unicodedata


def without_accents(text: str) -> str:
    """The text in compatibility form (NFKD) without its combining marks: "Ba‘qūbah" to "Ba‘qubah".

    Letters that do not come apart ("ł", "ø") stay as they are.
    """
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))
