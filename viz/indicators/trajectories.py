"""Trajectories for pages: a row of the question `trajectories` as steps, in words and as a chart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ontology.vocabulary import load_vocabulary
from queries.results import Term
from viz.amounts import amount, number, symbol
from viz.charts import Chart, Kind, Point, Series, pace_line
from viz.current import Site
from viz.labels import Label, last_part
from viz.language import LANGUAGES, language

Row: TypeAlias = Mapping[str, Term | None]
Role = Literal["baseline", "annual", "later"]

_MONEY = ("元", "美元", "欧元")
_SHORT = (*_MONEY, "%")
ROLES: tuple[Role, ...] = ("baseline", "annual", "later")
"""In the order of time."""


@dataclass(frozen=True, slots=True)
class Step:
    """A figure on the way."""

    role: Role
    figure: str
    value: str
    upper: str
    comparator: str
    measure: str
    """Notation: level, share, growth, change or flow."""
    unit: str
    since: int
    year: int
    each_year: bool
    amount: str
    """In Chinese as the report words it, else from value and unit."""
    start: str

    @classmethod
    def of(cls, row: Row, role: Role) -> Step | None:
        """The step of this role, if the row has it."""
        if row[role] is None:
            return None

        def cell(name: str) -> str:
            return str(row.get(role + name) or "")

        return cls(
            role,
            str(row[role]),
            cell("Value"),
            cell("UpperValue"),
            cell("Comparator"),
            cell("Measure"),
            cell("UnitName"),
            int(str(row.get(role + "StartYear") or cell("Year"))),
            int(cell("Year")),
            cell("EachYear") == "true",
            worded(cell("Verbatim"), cell("Value"), cell("UpperValue"), cell("UnitName")),
            cell("Start"),
        )

    @property
    def text(self) -> str:
        """With the sign of its comparator: 6%以上 is ≥6%."""
        return symbol(self.comparator) + self.amount

    @property
    def label(self) -> str:
        """The same for pictures, where English has no room for units that are counted."""
        if language() == LANGUAGES[0] or self.unit in _SHORT:
            return self.text
        numbers = (number(each, language()) for each in (self.value, self.upper) if each)
        return symbol(self.comparator) + "–".join(numbers)


@dataclass(frozen=True, slots=True)
class Trajectory:
    """What one target of a report is: where it starts, this year's step, where it leads, at which pace."""

    target: str
    indicator: Label
    wording: str
    """The report's own words where the vocabulary's name does not say what is measured, else empty."""
    area: Label | None
    places: str
    report: str
    steps: Mapping[Role, Step]
    pace: str
    pace_unit: str
    verdict: str
    """Notation of the verdict, or empty."""
    stated: str
    inferred: str

    @property
    def is_way(self) -> bool:
        """More than one figure: something to draw."""
        return len(self.steps) > 1

    @property
    def is_drawn(self) -> bool:
        """Its steps stand on one scale: not a year's amount beside that of five years."""
        last = list(self.steps.values())[-1]
        return last.measure != "flow" or last.each_year

    @property
    def is_nominal(self) -> bool:
        """Levels of money are at current prices, and so is the pace between them."""
        return (
            self.pace_unit == "%"
            and self.steps["later" if "later" in self.steps else "annual"].unit in _MONEY
        )

    @property
    def title(self) -> str:
        return self.wording or self.indicator.text(language())

    def chart(self, links: Mapping[str, str]) -> Chart:
        """The steps that are in the last one's measure and unit; `links` has the address of each figure."""
        last = list(self.steps.values())[-1]
        drawn = {
            role: _point(step, links.get(step.figure, ""))
            for role, step in self.steps.items()
            if (step.measure, step.unit) == (last.measure, last.unit)
        }
        series = [Series(self.title, [*drawn.values(), *self._assumed(links)])]
        if self.pace and "baseline" in drawn and "later" in drawn:
            series.append(pace_line(drawn["baseline"], drawn["later"], share=last.measure == "share"))
        words = "；".join(f"{step.year} {step.text}" for step in self.steps.values())
        return Chart(self.title, last.unit, series, f"{self.title}：{words}")

    def _assumed(self, links: Mapping[str, str]) -> Iterator[Point]:
        """Where growth at current prices or of counts would lead; nothing where the bases differ."""
        baseline, annual = self.steps.get("baseline"), self.steps.get("annual")
        if not (baseline and annual and self.verdict in ("kept", "below")):
            return
        start, rise = float(baseline.value), float(annual.value)
        value = {"growth": start * (1 + rise / 100), "change": start + rise}.get(annual.measure)
        if value is not None:
            link = links.get(annual.figure, "")
            label = f"{symbol(annual.comparator)}+{annual.amount}"
            yield Point(annual.year, value, "assumed", annual.comparator, label=label, link=link)


def read(rows: Iterable[Row], here: Site) -> list[Trajectory]:
    """The rows of the question `trajectories`, in their order."""
    rows = list(rows)
    labels = here.labels.of(
        str(row[name]) for row in rows for name in ("indicator", "policyArea") if row[name]
    )
    return [_trajectory(row, here, labels) for row in rows]


def _trajectory(row: Row, here: Site, labels: Mapping[str, Label]) -> Trajectory:
    def cell(name: str) -> str:
        return str(row[name] or "")

    label, text = labels[cell("indicator")], cell("indicatorText")
    is_its_name = text == label.zh or load_vocabulary().by_name("indicator", text) is not None
    steps = {role: step for role in ROLES if (step := Step.of(row, role)) is not None}
    return Trajectory(
        target=cell("target"),
        indicator=label,
        wording="" if is_its_name else text,
        area=labels.get(cell("policyArea")),
        places=cell("places"),
        report=here.addresses.report_name(cell("report")),
        steps=steps,
        pace=cell("pace"),
        pace_unit=cell("paceUnit"),
        verdict=last_part(cell("verdict")),
        stated=cell("statedAgencies"),
        inferred=cell("inferredAgencies"),
    )


def _point(step: Step, link: str) -> Point:
    kinds: Mapping[Role, Kind] = {"baseline": "baseline", "annual": "target", "later": "target"}
    return Point(
        step.year,
        float(step.value),
        kinds[step.role],
        step.comparator,
        since=step.since if step.each_year and step.since != step.year else None,
        upper=float(step.upper) if step.upper else None,
        label=step.label,
        link=link,
    )


def worded(verbatim: str, value: str, upper: str, unit: str) -> str:
    """A value in Chinese as the report words it, else computed from value and unit."""
    chosen = language()
    if chosen == LANGUAGES[0]:
        return verbatim
    concept = load_vocabulary().by_name("unit", unit)
    return amount(value, unit, chosen, name=concept.labels["en"] if concept else unit, upper=upper)
