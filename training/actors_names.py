"""Which names of the tables may be looked for, and whose a name of the UCDP is.

UCDP: Uppsala Conflict Data Program.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corroborate.grounding.actors.entries import Entry, is_branch
from corroborate.grounding.actors.lexicon import country_forms, modifiers, noun_for, parts
from corroborate.grounding.actors.names import key_of

ALONE = 2
"""From this rank on an alias is kept only where nobody else has it."""


def by_events(name: str, order: Sequence[str]) -> int:
    """The rank of a UCDP name by its number of events; ``order`` has the most of them first."""
    return order.index(name) if name in order else len(order)


def first_named(entry: Entry, order: Sequence[str]) -> str:
    """Of several UCDP names of an entry the one with the most events."""
    return min(parts(entry.ucdp), key=lambda name: by_events(name, order), default="")


def owners(entries: Iterable[Entry]) -> dict[str, str]:
    """UCDP names to the id of the actor that has each as an alias.

    Of several actors with one UCDP name it is that whose own name it is already, then the one that
    most of the others are parts of, then the one that has no parent, then the first.
    """
    sharing: dict[str, list[Entry]] = {}
    for entry in entries:
        for name in parts(entry.ucdp):
            if is_a_name(name) and not is_branch(entry.id):
                sharing.setdefault(name, []).append(entry)
    return {name: _owner(name, shared).id for name, shared in sharing.items()}


def is_a_name(name: str) -> bool:
    """Whether it says who: no list of several, no state, no people as a whole."""
    key = key_of(name)
    people = key in modifiers() or noun_for(key) is not None
    return "," not in name and not people and not name.startswith("Government of")


def _owner(name: str, shared: list[Entry]) -> Entry:
    def order(entry: Entry) -> tuple[bool, int, bool]:
        own = {key_of(other) for other in entry.names}
        parts_of_it = sum(other.parent == entry.id for other in shared)
        return (key_of(name) not in own, -parts_of_it, bool(entry.parent))

    return min(shared, key=order)


def usable(name: str, rank: int) -> bool:
    """Whether a name may be looked for: not an everyday noun or a country, of 2 to 12 words."""
    key = key_of(name)
    if len(key) < 2 or key.isdigit() or len(key.split()) > 12:
        return False
    if is_plain_branch(key) or key in country_forms():
        return False
    return rank < ALONE or not noun_for(key)


def is_plain_branch(key: str) -> bool:
    """Whether country and noun say it all: "Iraqi army" is just the military of Iraq."""
    words = key.split()
    for at in range(1, len(words)):
        form, noun = country_forms().get(" ".join(words[:at])), noun_for(" ".join(words[at:]))
        if form and noun and noun.branch and not form.part:
            return True
    return False
