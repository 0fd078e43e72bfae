"""The gold sample of conflict news is well formed; no model is needed."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from corroborate.language.inventory import FRAME_ROLES, NAME_LABELS

SAMPLE = Path(__file__).parent / "data" / "news.conllu"
TAGS = {
    *("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "NOUN", "NUM"),
    *("PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB"),
}
KINDS = {
    *("headline", "dateline", "capitals", "quote", "list", "no_stop", "passive"),
    *("counts", "nominal", "attribution", "modality", "names", "weapons", "plain"),
}


class Sentence(NamedTuple):
    """Comments by key, and the word rows (ten columns each)."""

    comments: dict[str, str]
    rows: list[list[str]]

    @property
    def heads(self) -> list[int]:
        return [int(row[6]) for row in self.rows]

    def misc(self, key: str) -> list[str]:
        """The value of ``key`` in MISC for each word, empty where there is none."""
        entries = (dict(e.split("=", 1) for e in r[9].split("|") if "=" in e) for r in self.rows)
        return [entry.get(key, "") for entry in entries]


def read_sample() -> list[Sentence]:
    found = []
    for block in SAMPLE.read_text("utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        marked = (line[2:].split(" = ", 1) for line in lines if line.startswith("# "))
        comments = {entry[0]: entry[1] for entry in marked}
        found.append(Sentence(comments, [r.split("\t") for r in lines if not r.startswith("#")]))
    return found


SENTENCES = read_sample()
each_sentence = pytest.mark.parametrize(
    "sentence", SENTENCES, ids=[s.comments["sent_id"] for s in SENTENCES]
)


def is_below(heads: list[int], word: int, above: int) -> bool:
    """Whether the path from word up to the root passes ``above``; words count from 1."""
    for _ in heads:
        if word == above:
            return True
        word = heads[word - 1] if word else 0
    return word == above


def test_the_sample_holds_the_hard_kinds():
    kinds = Counter(sentence.comments["kind"] for sentence in SENTENCES)
    assert set(kinds) == KINDS
    assert min(kinds.values()) >= 2
    assert len({s.comments["sent_id"] for s in SENTENCES}) == len(SENTENCES) >= 70
    assert len({s.comments["text"] for s in SENTENCES}) == len(SENTENCES)


@each_sentence
def test_columns_are_filled(sentence):
    assert [row[0] for row in sentence.rows] == [str(i + 1) for i in range(len(sentence.rows))]
    for row in sentence.rows:
        assert len(row) == 10
        assert all(column.strip() for column in row)
        assert row[3] in TAGS
        assert row[4] == row[8] == "_"
        names = [feature.split("=")[0] for feature in row[5].split("|")]
        assert names == sorted(set(names), key=str.lower)


@each_sentence
def test_the_words_make_the_text(sentence):
    blanks = ["" if value == "No" else " " for value in sentence.misc("SpaceAfter")]
    text = "".join(row[1] + blank for row, blank in zip(sentence.rows, blanks, strict=True))
    assert text.rstrip() == sentence.comments["text"]


@each_sentence
def test_one_root_and_no_circle(sentence):
    heads = sentence.heads
    assert heads.count(0) == 1
    assert all(0 <= head <= len(heads) for head in heads)
    assert all(is_below(heads, word, 0) for word in range(1, len(heads) + 1))
    assert all((row[6] == "0") == (row[7] == "root") for row in sentence.rows)


@each_sentence
def test_no_arc_crosses_another(sentence):
    heads = sentence.heads
    for word, head in enumerate(heads, 1):
        for between in range(min(word, head) + 1, max(word, head)):
            assert head == 0 or is_below(heads, between, head), sentence.rows[word - 1]


@each_sentence
def test_function_words_carry_nothing(sentence):
    leaves = {"punct", "aux", "aux:pass", "det", "cc", "cop", "mark"}
    tags = {"punct": "PUNCT", "aux": "AUX", "aux:pass": "AUX", "det": "DET", "cc": "CCONJ"}
    for row, head in zip(sentence.rows, sentence.heads, strict=True):
        assert row[3] == tags.get(row[7], row[3])
        assert not head or sentence.rows[head - 1][7] not in leaves


@each_sentence
def test_names_begin_before_they_go_on(sentence):
    last = ""
    for value in sentence.misc("Name"):
        mark, _, label = value.partition("-")
        assert not value or (mark in ("B", "I") and label in NAME_LABELS)
        assert mark != "I" or last[2:] == label
        last = value


@each_sentence
def test_arguments_lie_in_the_sentence_beside_their_predicate(sentence):
    for row, value in zip(sentence.rows, sentence.misc("Args"), strict=True):
        taken = Counter[int]()
        for entry in value.split(",") if value else ():
            match = re.fullmatch(r"([A-Z0-9]+):(\d+)-(\d+)", entry)
            assert match
            assert match[1] in FRAME_ROLES
            first, last = int(match[2]), int(match[3])
            assert 1 <= first <= last <= len(sentence.rows)
            taken.update(range(first, last + 1))
        assert not value or row[3] in ("VERB", "NOUN")
        assert int(row[0]) not in taken
        assert max(taken.values(), default=1) == 1


def test_every_name_label_and_role_occurs():
    names = {value[2:] for sentence in SENTENCES for value in sentence.misc("Name") if value}
    assert names == set(NAME_LABELS)
    entries = (e for s in SENTENCES for value in s.misc("Args") for e in value.split(","))
    assert {entry.split(":")[0] for entry in entries if entry} == set(FRAME_ROLES)
