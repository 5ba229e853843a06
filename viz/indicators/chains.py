"""Chains: one indicator of one government over the years, targets against results, each with its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias
from urllib.parse import urlencode

from flask import Blueprint, render_template, request

from queries.results import Table, Term
from viz.amounts import amount, number, symbol
from viz.choices import Choice, known
from viz.current import Site, site
from viz.indicators.series_chart import SeriesChart, Value, series_chart
from viz.language import language

blueprint = Blueprint("chains", __name__)

Row: TypeAlias = Mapping[str, Term | None]

PARAMETERS = ("government", "indicator", "measure")
_PREFERRED = ("gdp", "growth")
"""Indicator and measure that open where the address chooses none."""
_SHORTCUTS = 10


@dataclass(frozen=True, slots=True)
class Said:
    """A figure as a report says it."""

    figure: str
    role: str
    is_target: bool
    year: int
    since: int
    """Whose work its report plans."""
    value: Decimal
    unit: str
    text: str
    """Comparator, value or range, and unit."""
    quote: str
    each_year: bool
    strength: str
    governed: str
    report: str
    start: str


@dataclass(slots=True)
class Year:
    """What the reports say of one year."""

    year: int
    planned: bool
    """A report that plans this year is there."""
    reviewed: bool
    """A report that reviews this year is there."""
    targets: list[Said] = field(default_factory=list)
    results: list[Said] = field(default_factory=list)

    @property
    def differ(self) -> bool:
        """Reports give the year several results that are not the same."""
        return len({said.value for said in self.results}) > 1


@blueprint.get("/chains")
def chains() -> str:
    """The page; what the address chooses and nobody knows is told and left out."""
    here = site()
    said = {name: request.args.get(name, "").strip() for name in PARAMETERS}
    governments = here.service.ask("governments")
    names = _governments(governments)
    government = _found(names, said["government"]) or _most(governments)
    indicators = _indicators(here, government) if government else []
    indicator = known(indicators, said["indicator"]) or _opening(indicators)
    chosen = {"territory": government, "indicator": indicator}
    table = here.service.ask("indicator-chain", **chosen) if government and indicator else None
    rows = list(table) if table is not None else []
    measures = _measures(here, rows)
    measure = known(measures, said["measure"]) or next((each.label.iri for each in measures), "")
    figures = [_said(here, row) for row in rows if str(row["measure"]) == measure]
    years = _years(figures, _covered(here, governments, government))
    ignored = {
        name: value
        for name, value, found in (
            ("government", said["government"], _found(names, said["government"])),
            ("indicator", said["indicator"], known(indicators, said["indicator"])),
            ("measure", said["measure"], known(measures, said["measure"])),
        )
        if value and not found
    }
    unit = _unit(rows, measure)
    labels = here.labels.of(filter(None, (government, indicator, measure, unit)))
    return render_template(
        "chains.html",
        ignored=ignored,
        governments=sorted(names),
        government=labels.get(government),
        indicators=indicators,
        indicator=labels.get(indicator),
        shortcuts=indicators[:_SHORTCUTS],
        measures=measures,
        measure=labels.get(measure),
        years=years,
        goals=[each for each in figures if each.role == "goal"],
        others=[each for each in figures if each.role == "other"],
        chart=_chart(figures, unit),
        chart_unit=labels[unit].text(language()) if unit else "",
        successions=[row for row in governments if str(row["territory"]) == government and row["evidence"]],
        source=f"indicator-chain?{urlencode(chosen)}",
        short=lambda value: number(value, language()),
        csv={key: value for key, value in chosen.items() if value},
    )


def _governments(table: Table) -> dict[str, str]:
    """IRI of each territory by its name; of equal names the first."""
    names: dict[str, str] = {}
    for row in table:
        names.setdefault(str(row["territoryName"]), str(row["territory"]))
    return names


def _found(names: Mapping[str, str], value: str) -> str:
    return names.get(value, value if value in names.values() else "")


def _most(table: Table) -> str:
    """The territory with most reports."""
    rows = sorted(table, key=lambda row: (-int(str(row["reports"])), str(row["territory"])))
    return str(rows[0]["territory"]) if rows else ""


def _indicators(here: Site, government: str) -> list[Choice]:
    table = here.service.ask("chain-choices", territory=government)
    labels = here.labels.of(table.column("indicator"))
    return [Choice(labels[str(row["indicator"])], int(str(row["years"]))) for row in table]


def _opening(choices: Sequence[Choice]) -> str:
    return known(choices, _PREFERRED[0]) or next((each.label.iri for each in choices), "")


def _measures(here: Site, rows: Sequence[Row]) -> list[Choice]:
    """Measures of the chain, the one with most yearly figures first: levels and growth are never mixed."""
    yearly = Counter(str(row["measure"]) for row in rows if str(row["role"]) in ("target", "result"))
    everything = Counter(str(row["measure"]) for row in rows)
    labels = here.labels.of(everything)
    ordered = sorted(everything, key=lambda iri: (-yearly[iri], -everything[iri], iri))
    equal = (iri for iri in ordered if yearly[iri] == yearly[ordered[0]])
    preferred = [iri for iri in equal if iri.endswith(f"/{_PREFERRED[1]}")]
    return [Choice(labels[iri], everything[iri]) for iri in dict.fromkeys((*preferred, *ordered))]


def _said(here: Site, row: Row) -> Said:
    chosen = language()
    unit = here.labels.one(str(row["unit"]))
    upper, code = str(row["upperValue"] or ""), str(row["unitName"] or "")
    text = amount(str(row["value"]), code, chosen, upper, name=unit.text(chosen))
    return Said(
        figure=str(row["figure"]),
        role=str(row["role"]),
        is_target=str(row["figureKind"]).endswith("/target"),
        year=int(str(row["endYear"])),
        since=int(str(row["covers"])),
        value=Decimal(str(row["value"])),
        unit=unit.iri,
        text=symbol(str(row["comparator"])) + text,
        quote=str(row["quote"]),
        each_year=str(row["eachYear"]) == "true",
        strength=str(row["strength"] or ""),
        governed=str(row["governedName"] or ""),
        report=here.addresses.report_name(str(row["report"])),
        start=str(row["start"]),
    )


def _covered(here: Site, governments: Table, government: str) -> set[int]:
    """Years that a report of the government, or of what it was before, plans."""
    own = (row for row in governments if str(row["territory"]) == government)
    formers = {str(row["former"]) for row in own if row["former"] is not None}
    reports = here.service.ask("reports")
    return {
        int(str(row["covers"]))
        for row in reports
        if row["covers"] is not None and str(row["territory"]) in {government, *formers}
    }


def _years(figures: Sequence[Said], covered: set[int]) -> list[Year]:
    """Each year from the first to the last that is stated or planned: gaps have a row."""
    yearly = [each for each in figures if each.role in ("target", "result")]
    stated = {each.year for each in yearly}
    if not stated:
        return []
    last = max(stated | {year for year in covered if year >= min(stated)})
    years = {year: Year(year, year in covered, year + 1 in covered) for year in range(min(stated), last + 1)}
    for said in yearly:
        of_year = years[said.year]
        (of_year.targets if said.role == "target" else of_year.results).append(said)
    return list(years.values())


def _unit(rows: Sequence[Row], measure: str) -> str:
    """The unit that most figures have: others are in the table only, a chart has one axis."""
    drawn = ("target", "result", "goal")
    counts = Counter(
        str(row["unit"]) for row in rows if str(row["measure"]) == measure and str(row["role"]) in drawn
    )
    return min(counts, key=lambda one: (-counts[one], one), default="")


def _chart(figures: Sequence[Said], unit: str) -> SeriesChart | None:
    return series_chart(
        Value(
            each.figure, each.role, each.year, each.value, each.text,
            since=each.since if each.role == "goal" else None,
        )
        for each in figures
        if each.role in ("target", "result", "goal") and each.unit == unit
    )  # fmt: skip
