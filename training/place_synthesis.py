"""Local reports made up from the gazetteer: a town, what lies around it, a few far names.

The open texts to learn from are news of the world; what a paper of one town leaves unsaid they do
not show. Only the names are drawn; the words between them are filling.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from corroborate.grounding.places.clues.context import gather
from corroborate.grounding.places.gazetteer.gazetteer import Gazetteer
from corroborate.grounding.places.gazetteer.store import KINDS
from corroborate.grounding.places.records import Place
from corroborate.grounding.places.spotting.spot import Spot
from training.place_examples import Example, Label

COUNTRIES = {"US": 0.5, "GB": 0.08, "CA": 0.06, "AU": 0.05, "IN": 0.04, "NG": 0.03, "PH": 0.03}
FILLING = (
    "The fire in {} was put out at night.", "A man from {} was held.", "He drove to {} that day.",
    "The road through {} stays closed.", "Schools in {} and {} open late.", "They beat {} again.",
    "Officials in {}, {} and {} met on the plan.", "She was born in {} and lives in {}.",
    "Rain is expected in {} by noon.", "Police in {} said so.",
)  # fmt: skip


class Synthesis:
    """Makes local reports.

    Args:
        gazetteer: whose places are drawn.
        seed: of the random choices.
    """

    def __init__(self, gazetteer: Gazetteer, seed: int = 11) -> None:
        self.gazetteer, self.chance = gazetteer, random.Random(seed)
        store = gazetteer._store
        self.lat = store.column("lat") / 1e4
        self.lon = store.column("lon") / 1e4
        self.kind = store.column("kind") & 15
        people = np.zeros(len(store))
        known = store.column("population")
        people[: len(known)] = known
        self.people = people
        self.towns = np.flatnonzero((self.kind == KINDS.index("settlement")) & (self.lat > -90))
        local = np.isin(self.kind, [KINDS.index(k) for k in ("settlement", "admin2")])
        self.local = np.flatnonzero(local & (self.lat > -90))
        self._home = np.cumsum((people[self.towns] + 300) ** 0.45)
        self._great = np.cumsum(people[self.towns] ** 1.0 + 1e-9)
        self.countries = [p for c in gazetteer._base.countries() if (p := gazetteer.country(c))]

    def reports(self, count: int) -> Iterator[Example]:
        """So many reports, each name of which is known."""
        made = 0
        while made < count:
            home = self._place(self._draw(self.towns, self._home))
            if self.chance.random() > COUNTRIES.get(home.country or "", 0.12) * 2:
                continue
            made += 1
            yield self._report(home)

    def _draw(self, rows: NDArray[np.int64], sums: NDArray[np.float64]) -> int:
        return int(rows[np.searchsorted(sums, self.chance.random() * sums[-1])])

    def _place(self, row: int) -> Place:
        return self.gazetteer._base.place(row, "primary", 1.0)

    def _around(self, home: Place, count: int) -> list[Place]:
        """Places near a town, the nearer and greater the sooner."""
        north = self.lat[self.local] - (home.lat or 0)
        east = (self.lon[self.local] - (home.lon or 0)) * np.cos(np.radians(home.lat or 0))
        apart = np.hypot(north, east) * 111.2
        reach = self.chance.choice((20.0, 50.0, 120.0))
        weight = np.exp(-apart / reach) * (self.people[self.local] + 500) ** 0.4
        sums = np.cumsum(weight)
        return [self._place(self._draw(self.local, sums)) for _ in range(count)]

    def _area(self, home: Place) -> list[Place]:
        """The province and the country that a town lies in."""
        country = self.gazetteer.country(home.country or "")
        province = [p for p in self.gazetteer.lookup(home.admin1 or "")
                    if p.kind == "admin1" and p.country == home.country]  # fmt: skip
        chosen = province[:1] if self.chance.random() < 0.6 else []
        return chosen + ([country] if country and self.chance.random() < 0.2 else [])

    def _report(self, home: Place) -> Example:
        pick = self.chance
        places = [home] * pick.choice((1, 1, 2, 3)) + self._around(home, pick.randint(1, 6))
        places += self._area(home)
        far = pick.choice((0, 0, 1, 2))
        places += [self._place(self._draw(self.towns, self._great)) for _ in range(far)]
        if pick.random() < 0.2:
            places.append(pick.choice(self.countries))
        places += pick.sample(places, min(len(places), pick.choice((0, 1, 2))))
        pick.shuffle(places)
        if pick.random() < 0.5:
            places.remove(home)
            places.insert(0, home)
        return self._written(places)

    def _written(self, places: list[Place]) -> Example:
        """The report in words, its names as spots."""
        text, spots, labels = "", list[Spot](), dict[int, Label]()
        queue = list(places)
        while queue:
            filling = self.chance.choice([f for f in FILLING if f.count("{}") <= len(queue)])
            for part in filling.split("{}")[:-1]:
                place = queue.pop(0)
                text += part
                labels[len(spots)] = Label(frozenset((place.id,)))
                text = self._named(text, place.name, spots)
                if place.admin1 and place.kind != "admin1" and self.chance.random() < 0.08:
                    text = self._named(text + ", ", place.admin1, spots)
            text += filling.rsplit("{}", 1)[-1] + " "
        return Example("synthesis", spots, gather(text, spots), {}, labels)

    def _named(self, text: str, name: str, spots: list[Spot]) -> str:
        readings = self.gazetteer.lookup(name)
        spots.append(Spot(len(text), len(text) + len(name), name, readings, sure=True))
        return text + name
