"""Phases of the moon, for festivals that a lunar or lunisolar calendar sets."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from math import radians, sin

_MONTH = 29.530588861
_FIRST_NEW_MOON = 2451550.09766  # Julian day (dynamical time) of the new moon of January 6, 2000
_UNIX_EPOCH = 2440587.5
_FULL = 0.5
_STEPS = 4


def new_moon_from(day: date, zone: float) -> date:
    """The day of the first new moon on or after ``day``, by a clock ``zone`` hours off UTC."""
    return _phase_from(day, zone, 0.0)


def full_moon_from(day: date, zone: float) -> date:
    """The day of the first full moon on or after ``day``, by a clock ``zone`` hours off UTC."""
    return _phase_from(day, zone, _FULL)


def _phase_from(day: date, zone: float, phase: float) -> date:
    months = (day - date(2000, 1, 6)).days / _MONTH
    first = int(months // 1) - 2
    for n in range(first, first + _STEPS + 2):
        found = _local_day(_julian_day(n + phase), zone)
        if found >= day:
            return found
    raise ValueError(f"no phase of the moon found from {day}")


def _local_day(julian: float, zone: float) -> date:
    since = timedelta(days=julian - _UNIX_EPOCH, hours=zone)
    return (datetime(1970, 1, 1) + since).date()


def _julian_day(k: float) -> float:
    """Julian day of lunation ``k``, within some minutes from 1900 to 2100.

    Source: Meeus, Astronomical Algorithms, chapter 49, the largest of its terms.
    """
    t = k / 1236.85
    sun = radians(2.5534 + 29.10535670 * k)
    moon = radians(201.5643 + 385.81693528 * k)
    node = radians(160.7108 + 390.67050284 * k)
    mean = _FIRST_NEW_MOON + _MONTH * k + 0.00015437 * t * t
    shift = -0.4072 if k == int(k) else -0.40614
    return (
        mean
        + shift * sin(moon)
        + 0.17241 * sin(sun)
        + 0.01608 * sin(2 * moon)
        + 0.01039 * sin(2 * node)
        + 0.00739 * sin(moon - sun)
        - 0.00514 * sin(moon + sun)
    )
