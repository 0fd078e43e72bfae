"""What later sentences take up from earlier ones: events told before, speakers, groups."""

from __future__ import annotations

from typing import Any

from corroborate.coding.document import AnnotatedReport
from corroborate.coding.tables import table
from corroborate.language.layers import CharSpan, EventMention
from corroborate.ontology import Ontology

_KINDRED = 0.5
"""Compatibility of two types from which one may take up the other."""
_SAME = 0.9
"""The same where both name a place: "the blasts, in the capital of the province"."""


def rules() -> dict[str, Any]:
    """The rule table ``data/discourse.toml``."""
    return table("discourse")


def antecedents(document: AnnotatedReport, ontology: Ontology) -> dict[int, int]:
    """For each event mention that takes up an earlier one, that one's index in ``events``."""
    found: dict[int, int] = {}
    events = document.events
    for i, mention in enumerate(events):
        if ontology.get(mention.type).speech or not is_definite(mention, document):
            continue
        near = _near_before(i, document)
        earlier = next((j for j in near if _takes_up(mention, events[j], ontology)), None)
        if earlier is not None:
            found[i] = earlier
    return found


def subjects(document: AnnotatedReport, ontology: Ontology) -> dict[int, int]:
    """For each speech act about a deed, the index of the violent event it speaks of.

    A claim of responsibility, an accusation, a denial is about a deed: one named in the same
    sentence after it, else the last one told before it.
    """
    found: dict[int, int] = {}
    events = document.events
    for i, mention in enumerate(events):
        if mention.type not in rules()["about_deeds"]:
            continue
        after = [j for j in range(i + 1, len(events)) if events[j].sentence == mention.sentence]
        deeds = [
            j for j in (*after, *_near_before(i, document)) if ontology.get(events[j].type).violent
        ]
        if deeds:
            found[i] = deeds[0]
    return found


def scenes(document: AnnotatedReport, ontology: Ontology) -> dict[int, int]:
    """For each deed, the index of the event whose scene it shares where it names none itself.

    That is the last one told with a place of its own in the sentences just before it: "Fifteen
    suspects were arrested" plays where the attack of the sentence before did.
    """
    found: dict[int, int] = {}
    events = document.events
    for i, mention in enumerate(events):
        if ontology.get(mention.type).speech or mention.when == "background":
            continue
        near = [
            j for j in range(i - 1, -1, -1) if 1 <= _distance(document, events[j], mention) <= 2
        ]
        placed = [j for j in near if events[j].spans("place") and events[j].when != "background"]
        if placed:
            found[i] = placed[0]
    return found


def _near_before(index: int, document: AnnotatedReport) -> list[int]:
    """Mentions within reach before that one, nearest first."""
    events, reach = document.events, rules()["reach"]
    near = range(index - 1, -1, -1)
    return [j for j in near if _distance(document, events[j], events[index]) <= reach]


def _takes_up(later: EventMention, earlier: EventMention, ontology: Ontology) -> bool:
    """Whether a definite noun means the earlier event: of one type, or alike and placed once."""
    if later.stance != earlier.stance:
        return False
    both_placed = bool(later.spans("place") and earlier.spans("place"))
    alike = ontology.compatibility(later.type, earlier.type)
    return alike >= (_SAME if both_placed else _KINDRED)


def is_definite(mention: EventMention, document: AnnotatedReport) -> bool:
    """Whether the trigger is a noun that refers to something known ("the blasts")."""
    tokens = document.tokens_in(mention.trigger)
    if not tokens or not any(t.pos_ in ("NOUN", "PROPN") for t in tokens):
        return False
    head = next((t for t in tokens if t.head not in tokens or t.head.i == t.i), tokens[-1])
    words = {c.lower_ for c in head.children if c.i < head.i}
    return bool(words & set(rules()["definite"])) and not words & set(rules()["new"])


def _distance(document: AnnotatedReport, earlier: EventMention, later: EventMention) -> int:
    """How many sentences lie between two mentions."""
    return document.sentence_number(later.trigger[0]) - document.sentence_number(earlier.trigger[0])


def is_pronoun(text: str) -> bool:
    """Whether the words only point back at somebody."""
    return text.strip().lower() in rules()["pronouns"]


def names_somebody(text: str) -> bool:
    """Whether the words hold more than articles and pronouns."""
    words = set(text.lower().split())
    return bool(words - set(rules()["definite"]) - set(rules()["pronouns"]) - {"a", "an"})


def is_personal(text: str) -> bool:
    """Whether the words point back at one person."""
    return text.strip().lower() in rules()["personal"]


def takes_up_group(text: str) -> bool:
    """Whether the words take up an armed group named before: "the militants"."""
    words = text.lower().split()
    definite = bool(words) and words[0] in rules()["definite"]
    return definite and words[-1] in rules()["group_nouns"] and len(words) <= 3


def last_before(spans: list[CharSpan], position: int) -> CharSpan | None:
    """The last of ``spans`` that ends at or before ``position``."""
    earlier = [s for s in spans if s[1] <= position]
    return max(earlier, default=None)
