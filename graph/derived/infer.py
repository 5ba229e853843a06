"""Inferred statements: which department probably answers for a commitment. Not stated, not verified.

Grounds are the `cn:leadAgency` links and `cn:functionWord`s of vocabularies/responsibility.ttl. Where a rule
is weak it is silent: a wrong department is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.derived.derive import StatementGraph
from graph.model.report import ReportGraph
from loaders.records import Commitment, ReportMetadata
from ontology.namespaces import CN
from ontology.vocabulary import Concept, Vocabulary


@dataclass(frozen=True, slots=True)
class Lead:
    """A department that probably answers for a commitment, and why."""

    commitment: Commitment
    iri: str
    """Of the commitment."""
    rule: str
    ground: str
    """IRI of the indicator or policy area that the department leads."""
    agency: Concept


def infer(
    graph: ReportGraph, areas: Mapping[str, NamedNode], target: StatementGraph, vocabulary: Vocabulary
) -> None:
    """Writes `cn:responsibleAgency` for commitments that one own department leads."""
    for lead in leads(graph, areas, vocabulary):
        label = f"推断·未核实：{lead.agency.labels['zh']}"
        inputs = [lead.iri, lead.ground]
        target.state(lead.iri, CN.responsibleAgency, NamedNode(lead.agency.iri), lead.rule, inputs, label)


def leads(graph: ReportGraph, areas: Mapping[str, NamedNode], vocabulary: Vocabulary) -> Iterator[Lead]:
    """At most one for each commitment; `areas` are those of the report's sections."""
    metadata = graph.extraction.metadata
    day = _day(metadata)
    if metadata.government.concept is None or day is None:
        return
    for commitment, iri in graph.statements.commitments:
        if commitment.type == "heading":
            continue
        found = _lead(graph, commitment, areas, vocabulary)
        if found is None:
            continue
        rule, ground, agency = found
        is_of_its_time = vocabulary.by_notation("rule", rule).valid_on(day)
        if is_of_its_time and _is_own(agency, metadata.government.concept, day):
            yield Lead(commitment, iri, rule, ground, agency)


def _day(metadata: ReportMetadata) -> str | None:
    """When the report was delivered, else the first day of the year that it covers, if that is known."""
    return metadata.delivered or (f"{metadata.covers.end}-01-01" if metadata.covers.end else None)


def _lead(
    graph: ReportGraph, commitment: Commitment, areas: Mapping[str, NamedNode], vocabulary: Vocabulary
) -> tuple[str, str, Concept] | None:
    """The rule that fires, its ground and the department."""
    figures = [figure for figure, _ in graph.statements.figures if commitment.span.holds(figure.span)]
    if figures:
        return _by_indicator({figure.indicator.concept for figure in figures}, vocabulary)
    section = graph.ids.section_of(commitment.span)
    area = areas.get(graph.ids.section(section)) if section else None
    return _by_area(commitment, area.value, vocabulary) if area else None


def _by_indicator(indicators: Set[str | None], vocabulary: Vocabulary) -> tuple[str, str, Concept] | None:
    """Where every figure has an indicator, and all have the same department."""
    known = sorted(filter(None, indicators))
    found = {vocabulary.get(each).links.get("leadAgency", ()) for each in known}
    if len(known) < len(indicators) or len(found) != 1:
        return None
    agencies = found.pop()
    return ("lead-by-indicator", known[0], vocabulary.get(agencies[0])) if len(agencies) == 1 else None


def _by_area(commitment: Commitment, area: str, vocabulary: Vocabulary) -> tuple[str, str, Concept] | None:
    """Where the area has one department, and the words name its function."""
    agencies = vocabulary.get(area).links.get("leadAgency", ())
    if len(agencies) != 1:
        return None
    agency = vocabulary.get(agencies[0])
    is_named = any(word in commitment.span.words for word in agency.links.get("functionWord", ()))
    return ("lead-by-area", area, agency) if is_named else None


def _is_own(agency: Concept, government: str, day: str) -> bool:
    """A department of the reporting government that existed on the day of the report."""
    return government in agency.links.get("unitOf", ()) and agency.valid_on(day)
