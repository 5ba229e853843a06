"""Rankings: the targets that governments set for one indicator in one year, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias
from urllib.parse import urlencode

from flask import Blueprint, render_template, request

from queries.results import Term
from viz.amounts import amount, symbol
from viz.choices import Choice, known
from viz.current import Site, site
from viz.labels import Label
from viz.language import language

blueprint = Blueprint("rankings", __name__)

Row: TypeAlias = Mapping[str, Term | None]

PARAMETERS = ("year", "indicator", "measure", "level")
_LEVELS = ("province", "prefecture", "county")
_PREFERRED = ("gdp", "growth")
_SHORTCUTS = 10
MAP_WIDTH, MAP_HEIGHT = 720, 520
_MARGIN = 46
_FEWEST_POINTS = 5
"""A map of fewer tells nothing."""
_SHADES = 5
_NARROWING = 0.8
"""Of a degree of longitude against one of latitude, in the middle of China."""


@dataclass(frozen=True, slots=True)
class Target:
    """What one government has set."""

    figure: str
    territory: Label
    level: str
    value: Decimal
    upper: Decimal | None
    text: str
    """Comparator, value or range, and unit."""
    quote: str
    comparator: str
    strength: str
    report: str
    start: str
    latitude: float | None
    longitude: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class Point:
    """A government on the map."""

    target: Target
    x: float
    y: float
    shade: int
    """1 for the lowest values to 5 for the highest."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A target with its bar, in percent of the row's width."""

    target: Target
    start: float
    length: float
    range_length: float


@blueprint.get("/ranking")
def ranking() -> str:
    """The page; what the address chooses and nobody knows is told and left out."""
    here = site()
    said = {name: request.args.get(name, "").strip() for name in PARAMETERS}
    years = Counter(str(row["covers"]) for row in here.service.ask("reports") if row["covers"] is not None)
    year = said["year"] if said["year"] in years else _busiest(years)
    indicators = _indicators(here, year) if year else []
    indicator = known(indicators, said["indicator"])
    first = next((each.label.iri for each in indicators), "")
    opened = indicator or known(indicators, _PREFERRED[0]) or first
    rows = list(here.service.ask("indicator-ranking", indicator=opened, year=year)) if opened else []
    measures = _measures(here, rows)
    measure = known(measures, said["measure"])
    of_measure = measure or next((each.label.iri for each in measures), "")
    everything = [_target(here, row) for row in rows if str(row["measure"]) == of_measure]
    targets = _of_one_unit(everything)
    levels = [level for level in _LEVELS if any(each.level == level for each in targets)]
    level = said["level"] if said["level"] in levels else ""
    shown = [each for each in targets if level in ("", each.level)]
    found = (year if said["year"] in years else "", indicator, measure, level)
    taken = dict(zip(PARAMETERS, found, strict=True))
    chosen = {"indicator": opened, "year": year}
    labels = here.labels.of(filter(None, (opened, of_measure)))
    return render_template(
        "ranking.html",
        ignored={name: value for name, value in said.items() if value and not taken[name]},
        years=sorted(years.items(), reverse=True),
        year=year,
        indicators=indicators,
        shortcuts=indicators[:_SHORTCUTS],
        indicator=labels.get(opened),
        measures=measures,
        measure=labels.get(of_measure),
        levels={each: sum(target.level == each for target in targets) for each in levels},
        level=level,
        bars=_bars(shown),
        elsewhere=len(everything) - len(targets),
        points=_points(shown),
        map_size=(MAP_WIDTH, MAP_HEIGHT),
        source=f"indicator-ranking?{urlencode(chosen)}",
        csv={key: value for key, value in chosen.items() if value},
    )


def _busiest(years: Mapping[str, int]) -> str:
    """The year with most reports, of equals the latest."""
    return max(years, key=lambda year: (years[year], year), default="")


def _indicators(here: Site, year: str) -> list[Choice]:
    table = here.service.ask("ranking-choices", year=year)
    labels = here.labels.of(table.column("indicator"))
    return [Choice(labels[str(row["indicator"])], int(str(row["governments"]))) for row in table]


def _measures(here: Site, rows: Sequence[Row]) -> list[Choice]:
    counts = Counter(str(row["measure"]) for row in rows)
    labels = here.labels.of(counts)
    ordered = sorted(counts, key=lambda iri: (-counts[iri], not iri.endswith(f"/{_PREFERRED[1]}"), iri))
    return [Choice(labels[iri], counts[iri]) for iri in ordered]


def _target(here: Site, row: Row) -> Target:
    chosen = language()
    unit = here.labels.one(str(row["unit"]))
    upper = str(row["upperValue"] or "")
    text = amount(str(row["value"]), str(row["unitName"] or ""), chosen, upper, name=unit.text(chosen))
    return Target(
        figure=str(row["figure"]),
        territory=here.labels.one(str(row["territory"])),
        level=str(row["regionType"] or "").rpartition("/")[2],
        value=Decimal(str(row["value"])),
        upper=Decimal(upper) if upper else None,
        text=symbol(str(row["comparator"])) + text,
        quote=str(row["quote"]),
        comparator=str(row["comparator"]),
        strength=str(row["strength"] or ""),
        report=here.addresses.report_name(str(row["report"])),
        start=str(row["start"]),
        latitude=_coordinate(row["lat"]),
        longitude=_coordinate(row["long"]),
        unit=str(row["unit"]),
    )


def _coordinate(term: Term | None) -> float | None:
    return float(term.value) if term is not None else None


def _of_one_unit(targets: Sequence[Target]) -> list[Target]:
    """Those in the unit that most have: others can't stand in one order with them."""
    counts = Counter(each.unit for each in targets)
    unit = min(counts, key=lambda one: (-counts[one], one), default="")
    return [each for each in targets if each.unit == unit]


def _bars(targets: Sequence[Target]) -> list[Bar]:
    """Bars from zero; a range has its second part in a lighter shade."""
    ends = [end for each in targets for end in (each.value, each.upper or each.value)]
    low, high = min([Decimal(0), *ends]), max([Decimal(0), *ends])
    span = (high - low) or Decimal(1)

    def percent(value: Decimal) -> float:
        return round(float(100 * value / span), 2)

    return [
        Bar(
            each,
            percent(min(each.value, Decimal(0)) - low),
            percent(abs(each.value)),
            percent(each.upper - each.value) if each.upper is not None else 0.0,
        )
        for each in targets
    ]


def _points(targets: Sequence[Target]) -> list[Point]:
    """Places of the governments that have coordinates, one point each; none where they are too few."""
    placed: dict[str, Target] = {}
    for each in targets:
        if each.latitude is not None and each.longitude is not None:
            placed.setdefault(each.territory.iri, each)
    found = list(placed.values())
    if len(found) < _FEWEST_POINTS:
        return []
    east = [each.longitude or 0.0 for each in found]
    north = [each.latitude or 0.0 for each in found]
    scale = min(
        (MAP_WIDTH - 2 * _MARGIN) / ((max(east) - min(east)) * _NARROWING or 1),
        (MAP_HEIGHT - 2 * _MARGIN) / ((max(north) - min(north)) or 1),
    )
    order = sorted({each.value for each in found})
    middle_east, middle_north = (max(east) + min(east)) / 2, (max(north) + min(north)) / 2
    return [
        Point(
            each,
            round(MAP_WIDTH / 2 + (x - middle_east) * _NARROWING * scale, 1),
            round(MAP_HEIGHT / 2 - (y - middle_north) * scale, 1),
            1 + order.index(each.value) * _SHADES // len(order),
        )
        for each, x, y in zip(found, east, north, strict=True)
    ]
