"""Lemmas as edit scripts: how much of the end to cut, what to add, whether to keep capitals."""

from __future__ import annotations

from itertools import takewhile

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
