"""Task sheet (任务分解表): the commitments of a report as rows for an office to fill in and load back.

What a rule infers of who answers stands in a column of its own, marked as not verified; the columns to fill
in are empty unless a table that is loaded already fills them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from graph.derived.derive import StatementGraph, derive
from graph.derived.infer import leads
from graph.model.report import ReportGraph
from graph.tasks.links import TaskLink, Unlinked
from graph.tasks.responsibility import linked
from loaders.records import Commitment, Extraction, Figure, Period
from loaders.responsibilities import DEADLINE, LEAD, PLACE, TASK, UNITS
from loaders.sheets import write_sheet
from ontology.identifiers import Identifiers
from ontology.namespaces import CN
from ontology.vocabulary import Vocabulary, load_vocabulary

INFERRED = "牵头单位（推断·未核实）"
COLUMNS = ("序号", "章节", TASK, "指标", LEAD, UNITS, DEADLINE, INFERRED, PLACE)
_WIDTHS = dict(zip(COLUMNS, (6, 18, 60, 28, 22, 26, 12, 24, 26), strict=True))
"""Of the columns, in characters."""
_SIGNS = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "~": "约", "=": ""}


def write_task_sheet(stream: BinaryIO, suffix: str, extraction: Extraction) -> int:
    """Writes one row for each commitment, headings left out; returns how many. `suffix` is .csv or .xlsx."""
    rows = list(task_rows(extraction, load_vocabulary()))
    write_sheet(stream, suffix, COLUMNS, ([row[column] for column in COLUMNS] for row in rows), _WIDTHS)
    return len(rows)


def task_rows(extraction: Extraction, vocabulary: Vocabulary) -> Iterator[Mapping[str, str]]:
    """The rows in the order of the text, by column."""
    identifiers = Identifiers()
    graph = ReportGraph(identifiers, extraction)
    areas = derive(graph, StatementGraph(identifiers, "derived", CN.DerivedStatement), vocabulary)
    inferred = {each.iri: each.agency.labels["zh"] for each in leads(graph, areas, vocabulary)}
    filled = _filled(extraction)
    promised = [each for each in graph.statements.commitments if each[0].type != "heading"]
    for number, (commitment, iri) in enumerate(sorted(promised, key=lambda each: each[0].span.start), 1):
        section = extraction.section_at(commitment.span.start)
        lead, units, deadline = filled.get((commitment.span.start, commitment.span.end), ("", "", ""))
        yield {
            "序号": str(number),
            "章节": section.title if section else "",
            TASK: commitment.span.words,
            "指标": "；".join(_figures(commitment, extraction)),
            LEAD: lead,
            UNITS: units,
            DEADLINE: deadline or (_due(commitment.horizon.period) if commitment.horizon else ""),
            INFERRED: inferred.get(iri, ""),
            PLACE: f"{extraction.metadata.name}:{commitment.span.start}-{commitment.span.end}",
        }


def _figures(commitment: Commitment, extraction: Extraction) -> Iterator[str]:
    figures: list[Figure] = [each for each in extraction.figures if commitment.span.holds(each.span)]
    for figure in figures:
        yield f"{figure.indicator.name}{_SIGNS[figure.comparator]}{figure.span.words}"


def _due(period: Period) -> str:
    """2027年, or for each year 2023—2027年每年."""
    return f"{period.start}—{period.end}年每年" if period.each_year else f"{period.end}年"


def _filled(extraction: Extraction) -> Mapping[tuple[int, int], tuple[str, str, str]]:
    """What a loaded table says of the commitments that its tasks are about, by their place."""
    found: dict[tuple[int, int], tuple[str, str, str]] = {}
    for task, links in linked(extraction):
        for link in _of(links):
            place = (link.promise.start, link.promise.end)
            found.setdefault(place, (task.lead, task.units, task.deadline))
    return found


def _of(links: list[TaskLink] | Unlinked) -> list[TaskLink]:
    return links if isinstance(links, list) else []
