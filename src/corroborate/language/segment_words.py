"""Where a chunk (a run of characters without blanks) is cut into words, as UD cuts English.

A learned decider rules on every place where letters, digits and marks meet; a table of
contractions ("dont", "gonna") cuts within letters.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from corroborate.language.segment_gaps import shape
from corroborate.language.segment_model import Decider, decider
from corroborate.language.segment_stops import glued_stops
from corroborate.language.segment_tables import abbreviations, contractions

LINE_ENDS = "\n\r\f\v\x85\u2028\u2029"
CLOSING_MARKS = ".!?…\"'”’»)]"
CACHED = 60  # characters; longer chunks hardly come again
CHUNK = re.compile(r"\S+")
_RUN = re.compile(r"[^\W\d_]+|\d+|(.)\1*", re.DOTALL)
_NOT = re.compile(r"(?<=[^\W\d_])(?=n['’`´]t(?![^\W\d_]))", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?:https?://|ftp://|www\.)[^\s<>\"“”]*[^\s<>\"“”.,;:!?'’)\]]"
    r"|(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|edu|gov|mil|int|info|co\.uk|uk|de|fr|ca|au)"
    r"(?:/[^\s<>\"“”]*[^\s<>\"“”.,;:!?'’)\]])?(?![\w@])",
    re.IGNORECASE,
)
_SURE = re.compile(r"(?:https?|ftp)://|www\.|[^/]*@", re.IGNORECASE)
_FILE = re.compile(
    r"[\w#.~-]+\.(?:docx?|xlsx?|pdf|txt|jpe?g|png|gif|html?|zip|ppt|csv)(?!\w)", re.IGNORECASE
)
_TELEPHONE = re.compile(
    r"(?<![\w-])(?:\d-)?(?:\d{3}-)?\d{3}-\d{4}(?![\w-])|(?<![\w-])\d{5}-\d{4}(?![\w-])"
)
_FACE = re.compile(
    r"[<>]?[:;=8xX][-'^o*]?[()\[\]DPpOo/\\|3*]+(?![a-z0-9])|\^[_.]*\^|<3|[-oO][_.][-oO]"
)

_SURE_END = re.compile(r"[^\W\d_]+[,;:?!)]")  # in EWT and GUM cut before the mark, 998 in 1,000
_SURE_FRONT = re.compile(r"[\"“(][^\W\d_]+")  # and after it
_SURE_WHOLE = re.compile(r"\d+(?:[,.]\d+)*|[*~=_+#-]{5,}")
_TAIL_OF_NAME = re.compile(r"['’]([^\W\d_]+)")
CLITICS = frozenset(["s", "t", "re", "ve", "ll", "d", "m", "ma", "em"])
_ACRONYM = re.compile(r"[A-Z](?:\.[A-Z])+")

Cuts = tuple[int, ...]


def following_kind(text: str, end: int) -> str:
    """What stands after a chunk that ends at ``end``: a letter's case, a digit, a mark, nothing."""
    if end >= len(text):
        return "$"
    at = end
    while at < len(text) and text[at].isspace():
        if text[at] in LINE_ENDS:
            return "$"
        at += 1
        if at - end > 8:
            return "$"
    if at == len(text):
        return "$"
    sign = text[at]
    if sign.isalpha():
        return "X" if sign.isupper() else "x"
    return "d" if sign.isdigit() else sign


def keeps_stop(word: str, following: str) -> bool:
    """Whether the full stop after a word is its own, as in U.S., Lt. Marr, J. Marr.

    Args:
        word: without the stop.
        following: :func:`following_kind` of what comes after.
    """
    word = word.rpartition("-")[2]
    if len(word) == 1:
        return word.isupper() and word != "I" and following == "X"
    if word.isalpha():
        ending = abbreviations().get(word.casefold())
        wanted = {"never": "Xd" if word.casefold() != "no" else "d", "maybe": "d"}
        return word[0].isupper() and following in wanted.get(ending or "", ())
    return _ACRONYM.fullmatch(word) is not None


def places(chunk: str, runs: list[re.Match[str]]) -> list[int]:
    """Offsets inside the chunk where it may be cut: between runs, within marks, before "n't"."""
    found = [m.start() for m in _NOT.finditer(chunk)]
    for run in runs:
        start, end = run.span()
        found += [start] if run[0][0].isalnum() or end - start > 12 else range(start, end)
    return sorted(set(found) - {0})


def _in_name(chunk: str, at: int) -> bool:
    """Whether the place is by an apostrophe within a name, as in Da'esh, and not by a clitic."""
    mark = at if chunk[at] in "'’" else at - 1
    found = _TAIL_OF_NAME.match(chunk, mark)
    if found is None or mark == 0 or not chunk[mark - 1].isalpha():
        return False
    return found[1].lower() not in CLITICS


def sure_cuts(chunk: str, following: str) -> list[int] | None:
    """The cuts of a chunk of a kind that leaves no doubt; ``None`` for all others."""
    if _SURE_END.fullmatch(chunk):
        return [len(chunk) - 1]
    if _SURE_FRONT.fullmatch(chunk):
        return [1]
    if _SURE_WHOLE.fullmatch(chunk):
        return []
    word = chunk[:-1]
    if chunk[-1] != "." or not word.isalpha() or len(word) < 3 or following not in "X$":
        return None
    return None if word.casefold() in abbreviations() else [len(word)]


def forced_cuts(chunk: str) -> set[int]:
    """Where a sentence ends within the chunk: before and after its stop."""
    cuts = set[int]()
    for end in glued_stops(chunk, (0, len(chunk))):
        cuts |= {len(chunk[:end].rstrip(CLOSING_MARKS)), end}
    return cuts - {0, len(chunk)}


class Situation:
    """A chunk while it is cut from left to right.

    Args:
        chunk: the characters.
        following: :func:`following_kind` of what comes after it.
    """

    def __init__(self, chunk: str, following: str) -> None:
        self.chunk, self.following = chunk, following
        self.lower = chunk.lower() if len(chunk.lower()) == len(chunk) else chunk
        runs = list(_RUN.finditer(chunk))
        self.places = places(chunk, runs)
        self.runs = ["", "", *[self.lower[slice(*r.span())][:12] for r in runs], "", ""]
        self.forms = ["", "", *[shape(r[0][:12]) for r in runs], "", ""]
        self.index = [0] * (len(chunk) + 1)
        for number, run in enumerate(runs):
            self.index[slice(*run.span())] = [number + 2] * (run.end() - run.start())
        self.spans = self._spans()
        self.shape = shape(chunk[:24])
        self.whole = self.lower[:16]

    def _spans(self) -> list[tuple[int, int, str, bool]]:
        front = self.chunk[:600]
        patterns = (("u", _ADDRESS), ("x", _FILE), ("x", _TELEPHONE), ("f", _FACE))
        return [
            (*m.span(), kind, kind == "x" or (kind == "u" and _SURE.match(m[0]) is not None))
            for kind, form in patterns
            for m in form.finditer(front)
        ]

    def inside(self, at: int) -> str:
        """How the place lies to addresses and faces found in the chunk."""
        signs = ""
        for start, end, kind, _ in self.spans[:6]:
            if start <= at <= end:
                signs += kind + ("<" if at == start else ">" if at == end else "=")
        return signs

    def certain(self, at: int, last: int) -> bool | None:
        """Whether there is a cut before character ``at`` by rule; ``None`` where none decides.

        A hyphen within a word is cut off on both sides or on neither (in EWT and GUM with two
        exceptions in 2,000).
        """
        if any(start < at < end and sure for start, end, _, sure in self.spans):
            return False  # a web or mail address that names its kind
        if self._before_own_stop(at, last) or _in_name(self.chunk, at):
            return False
        if self.chunk[at - 1] == "-" and at > 1 and self.chunk[at - 2].isalnum():
            return last == at - 1 if self.chunk[at].isalnum() else None
        return None

    def _before_own_stop(self, at: int, last: int) -> bool:
        """Whether the chunk's last sign is a full stop that belongs to the word before it."""
        if at != len(self.chunk) - 1 or self.chunk[at] != ".":
            return False
        return keeps_stop(self.chunk[last:at], self.following)

    def features(self, at: int, last: int) -> list[str]:
        """Features of the place before character ``at``, the last cut being at ``last``."""
        s, low, n = self.chunk, self.lower, len(self.chunk)
        r = self.index[at]
        q = self.index[at - 1]
        left, right = self.runs[q], self.runs[r]
        if q == r:  # within a run: of one mark, or before "n't"
            left = right = left[:2] + ("…" if at - last > 1 else "")
        before, after = self.runs[q - 1], self.runs[r + 1]
        fl, fr = self.forms[q], self.forms[r]
        inside = self.inside(at)
        token = low[max(last, at - 14) : at]
        mark = s[at - 1] + s[at]
        rest = low[at : at + 12]
        known = (
            abbreviations().get(token, "") if s[at] == "." else abbreviations().get(token[:-1], "")
        )
        tail = self.following if at == n - 1 else ("…" if n - at < 4 else "")
        kinds = shape(s[max(0, at - 2) : at]) + "^" + shape(s[at : at + 2])
        return [
            f"a{mark}",
            f"b{s[max(0, at - 2) : at]}|{s[at : at + 2]}",
            f"c{low[max(0, at - 3) : at]}|{s[at]}",
            f"d{low[at - 1]}|{low[at : at + 3]}",
            f"e{low[max(0, at - 12) : at] if at <= 12 else '~'}|{s[at]}",
            f"f{s[at - 1]}|{rest if n - at <= 12 else '~' + rest[:4]}",
            f"g{token}|{s[at]}",
            f"h{token}|{right}",
            f"i{left}|{right}",
            f"j{before}|{left}|{right}",
            f"k{left}|{right}|{after}",
            f"l{fl}|{fr}|{self.forms[r + 1]}",
            f"m{self.forms[q - 1]}|{fl}|{fr}",
            f"n{self.forms[q - 1]}|{fl}|{fr}|{self.forms[r + 1]}",
            f"o{kinds}|{inside}",
            f"p{inside}|{mark if inside else ''}",
            f"q{self.shape}|{at}" if at < 24 else "q",
            f"r{self.whole}|{at}" if n <= 16 else "r",
            f"s{mark}|{tail}",
            f"t{known}|{s[at]}|{tail}",
            f"u{token}|{tail}" if at == n - 1 else "u",
            f"v{fl}|{s[at]}|{tail}",
            f"w{before if s[at - 1] in '-/' else left}|{s[at - 1]}|{fr}",
            f"x{fl}|{s[at]}|{after if s[at] in '-/' else right}",
            f"y{self.shape[:12]}|{mark}",
            f"z{shape(token)}|{s[at]}|{n - at}" if n - at < 4 else f"z{shape(token)}|{s[at]}",
            f"0{at - last}|{mark}" if at - last < 4 else "0",
            f"1{'-' in token}|{low[at : at + 3]}",
        ]


class Cutter:
    """Cuts chunks into words.

    Args:
        decide: the decider over the features of a place in a chunk.
    """

    def __init__(self, decide: Decider) -> None:
        self._decide = decide
        self._cached = lru_cache(maxsize=65536)(self._cuts)
        self._contractions = contractions()

    def cuts(self, chunk: str, text: str, end: int) -> Cuts:
        """Offsets inside a chunk at which a word starts, its beginning left out.

        Args:
            chunk: the characters, without blanks.
            text: the text it is from; what follows the chunk counts.
            end: where in the text it ends.
        """
        if chunk.isalpha():
            found = self._contractions.get(chunk.lower())
            return found.cuts if found and found.holds(text, end) else ()
        following = following_kind(text, end)
        return (self._cached if len(chunk) <= CACHED else self._cuts)(chunk, following)

    def _cuts(self, chunk: str, following: str) -> Cuts:
        sure = sure_cuts(chunk, following)
        cuts = self._learned(chunk, following) if sure is None else sure
        return tuple(self._with_contractions(chunk, cuts))

    def _learned(self, chunk: str, following: str) -> list[int]:
        forced = forced_cuts(chunk)
        situation, cuts, last = Situation(chunk, following), list[int](), 0
        for at in situation.places:
            if at in forced or self._decides(situation, at, last):
                cuts.append(at)
                last = at
        return cuts

    def _decides(self, situation: Situation, at: int, last: int) -> bool:
        certain = situation.certain(at, last)
        if certain is not None:
            return certain
        return self._decide.sum(situation.features(at, last)) + self._decide.bias > 0

    def _with_contractions(self, chunk: str, cuts: list[int]) -> list[int]:
        """Cut the words that are contractions as well."""
        extra = list[int]()
        for start, end in pairwise((0, *cuts, len(chunk))):
            found = self._contractions.get(chunk[start:end].lower())
            if found and found.holds(chunk, end):
                extra += [start + cut for cut in found.cuts]
        return sorted([*cuts, *extra]) if extra else cuts


@cache
def cutter() -> Cutter:
    """The cutter with the shipped weights."""
    return Cutter(decider("words"))
