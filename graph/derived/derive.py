"""Derived statements: what follows by a rule from what one report states, with the rule and its inputs.

They are nodes of their own (`cn:DerivedStatement`) in a graph of their own, never direct properties.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import NamedNode
from rdflib.namespace import RDF

from graph.model.report import ReportGraph
from graph.terms import LABEL, TYPE, GraphWriter, Object, chinese, concept, node
from loaders.records import ReportMetadata, Section
from ontology.identifiers import Identifiers
from ontology.namespaces import CN
from ontology.vocabulary import Concept, Vocabulary


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
    """Writes what is derived of places and headings; returns the policy area of each section that has one."""
    _carried_regions(graph, target)
    return _areas(graph, target, vocabulary)


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
