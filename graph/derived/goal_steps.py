"""Goal steps: the yearly targets and results that lie on the way to a goal of several years.

Both are of one government, indicator, measure, unit and its whole territory; the year lies between the plan
that set the goal and the goal's last year. A sum over years is no step, and growth over several years is a
goal only where the text means each year (年均).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

LONGEST_HORIZON = 10
"""Years: goals beyond are visions, whose yearly steps belong to other plans."""


@dataclass(frozen=True, slots=True)
class SeriesFigure:
    """A figure of one government's whole territory, of an indicator that it names itself."""

    iri: str
    government: str
    """The same for reports of one government (`graph.derived.governments.government_key`)."""
    report: str
    year: int
    """Whose work the report plans."""
    indicator: str
    measure: str
    unit: str
    is_target: bool
    start: int
    end: int
    each_year: bool
    value: Decimal
    words: str

    @property
    def is_goal(self) -> bool:
        """A target of several years, from the report's own year on."""
        if not self.is_target or not self.year < self.end <= self.year + LONGEST_HORIZON:
            return False
        return self.each_year or self.measure != "growth"

    @property
    def is_yearly(self) -> bool:
        """The target of the report's own year, or the result of the year that it reviews."""
        own = self.year if self.is_target else self.year - 1
        return self.start == self.end == own and not self.each_year


@dataclass(frozen=True, slots=True)
class GoalStep:
    """A yearly figure, and the goal on whose way it lies."""

    step: SeriesFigure
    goal: SeriesFigure


def goal_steps(figures: Iterable[SeriesFigure]) -> Iterator[GoalStep]:
    """Every step of every goal, goals in the order of the reports, steps by year."""
    goals: list[SeriesFigure] = []
    yearly: dict[tuple[str, ...], list[SeriesFigure]] = defaultdict(list)
    for figure in sorted(figures, key=lambda one: (one.year, one.report, one.iri)):
        if figure.is_goal:
            goals.append(figure)
        elif figure.is_yearly:
            yearly[_key(figure)].append(figure)
    for goal in goals:
        steps = (each for each in yearly[_key(goal)] if goal.year <= each.end <= goal.end)
        for step in sorted(steps, key=lambda one: (one.end, not one.is_target, one.report, one.iri)):
            yield GoalStep(step, goal)


def _key(figure: SeriesFigure) -> tuple[str, ...]:
    return (figure.government, figure.indicator, figure.measure, figure.unit)
