"""Charts as data: what static/js/charts draws, in one form for every page.

A chart is series of points. A point keeps what its source says: year or years, value or range,
comparator, and whether it is a baseline, a target or a result. A year without a value is a gap: nothing
is interpolated, and only a series of kind "pace" is joined by a line.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Literal

Kind = Literal["baseline", "target", "actual", "assumed"]
"""assumed: where a growth target would lead to from the baseline; drawn hollow."""


@dataclass(frozen=True, slots=True)
class Point:
    """One value. `since` differs from `year` where it is about several years, such as a yearly average."""

    year: int
    value: float
    kind: Kind
    comparator: str = "="
    """Notation: >=, >, <=, <, ~ or =."""
    upper: float | None = None
    """The other end of a range."""
    since: int | None = None
    label: str = ""
    """What is written beside it: the value as people read it."""
    note: str = ""
    """What its tooltip adds, such as the words of the report."""
    link: str = ""
    """Where a click leads on this site."""


@dataclass(frozen=True, slots=True)
class Series:
    """Points that belong together."""

    name: str
    points: Sequence[Point]
    kind: Literal["figures", "pace"] = "figures"
    """pace: the way from a baseline to a target, a dashed line without marks."""


@dataclass(frozen=True, slots=True)
class Chart:
    """One picture, with the sentence that says it to who does not see it."""

    title: str
    unit: str
    series: Sequence[Series] = field(default_factory=tuple)
    summary: str = ""

    def as_json(self) -> str:
        """For the attribute `data-chart` (templates/charts.html)."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @property
    def is_worth_drawing(self) -> bool:
        """A single point is told better in words."""
        return len({point.year for series in self.series for point in series.points}) > 1


def pace_line(start: Point, end: Point, share: bool) -> Series:
    """The way from a baseline to a target at an even pace: equal steps for shares, equal rates else.

    >>> ends = Point(2022, 100, "baseline"), Point(2024, 121, "target")
    >>> [round(point.value) for point in pace_line(*ends, share=False).points]
    [100, 110, 121]
    """
    years = end.year - start.year

    def at(step: int) -> float:
        if share or start.value <= 0:
            return start.value + (end.value - start.value) * step / years
        return start.value * float((end.value / start.value) ** (step / years))

    return Series(
        "", [Point(start.year + step, at(step), "assumed") for step in range(years + 1)], kind="pace"
    )
