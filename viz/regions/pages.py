"""What is promised where: the territory as layout and as map, one region or two side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, render_template, request

from ontology.errors import QuestionError
from viz.current import Site, site
from viz.labels import Label
from viz.language import gettext as _
from viz.regions.counts import RegionCounts, region_counts
from viz.regions.cross_border import Area, areas_across
from viz.regions.map import RegionMap, members_map, territory_map
from viz.regions.promises import RegionPromises, promises_for
from viz.regions.territory import Territory, territory
from viz.reports import latest, titles

blueprint = Blueprint("regions", __name__)

CHOICES = ("region", "with")
"""What an address may choose beside the report: a region, and another to hold it against."""
_MOST_LENGTH = 200
"""Characters of a choice: several names and the bars between them."""
_LARGE, _SMALL = 1000, 420
"""Units across a map of the page and across the small one of the first page."""


@dataclass(frozen=True, slots=True)
class Overview:
    """A territory with its numbers and its map."""

    report: str
    """IRI."""
    name: str
    territory: Territory
    counts: RegionCounts
    map: RegionMap | None
    labels: Mapping[str, Label]

    def short(self, iri: str, language: str) -> str:
        """What a region is called where there is little room."""
        place = self.territory.within(iri)
        label = self.labels.get(iri)
        if language != "en" or label is None or not label.en:
            return place.short if place else label.zh if label else ""
        return short_english(label.en)


def overview(here: Site, report: str, *, small: bool = False) -> Overview | None:
    """For a page: the territory of the report with this IRI; None where the vocabulary does not know it."""
    home = territory(here, report)
    if home is None:
        return None
    divisions = home.divisions()
    counts = region_counts(here, report, [place.iri for place in divisions])
    drawn = territory_map(home, _SMALL if small else _LARGE, enlarge=not small)
    iris = here.service.ask("region-tree", report=report).column("region")
    return Overview(report, here.addresses.report_name(report), home, counts, drawn, here.labels.of(iris))


@blueprint.get("/regions")
def regions() -> str:
    """The page; what the address chooses and nobody knows is told and left out."""
    here = site()
    report, notices = _report(here, request.args.get("report", "").strip())
    shown = overview(here, report) if report else None
    chosen, ignored = _chosen(here, report) if shown else ([], [])
    areas = areas_across(here, report, shown.territory) if shown else []
    known = shown.labels if shown else {}
    return render_template(
        "regions.html",
        reports=titles(here),
        shown=shown,
        chosen=chosen,
        notices=[*notices, *ignored, *_unknown()],
        areas=areas,
        across=_across(areas, shown),
        labels=here.labels.of(_named(areas)),
        names=sorted({label.zh for label in (*here.labels.of(_named(areas)).values(), *known.values())}),
        indicators=here.labels.of(iri for one in chosen for iri in one.figures.column("indicator")),
    )


def _report(here: Site, asked: str) -> tuple[str, list[str]]:
    """The report that is asked for, else the latest, and what to say of it."""
    known = {build_report.name for build_report in here.build.reports}
    name = asked if asked in known else latest(here)
    told = [] if asked in ("", name) else [_("没有这份报告：%(name)s。显示最近的一份。", name=asked[:60])]
    return here.addresses.report_iri(name) if name else "", told


def _unknown() -> list[str]:
    """What to say of parameters that the page does not have."""
    names = sorted(request.args.keys() - {*CHOICES, "report", "lang"})
    return [_("没有采用：%(names)s。", names="、".join(name[:60] for name in names))] if names else []


def _chosen(here: Site, report: str) -> tuple[list[RegionPromises], list[str]]:
    """One region or two, and what of the address was left out."""
    found, ignored = [], []
    for name in CHOICES:
        asked = request.args.get(name, "").strip()
        if not asked:
            continue
        try:
            if len(asked) > _MOST_LENGTH:
                raise QuestionError(f"{name} is longer than {_MOST_LENGTH} characters")
            found.append(promises_for(here, asked, report))
        except QuestionError:
            near = here.service.names("region").near(asked[:60])
            told = _("没有这个区域：%(name)s。", name=asked[:60])
            ignored.append(told + (_("相近的有：%(names)s。", names="、".join(near)) if near else ""))
    return found, ignored


def _across(areas: list[Area], shown: Overview | None) -> RegionMap | None:
    """A map of the largest circle, with the rest of the territory around it."""
    if not areas or shown is None or areas[0].type != "city-cluster":
        return None
    members = areas[0].divisions()
    taken = {place.iri for place in members}
    around = [place for place in shown.territory.divisions() if place.iri not in taken]
    return members_map(members, around, _LARGE)


def _named(areas: list[Area]) -> list[str]:
    members = [(iri, *member.without) for area in areas for iri, member in area.members.items()]
    places = [place.iri for area in areas for place in area.divisions()]
    provinces = [province for area in areas for province in area.provinces()]
    return [*(area.iri for area in areas), *(iri for each in members for iri in each), *places, *provinces]


def short_english(name: str) -> str:
    """Without what kind of division it is.

    >>> short_english("Nan’an District"), short_english("Xiushan Tujia and Miao Autonomous County")
    ('Nan’an', 'Xiushan')
    """
    if "Autonomous" in name:
        return name.split()[0]
    words = name.rpartition(" ")
    return words[0] if words[2] in ("District", "County", "City") else name
