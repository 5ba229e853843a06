"""Reviews: who decided what of a statement, when and why, and what stood there before."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode
from rdflib.namespace import PROV

from graph.model.evidence import Evidence
from graph.model.identity import ReportIdentifiers
from graph.terms import LABEL, TYPE, XSD, Add, chinese, node
from loaders.corrections import changes
from loaders.records import Extraction, Record, Review
from loaders.review import quoted
from ontology.namespaces import CN
from ontology.vocabulary import Concept, load_vocabulary

_ALTERS = ("change", "add")
"""Decisions by which a statement comes from its reviewer."""


class ReviewWriter:
    """Writes the reviews of a report; `statements` has the IRI of each record by its identity."""

    def __init__(
        self,
        add: Add,
        ids: ReportIdentifiers,
        evidence: Evidence,
        extraction: Extraction,
        statements: Mapping[int, str],
    ) -> None:
        self._add = add
        self._ids = ids
        self._evidence = evidence
        self._extraction = extraction
        self._statements = statements
        for review in extraction.reviews:
            self._review(review)

    def _review(self, review: Review) -> None:
        record = review.after or review.before
        assert record is not None
        add, iri, decision = self._add, self._ids.review(record), _decision(review)
        reviewer = self._reviewer(review.reviewer)
        add(iri, TYPE, node(CN.Review))
        add(iri, TYPE, node(PROV.Activity))
        add(iri, LABEL, chinese(f"{decision.labels['zh']}：{quoted(record.span.words)}"))
        add(iri, node(CN.report), node(self._ids.report))
        add(iri, node(CN.decision), node(decision.iri))
        add(iri, node(CN.reviewer), reviewer)
        add(iri, node(PROV.wasAssociatedWith), reviewer)
        add(iri, node(CN.reviewedOn), Literal(review.date, datatype=NamedNode(f"{XSD}date")))
        if review.reason:
            add(iri, node(CN.reviewReason), Literal(review.reason))
        add(iri, node(PROV.used), self._evidence.passage(record.span))
        self._link(iri, review, review.after)
        for field, before, after in changes(review, self._extraction):
            self._change(iri, field, before, after)

    def _link(self, iri: str, review: Review, after: Record | None) -> None:
        if after is None:
            return
        statement = self._statements[id(after)]
        self._add(iri, node(CN.reviewOf), node(statement))
        if review.decision in _ALTERS:
            self._add(statement, node(PROV.wasGeneratedBy), node(iri))

    def _reviewer(self, name: str) -> NamedNode:
        iri = self._ids.local("reviewer", name)
        self._add(iri, TYPE, node(PROV.Agent))
        self._add(iri, LABEL, chinese(name))
        return NamedNode(iri)

    def _change(self, review: str, field: str, before: str, after: str) -> None:
        iri = f"{review}#{field}"
        self._add(review, node(CN.fieldChange), node(iri))
        self._add(iri, TYPE, node(CN.FieldChange))
        self._add(iri, LABEL, chinese(f"{field}：{before or '无'} → {after or '无'}"))
        self._add(iri, node(CN.fieldName), Literal(field))
        for property_, value in ((CN.valueBefore, before), (CN.valueAfter, after)):
            if value:
                self._add(iri, node(property_), Literal(value))


def _decision(review: Review) -> Concept:
    return load_vocabulary().by_notation("review-decision", review.decision)
