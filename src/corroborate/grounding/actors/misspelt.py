"""Names of countries with a letter too many or too few ("Phillippines", "Afganistan")."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from corroborate.grounding.actors.lexicon import CountryForm, country_forms

SHORTEST = 7
"""Letters of the shortest name that is recognised misspelt; shorter ones meet other words."""


def misspelt(key: str) -> CountryForm | None:
    """The country whose name or demonym the word is but for one letter, ``None`` if there is none.

    No letter is taken for another: "Columbia" is not Colombia.
    """
    if len(key) < SHORTEST or not key.isalpha():
        return None
    found = [_shortened().get(key)] + [country_forms().get(less) for less in _one_less(key)]
    forms = {form.iso2: form for form in found if form}
    return forms.popitem()[1] if len(forms) == 1 else None


@cache
def _shortened() -> dict[str, CountryForm]:
    """Names of one word without one of their letters; those that two countries share left out."""
    found: dict[str, CountryForm | None] = {}
    for key, form in country_forms().items():
        if len(key) > SHORTEST and key.isalpha():
            for less in _one_less(key):
                other = found.setdefault(less, form)
                if other is None or other.iso2 != form.iso2:
                    found[less] = None
    return {key: form for key, form in found.items() if form and key not in country_forms()}


def _one_less(key: str) -> Iterator[str]:
    """The word without each of its letters but the first."""
    return (key[:at] + key[at + 1 :] for at in range(1, len(key)) if len(key) >= SHORTEST)
