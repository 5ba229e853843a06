"""Steps toward goals: the same indicator, measure and unit, within the goal's years."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from graph.derived.goal_steps import SeriesFigure, goal_steps

GOAL = SeriesFigure(
    "f/goal", "g", "r/2021", 2021, "urbanization", "share", "%", True, 2025, 2025, False, Decimal(73), "73%"
)


def yearly(year: int, report: int, *, target: bool, **other: object) -> SeriesFigure:
    iri = f"f/{year}/{report}/{target}"
    made = replace(GOAL, iri=iri, report=f"r/{report}", year=report, is_target=target, start=year, end=year)
    return replace(made, **other)  # type: ignore[arg-type]


def steps(*figures: SeriesFigure) -> list[str]:
    return [step.step.iri for step in goal_steps((GOAL, *figures))]


def test_targets_and_results_within_the_horizon_are_steps_by_year() -> None:
    found = steps(
        yearly(2022, 2023, target=False),
        yearly(2021, 2021, target=True),
        yearly(2025, 2026, target=False),
    )
    assert found == ["f/2021/2021/True", "f/2022/2023/False", "f/2025/2026/False"]


OTHERS = {
    "a result before the plan": yearly(2020, 2021, target=False),
    "a target after the goal": yearly(2026, 2026, target=True),
    "another indicator": yearly(2022, 2022, target=True, indicator="forest-cover"),
    "another measure": yearly(2022, 2022, target=True, measure="change"),
    "another unit": yearly(2022, 2022, target=True, unit="人"),
    "another government": yearly(2022, 2022, target=True, government="h"),
    "a sum over years": yearly(2022, 2023, target=False, start=2018),
    "a year told again": yearly(2021, 2023, target=False),
    "a yearly average": yearly(2022, 2022, target=True, each_year=True),
}


@pytest.mark.parametrize("other", OTHERS)
def test_what_is_no_step(other: str) -> None:
    assert steps(OTHERS[other]) == []


def test_growth_is_a_goal_only_for_each_year() -> None:
    growth = replace(GOAL, measure="growth")
    step = yearly(2022, 2022, target=True, measure="growth")
    assert list(goal_steps((growth, step))) == []
    assert len(list(goal_steps((replace(growth, each_year=True), step)))) == 1


def test_a_vision_beyond_ten_years_is_no_goal() -> None:
    assert list(goal_steps((replace(GOAL, end=2035), yearly(2022, 2022, target=True)))) == []
