"""Derived statements: what follows by a rule from what one report states, with the rule and its inputs.

They are nodes of their own (`cn:DerivedStatement`) in a graph of their own, never direct properties.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pyoxigraph import Literal, NamedNode
from rdflib.namespace import RDF

from graph.report import ReportGraph
from graph.terms import LABEL, TYPE, GraphWriter, chinese, concept, decimal, node
from loaders.records import Figure, Section
from ontology.identifiers import Identifiers
from ontology.namespaces import CN
from ontology.vocabulary import Concept, Vocabulary

COMPARABLE = ("level", "share")
"""Measures of which an earlier value is the baseline of a later one."""


class StatementGraph:
    """Writes derived or inferred statements: reified, with rule and inputs."""

    def __init__(self, identifiers: Identifiers, kind: str, class_: object) -> None:
        self._identifiers = identifiers
        self._kind = kind
        self._class = class_
        self.writer = GraphWriter(identifiers.graph(kind))

    def state(
        self, subject: str, predicate: object, value: NamedNode | Literal, rule: str, inputs: Sequence[str], label: str
    ) -> str:
        """One statement; `inputs` are the IRIs that the rule read."""
        iri = self._identifiers.statement(self._kind, subject, str(predicate), value.value, rule)
        add = self.writer.add
        add(iri, TYPE, node(self._class))
        add(iri, LABEL, chinese(label))
        add(iri, node(RDF.subject), NamedNode(subject))
        add(iri, node(RDF.predicate), node(predicate))
        add(iri, node(RDF.object), value)
        add(iri, node(CN.rule), concept("rule", rule))
        for each in inputs:
            add(iri, node(CN.basis), NamedNode(each))
        return iri


def derive(graph: ReportGraph, target: StatementGraph, vocabulary: Vocabulary) -> dict[str, NamedNode]:
    """Writes all derived statements of a report; returns the policy area of each section that has one."""
    _baselines(graph, target)
    _carried_regions(graph, target)
    return _areas(graph, target, vocabulary)


def _baselines(graph: ReportGraph, target: StatementGraph) -> None:
    figures = graph.statements.figures
    for figure, iri in figures:
        if figure.kind != "target" or figure.measure not in COMPARABLE or figure.indicator.concept is None:
            continue
        before = [(other, at) for other, at in figures if other.kind == "actual" and _comparable(figure, other)]
        latest = max((other.horizon.period.end for other, _ in before), default=None)
        newest = [(other, at) for other, at in before if other.horizon.period.end == latest]
        if len({other.value for other, _ in newest}) != 1:
            continue
        baseline, baseline_iri = newest[0]
        label = f"基期值：{baseline.span.text}（{baseline.horizon.period}）→ {figure.span.text}（{figure.horizon.period}）"
        target.state(iri, CN.baseline, NamedNode(baseline_iri), "baseline-by-indicator", [iri, baseline_iri], label)
        growth = implied_annual_growth(baseline, figure)
        if growth is not None:
            label = f"隐含年均增速 {growth}%：{baseline.span.text} → {figure.span.text}"
            target.state(
                iri, CN.impliedAnnualGrowth, decimal(growth), "implied-annual-growth", [iri, baseline_iri], label
            )


def _comparable(figure: Figure, other: Figure) -> bool:
    """The same indicator, area, unit and measure, not later."""
    return (
        other.indicator.concept == figure.indicator.concept
        and other.regions == figure.regions
        and other.unit == figure.unit
        and other.measure == figure.measure
        and other.horizon.period.end < figure.horizon.period.end
    )


def implied_annual_growth(baseline: Figure, target: Figure) -> Decimal | None:
    """Yearly growth in %, to two decimals, that leads from one level to another.

    None where a value is not positive, the target is a range, or no whole year lies between. Levels are at
    current prices: not to be held against growth targets at constant prices.
    """
    years = target.horizon.period.end - baseline.horizon.period.end
    if target.measure != "level" or target.upper is not None or years < 1 or min(baseline.value, target.value) <= 0:
        return None
    ratio = (target.value / baseline.value) ** (Decimal(1) / years)
    return ((ratio - 1) * 100).quantize(Decimal("0.01"))


def _carried_regions(graph: ReportGraph, target: StatementGraph) -> None:
    for commitment, iri in graph.statements.commitments:
        for named, where in commitment.carried_regions:
            region = graph.evidence.concept("region", named)
            inputs = [iri, graph.ids.passage(where)]
            graph.evidence.passage(where)
            target.state(iri, CN.governedBy, region, "region-carried", inputs, f"承前文，区域为{named.name}")


def _areas(graph: ReportGraph, target: StatementGraph, vocabulary: Vocabulary) -> dict[str, NamedNode]:
    areas: dict[str, NamedNode] = {}
    concepts = (*vocabulary.scheme("area"), *vocabulary.scheme("goal"))
    for section in graph.extraction.sections:
        found = next(_headings_with_area(section, concepts), None)
        if found is None:
            continue
        heading, area = found
        iri = graph.ids.section(section)
        label = f"{section.title}：{area.labels['zh']}"
        target.state(
            iri, CN.policyArea, NamedNode(area.iri), "area-by-heading", [graph.ids.section(heading)], label
        )
        areas[iri] = NamedNode(area.iri)
    return areas


def _headings_with_area(section: Section, concepts: Sequence[Concept]) -> Iterator[tuple[Section, Concept]]:
    """From the innermost heading outwards, those that name one area."""
    heading: Section | None = section
    while heading is not None:
        area = area_of(heading.title, concepts)
        if area is not None:
            yield heading, area
        heading = heading.parent


def area_of(title: str, concepts: Sequence[Concept]) -> Concept | None:
    """The area whose name in the title is longest; None where two are equally long, or none is there."""
    found = [(len(name), concept) for concept in concepts for name in concept.names if name in title]
    longest = max((length for length, _ in found), default=0)
    best = {concept.iri: concept for length, concept in found if length == longest}
    return next(iter(best.values())) if len(best) == 1 else None
