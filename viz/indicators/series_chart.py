"""A chart of values over years: where everything stands in a drawing of a fixed size. Templates draw it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise

WIDTH, HEIGHT = 960, 340
_LEFT, _RIGHT, _TOP, _BOTTOM = 76, 28, 22, 40
_NICE = tuple(map(Decimal, ("1", "2", "2.5", "5", "10")))
_TICKS = 5


@dataclass(frozen=True, slots=True)
class Value:
    """What is drawn of one figure."""

    iri: str
    series: str
    """result, target or goal."""
    year: int
    value: Decimal
    text: str
    """With comparator and unit, as people read it."""
    since: int | None = None
    """Of a goal: the year that it was set for."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A value with its place."""

    value: Value
    x: float
    y: float
    since_x: float | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid with what stands beside it."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class SeriesChart:
    """A drawing: marks, lines between neighbouring years, the grid, and the years without any value."""

    marks: Sequence[Mark]
    lines: Mapping[str, Sequence[str]]
    """By series: points of each unbroken line."""
    years: Sequence[Tick]
    values: Sequence[Tick]
    gaps: Sequence[tuple[float, float]]
    """Left edge and width of each run of years without a value of the joined series."""
    left: float = _LEFT
    right: float = WIDTH - _RIGHT
    top: float = _TOP
    bottom: float = HEIGHT - _BOTTOM
    width: int = WIDTH
    height: int = HEIGHT


def series_chart(values: Iterable[Value], joined: Sequence[str] = ("result", "target")) -> SeriesChart | None:
    """The drawing of values; None where there are none.

    A line joins two values of a series only where their years follow one another and each year has one value:
    nothing is drawn across a gap.
    """
    shown = list(values)
    if not shown:
        return None
    first = min(min(each.year, each.since or each.year) for each in shown)
    last = max(each.year for each in shown)
    lowest, highest, step = scale([each.value for each in shown])
    columns = last - first + 1
    width = (WIDTH - _LEFT - _RIGHT) / columns

    def x(year: int) -> float:
        return round(_LEFT + (year - first + 0.5) * width, 1)

    def y(value: Decimal) -> float:
        share = float((value - lowest) / (highest - lowest))
        return round(HEIGHT - _BOTTOM - share * (HEIGHT - _BOTTOM - _TOP), 1)

    marks = [
        Mark(each, x(each.year), y(each.value), x(each.since) if each.since is not None else None)
        for each in shown
    ]
    every = max(1, -(-columns // 22))
    ticks = [Tick(x(year), str(year)) for year in range(first, last + 1) if (year - first) % every == 0]
    count = int((highest - lowest) / step)
    grid = [Tick(y(lowest + step * number), str(lowest + step * number)) for number in range(count + 1)]
    stated = {each.year for each in shown if each.series in joined}
    missing = [year for year in range(first, last + 1) if year not in stated]
    gaps = [(round(_LEFT + (year - first) * width, 1), round(width, 1)) for year in missing]
    lines = {series: _lines(marks, series) for series in joined}
    return SeriesChart(marks, lines, ticks, grid, gaps)


def scale(values: Sequence[Decimal]) -> tuple[Decimal, Decimal, Decimal]:
    """Lower end, upper end and step of an axis that holds the values; from 0 where that costs little room.

    >>> [str(each) for each in scale([Decimal("2.6"), Decimal("17")])]
    ['0', '20', '5']
    """
    low, high = min(values), max(values)
    if low > 0 and low < high * Decimal("0.6"):
        low = Decimal(0)
    elif high < 0:
        high = Decimal(0)
    if low == high:
        around = abs(low) / 2 or Decimal("0.5")
        low, high = low - around, high + around
    rough = (high - low) / _TICKS
    size = Decimal(10) ** rough.adjusted()
    step = next(nice * size for nice in _NICE if nice * size >= rough)
    start = (low / step).to_integral_value(ROUND_FLOOR) * step
    end = (high / step).to_integral_value(ROUND_CEILING) * step
    return start.normalize() + 0, end.normalize() + 0, step.normalize() + 0


def _lines(marks: Sequence[Mark], series: str) -> list[str]:
    by_year: dict[int, list[Mark]] = {}
    for mark in marks:
        if mark.value.series == series:
            by_year.setdefault(mark.value.year, []).append(mark)
    single = sorted(year for year, found in by_year.items() if len({each.y for each in found}) == 1)
    lines: list[list[int]] = [single[:1]]
    for before, year in pairwise(single):
        if year == before + 1:
            lines[-1].append(year)
        else:
            lines.append([year])
    return [
        " ".join(f"{by_year[year][0].x},{by_year[year][0].y}" for year in line)
        for line in lines
        if len(line) > 1
    ]
