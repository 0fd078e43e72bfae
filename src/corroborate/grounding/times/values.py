"""What a reading keeps, typed; what it is read against; TIMEX3 lengths."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corroborate.grounding.times.lexicon import Value
from corroborate.grounding.times.mention import Direction

_YEARS_OF = {"E": 10, "C": 100}
_HALVES = {"Y": (6, "M"), "W": (3, "D"), "D": (12, "h"), "h": (30, "m"), "m": (30, "s")}
_CENTURY = 100
_COARSENESS = {"D": 0, "W": 1, "F": 1, "M": 2, "Q": 3, "Y": 4}
_COARSEST = 4
_YEARS_AHEAD, _LAST_SHORT_YEAR = 20, 2049


@dataclass(frozen=True, slots=True)
class Reference:
    """What a time is told from.

    Attributes:
        published: day of publication, if known.
        direction: where the sentence looks; ``None`` if it does not say.
        named: the times that the text named before, the last first: the first day of each, and
            the letter of its unit.
        topic: unit and first day of the quarter or month that figures are given for.
        ends: the day that "ended" or "ending" and a date right after the words give.
        compared: the sentence sets figures of two periods side by side.
        day_first: the order of "6/10/2014" that the text's other dates show; ``None`` if none does.
    """

    published: date | None
    direction: Direction | None = None
    named: tuple[tuple[date, str], ...] = ()
    topic: tuple[str, date] | None = None
    ends: date | None = None
    compared: bool = False
    day_first: bool | None = None

    def previous(self, unit: str) -> date | None:
        """The last day named in a time no coarser than ``unit``."""
        coarsest = _COARSENESS.get(unit, _COARSEST)
        return next((d for d, u in self.named if _COARSENESS[u] <= coarsest), None)

    def last(self, unit: str) -> date | None:
        """The first day of the period of just this unit that was named last."""
        return next((d for d, u in self.named if u == unit), None)


@dataclass(frozen=True, slots=True)
class Kept:
    """The values of a reading by role."""

    values: dict[str, Value]

    def __contains__(self, role: str) -> bool:
        return role in self.values

    def integer(self, *roles: str) -> int | None:
        """The first of ``roles`` that holds a whole number."""
        return next((v for r in roles if isinstance(v := self.values.get(r), int)), None)

    def number(self, role: str) -> float | None:
        value = self.values.get(role)
        return value if isinstance(value, int | float) else None

    @property
    def unit(self) -> str:
        """Letter of the unit; day if none is named."""
        return self.text("unit") or self.text("units") or "D"

    @property
    def count(self) -> float | None:
        """How many units; a unit in the singular is one, ``None`` where it is not told."""
        number = self.number("num")
        if number is not None and "upto" not in self:
            return number
        return 1 if "unit" in self and "vague" not in self and "upto" not in self else None

    def text(self, role: str) -> str | None:
        value = self.values.get(role)
        return value if isinstance(value, str) else None

    def year(self, published: date | None) -> int | None:
        """The year; one of two digits is the last such year up to soon after ``published``, and
        without it one of 1950 to 2049.
        """
        short = self.integer("yy")
        if short is None:
            return self.integer("year")
        latest = published.year + _YEARS_AHEAD if published else _LAST_SHORT_YEAR
        return latest - (latest - short) % _CENTURY


def length(unit: str, number: float | None) -> str:
    """A TIMEX3 duration: ``P3D``, ``PT5H``, ``P2Y6M``; ``X`` where the number is not told."""
    time, letter = ("T", unit.upper()) if unit in ("s", "m", "h") else ("", unit)
    if number is None:
        return f"P{time}X{'Y' if unit == 'F' else letter}"
    if unit == "F":
        return f"P{int(number * 2)}W"
    if unit in _YEARS_OF:
        return f"P{int(number * _YEARS_OF[unit])}Y"
    whole = int(number)
    if number == whole:
        return f"P{time}{whole}{letter}"
    whole_part = f"{time}{whole}{letter}" if whole else time
    rest, lower = _HALVES.get(unit, (0, unit))
    small = f"{rest}{lower.upper()}"
    return f"P{whole_part}{'T' if lower in 'hms' and not time else ''}{small}"
