"""Trajectories: last result, this year's target and a later one of one indicator, derived from a report."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import NamedNode

from graph.derived.derive import StatementGraph
from graph.derived.pace import Paces, Verdict
from graph.model.report import ReportGraph
from graph.terms import Object, decimal
from loaders.records import Figure
from ontology.namespaces import CN
from ontology.vocabulary import Vocabulary

_PACES = {
    "level": (CN.impliedAnnualGrowth, "implied-annual-growth", "隐含年均增速", "%"),
    "share": (CN.impliedAnnualChange, "implied-annual-change", "隐含年均变动", "个百分点"),
}
"""By measure: property, rule, and how the label says it."""


def trajectories(graph: ReportGraph, target: StatementGraph, vocabulary: Vocabulary) -> None:
    """Writes of each target its baseline, its pace, this year's target on the way to it, and the verdict."""
    writer = _Writer(graph, target, vocabulary)
    paces = Paces(writer.figures, graph.extraction.metadata.covers.end, vocabulary)
    for figure in writer.figures:
        if figure.kind != "target":
            continue
        baseline, annual = paces.baseline(figure), paces.annual(figure)
        if baseline:
            writer.baseline(figure, baseline)
            writer.pace(figure, baseline, paces)
        if annual:
            writer.annual(figure, annual)
            if verdict := paces.verdict(figure, annual, baseline):
                writer.verdict(verdict, [each for each in (figure, annual, baseline) if each])


class _Writer:
    """Puts what the rules say of figures into the graph of what is derived."""

    def __init__(self, graph: ReportGraph, target: StatementGraph, vocabulary: Vocabulary) -> None:
        self.figures = [figure for figure, _ in graph.statements.figures]
        self._iris = {id(figure): iri for figure, iri in graph.statements.figures}
        self._target = target
        self._vocabulary = vocabulary

    def baseline(self, figure: Figure, baseline: Figure) -> None:
        label = f"基期值：{_dated(baseline)}→ {_dated(figure)}"
        self._state(CN.baseline, self._node(baseline), "baseline-by-indicator", [figure, baseline], label)

    def pace(self, figure: Figure, baseline: Figure, paces: Paces) -> None:
        pace = paces.pace(figure, baseline)
        if pace is None:
            return
        predicate, rule, name, unit = _PACES["share" if figure.measure == "share" else "level"]
        label = f"{name} {pace}{unit}：{_dated(baseline)}→ {_dated(figure)}"
        self._state(predicate, decimal(pace), rule, [figure, baseline], label)

    def annual(self, figure: Figure, annual: Figure) -> None:
        label, rule = f"年度目标：{_dated(annual)}→ {_dated(figure)}", "annual-target-by-indicator"
        self._state(CN.annualTarget, self._node(annual), rule, [figure, annual], label)

    def verdict(self, verdict: Verdict, inputs: Sequence[Figure]) -> None:
        concept = self._vocabulary.by_notation("pace-verdict", verdict)
        label = f"{concept.labels['zh']}：{'；'.join(map(_dated, inputs))}"
        self._state(CN.paceVerdict, NamedNode(concept.iri), "pace-kept", inputs, label)

    def _node(self, figure: Figure) -> NamedNode:
        return NamedNode(self._iris[id(figure)])

    def _state(
        self, predicate: object, value: Object, rule: str, inputs: Sequence[Figure], label: str
    ) -> None:
        """A statement about the first of the inputs."""
        iris = [self._iris[id(figure)] for figure in inputs]
        self._target.state(iris[0], predicate, value, rule, iris, label)


def _dated(figure: Figure) -> str:
    return f"{figure.span.words}（{figure.horizon.period}）"
