"""The first page: what the report promises, in one screen. Every number on it comes from a question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ontology.identifiers import VOCABULARY_BASE
from queries.catalogue import TOPICS, by_topic
from queries.results import Table, Term
from viz import reports
from viz.amounts import amount, symbol
from viz.current import Site, site
from viz.language import LANGUAGES, language
from viz.regions.pages import overview

blueprint = Blueprint("home", __name__)

Row: TypeAlias = Mapping[str, Term | None]

_CARDS = 8
_AREAS = 5
_POLICY_AREA = VOCABULARY_BASE + "def/PolicyArea"
_COUNTED = ("Commitment", "Figure", "Project", "Region", "Organization", "Indicator")


@dataclass(frozen=True, slots=True)
class Target:
    """A card: an indicator with the value it shall reach."""

    figure: str
    name: str
    measure: str
    symbol: str
    amount: str
    year: str
    each_year: bool
    value: str
    report: str
    start: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A count with its share of the largest."""

    iri: str
    name: str
    count: int
    percent: float


@blueprint.get("/")
def home() -> str:
    here = site()
    latest = reports.latest_row(here)
    covers = _text(latest, "covers") if latest else ""
    iri = _text(latest, "report") if latest else ""
    targets = _targets(here, language(), iri)
    return render_template(
        "home.html",
        report=latest,
        name=here.addresses.report_name(iri) if latest else "",
        targets=_first(target for target in targets if target.year == covers),
        later=_first(target for target in targets if target.year > covers),
        items=_items(here, iri),
        where=overview(here, iri, small=True) if latest else None,
        counts=_counts(here, language()),
        areas=_areas(here, language())[:_AREAS],
        covers=covers,
        reports=reports.titles(here),
        topics=TOPICS,
        by_topic=by_topic(),
    )


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Crawlers may read the pages, not run queries."""
    lines = ("User-agent: *", "Disallow: /sparql", "Disallow: /search", "Disallow: /api/", "")
    return Response("\n".join(lines), mimetype="text/plain")


@blueprint.get("/favicon.ico")
def icon() -> Response:
    """Browsers ask for it whatever the pages say."""
    return redirect(url_for("chengnuo.static", filename="favicon.svg"), 301)


@blueprint.get("/report")
def report() -> Response:
    """The report that was chosen, else the latest."""
    name = request.args.get("report", "").strip() or reports.latest(site())
    if not name:
        abort(404)
    return redirect(url_for("report.read", name=name), 303)


def _targets(here: Site, chosen: str, report: str) -> list[Target]:
    rows = [row for row in here.service.ask("key-figures") if _text(row, "report") == report]
    labels = here.labels.of(_text(row, name) for row in rows for name in ("indicator", "unit", "measure"))

    def named(row: Row, column: str) -> str:
        return labels[_text(row, column)].text(chosen)

    return [
        Target(
            _text(row, "figure"),
            named(row, "indicator"),
            named(row, "measure"),
            symbol(_text(row, "comparator")),
            _shown(row, named(row, "unit"), chosen),
            _text(row, "endYear"),
            _text(row, "eachYear") == "true",
            _text(row, "value"),
            here.addresses.report_name(report),
            _text(row, "start"),
        )
        for row in rows
    ]


def _shown(row: Row, unit: str, chosen: str) -> str:
    """In Chinese as the report words it, else computed from value and unit."""
    if chosen == LANGUAGES[0]:
        return _text(row, "verbatim")
    value, code, upper = (_text(row, column) for column in ("value", "unitCode", "upperValue"))
    return amount(value, code, chosen, name=unit, upper=upper)


def _first(targets: Iterable[Target]) -> list[Target]:
    """The first target of each indicator, in the order of the text, which begins with the headline ones."""
    found: dict[tuple[str, str], Target] = {}
    for target in targets:
        found.setdefault((target.name, target.measure), target)
    return list(found.values())[:_CARDS]


def _items(here: Site, report: str) -> Table:
    """The livelihood items that the report lists, in its order."""
    return here.service.ask("livelihood-items", report=report)


def _counts(here: Site, chosen: str) -> list[tuple[str, str, int]]:
    """Class, label and number of the classes that a reader counts in."""
    column = "classLabelEn" if chosen == "en" else "classLabel"
    found = {
        _text(row, "class").rpartition("/")[2]: (_text(row, column), int(_text(row, "instances")))
        for row in here.service.ask("class-counts")
    }
    return [(name, *found[name]) for name in _COUNTED if name in found]


def _areas(here: Site, chosen: str) -> list[Bar]:
    """Commitments of each policy area, the most first; goals cut across them and are left out."""
    sums: dict[str, int] = {}
    for row in here.service.ask("policy-areas"):
        area = _text(row, "policyArea")
        sums[area] = sums.get(area, 0) + int(_text(row, "commitments"))
    labels = {iri: label for iri, label in here.labels.of(sums).items() if _POLICY_AREA in label.classes}
    largest = max((sums[iri] for iri in labels), default=1)
    ordered = sorted(labels, key=lambda iri: (-sums[iri], iri))
    return [Bar(iri, labels[iri].text(chosen), sums[iri], 100 * sums[iri] / largest) for iri in ordered]


def _text(row: Row, column: str) -> str:
    return str(row.get(column) or "")
