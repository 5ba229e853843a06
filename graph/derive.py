"""Derived statements: what follows by a rule from what one report states, with the rule and its inputs.

They are nodes of their own (`cn:DerivedStatement`) in a graph of their own, never direct properties.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pyoxigraph import NamedNode
from rdflib.namespace import RDF

from graph.report import ReportGraph
from graph.terms import LABEL, TYPE, GraphWriter, Object, chinese, concept, decimal, node
from loaders.records import Figure, ReportMetadata, Section
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
        self, subject: str, predicate: object, value: Object, rule: str, inputs: Sequence[str], label: str
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
    _baselines(graph, target, vocabulary)
    _carried_regions(graph, target)
    return _areas(graph, target, vocabulary)


def _baselines(graph: ReportGraph, target: StatementGraph, vocabulary: Vocabulary) -> None:
    for figure, iri in graph.statements.figures:
        found = _baseline(figure, graph.statements.figures, vocabulary)
        if found is None:
            continue
        baseline, before = found
        change = f"{_dated(baseline)}→ {_dated(figure)}"
        inputs = [iri, before]
        target.state(
            iri, CN.baseline, NamedNode(before), "baseline-by-indicator", inputs, f"基期值：{change}"
        )
        growth = implied_annual_growth(baseline, figure)
        if growth is not None:
            label = f"隐含年均增速 {growth}%：{change}"
            target.state(
                iri, CN.impliedAnnualGrowth, decimal(growth), "implied-annual-growth", inputs, label
            )


def _baseline(
    target: Figure, figures: Sequence[tuple[Figure, str]], vocabulary: Vocabulary
) -> tuple[Figure, str] | None:
    """The latest result that a target can be held against; None where two results of that year differ."""
    if target.kind != "target" or target.measure not in COMPARABLE or target.indicator.concept is None:
        return None
    results = (found for found in figures if found[0].kind == "actual" and _comparable(target, found[0]))
    before = [found for found in results if _same_thing(target, found[0], vocabulary)]
    latest = max((figure.horizon.period.end for figure, _ in before), default=None)
    newest = [found for found in before if found[0].horizon.period.end == latest]
    return newest[0] if len({figure.value for figure, _ in newest}) == 1 else None


def _dated(figure: Figure) -> str:
    return f"{figure.span.words}（{figure.horizon.period}）"


def _comparable(figure: Figure, other: Figure) -> bool:
    """The same indicator, area, unit and measure, not later."""
    return (
        other.indicator.concept == figure.indicator.concept
        and other.regions == figure.regions
        and other.unit == figure.unit
        and other.measure == figure.measure
        and other.horizon.period.end < figure.horizon.period.end
    )


def _same_thing(figure: Figure, other: Figure, vocabulary: Vocabulary) -> bool:
    """Equal names, or both the concept's own (汽车产业产值, 电子产业产值 only end alike); of a group, never."""
    concept = figure.indicator.concept
    if concept and "IndicatorGroup" in vocabulary.get(concept).types:
        return False
    names = (figure.indicator.name, other.indicator.name)
    return names[0] == names[1] or all(vocabulary.by_name("indicator", name) for name in names)


def implied_annual_growth(baseline: Figure, target: Figure) -> Decimal | None:
    """Yearly growth in %, to two decimals, that leads from one level to another.

    None where a value is not positive, the target is a range, or no whole year lies between. Levels are at
    current prices: not to be held against growth targets at constant prices.
    """
    years = target.horizon.period.end - baseline.horizon.period.end
    if target.measure != "level" or target.upper is not None or years < 1:
        return None
    if min(baseline.value, target.value) <= 0:
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
    metadata = graph.extraction.metadata
    schemes = (*vocabulary.scheme("area"), *vocabulary.scheme("goal"))
    concepts = [concept for concept in schemes if _is_for(concept, metadata)]
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


def _is_for(area: Concept, metadata: ReportMetadata) -> bool:
    """The work areas of one government's plan are for its reports of those years, others for everyone's."""
    territory = area.links.get("territory", (metadata.area.concept,))
    return metadata.area.concept in territory and area.valid_on(metadata.delivered)


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
