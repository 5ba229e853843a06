"""Indicators: what was reached, what this year shall reach and what later years, with the pace that takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, abort, render_template, request, url_for

from ontology.identifiers import VOCABULARY_BASE
from queries.results import Table
from viz.current import Site, site
from viz.indicators import figures as indicator_figures
from viz.indicators import trajectories
from viz.indicators.trajectories import Trajectory
from viz.labels import Label
from viz.language import localized
from viz.reports import latest, titles

blueprint = Blueprint("indicators", __name__)

_INDICATOR = f"{VOCABULARY_BASE}id/indicator/"
VERDICTS = ("kept", "below", "bases-differ", "basis-unknown")
"""In the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Group:
    """The trajectories of one policy area; those of indicators that the vocabulary lacks have none."""

    area: Label | None
    trajectories: Sequence[Trajectory]

    @property
    def size(self) -> int:
        return len(self.trajectories)

    @property
    def ways(self) -> Sequence[Trajectory]:
        """Those with something to draw."""
        return [each for each in self.trajectories if each.is_way]


@blueprint.get("/indicators")
def indicators() -> str:
    """The indicators of one report, by default the latest; what nobody knows is told and left out."""
    here = site()
    known = {here.addresses.report_name(iri): iri for iri in here.service.ask("reports").column("report")}
    said = {name: request.args.get(name, "").strip() for name in ("report", "area")}
    chosen = {name: value for name, value in said.items() if value and _is_known(here, name, value, known)}
    report = chosen.get("report") or latest(here)
    values = {"report": known[report]} if report else {}
    if "area" in chosen:
        values["area"] = chosen["area"]
    found = trajectories.read(here.service.ask("trajectories", **values), here)
    return render_template(
        "indicators.html",
        chosen=chosen,
        ignored={name: value for name, value in said.items() if value and name not in chosen},
        reports=titles(here),
        report=report,
        values=values,
        areas=_areas(here, here.service.ask("trajectories", report=known.get(report, ""))),
        groups=_groups(found),
        verdicts=_verdicts(found),
        verdict_iri=f"{VOCABULARY_BASE}id/pace-verdict/{{}}".format,
        page_of=_page,
        is_five_years=_is_five_years(found),
        source=f"trajectories?{urlencode(values)}" if values else "trajectories",
        links=_addresses(step.figure for each in found for step in each.steps.values()),
    )


@blueprint.get("/indicators/<slug>")
def indicator(slug: str) -> str:
    """All that the reports say of one indicator: charts, and every figure with its words."""
    here = site()
    iri = _INDICATOR + slug
    if not here.service.names("indicator").find(iri):
        abort(404)
    found = indicator_figures.read(here.service.ask("figures-of-indicator", indicator=iri), here)
    ways = here.service.ask("trajectories", indicator=iri)
    return render_template(
        "indicator.html",
        label=here.labels.one(iri),
        figures=found,
        charts=indicator_figures.charts(found, _addresses(each.figure for each in found)),
        ways=[each for each in trajectories.read(ways, here) if each.is_way],
        reports=titles(here),
    )


def _is_known(here: Site, name: str, value: str, reports: Mapping[str, str]) -> bool:
    return value in reports if name == "report" else bool(here.service.names("area").find(value))


def _areas(here: Site, table: Table) -> Sequence[Label]:
    """The policy areas of a report's targets, most targets first."""
    counts = Counter(filter(None, table.column("policyArea")))
    labels = here.labels.of(counts)
    return [labels[iri] for iri in sorted(counts, key=lambda iri: (-counts[iri], iri))]


def _groups(found: Iterable[Trajectory]) -> Sequence[Group]:
    """By policy area, those with most to draw first, what has no area last."""
    by_area: dict[Label | None, list[Trajectory]] = {}
    for each in found:
        by_area.setdefault(each.area, []).append(each)
    groups = [Group(area, members) for area, members in by_area.items()]
    return sorted(groups, key=lambda group: (group.area is None, -len(group.ways), -len(group.trajectories)))


def _verdicts(found: Iterable[Trajectory]) -> Mapping[str, int]:
    counts = Counter(each.verdict for each in found)
    return {verdict: counts[verdict] for verdict in VERDICTS if counts[verdict]}


def _page(each: Trajectory) -> str:
    """The page of an indicator; of one that the vocabulary lacks, the document of its own."""
    slug = each.indicator.iri.removeprefix(_INDICATOR)
    if slug != each.indicator.iri:
        return url_for("indicators.indicator", slug=slug)
    return localized(site().addresses.path(each.indicator.iri) or "")


def _is_five_years(found: Iterable[Trajectory]) -> bool:
    """Whether all later targets are for the end of one term of five years."""
    ends = {step.year for each in found for role, step in each.steps.items() if role == "later"}
    years = {step.year for each in found for role, step in each.steps.items() if role == "annual"}
    return len(ends) == 1 and ends == {year + 4 for year in years}


def _addresses(figures: Iterable[str]) -> Mapping[str, str]:
    """Where each figure is described, in the language of the page."""
    here = site()
    return {iri: localized(path) for iri in figures if (path := here.addresses.path(iri))}
