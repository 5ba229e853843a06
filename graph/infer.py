"""Inferred statements: which department probably answers for a commitment. Not stated, not verified.

Grounds are the `cn:leadAgency` links of vocabularies/responsibility.ttl. Where a rule is weak it is silent:
a wrong department is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.derive import StatementGraph
from graph.report import ReportGraph
from loaders.records import Commitment
from ontology.namespaces import CN
from ontology.vocabulary import Concept, Vocabulary


def infer(
    graph: ReportGraph, areas: Mapping[str, NamedNode], target: StatementGraph, vocabulary: Vocabulary
) -> None:
    """Writes `cn:responsibleAgency` for commitments with a figure or area that one own department leads."""
    for proposal in proposals(graph, areas, vocabulary):
        label = f"推断·未核实：{proposal.agency.labels['zh']}"
        inputs = [proposal.iri, proposal.ground]
        target.state(
            proposal.iri, CN.responsibleAgency, NamedNode(proposal.agency.iri), proposal.rule, inputs, label
        )


@dataclass(frozen=True, slots=True)
class Proposal:
    """A department that probably answers for a commitment."""

    iri: str
    """Of the commitment."""
    agency: Concept
    rule: str
    ground: str
    """The indicator or policy area that leads to it."""


def proposals(
    graph: ReportGraph, areas: Mapping[str, NamedNode], vocabulary: Vocabulary
) -> Iterator[Proposal]:
    """At most one for each commitment of a government whose departments the vocabulary knows."""
    government = graph.extraction.metadata.government.concept
    if government is None:
        return
    for commitment, iri in graph.statements.commitments:
        if commitment.type == "heading":
            continue
        for rule, ground, agency in _lead(graph, commitment, areas, vocabulary):
            if _is_own(agency, government, graph.extraction.metadata.delivered):
                yield Proposal(iri, agency, rule, ground)


def _lead(
    graph: ReportGraph, commitment: Commitment, areas: Mapping[str, NamedNode], vocabulary: Vocabulary
) -> Iterator[tuple[str, str, Concept]]:
    """At most one rule, its ground and the department."""
    indicators = {
        figure.indicator.concept
        for figure, _ in graph.statements.figures
        if figure.indicator.concept and commitment.span.holds(figure.span)
    }
    leads = {each: vocabulary.get(each).links.get("leadAgency", ()) for each in sorted(indicators)}
    agencies = {agency for found in leads.values() for agency in found}
    if agencies:
        if len(agencies) == 1 and all(leads.values()):
            yield "lead-by-indicator", next(iter(leads)), vocabulary.get(agencies.pop())
        return
    section = graph.ids.section_of(commitment.span)
    area = areas.get(graph.ids.section(section)) if section and not indicators else None
    found = vocabulary.get(area.value).links.get("leadAgency", ()) if area else ()
    if area and len(found) == 1:
        yield "lead-by-area", area.value, vocabulary.get(found[0])


def _is_own(agency: Concept, government: str, delivered: str | None) -> bool:
    """A department of the reporting government that existed on the day of the report."""
    return government in agency.links.get("unitOf", ()) and agency.valid_on(delivered)
