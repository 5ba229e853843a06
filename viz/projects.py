"""The projects of the reports by stage: what is planned, begun, under way, finished, and by when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from flask import Blueprint, render_template, request

from queries.results import Table, Term
from viz.current import Site, site
from viz.labels import Label

blueprint = Blueprint("projects", __name__)

CHOICES: Mapping[str, str] = {"stage": "stage", "class": "project-class", "region": "region"}
"""What an address may choose, with the type of its values."""
STAGES = ("plan", "start", "build", "finish", "operate", "other")
"""In the order in which works go on."""


@dataclass(slots=True)
class Project:
    """One project with all places and due years that the report gives it."""

    label: Label
    """Its full name, restored from the list that it stands in."""
    stage: str
    class_: Label
    kind: Label | None
    """Target or result."""
    report: str
    start: str
    places: dict[str, Label] = field(default_factory=dict)
    due: set[str] = field(default_factory=set)


@blueprint.get("/projects")
def projects() -> str:
    """The page; what the address chooses and nobody knows is told and left out."""
    here = site()
    said = {name: request.args.get(name, "").strip() for name in CHOICES}
    chosen = {name: value for name, value in said.items() if value and _is_known(here, name, value)}
    counted = {"region": chosen["region"]} if "region" in chosen else {}
    counts = here.service.ask("project-counts", **counted)
    labels = here.labels.of((*counts.column("stage"), *counts.column("class")))
    return render_template(
        "projects.html",
        chosen=chosen,
        ignored={name: value for name, value in said.items() if value and name not in chosen},
        stages=_in_order(labels[iri] for iri in dict.fromkeys(counts.column("stage"))),
        classes=[labels[iri] for iri in dict.fromkeys(counts.column("class"))],
        count=_counter(counts),
        source="project-counts" + (f"?{urlencode(counted)}" if counted else ""),
        found=_projects(here, here.service.ask("projects", **chosen)),
        regions=sorted({label.zh for label in _regions(here)}),
    )


def _is_known(here: Site, name: str, value: str) -> bool:
    return bool(here.service.names(CHOICES[name]).find(value))


def _regions(here: Site) -> list[Label]:
    """Places that some project names."""
    return list(here.labels.of(filter(None, here.service.ask("projects").column("place"))).values())


def _in_order(stages: Iterable[Label]) -> list[Label]:
    def place(label: Label) -> int:
        code = label.iri.rpartition("/")[2]
        return STAGES.index(code) if code in STAGES else len(STAGES)

    return sorted(stages, key=place)


def _counter(counts: Table) -> Callable[[str, str], int]:
    """How many projects are of a stage, a class, or both; an empty IRI stands for all."""

    def count(stage: str, class_: str) -> int:
        return sum(
            int(str(row["projects"]))
            for row in counts
            if stage in ("", str(row["stage"])) and class_ in ("", str(row["class"]))
        )

    return count


def _projects(here: Site, table: Table) -> dict[str, list[Project]]:
    """By stage, in the order of the text."""
    columns = ("project", "class", "place", "figureKind")
    labels = here.labels.of(iri for column in columns for iri in table.column(column) if iri)
    found: dict[str, Project] = {}
    for row in table:
        iri = str(row["project"])
        one = found.setdefault(iri, _project(here, row, labels))
        if row["place"] is not None:
            one.places[str(row["place"])] = labels[str(row["place"])]
        if row["due"] is not None:
            one.due.add(str(row["due"]))
    by_stage: dict[str, list[Project]] = {}
    for one in found.values():
        by_stage.setdefault(one.stage, []).append(one)
    return by_stage


def _project(here: Site, row: Mapping[str, Term | None], labels: Mapping[str, Label]) -> Project:
    return Project(
        label=labels[str(row["project"])],
        stage=str(row["stage"]),
        class_=labels[str(row["class"])],
        kind=labels.get(str(row["figureKind"])),
        report=here.addresses.report_name(str(row["report"])),
        start=str(row["start"]),
    )
