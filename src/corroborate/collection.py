"""Incidents as a collection that can be handed on to the tools people use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from corroborate.model import Incident

if TYPE_CHECKING:
    import geopandas
    import pandas
    import polars


@dataclass(frozen=True)
class Incidents(Sequence[Incident]):
    """Incidents in order of date. A sequence, with ways out to data frames and files."""

    incidents: tuple[Incident, ...]

    def __iter__(self) -> Iterator[Incident]:
        return iter(self.incidents)

    def __len__(self) -> int:
        return len(self.incidents)

    @overload
    def __getitem__(self, index: int) -> Incident: ...
    @overload
    def __getitem__(self, index: slice) -> Incidents: ...
    def __getitem__(self, index: int | slice) -> Incident | Incidents:
        if isinstance(index, slice):
            return Incidents(self.incidents[index])
        return self.incidents[index]

    def rows(self) -> list[dict[str, Any]]:
        """One flat dictionary an incident: scalars only, a column a value."""
        return [_row(i) for i in self.incidents]

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas frame of :meth:`rows`; needs the extra ``frames``."""
        import pandas

        return pandas.DataFrame(self.rows())

    def to_polars(self) -> polars.DataFrame:
        """A polars frame of :meth:`rows`; needs the extra ``frames``."""
        import polars

        return polars.DataFrame(self.rows(), infer_schema_length=None)

    def to_geopandas(self) -> geopandas.GeoDataFrame:
        """A GeoPandas frame with points in WGS84; needs the extra ``frames``."""
        import geopandas

        frame = self.to_pandas()
        points = geopandas.points_from_xy(frame["lon"], frame["lat"])
        return geopandas.GeoDataFrame(frame, geometry=points, crs="EPSG:4326")

    def to_jsonl(self, path: str | Path | None = None) -> str:
        """The incidents as JSON Lines in the shape of the record; written to ``path`` if given."""
        text = "".join(i.model_dump_json() + "\n" for i in self.incidents)
        if path is not None:
            Path(path).write_text(text, encoding="utf-8")
        return text


def _row(incident: Incident) -> dict[str, Any]:
    acled, plover = incident.codes.acled, incident.codes.plover
    row: dict[str, Any] = {
        "id": incident.id,
        "title": incident.title,
        "type": incident.type,
        "acled_sub_event_type": acled.sub_event_type if acled else None,
        "plover_event": plover.event if plover else None,
        "date_start": incident.date.start,
        "date_end": incident.date.end,
        "date_precision": incident.date.precision,
        "place": incident.place.name,
        "country": incident.place.country,
        "admin1": incident.place.admin1,
        "lat": incident.place.lat,
        "lon": incident.place.lon,
        "place_precision": incident.place.precision,
        "status": incident.status,
        "independent_sources": incident.independent_sources,
        "reports": len({c.report.id for c in incident.claims}),
    }
    for role in ("perpetrator", "target", "side"):
        names = dict.fromkeys(p.name for p in incident.participants if p.role == role)
        row[role] = "; ".join(names) or None
    for kind in ("killed", "wounded", "abducted", "detained", "displaced"):
        count = getattr(incident.counts, kind)
        for bound in ("low", "best", "high"):
            row[f"{kind}_{bound}"] = getattr(count, bound) if count else None
    return row
