"""Evidence: passages with their selectors, horizons, and concepts that a report's words name."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode
from rdflib.namespace import SKOS

from graph.model.identity import ReportIdentifiers
from graph.terms import LABEL, TYPE, XSD, Add, chinese, integer, node, year
from loaders.records import KeptText, Named, Period, Span
from ontology.namespaces import CN, OA

CONTEXT = 32
"""Characters of prefix and suffix in a quote selector."""

_LOCAL_CLASSES = {
    "indicator": CN.Indicator,
    "region": CN.Region,
    "organization": CN.Organization,
    "unit": CN.Unit,
}


class Evidence:
    """Writes what statements point to, each thing once."""

    def __init__(self, add: Add, ids: ReportIdentifiers, source: KeptText) -> None:
        self._add = add
        self._ids = ids
        self._source = source
        self._written: set[str] = set()

    def passage(self, span: Span) -> NamedNode:
        """The passage of a span: position selector in characters, and quote selector with context."""
        iri = self._ids.passage(span)
        if iri not in self._written:
            self._written.add(iri)
            self._write_passage(iri, span)
        return NamedNode(iri)

    def _write_passage(self, iri: str, span: Span) -> None:
        add, position, quote = self._add, f"{iri}#position", f"{iri}#quote"
        add(iri, TYPE, node(CN.Passage))
        add(iri, TYPE, node(OA.SpecificResource))
        add(iri, LABEL, chinese(span.words))
        add(iri, node(CN.quote), Literal(span.text))
        add(iri, node(CN.report), node(self._ids.report))
        add(iri, node(OA.hasSource), node(self._ids.one("text")))
        if section := self._ids.section_of(span):
            add(iri, node(CN.section), node(self._ids.section(section)))
        add(iri, node(OA.hasSelector), node(position))
        add(iri, node(OA.hasSelector), node(quote))
        add(position, TYPE, node(OA.TextPositionSelector))
        add(position, node(OA.start), integer(span.start))
        add(position, node(OA.end), integer(span.end))
        add(quote, TYPE, node(OA.TextQuoteSelector))
        add(quote, node(OA.exact), Literal(span.text))
        add(quote, node(OA.prefix), Literal(self._source.text[max(span.start - CONTEXT, 0) : span.start]))
        add(quote, node(OA.suffix), Literal(self._source.text[span.end : span.end + CONTEXT]))

    def horizon(self, period: Period) -> NamedNode:
        """The period as a thing of the report."""
        years = str(period.end) if period.start == period.end else f"{period.start}-{period.end}"
        iri = self._ids.named("horizon", f"annual-{years}" if period.each_year else years)
        if iri not in self._written:
            self._written.add(iri)
            label = years.replace("-", "—") + ("年各年" if period.each_year else "年")
            self._add(iri, TYPE, node(CN.Horizon))
            self._add(iri, LABEL, chinese(label))
            self._add(iri, node(CN.startYear), year(period.start))
            self._add(iri, node(CN.endYear), year(period.end))
            each_year = Literal(str(period.each_year).lower(), datatype=NamedNode(f"{XSD}boolean"))
            self._add(iri, node(CN.eachYear), each_year)
        return NamedNode(iri)

    def concept(self, kind: str, named: Named) -> NamedNode:
        """The vocabulary's concept, or one of the report's own for a name that the vocabulary lacks."""
        if named.concept:
            return NamedNode(named.concept)
        iri = self._ids.local(kind, named.name)
        if iri not in self._written:
            self._written.add(iri)
            self._add(iri, TYPE, node(_LOCAL_CLASSES[kind]))
            self._add(iri, TYPE, node(SKOS.Concept))
            self._add(iri, LABEL, chinese(named.name))
            self._add(iri, node(SKOS.prefLabel), chinese(named.name))
        return NamedNode(iri)
