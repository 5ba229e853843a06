"""The headline: how much a report wants its own area's economy to grow in the year it plans."""

from __future__ import annotations

from loaders.records import Extraction, Figure, Period
from ontology.identifiers import VOCABULARY_BASE

_STRIVES = ("力争", "争取", "努力")
_NEAR = 12
"""Characters between a target and the higher aim that is added to it."""
GDP = f"{VOCABULARY_BASE}id/indicator/gdp"


def annual_growth_target(extraction: Extraction) -> tuple[Figure, ...]:
    """The growth targets of gross regional product for the report's year and whole area, as in the text.

    Usually one, without the higher one that it may strive for; none where the report sets none. A target said again in the same words is given once,
    so several figures mean that the report (or the reading of it) is not of one mind.
    """
    distinct: dict[tuple[object, ...], Figure] = {}
    before: Figure | None = None
    for figure in extraction.figures:
        if _is_growth_of_the_year(figure, extraction):
            if before is None or not _aims_higher(figure, before):
                distinct.setdefault((figure.value, figure.upper, figure.comparator), figure)
            before = figure
    return tuple(distinct.values())


def _aims_higher(figure: Figure, before: Figure) -> bool:
    """6%左右、力争6.5%: what a government only strives for beside its target is not the target."""
    between = figure.span.start - before.span.end
    return 0 <= between <= _NEAR and figure.strength in _STRIVES and before.strength not in _STRIVES


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
