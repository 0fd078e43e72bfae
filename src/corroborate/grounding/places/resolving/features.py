"""What speaks for one reading of a name: features of the entry, its words, and the report.

Three blocks of columns: ``PRIOR`` of the entry alone, ``LOCAL`` of the words around the name,
``REPORT`` of the other names of the report. The last two lean on what the other names mean, given
as the probability of each reading, so that they are counted anew as these grow clearer.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from corroborate.grounding.places.clues.context import Evidence
from corroborate.grounding.places.gazetteer.store import KINDS
from corroborate.grounding.places.resolving.around import LOCAL, Around
from corroborate.grounding.places.resolving.prior import PRIOR, prior_of
from corroborate.grounding.places.resolving.readings import (
    ADMIN1,
    ADMIN2,
    COUNTRY,
    IS_AREA,
    Floats,
    Ints,
    Table,
)
from corroborate.grounding.places.spotting.spot import Spot

REPORT = (
    "country_share",
    "country_log",
    "country_named",
    "foreign",
    "province_share",
    "province_log",
    "province_named",
    "district_share",
    "district_named",
    "near_30",
    "near_150",
    "near_all_150",
    "near_all_600",
    "near_text",
    "near_first",
    "beside_near",
    "beside_kind",
    "beside_province",
    "same_name",
    "same_place",
    "country_share_many",
    "province_share_many",
    "near_150_many",
    "near_all_150_many",
    "near_all_600_many",
    "population_local",
    "foremost_local",
    "rank_capital_local",
)
MANY = ("country_share", "province_share", "near_150", "near_all_150", "near_all_600")
FAME = ("population", "foremost", "rank_capital")
NULL = ("none", "none_sure", "none_shaky", "none_tentative", "none_said", "none_lost")
NAMES = PRIOR + LOCAL + REPORT
DOUBT = 0.5
GREAT = 500_000
SURE = 0.1  # least probability of a reading that others are measured by
LOST = 0.3  # weight of the first country below which a report is nowhere
ENOUGH = 4.0  # weight of names with which a report tells half of what it can
IS_POINT = np.array(
    [kind not in ("country", "continent", "admin1", "region", "water") for kind in KINDS]
)


class Features(Around):
    """The features of one report; arguments as of :class:`View`."""

    def __init__(
        self,
        table: Table,
        spots: Sequence[Spot],
        evidence: Sequence[Evidence],
        words: Mapping[str, float],
    ) -> None:
        super().__init__(table, spots, evidence, words)
        self.prior = np.array(
            [prior_of(p, g) for g in table.groups for p in g.places], dtype=np.float64
        ).reshape(-1, len(PRIOR))
        self._foremost()

    def _foremost(self) -> None:
        """Marks the most populous of each name's own: of its areas, and of its other places."""
        own = np.array([p.population * (p.match == "primary") for p in self.table.places])
        for sort in (IS_AREA[self.table.kind], ~IS_AREA[self.table.kind]) if len(own) else ():
            people = own * sort
            most = np.maximum.reduceat(people, self.table.starts)[self.table.group]
            column = self.prior[:, PRIOR.index("foremost")]
            column[(people == most) & (people > 0)] = 1.0

    @cached_property
    def nulls(self) -> Floats:
        """What speaks for no reading at all (G × ``NULL``); the last column waits for counts."""
        rows = []
        for group in self.table.groups:
            spots = [self.spots[i] for i in group.members]
            sure = any(s.sure for s in spots)
            shaky = spots[0].shaky and not sure
            said = group.kind is not None or group.origin is not None
            rows.append((1.0, sure, shaky, spots[0].tentative, said, 0.0))
        return np.array(rows, dtype=np.float64).reshape(-1, len(NULL))

    def nulls_given(self, shares: Floats) -> Floats:
        """:attr:`nulls` with what the other names tell: nothing of where the report plays."""
        found = self.nulls.copy()
        if len(found) and self.table.countries:
            found[:, NULL.index("none_lost")] = self.votes(shares).max(1) < LOST
        return found

    def total(self, shares: Floats) -> dict[str, float]:
        """Weight of each country in the whole report."""
        table, found = self.table, dict(self.words)
        if len(table.groups) and table.countries:
            mass = self.times @ table.mass(shares, table.country, len(table.countries))
            for code, number in table.countries.items():
                found[str(code)] = found.get(str(code), 0.0) + float(mass[number])
        return found

    def report(self, shares: Floats) -> Floats:
        """The block ``REPORT`` (N × columns), given the probabilities of the readings."""
        found = np.zeros((len(self.table.places), len(REPORT)))
        if len(found):
            columns = {
                **self._countries(shares),
                **self._areas(shares),
                **self._nearness(shares),
                **self._namesakes(shares),
            }
            columns |= self._weighed(shares, columns)
            for name, column in columns.items():
                found[:, REPORT.index(name)] = column
        return found

    def _weighed(self, shares: Floats, columns: Mapping[str, Floats]) -> dict[str, Floats]:
        """Columns anew, times how much the report tells, and fame times how local it is."""
        table = self.table
        told = self.others @ (np.add.reduceat(shares, table.starts) * self.times)
        many = (told / (told + ENOUGH))[table.group]
        found = {f"{name}_many": columns[name] * many for name in MANY if name in columns}
        if table.admin1.max(initial=-1) >= 0:
            votes = self.others @ (table.mass(shares, table.admin1) * self.times[:, None])
            local = (votes.max(1) / (told + DOUBT))[table.group] * many
            for name in FAME:
                found[f"{name}_local"] = self.prior[:, PRIOR.index(name)] * local
        return found

    def votes(self, shares: Floats) -> Floats:
        """Weight of each country for each group, without that group's own name (G × countries)."""
        table = self.table
        mine = table.mass(shares, table.country, len(table.countries)) * self.times[:, None]
        words = [self.words.get(str(code), 0.0) for code in table.countries]
        return np.asarray(self.others @ mine + np.array(words)[None, :])

    def _countries(self, shares: Floats) -> dict[str, Floats]:
        table, code = self.table, self.table.country
        if not table.countries:
            return {}
        votes = self.votes(shares)
        outside = sum(w for c, w in self.words.items() if c not in table.countries)
        total = votes.sum(1) + outside + DOUBT
        share = votes / total[:, None]
        named = self._named(shares, COUNTRY, code, len(table.countries))
        named = np.maximum(named, np.array([c in self.words for c in table.countries]))
        mine = _at(share, table.group, code)
        great = np.array([p.rank == 3 or p.population >= GREAT for p in table.places])
        lesser = ~great & ~IS_AREA[table.kind]
        return {
            "country_share": mine,
            "country_log": np.log(0.02 + mine) - math.log(0.02),
            "country_named": _at(named, table.group, code),
            "foreign": lesser * (mine < 0.02) * share.max(1)[table.group],
        }

    def _named(self, shares: Floats, kind: int, column: Ints, most: int = 0) -> Floats:
        """Probability that an area is named elsewhere in the report (G × values)."""
        mass = self.table.mass(shares * (self.table.kind == kind), column, most)
        missed = self.others @ np.log(1 - np.minimum(mass, 1 - 1e-6))
        return np.asarray(1 - np.exp(missed))

    def _areas(self, shares: Floats) -> dict[str, Floats]:
        found = {}
        table = self.table
        for name, kind, column in (
            ("province", ADMIN1, table.admin1),
            ("district", ADMIN2, table.admin2),
        ):
            if column.max(initial=-1) < 0:
                continue
            votes = self.others @ (table.mass(shares, column) * self.times[:, None])
            share = _at(votes / (votes.sum(1, keepdims=True) + DOUBT), table.group, column)
            found[f"{name}_share"] = share
            found[f"{name}_named"] = _at(self._named(shares, kind, column), table.group, column)
            if kind == ADMIN1:
                found["province_log"] = np.log(0.02 + share) - math.log(0.02)
                self._provinces = votes
        return found

    def _nearness(self, shares: Floats) -> dict[str, Floats]:
        """How near the other names' likely readings lie."""
        table = self.table
        anchors = np.flatnonzero((shares > SURE) & IS_POINT[table.kind])
        if not len(anchors):
            return {}
        apart = self._apart(anchors)
        owner, weight = table.group[anchors], shares[anchors]
        first = np.r_[True, owner[1:] != owner[:-1]].nonzero()[0]
        whose = owner[first]
        other = self.others[:, whose][table.group]
        fades = {
            reach: np.add.reduceat(np.exp(-apart / reach) * weight, first, axis=1) * other
            for reach in (30.0, 150.0, 600.0)
        }
        near, times = fades[150.0], self.times[whose]
        counted = other @ times + DOUBT
        close = self.close[:, whose][table.group]
        beside = self.beside[:, whose][table.group]
        return {
            "near_30": fades[30.0].max(1),
            "near_150": near.max(1),
            "near_all_150": near @ times / counted,
            "near_all_600": fades[600.0] @ times / counted,
            "near_text": (near * close).sum(1) / (close.sum(1) + DOUBT),
            "near_first": near[:, 0],
            "beside_near": (near * beside).sum(1),
        }

    def _apart(self, anchors: Ints) -> Floats:
        """Distances in km of all readings to some; none to what lies in an area."""
        table = self.table
        apart = table.distances(slice(0, len(table.places)), anchors)
        for kind, column in (
            (COUNTRY, table.country),
            (ADMIN1, table.admin1),
            (ADMIN2, table.admin2),
        ):
            rows = np.flatnonzero(table.kind == kind)
            mine, theirs = column[rows][:, None], column[anchors][None, :]
            within = (mine == theirs) & (mine >= 0)
            beyond = np.inf if kind == COUNTRY else apart[rows]
            apart[rows] = np.where(within, 0.0, beyond)
        return apart

    def _namesakes(self, shares: Floats) -> dict[str, Floats]:
        """The same entry under the same name elsewhere, under another; likeness in a list."""
        table = self.table
        entries = table.mass(shares, table.entry)
        same = self.alike - np.eye(len(self._range))
        count = np.maximum(1.0, same.sum(1, keepdims=True))
        kinds = self.beside @ table.mass(shares, table.kind, len(KINDS))
        found = {
            "same_name": _at(same @ entries / count, table.group, table.entry),
            "same_place": np.minimum(1.0, _at(self.others @ entries, table.group, table.entry)),
            "beside_kind": _at(kinds, table.group, table.kind),
        }
        if table.admin1.max(initial=-1) >= 0:
            provinces = self.beside @ table.mass(shares, table.admin1)
            found["beside_province"] = _at(provinces, table.group, table.admin1)
        return found


def _at(values: Floats, group: Ints, column: Ints) -> Floats:
    """For each reading the value of its group and its own number; 0 where that is unknown."""
    return np.where(column >= 0, values[group, column], 0.0)
