"""Report: an extraction as the triples of its named graph. Nothing here is derived."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode
from rdflib.namespace import DCTERMS, PROV, QB

from graph.model.evidence import Evidence
from graph.model.identity import ReportIdentifiers
from graph.model.reviews import ReviewWriter
from graph.model.self_assessments import write_self_assessments
from graph.model.statements import StatementWriter
from graph.n_quads import Pieces
from graph.terms import LABEL, TYPE, XSD, GraphWriter, chinese, concept, integer, node, year
from loaders.records import Extraction, Section
from ontology.identifiers import Identifiers
from ontology.namespaces import CN, ELI
from ontology.version import VERSION


class ReportGraph:
    """The named graph of one report, with the IRIs of its records for what is derived from them."""

    def __init__(self, identifiers: Identifiers, extraction: Extraction) -> None:
        self.extraction = extraction
        self.ids = ReportIdentifiers(identifiers, extraction)
        self._identifiers = identifiers
        self._writer = GraphWriter(identifiers.graph(extraction.metadata.name))
        self.evidence = Evidence(self._writer.add, self.ids, extraction.source)
        self._write_report()
        for section in extraction.sections:
            self._write_section(section)
        self.statements = StatementWriter(self._writer.add, self.ids, self.evidence, extraction)
        self.remarks = write_self_assessments(self._writer.add, self.ids, self.evidence, extraction)
        ReviewWriter(self._writer.add, self.ids, self.evidence, extraction, self.statements.iris())

    @property
    def quads(self) -> set[Pieces]:
        """All that the named graph holds."""
        return self._writer.quads

    def _write_report(self) -> None:
        """The report, its kept text, and the extraction that read it."""
        add, ids, metadata = self._writer.add, self.ids, self.extraction.metadata
        add(ids.report, TYPE, node(CN.Report))
        add(ids.report, TYPE, node(ELI.LegalResource))
        add(ids.report, LABEL, chinese(metadata.title))
        add(ids.report, node(DCTERMS.title), chinese(metadata.title))
        if metadata.government.name:
            add(ids.report, node(CN.government), self._government())
        if metadata.area.name:
            add(ids.report, node(CN.territory), self.evidence.concept("region", metadata.area))
        if metadata.delivered:
            date = Literal(metadata.delivered, datatype=NamedNode(f"{XSD}date"))
            add(ids.report, node(CN.deliveredOn), date)
        if metadata.covers.end:
            add(ids.report, node(CN.covers), year(metadata.covers.end))
        if metadata.source:
            add(ids.report, node(DCTERMS.source), chinese(metadata.source))
        self._write_text()
        self._write_provenance()

    def _government(self) -> NamedNode:
        return self.evidence.concept("organization", self.extraction.metadata.government)

    def _write_text(self) -> None:
        add, source, text = self._writer.add, self.extraction.source, self.ids.one("text")
        add(self.ids.report, node(CN.keptText), node(text))
        add(text, TYPE, node(CN.KeptText))
        add(text, LABEL, chinese(f"{self.extraction.metadata.title}（留存文本）"))
        add(text, node(CN.sha256), Literal(source.sha256))
        add(text, node(CN.characterCount), integer(len(source.text)))
        add(text, node(CN.sourceFormat), Literal(source.media_type))
        add(text, node(CN.sourceEncoding), Literal(source.encoding))

    def _write_provenance(self) -> None:
        add, title = self._writer.add, self.extraction.metadata.title
        extraction, cube = self.ids.one("extraction"), self.ids.one("figures")
        add(extraction, TYPE, node(PROV.Activity))
        add(extraction, LABEL, chinese(f"读取{title}"))
        add(extraction, node(PROV.used), node(self.ids.one("text")))
        add(extraction, node(PROV.wasAssociatedWith), concept("software", f"chengnuo-{VERSION}"))
        add(cube, TYPE, node(QB.DataSet))
        add(cube, LABEL, chinese(f"{title}：指标数值"))
        add(cube, node(QB.structure), node(CN.figureStructure))
        add(cube, node(PROV.wasGeneratedBy), node(extraction))

    def _write_section(self, section: Section) -> None:
        add, iri = self._writer.add, self.ids.section(section)
        add(iri, TYPE, node(CN.Section))
        add(iri, LABEL, chinese(section.title))
        add(iri, node(CN.report), node(self.ids.report))
        add(iri, node(CN.level), integer(section.level))
        add(iri, node(CN.passage), self.evidence.passage(section.heading))
        if section.parent:
            add(iri, node(CN.parentSection), node(self.ids.section(section.parent)))
