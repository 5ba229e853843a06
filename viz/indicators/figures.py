"""All figures of one indicator for its page: rows in words, and charts of those that measure one thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ontology.vocabulary import load_vocabulary
from viz.amounts import symbol
from viz.charts import Chart, Point, Series
from viz.context import around
from viz.current import Site
from viz.indicators.trajectories import Row, worded
from viz.labels import Label, last_part
from viz.language import language


@dataclass(frozen=True, slots=True)
class IndicatorFigure:
    """One result or target."""

    figure: str
    wording: str
    kind: Label
    measure: Label
    comparator: str
    value: str
    upper: str
    unit: str
    amount: str
    since: int
    year: int
    each_year: bool
    places: str
    before: str
    exact: str
    after: str
    """The sentence that states it, in three parts."""
    report: str
    start: str

    @property
    def text(self) -> str:
        return f"{symbol(self.comparator)}{self.amount}"

    @property
    def years(self) -> str:
        return str(self.year) if self.since == self.year else f"{self.since}–{self.year}"


def read(rows: Iterable[Row], here: Site) -> list[IndicatorFigure]:
    """The rows of the question `figures-of-indicator`, in their order."""
    rows = list(rows)
    labels = here.labels.of(str(row[name]) for row in rows for name in ("figureKind", "measure"))
    return [_figure(row, here, labels) for row in rows]


def _figure(row: Row, here: Site, labels: Mapping[str, Label]) -> IndicatorFigure:
    def cell(name: str) -> str:
        return str(row[name] or "")

    report, start = here.addresses.report_name(cell("report")), int(cell("start"))
    end = start + len(cell("verbatim"))
    before, exact, after = around(here.build.text(report), start, end)
    return IndicatorFigure(
        figure=cell("figure"),
        wording=cell("indicatorText"),
        kind=labels[cell("figureKind")],
        measure=labels[cell("measure")],
        comparator=cell("comparator"),
        value=cell("value"),
        upper=cell("upperValue"),
        unit=cell("unitName"),
        amount=worded(cell("verbatim"), cell("value"), cell("upperValue"), cell("unitName")),
        since=int(cell("startYear")),
        year=int(cell("endYear")),
        each_year=cell("eachYear") == "true",
        places=cell("places"),
        before=before,
        exact=exact,
        after=after,
        report=report,
        start=cell("start"),
    )


def charts(figures: Iterable[IndicatorFigure], links: Mapping[str, str]) -> Sequence[Chart]:
    """One for each place, measure and unit, of figures under the indicator's own names.

    Other wordings name parts of it (the output of one sector): they are in the table only.
    """
    found: dict[tuple[str, Label, str], list[IndicatorFigure]] = {}
    for each in figures:
        if load_vocabulary().by_name("indicator", each.wording):
            found.setdefault((each.places, each.measure, each.unit), []).append(each)
    made = [
        _chart(f"{places} · {measure.text(language())}", unit, members, links)
        for (places, measure, unit), members in found.items()
    ]
    return [chart for chart in made if chart.is_worth_drawing]


def _chart(title: str, unit: str, figures: Sequence[IndicatorFigure], links: Mapping[str, str]) -> Chart:
    words = "；".join(f"{each.years} {each.text}" for each in figures)
    points = [_point(each, links.get(each.figure, "")) for each in figures]
    return Chart(title, unit, [Series(title, points)], f"{title}：{words}")


def _point(each: IndicatorFigure, link: str) -> Point:
    return Point(
        each.year,
        float(each.value),
        "actual" if last_part(each.kind.iri) == "actual" else "target",
        each.comparator,
        upper=float(each.upper) if each.upper else None,
        since=each.since if each.since != each.year else None,
        label=each.text,
        note=each.wording,
        link=link,
    )
