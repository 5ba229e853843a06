"""The headline: how much a report wants its own area's economy to grow in the year it plans."""

from __future__ import annotations

from loaders.records import Extraction, Figure, Period
from ontology.identifiers import VOCABULARY_BASE

GDP = f"{VOCABULARY_BASE}id/indicator/gdp"


def annual_growth_target(extraction: Extraction) -> tuple[Figure, ...]:
    """The growth targets of gross regional product for the report's year and whole area, as in the text.

    Usually one; none where the report sets none. A target said again in the same words is given once,
    so several figures mean that the report (or the reading of it) is not of one mind.
    """
    distinct: dict[tuple[object, ...], Figure] = {}
    for figure in extraction.figures:
        if _is_growth_of_the_year(figure, extraction):
            distinct.setdefault((figure.value, figure.upper, figure.comparator), figure)
    return tuple(distinct.values())


def _is_growth_of_the_year(figure: Figure, extraction: Extraction) -> bool:
    """Five-year paces, results, levels, and the growth of a zone or a single county are something else."""
    year = extraction.metadata.covers.end
    return (
        figure.kind == "target"
        and figure.indicator.concept == GDP
        and figure.measure == "growth"
        and figure.unit.name == "%"
        and figure.horizon.period == Period(year, year)
        and figure.regions == (extraction.metadata.area,)
    )
