"""The ``Doc`` extensions that carry what spaCy has no place for."""

from __future__ import annotations

NAMES = ("events", "attributions", "predicates", "sentences", "skipped")


def register() -> None:
    """Make ``doc._.events`` and the like known to spaCy, each ``()`` until it is set.

    ``events``, ``attributions`` and ``predicates`` hold the records of
    :mod:`corroborate.language.layers`; ``sentences`` the characters of each sentence, ``skipped``
    those of the sentences that a gate kept from being read.
    """
    from spacy.tokens import Doc

    for name in NAMES:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=())
