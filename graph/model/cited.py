"""Cited: targets of documents whose text is not here, each in a named graph of its document."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode
from rdflib.namespace import DCTERMS, QB, RDFS, SKOS

from graph.terms import LABEL, TYPE, XSD, GraphWriter, chinese, concept, decimal, integer, node, year
from loaders.cited import CitedDocument, CitedFigure
from loaders.records import Named
from ontology.identifiers import Identifiers
from ontology.namespaces import CN, SD
from ontology.vocabulary import Vocabulary


class CitedGraph:
    """The named graph of one document; nothing in it is proved by a kept text."""

    def __init__(self, identifiers: Identifiers, document: CitedDocument, vocabulary: Vocabulary) -> None:
        self._identifiers = identifiers
        self._vocabulary = vocabulary
        self._document = document
        self.writer = GraphWriter(identifiers.graph(document.name))
        self.iri = identifiers.report(document.name)
        self._write_document()
        self.figures = tuple(
            self._figure(number, figure) for number, figure in enumerate(document.figures, 1)
        )

    def _write_document(self) -> None:
        add, document, graph = self.writer.add, self._document, self.writer.graph.value
        add(self.iri, TYPE, node(CN.CitedDocument))
        add(self.iri, LABEL, chinese(document.title))
        add(self.iri, node(DCTERMS.title), chinese(document.title))
        add(self.iri, node(DCTERMS.source), chinese(document.source))
        add(self.iri, node(CN.government), self._concept("organization", document.government))
        add(self.iri, node(CN.territory), self._concept("region", document.area))
        add(self.iri, node(CN.covers), year(document.covers))
        date = Literal(document.delivered, datatype=NamedNode(f"{XSD}date"))
        add(self.iri, node(CN.deliveredOn), date)
        add(graph, TYPE, node(SD.NamedGraph))
        add(graph, LABEL, chinese(f"{document.title}（引用）"))
        add(graph, node(RDFS.comment), chinese("由人抄录的目标值，附原话与所在章节；全文不在图谱中。"))

    def _figure(self, number: int, figure: CitedFigure) -> str:
        add, document = self.writer.add, self._document
        iri = self._identifiers.part(document.name, "figure", figure.section, figure.phrase, figure.number)
        add(iri, TYPE, node(CN.CitedFigure))
        add(iri, TYPE, node(QB.Observation))
        add(iri, LABEL, chinese(f"{figure.indicator.name}：{figure.phrase}"))
        add(iri, node(CN.citedFrom), node(self.iri))
        add(iri, node(CN.itemNumber), integer(number))
        add(iri, node(CN.citedSection), Literal(figure.section))
        add(iri, node(CN.quote), Literal(figure.phrase))
        add(iri, node(CN.verbatim), Literal(figure.number))
        add(iri, node(CN.value), decimal(figure.value))
        if figure.upper is not None:
            add(iri, node(CN.upperValue), decimal(figure.upper))
        add(iri, node(CN.indicator), self._concept("indicator", figure.indicator))
        add(iri, node(CN.indicatorText), Literal(figure.indicator.name))
        add(iri, node(CN.unit), self._concept("unit", figure.unit))
        add(iri, node(CN.refArea), self._concept("region", document.area))
        add(iri, node(CN.figureKind), concept("figure-kind", "target"))
        add(iri, node(CN.measure), self._coded("measure", figure.measure))
        add(iri, node(CN.comparator), self._coded("comparator", figure.comparator))
        add(iri, node(CN.horizon), self._horizon(figure))
        return iri

    def _horizon(self, figure: CitedFigure) -> NamedNode:
        years = str(figure.period.end)
        iri = self._identifiers.named(self._document.name, "horizon", years)
        self.writer.add(iri, TYPE, node(CN.Horizon))
        self.writer.add(iri, LABEL, chinese(f"{years}年"))
        self.writer.add(iri, node(CN.startYear), year(figure.period.start))
        self.writer.add(iri, node(CN.endYear), year(figure.period.end))
        each_year = Literal("false", datatype=NamedNode(f"{XSD}boolean"))
        self.writer.add(iri, node(CN.eachYear), each_year)
        return NamedNode(iri)

    def _coded(self, scheme: str, notation: str) -> NamedNode:
        return NamedNode(self._vocabulary.by_notation(scheme, notation).iri)

    def _concept(self, kind: str, named: Named) -> NamedNode:
        """The vocabulary's concept, or one of the document's own."""
        if named.concept:
            return NamedNode(named.concept)
        iri = self._identifiers.part(self._document.name, kind, named.name)
        classes = {
            "indicator": CN.Indicator,
            "region": CN.Region,
            "organization": CN.Organization,
            "unit": CN.Unit,
        }
        self.writer.add(iri, TYPE, node(classes[kind]))
        self.writer.add(iri, LABEL, chinese(named.name))
        self.writer.add(iri, node(SKOS.prefLabel), chinese(named.name))
        return NamedNode(iri)
