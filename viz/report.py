"""A report as delivered, with its statements marked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ontology.errors import ChengnuoError
from viz.current import Site, site
from viz.labels import last_part
from viz.language import language
from viz.marks import Mark, paragraphs

blueprint = Blueprint("report", __name__)

_GROUPS = {
    "Commitment": "commitment",
    "Figure": "figure",
    "Project": "project",
    "Programme": "project",
    "RegionMention": "region",
    "OrganizationMention": "organization",
}
KINDS = tuple(dict.fromkeys(_GROUPS.values()))
"""What can be marked, in the order of the filter."""


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the table of contents."""

    title: str
    level: int
    start: int


@blueprint.get("/report/<name>")
def read(name: str) -> str | Response:
    here = site()
    if name not in {report.name for report in here.build.reports}:
        abort(404)
    if passage := request.args.get("passage", ""):
        return _at_passage(here, name, passage)
    iri = here.addresses.report_iri(name)
    headings = [heading for heading in _headings(here, iri)]
    marks = _marks(here, iri, language())
    starts = {heading.start: (heading.level, heading.title) for heading in headings}
    return render_template(
        "report.html",
        name=name,
        report=next(row for row in here.service.ask("reports") if str(row["report"]) == iri),
        headings=headings,
        kinds=KINDS,
        counts=Counter(mark.group for mark in marks),
        paragraphs=paragraphs(here.build.text(name), marks, starts),
    )


def _at_passage(here: Site, name: str, passage: str) -> Response:
    """To the place of a passage in the text."""
    try:
        starts = here.service.ask("quotes", iri=passage).column("start")
    except ChengnuoError:  # not an IRI
        starts = ()
    if not starts:
        abort(404)
    return redirect(url_for("report.read", name=name, _anchor=f"o{starts[0]}"), 303)


def _headings(here: Site, iri: str) -> list[Heading]:
    return [
        Heading(str(row["title"]), int(str(row["level"])), int(str(row["start"])))
        for row in here.service.ask("report-sections", report=iri)
        if row["start"] is not None
    ]


def _marks(here: Site, iri: str, chosen: str) -> list[Mark]:
    rows = list(here.service.ask("report-statements", report=iri))
    kinds = here.labels.of(str(row["kind"]) for row in rows if row["kind"] is not None)
    found: dict[str, Mark] = {}
    for row in rows:
        group = _GROUPS[last_part(str(row["class"]))]
        title = kinds[str(row["kind"])].text(chosen) if row["kind"] is not None else ""
        found.setdefault(
            str(row["statement"]),
            Mark(str(row["statement"]), group, int(str(row["start"])), int(str(row["end"])), title),
        )
    return list(found.values())
