"""The projects of the reports by stage: what is planned, begun, under way, finished, and by when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import islice

from flask import Blueprint, render_template, request

from queries.results import Table, Term
from viz import reports
from viz.choices import Option, options
from viz.current import Site, site
from viz.labels import Label
from viz.language import language

blueprint = Blueprint("projects", __name__)

CONCEPTS: Mapping[str, str] = {
    "stage": "stage",
    "class": "project-class",
    "kind": "figure-kind",
    "region": "region",
}
"""What an address may choose of the vocabularies, with the type of its values."""
STAGES = ("plan", "start", "build", "finish", "operate", "other")
"""In the order in which works go on."""
PAGE = 240
"""Projects on a page."""

_COUNTED = {"stage": "stage", "class": "class", "kind": "kind", "by": "due"}
"""What is offered with its count: the choice, and the column of the counts that holds its values."""


@dataclass(slots=True)
class Project:
    """One project with all places and due years that the report gives it."""

    label: Label
    """Its full name, restored from the list that it stands in."""
    stage: str
    class_: Label
    kind: Label
    """Target or result."""
    report: str
    start: str
    places: dict[str, Label] = field(default_factory=dict)
    due: set[str] = field(default_factory=set)


@blueprint.get("/projects")
def projects() -> str:
    """The page; what the address chooses and nobody knows is told and left out."""
    here = site()
    said = {name: request.args.get(name, "").strip() for name in (*CONCEPTS, "by", "page", "report")}
    understood = {name: value for name, value in said.items() if value and _is_known(here, name, value)}
    page = int(understood.get("page", 1))
    chosen = {name: value for name, value in understood.items() if name != "page"}
    needs_report = bool(here.service.wanting("projects"))
    if needs_report:
        chosen.setdefault("report", reports.latest(here))
    of_report = {name: value for name, value in chosen.items() if name == "report"}
    found = _projects(here, here.service.ask("projects", **chosen))
    return render_template(
        "projects.html",
        chosen=chosen,
        ignored={name: value for name, value in said.items() if value and name not in understood},
        choices={name: _options(here, name, chosen) for name in _COUNTED},
        stages=_by_stage(here, islice(found, (page - 1) * PAGE, page * PAGE)),
        page=page,
        pages=-(-len(found) // PAGE),
        regions=sorted({label.zh for label in _regions(here, of_report)}),
        reports=reports.titles(here),
        needs_report=needs_report,
    )


def _is_known(here: Site, name: str, value: str) -> bool:
    if name == "report":
        return value in {report.name for report in here.build.reports}
    if name in CONCEPTS:
        return bool(here.service.names(CONCEPTS[name]).find(value))
    is_number = value.isascii() and value.isdigit()
    return is_number and (len(value) == 4 if name == "by" else 1 <= len(value) <= 6 and int(value) > 0)


def _regions(here: Site, report: Mapping[str, str]) -> list[Label]:
    """Places that some project names."""
    return list(here.labels.of(filter(None, here.service.ask("projects", **report).column("place"))).values())


def _options(here: Site, name: str, chosen: Mapping[str, str]) -> list[Option]:
    others = {other: value for other, value in chosen.items() if other != name}
    named = partial(_named, here, name)
    return options(here, "project-counts", _COUNTED[name], "projects", others, named)


def _named(here: Site, name: str, values: Iterable[str]) -> list[tuple[str, str, str]]:
    """Each value as the address and the page say it, and as the counts do, in order."""
    if name == "by":
        return [(year, year, year) for year in sorted(values)]
    named = [(label.zh, label.text(language()), iri) for iri, label in here.labels.of(values).items()]
    return sorted(named, key=lambda each: _place(name, each[2]))


def _place(name: str, key: str) -> tuple[int, str]:
    """Stages go in the order of works, the rest by name."""
    code = key.rpartition("/")[2]
    return (STAGES.index(code) if name == "stage" and code in STAGES else len(STAGES), key)


def _projects(here: Site, table: Table) -> list[Project]:
    """In the order of works and then of the text."""
    columns = ("project", "class", "place", "kind")
    labels = here.labels.of(iri for column in columns for iri in table.column(column) if iri)
    found: dict[str, Project] = {}
    for row in table:
        iri = str(row["project"])
        one = found.setdefault(iri, _project(here, row, labels))
        if row["place"] is not None:
            one.places[str(row["place"])] = labels[str(row["place"])]
        if row["due"] is not None:
            one.due.add(str(row["due"]))
    return sorted(found.values(), key=lambda one: _place("stage", one.stage))


def _by_stage(here: Site, projects: Iterable[Project]) -> list[tuple[Label, list[Project]]]:
    stages: dict[str, list[Project]] = {}
    for one in projects:
        stages.setdefault(one.stage, []).append(one)
    return [(here.labels.one(stage), members) for stage, members in stages.items()]


def _project(here: Site, row: Mapping[str, Term | None], labels: Mapping[str, Label]) -> Project:
    return Project(
        label=labels[str(row["project"])],
        stage=str(row["stage"]),
        class_=labels[str(row["class"])],
        kind=labels[str(row["kind"])],
        report=here.addresses.report_name(str(row["report"])),
        start=str(row["start"]),
    )
