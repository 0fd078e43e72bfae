"""The Hebrew calendar, which is reckoned, not observed: its days are exact."""

from __future__ import annotations

from datetime import date

_EPOCH = date(1, 1, 1).toordinal() - 1373428  # 1 Tishri of the year 1
_MONTHS_OF_19_YEARS, _PARTS_A_DAY = 235, 25920
# Days of the months of a common year from Tishri; Heshvan and Kislev vary, Adar doubles.
_LENGTHS = (30, 29, 30, 29, 30, 29, 30, 29, 30, 29, 30, 29)
TISHRI, HESHVAN, KISLEV, ADAR, NISAN = 1, 2, 3, 6, 7


def hebrew_to_day(year: int, month: int, day: int) -> date:
    """A day of the Hebrew calendar; months are counted from Tishri (1), Nisan is always 7.

    In a leap year Adar (6) is the second one. Source: Dershowitz and Reingold, Calendrical
    Calculations.
    """
    return date.fromordinal(_new_year(year) + _before(year, month) + day - 1)


def _new_year(year: int) -> int:
    """Ordinal of 1 Tishri."""
    return _EPOCH + _elapsed(year) + _delay(year)


def _elapsed(year: int) -> int:
    """Days to the mean new moon of Tishri, kept off Sunday, Wednesday and Friday."""
    months = (_MONTHS_OF_19_YEARS * year - 234) // 19
    days = 29 * months + (12084 + 13753 * months) // _PARTS_A_DAY
    return days + 1 if 3 * (days + 1) % 7 < 3 else days


def _delay(year: int) -> int:
    last, this, following = _elapsed(year - 1), _elapsed(year), _elapsed(year + 1)
    if following - this == 356:
        return 2
    return 1 if this - last == 382 else 0


def _before(year: int, month: int) -> int:
    """Days of the year before the month."""
    length = _new_year(year + 1) - _new_year(year)
    days = sum(_LENGTHS[: month - 1])
    if month > HESHVAN and length % 10 == 5:
        days += 1
    if month > KISLEV and length % 10 == 3:
        days -= 1
    leap = length > 380
    return days + 30 if leap and month >= ADAR else days
