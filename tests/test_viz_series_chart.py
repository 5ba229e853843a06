"""The chart of values over years: nothing is joined across a gap, and everything is inside the drawing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from viz.indicators.series_chart import HEIGHT, WIDTH, SeriesChart, Value, scale, series_chart


def value(year: int, number: str, series: str = "result", since: int | None = None) -> Value:
    return Value(f"f/{series}/{year}/{number}", series, year, Decimal(number), number, since)


def chart(*values: Value) -> SeriesChart:
    made = series_chart(values)
    assert made is not None
    return made


def test_nothing_gives_no_chart() -> None:
    assert series_chart([]) is None


def test_a_line_ends_at_a_gap() -> None:
    made = chart(*(value(year, str(year - 2000)) for year in (2003, 2004, 2006, 2007, 2009)))
    assert [len(line.split()) for line in made.lines["result"]] == [2, 2]
    assert len(made.gaps) == 2


def test_a_year_with_two_values_is_not_joined() -> None:
    made = chart(value(2003, "5"), value(2004, "6"), value(2004, "68.9"), value(2005, "7"))
    assert made.lines["result"] == [] and len(made.marks) == 4


def test_a_goal_reaches_from_its_plan_to_its_year_and_fills_no_gap() -> None:
    made = chart(value(2020, "5"), value(2025, "9", "goal", since=2021))
    (goal,) = [mark for mark in made.marks if mark.value.series == "goal"]
    assert goal.since_x is not None and goal.since_x < goal.x
    assert len(made.gaps) == 5


RANGES = [
    ("2.6", "17"),
    ("-3.5", "2"),
    ("2010000000000", "2910000000000"),
    ("60", "60"),
    ("0", "0"),
    ("-8", "-2"),
]


@pytest.mark.parametrize(("low", "high"), RANGES)
def test_the_axis_holds_all_values(low: str, high: str) -> None:
    start, end, step = scale([Decimal(low), Decimal(high)])
    assert start <= Decimal(low) <= Decimal(high) <= end and step > 0 and start < end
    assert ((end - start) / step) % 1 == 0 and (end - start) / step <= 12
    made = chart(value(2003, low), value(2023, high))
    assert all(0 < mark.x < WIDTH and 0 < mark.y < HEIGHT for mark in made.marks)
