"""Lemmas: of known words from a table, of others by edit scripts.

A script says how much of the end to cut, what to add, whether to keep capitals.
"""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path

from corroborate.errors import DataError

KEEP, LOWERED = "k", "l"


def shared_start(one: str, other: str) -> int:
    """How many characters two strings share from the left."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def script_of(form: str, lemma: str) -> str:
    """The script that turns ``form`` into ``lemma``: ``"<case>|<cut>|<added>"``.

    The method is that of edit trees cut down to suffixes (after Chrupała 2008).
    """
    low_form, low_lemma = form.lower(), lemma.lower()
    shared = shared_start(low_form, low_lemma)
    keeps_case = any(c.isupper() for c in lemma)
    added = lemma[shared:] if keeps_case else low_lemma[shared:]
    return f"{KEEP if keeps_case else LOWERED}|{len(low_form) - shared}|{added}"


def apply_script(form: str, script: str) -> str:
    """The lemma of ``form``; ``form`` itself where the script cuts more than there is."""
    case, cut, added = script.split("|", 2)
    stem = form if case == KEEP else form.lower()
    if int(cut) > len(stem) or (int(cut) == len(stem) and not added):
        return stem
    return stem[: len(stem) - int(cut)] + added


class Lexicon:
    """Lemmas of known words by part of speech.

    Args:
        path: sections that begin with ``# UPOS``, parted by a blank line, with
            ``word<tab>lemma`` a line.

    Raises:
        DataError: the file is missing, or a section has another form.
    """

    def __init__(self, path: Path) -> None:
        try:
            sections = path.read_text(encoding="utf-8").rstrip("\n").split("\n\n")
        except OSError as error:
            raise DataError(f"table of lemmas {path} cannot be read: {error}") from error
        self._lemmas = dict(_section(path, text) for text in sections)

    def lemma(self, word: str, tag: str) -> str | None:
        """The lemma of a word as a part of speech, ``None`` where it is not known."""
        known = self._lemmas.get(tag, {})
        return known.get(word) or known.get(word.lower())


def _section(path: Path, text: str) -> tuple[str, dict[str, str]]:
    head, _, body = text.partition("\n")
    cells = body.replace("\n", "\t").split("\t")
    if not head.startswith("# ") or 2 * (body.count("\n") + 1) != len(cells):
        raise DataError(f"{path.name}, section {head!r}: want WORD<tab>LEMMA a line")
    return head.removeprefix("# "), dict(zip(cells[::2], cells[1::2], strict=True))
