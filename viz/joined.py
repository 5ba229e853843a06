"""Joined: what other documents say of a thing: later reports of a project, tables of a commitment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from queries.results import Table
from viz.current import Site
from viz.labels import Label, last_part


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a project."""

    label: Label
    year: str
    stage: Label
    kind: Label
    report: str
    start: str
    statement: str
    """IRI of what derives that it is the same; empty for the first mention."""
    score: str
    is_this: bool


def mentions(here: Site, label: Label) -> Sequence[Mention]:
    """All mentions of a project by report; none for what is named once, or is no project."""
    if not _is(label, "Project"):
        return ()
    table = here.service.ask("project-thread", project=label.iri)
    labels = here.labels.of(iri for name in ("mention", "stage", "figureKind") for iri in table.column(name))
    return [
        Mention(
            labels[str(row["mention"])],
            str(row["covers"]),
            labels[str(row["stage"])],
            labels[str(row["figureKind"])],
            here.addresses.report_name(str(row["report"])),
            str(row["start"]),
            str(row["statement"] or ""),
            str(row["score"] or ""),
            str(row["mention"]) == label.iri,
        )
        for row in table
    ]


def responsibilities(here: Site, label: Label) -> Table | None:
    """What responsibility tables say of who answers for a commitment; None for what is none."""
    if not _is(label, "Commitment"):
        return None
    return here.service.ask("responsibilities", commitment=label.iri)


def _is(label: Label, name: str) -> bool:
    return name in map(last_part, label.classes)
