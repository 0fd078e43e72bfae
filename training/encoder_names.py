"""Names to learn from, each corpus's labels in ours.

Universal NER on EWT (CC BY-SA 4.0), re3d (public domain, OGL 3.0, CC BY 3.0 AU, CC BY-SA 3.0),
wikigold (CC BY 4.0), WNUT 2017 (CC BY 4.0), GUM's mentions, open genres (annotation CC BY 4.0).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from corroborate.language.inventory import NAME_LABELS
from training.encoder_examples import Example, Spans, part_of, read_jsonl, sentence_words

# Labels of the corpora in ours. What a corpus never marks stays open in its O.
UNER = {"PER": "PERSON", "LOC": "PLACE", "ORG": "ORG"}
WNUT = {"person": "PERSON", "location": "PLACE", "group": "ORG", "corporation": "ORG"}
WIKIGOLD = {**UNER, "MISC": "?"}  # nationalities, works, events: anything or nothing of ours
CONFIRMED = 0.5  # confidence from which a proposal of re3d counts as confirmed
RE3D = {
    "Person": "PERSON",
    "Organisation": "ORG",
    "Location": "PLACE",
    "Nationality": "GROUP",
    "Weapon": "WEAPON",
    "MilitaryPlatform": "VEHICLE",
    "Vehicle": "VEHICLE",
    "Money": "MONEY",
    "Quantity": "QUANTITY",
    "Temporal": "TIME",
    "Coordinate": "PLACE",
}


@cache
def _name_heads() -> dict[str, str]:
    path = Path(__file__).parent / "encoder_name_heads.tsv"
    rows = (line.split("\t") for line in path.read_text().splitlines() if line[:1] not in "#")
    return {row[0]: row[1] for row in rows}


def refine(label: str, words: list[str]) -> str:
    """FACILITY or UNIT for a place or organisation whose name says so ("… air base")."""
    if label not in ("PLACE", "ORG"):
        return label
    for word in (words[-1], words[0]):
        finer = _name_heads().get(word.lower())
        if finer and not (finer == "UNIT" and label == "PLACE"):
            return finer
    return label


def marked_names(record: dict[str, Any], table: dict[str, str]) -> Spans:
    found = []
    for entity in record["entities"]:
        start, end = entity["token_start"], entity["token_end"]
        label = refine(table[entity["type"]], record["tokens"][start:end])
        found.append((start, end, label))
    return found


def token_examples(path: Path, table: dict[str, str]) -> dict[str, Example]:
    """Corpora that give tokens and names."""
    unmarked = frozenset(NAME_LABELS) - set(table.values()) - {"FACILITY", "UNIT"}
    return {
        record["id"]: Example(
            record["tokens"],
            names=marked_names(record, table),
            unmarked=unmarked,
            source=path.parent.name,
        )
        for record in read_jsonl(path)
    }


def outermost(spans: Spans) -> Spans:
    """Drop what lies in or across a longer span; ties go to the first label by name."""
    kept: Spans = []
    for start, end, label in sorted(spans, key=lambda s: (s[0] - s[1], s[0], s[2])):
        if all(end <= a or b <= start for a, b, _ in kept):
            kept.append((start, end, label))
    return sorted(kept)


def _re3d_spans(record: dict[str, Any], example: Example) -> Iterator[tuple[int, int, str, bool]]:
    """Word spans with label, and whether a person has confirmed the machine's proposal."""
    starts = {a: i for i, (a, _) in enumerate(example.offsets)}
    ends = {b: i + 1 for i, (_, b) in enumerate(example.offsets)}
    for entity in record["entities"]:
        label = RE3D.get(entity["type"])
        start, end = starts.get(entity["start"]), ends.get(entity["end"])
        if label and start is not None and end is not None and start < end:
            refined = refine(label, example.words[start:end])
            yield start, end, refined, entity["confidence"] >= CONFIRMED


def re3d_names(record: dict[str, Any], example: Example, confirmed: bool = False) -> Spans:
    """The outermost names of a sentence; only the confirmed ones if so wanted."""
    spans = _re3d_spans(record, example)
    return outermost([(a, b, label) for a, b, label, sure in spans if sure or not confirmed])


def re3d_examples(corpora: Path, tokenize: Any) -> tuple[list[Example], list[Example]]:
    """Training and held-out sentences: one document in five is held out, by a fixed hash.

    What nobody confirmed stays open in training; held-out sentences have all that is marked.
    """
    parts: tuple[list[Example], list[Example]] = ([], [])
    for record in read_jsonl(corpora / "re3d" / "train.jsonl"):
        held = part_of(record["id"], 5) == 0
        for example in sentence_words(record["text"], tokenize):
            every = re3d_names(record, example)
            example.names = every if held else re3d_names(record, example, confirmed=True)
            sure = {i for a, b, _ in example.names for i in range(a, b)}
            marked = {i for a, b, _ in every for i in range(a, b)}
            example.open_words = frozenset(marked - sure)
            example.source = "re3d"
            parts[held].append(example)
    return parts


def wnut_examples(corpora: Path) -> list[Example]:
    """Messages of social media; products and works are left open."""
    found = []
    for record in read_jsonl(corpora / "wnut17" / "train.jsonl"):
        named = [e for e in record["entities"] if e["type"] in WNUT]
        example = Example(record["tokens"], source="wnut17")
        example.names = marked_names({**record, "entities": named}, WNUT)
        example.unmarked = frozenset(NAME_LABELS) - set(WNUT.values()) - {"FACILITY", "UNIT"}
        other = (e for e in record["entities"] if e["type"] not in WNUT)
        example.open_words = frozenset(i for e in other for i in range(*_words_of(e)))
        found.append(example)
    return found


def _words_of(entity: dict[str, Any]) -> tuple[int, int]:
    return entity["token_start"], entity["token_end"]


def wikigold_examples(corpora: Path) -> list[Example]:
    return list(token_examples(corpora / "wikigold" / "train.jsonl", WIKIGOLD).values())


NAME_WORDS = frozenset({"of", "the", "and", "de", "al", "-", "."})
OFFICES = frozenset({"President", "Minister", "Secretary", "Ambassador", "General", "'s", "’s"})
GUM = {"person": "PERSON", "place": "PLACE", "organization": "ORG", "time": "TIME"}


def add_gum_names(examples: dict[str, Example], path: Path) -> None:
    """Put names on GUM's sentences: mentions linked to an encyclopaedia that are bare names.

    Proper nouns in no such mention are left open. Expressions of time are taken as they are.
    """
    for document in read_jsonl(path):
        offsets = [tuple(span) for span in document["tokens"]]
        for sentence in document["sentences"]:
            example = examples.get(sentence["id"])
            first = _first_token(offsets, sentence["start"])
            if example is None or example.tree is None or first is None:
                continue
            inside = range(first, first + len(example.words))
            mentions = [m for m in document["mentions"] if m["token_start"] in inside]
            example.names = _gum_names(mentions, example, first)
            marked = {i for a, b, _ in example.names for i in range(a, b)}
            proper = {i for i, tag in enumerate(example.tree.tags) if tag == "PROPN"}
            example.open_words = frozenset(proper - marked)
            example.unmarked = frozenset(NAME_LABELS) - set(GUM.values()) - {"FACILITY", "UNIT"}


def _first_token(offsets: list[tuple[int, ...]], start: int) -> int | None:
    return next((i for i, (a, _) in enumerate(offsets) if a >= start), None)


def _gum_names(mentions: list[dict[str, Any]], example: Example, first: int) -> Spans:
    found: Spans = []
    for mention in mentions:
        label = GUM.get(mention["type"])
        start = mention["token_start"] - first
        end = min(mention["token_end"] - first, len(example.words))
        if label == "TIME":
            found.append((start, end, label))
        elif label and mention["identity"]:
            start += example.words[start].lower() in ("the", "a", "an")
            end -= example.words[end - 1] in ("'s", "’s", "'", "’")
            if start < end and _is_bare_name(example, start, end, label):
                found.append((start, end, refine(label, example.words[start:end])))
    return outermost(found)


def _is_bare_name(example: Example, start: int, end: int, label: str) -> bool:
    """All capitals or small words of names; a person's without office, and no people of many."""
    assert example.tree
    words = example.words[start:end]
    plain = all(word[:1].isupper() or word in NAME_WORDS for word in words)
    if not plain or "PROPN" not in example.tree.tags[start:end]:
        return False
    return label != "PERSON" or (len(words) > 1 and not OFFICES & set(words))
