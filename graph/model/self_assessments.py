"""Self-assessments: what a report says of its own work in words, as statements with their passages."""

from __future__ import annotations

from dataclasses import replace

from pyoxigraph import Literal, NamedNode

from graph.model.evidence import Evidence
from graph.model.identity import ReportIdentifiers
from graph.model.remarks import Remark, remarks_of
from graph.terms import LABEL, TYPE, Add, chinese, concept, node
from loaders.records import Extraction, Span
from ontology.namespaces import CN
from ontology.vocabulary import load_vocabulary


def write_self_assessments(
    add: Add, ids: ReportIdentifiers, evidence: Evidence, extraction: Extraction
) -> tuple[Remark, ...]:
    """Writes all of a report; returns them with their IRIs."""
    found = []
    for remark in remarks_of(extraction, load_vocabulary()):
        span = Span.of(extraction.source, remark.start, remark.end)
        iri = ids.self_assessment(span)
        add(iri, TYPE, node(CN.SelfAssessment))
        add(iri, LABEL, chinese(span.words))
        add(iri, node(CN.quote), Literal(span.text))
        add(iri, node(CN.passage), evidence.passage(span))
        add(iri, node(CN.report), node(ids.report))
        if section := ids.section_of(span):
            add(iri, node(CN.section), node(ids.section(section)))
        add(iri, node(CN.assessmentKind), concept("assessment-kind", remark.kind))
        for indicator in remark.concepts:
            add(iri, node(CN.indicator), NamedNode(indicator))
        found.append(replace(remark, iri=iri))
    return tuple(found)
