"""Follow-up as triples: outcomes as derived statements, and the cited documents that they follow up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import NamedNode

from graph.derived.derive import StatementGraph
from graph.follow_up.followup import Change, Outcome, Reported, cited, follow_up, reported, with_cited
from graph.follow_up.stated import Stated
from graph.model.cited import CitedGraph
from graph.model.report import ReportGraph
from graph.n_quads import Pieces
from graph.terms import TYPE, concept, decimal, node
from loaders.cited import cited_documents
from ontology.identifiers import Identifiers
from ontology.namespaces import CN
from ontology.settings import TARGETS
from ontology.vocabulary import Vocabulary


def follow_up_of(
    reports: Sequence[Reported], target: StatementGraph, vocabulary: Vocabulary, identifiers: Identifiers
) -> Iterator[Pieces]:
    """Writes an outcome for each target that a later report could tell of; yields what is cited.

    `reports` are those of one government. A target without a later report has no outcome: it is not assessed.
    """
    documents = {
        document.name: (document, CitedGraph(identifiers, document, vocabulary))
        for document in cited_documents(TARGETS, vocabulary)
    }
    facts = [cited(document, vocabulary, graph.iri, graph.figures) for document, graph in documents.values()]
    chains = with_cited(reports, facts)
    write_outcomes(follow_up(chains), target)
    for report in chains[: len(chains) - len(reports)]:
        yield from documents[report.report][1].writer.quads


def report_facts(graph: ReportGraph, vocabulary: Vocabulary) -> Reported:
    """What follow-up needs of a report: plain values, without its text."""
    return reported(graph.extraction, vocabulary, graph.ids.report, graph.statements.iris(), graph.remarks)


def write_outcomes(outcomes: Sequence[Outcome], target: StatementGraph) -> None:
    """Writes outcomes as derived statements, and beside them the changes between levels."""
    for outcome in outcomes:
        if outcome.later is not None:
            _write(outcome, outcome.later, target)
        if outcome.change is not None:
            _write_change(outcome.target, outcome.change, target)


def _write(outcome: Outcome, later: Reported, target: StatementGraph) -> None:
    subject, result, remark = outcome.target.iri, outcome.result, outcome.remark
    answers = [each.iri for each in (result, remark) if each]
    status = concept("outcome-status", outcome.status.replace(" ", "-"))
    label = f"{outcome.target.name}{outcome.target.text}：{_STATUSES[outcome.status]}"
    iri = target.state(subject, CN.outcome, status, outcome.rule, [subject, *(answers or [later.iri])], label)
    add = target.writer.add
    add(iri, TYPE, node(CN.Outcome))
    add(iri, node(CN.lookedIn), NamedNode(later.iri))
    if result:
        add(iri, node(CN.result), NamedNode(result.iri))
        add(iri, node(CN.matchedBy), concept("rule", outcome.matched))
    if remark:
        add(iri, node(CN.selfAssessment), NamedNode(remark.iri))
    if outcome.ratio is not None:
        add(iri, node(CN.completionRatio), decimal(outcome.ratio))


def _write_change(subject: Stated, change: Change, target: StatementGraph) -> None:
    levels = [f"{each.text}（{each.period}）" for each in (change.earlier, change.later)]
    label = f"推算变动 {change.value}{change.unit}：{'→ '.join(levels)}"
    inputs = [subject.iri, change.earlier.iri, change.later.iri]
    target.state(
        subject.iri, CN.changeBetweenLevels, decimal(change.value), "change-between-levels", inputs, label
    )


_STATUSES = {
    "met": "达到",
    "missed": "未达到",
    "not comparable": "不可比",
    "not reported": "未报告",
    "not assessed": "未评估",
}
