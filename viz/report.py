"""A report as delivered, with its statements marked."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, render_template, request

from loaders.audit_reasons import load_reasons
from viz.current import Site, site
from viz.groups import group_of
from viz.language import language
from viz.marks import Mark, Marker
from viz.quality import findings
from viz.reports import titles

blueprint = Blueprint("report", __name__)

KINDS = ("commitment", "figure", "project", "region", "organization")
"""What is marked, in the order of the filter."""


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the table of contents."""

    title: str
    level: int
    start: int


@blueprint.get("/report/<name>")
def read(name: str) -> str:
    here = site()
    if name not in {report.name for report in here.build.reports}:
        abort(404)
    iri = here.addresses.report_iri(name)
    headings = _headings(here, iri)
    marks = _marks(here, iri, language())
    unread = request.args.get("unread") == "1"
    if unread:
        marks += _unread(here, name, language())
    marker = Marker(
        here.build.text(name), marks, {heading.start: (heading.level, heading.title) for heading in headings}
    )
    return render_template(
        "report.html",
        name=name,
        iri=iri,
        reports=titles(here),
        report=next(row for row in here.service.ask("reports") if str(row["report"]) == iri),
        headings=headings,
        kinds=KINDS,
        unread=unread,
        counts=_counts(here, iri),
        paragraphs=marker.paragraphs(),
    )


def _counts(here: Site, iri: str) -> dict[str, tuple[str, int]]:
    """For each kind the class that the question counts, and how many there are."""
    rows = here.service.ask("statement-counts", report=iri)
    return {group_of((str(row["class"]),)): (str(row["class"]), int(str(row["statements"]))) for row in rows}


def _unread(here: Site, name: str, chosen: str) -> list[Mark]:
    """What the audit says was not understood, with the reason."""
    words = load_reasons().labels
    return [
        Mark("", "unread", found.start, found.end, words[found.reason][chosen])
        for found in findings(here, name)
    ]


def _headings(here: Site, iri: str) -> list[Heading]:
    return [
        Heading(str(row["title"]), int(str(row["level"])), int(str(row["start"])))
        for row in here.service.ask("report-sections", report=iri)
        if row["start"] is not None
    ]


def _marks(here: Site, iri: str, chosen: str) -> list[Mark]:
    """All statements, and the passages that are none: something may link to these too."""
    rows = list(here.service.ask("report-statements", report=iri))
    kinds = here.labels.of(str(row["kind"]) for row in rows if row["kind"] is not None)
    found: dict[str, Mark] = {}
    for row in rows:
        title = kinds[str(row["kind"])].text(chosen) if row["kind"] is not None else ""
        statement, group = str(row["statement"]), group_of((str(row["class"]),))
        found.setdefault(
            statement, Mark(statement, group, int(str(row["start"])), int(str(row["end"])), title)
        )
    taken = {(mark.start, mark.end) for mark in found.values()}
    for row in here.service.ask("report-passages", report=iri):
        start, end = int(str(row["start"])), int(str(row["end"]))
        if (start, end) not in taken:
            found[str(row["passage"])] = Mark(str(row["passage"]), "", start, end)
    return list(found.values())
