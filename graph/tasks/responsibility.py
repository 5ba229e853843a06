"""Responsibility: what a responsibility table states, as a graph of its own, and what its tasks are about.

The table's words are statements of the table; that a task is about a commitment is derived, with its score.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode
from rdflib.namespace import DCTERMS

from graph.derived.derive import StatementGraph
from graph.model.report import ReportGraph
from graph.n_quads import Pieces
from graph.tasks.links import Promise, TaskLink, TaskLinker, Unlinked
from graph.terms import LABEL, TYPE, GraphWriter, chinese, decimal, integer, node
from loaders.records import Commitment, Extraction, Named, Responsibilities, Task
from ontology.identifiers import Identifiers
from ontology.namespaces import CN

SUFFIX = "-responsibilities"
"""Of the name of the graph of a report's table."""


class ResponsibilityGraph:
    """The named graph of the table of one report."""

    def __init__(self, identifiers: Identifiers, report: ReportGraph, table: Responsibilities) -> None:
        self._report = report
        self._table = table
        self._writer = GraphWriter(identifiers.graph(report.ids.name + SUFFIX))
        self.iri = report.ids.one("responsibilities")
        self._write_table()
        seen: Counter[str] = Counter()
        self.tasks: list[tuple[Task, str]] = []
        for task in table.tasks:
            seen[task.text] += 1
            iri = identifiers.part(report.ids.name, "task", task.text, str(seen[task.text]))
            self._write_task(task, iri)
            self.tasks.append((task, iri))

    @property
    def quads(self) -> set[Pieces]:
        """All that the named graph holds."""
        return self._writer.quads

    def _write_table(self) -> None:
        add, title = self._writer.add, self._report.extraction.metadata.title
        add(self.iri, TYPE, node(CN.ResponsibilityTable))
        add(self.iri, LABEL, chinese(f"{title}任务分解表（{self._table.file}）"))
        add(self.iri, node(CN.forReport), node(self._report.ids.report))
        add(self.iri, node(DCTERMS.source), Literal(self._table.file))
        add(self.iri, node(CN.sha256), Literal(self._table.sha256))

    def _write_task(self, task: Task, iri: str) -> None:
        add = self._writer.add
        add(iri, TYPE, node(CN.Task))
        add(iri, LABEL, chinese(task.text))
        add(iri, node(CN.table), node(self.iri))
        add(iri, node(CN.rowNumber), integer(task.row))
        cells = ((CN.leadUnitText, task.lead), (CN.taskUnitText, task.units))
        for predicate, text in (*cells, (CN.deadlineText, task.deadline)):
            if text:
                add(iri, node(predicate), Literal(text))
        for predicate, bodies in ((CN.leadUnit, task.leads), (CN.taskUnit, task.unit_names)):
            for concept in _concepts(bodies):
                add(iri, node(predicate), NamedNode(concept))


def _concepts(bodies: Iterable[Named]) -> list[str]:
    return [body.concept for body in bodies if body.concept]


def write_responsibilities(
    identifiers: Identifiers, report: ReportGraph, derived: StatementGraph
) -> set[Pieces]:
    """The graph of a report's table, if it has one; what its tasks are about goes to `derived`."""
    table = report.extraction.responsibilities
    if table is None:
        return set()
    graph = ResponsibilityGraph(identifiers, report, table)
    linker = task_linker(report.extraction, report.statements.commitments)
    for task, iri in graph.tasks:
        found = linker.links(task)
        for link in found if isinstance(found, list) else ():
            label = f"任务“{task.text}”对应“{link.promise.words}”，相似度 {link.score}"
            inputs = [iri, link.promise.iri]
            node_iri = derived.state(
                iri, CN.breaksDown, NamedNode(link.promise.iri), link.rule, inputs, label
            )
            derived.writer.add(node_iri, node(CN.score), decimal(link.score))
    return graph.quads


def task_linker(extraction: Extraction, commitments: Iterable[tuple[Commitment, str]]) -> TaskLinker:
    """Compares tasks with the commitments of a report; headings promise nothing by themselves."""
    promises = (
        Promise(
            iri,
            commitment.span.words,
            commitment.span.start,
            commitment.span.end,
            commitment.horizon.period.end if commitment.horizon else None,
        )
        for commitment, iri in commitments
        if commitment.type != "heading"
    )
    return TaskLinker(extraction.metadata.name, extraction.source.text, promises)


def linked(extraction: Extraction) -> Iterator[tuple[Task, list[TaskLink] | Unlinked]]:
    """Each task of a report's table with what it is about, for people to look at before they build."""
    linker = task_linker(extraction, ((each, "") for each in extraction.commitments))
    for task in extraction.responsibilities.tasks if extraction.responsibilities else ():
        yield task, linker.links(task)
