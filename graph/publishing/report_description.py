"""What the description says of one report: where it comes from, how much it states, how well it was read."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode
from rdflib.namespace import DCTERMS, PROV, RDFS, VOID

from graph.n_quads import Pieces
from graph.publishing.quality import Audited, QualityWriter
from graph.terms import LABEL, TYPE, GraphWriter, chinese, english, integer, node
from loaders.records import Extraction
from ontology.identifiers import Identifiers
from ontology.version import VERSION


@dataclass(frozen=True, slots=True)
class Covered:
    """What of one report the dataset's record tells."""

    name: str
    title: str
    territory: str
    """IRI of the region; empty if the report names none."""
    years: tuple[int, ...]
    """The years that its statements are for; nothing where none has a year."""

    @classmethod
    def of(cls, extraction: Extraction) -> Covered:
        metadata = extraction.metadata
        horizons = [figure.horizon for figure in extraction.figures]
        horizons += [commitment.horizon for commitment in extraction.commitments if commitment.horizon]
        years = {year for each in horizons for year in (each.period.start, each.period.end)}
        title = f"{metadata.title}（{metadata.name}）"
        return cls(metadata.name, title, metadata.area.concept or "", tuple(sorted(years)))


def report_description(read: Audited, stated: int, identifiers: Identifiers) -> set[Pieces]:
    """The quads, in the description's graph; `stated` counts the triples of the report's own graph."""
    writer = GraphWriter(identifiers.graph("description"))
    _write_provenance(writer, read.extraction, identifiers)
    graph = identifiers.graph(read.extraction.metadata.name)
    writer.add(graph, TYPE, node(VOID.Dataset))
    writer.add(graph, node(VOID.triples), integer(stated))
    writer.add(identifiers.published("dataset"), node(VOID.subset), NamedNode(graph))
    QualityWriter(writer.add, identifiers).write_report(read)
    return writer.quads


def _write_provenance(writer: GraphWriter, extraction: Extraction, identifiers: Identifiers) -> None:
    covered, sha256 = Covered.of(extraction), extraction.source.sha256
    add, source, dataset = writer.add, identifiers.report(covered.name), identifiers.published("dataset")
    add(dataset, node(PROV.wasDerivedFrom), NamedNode(source))
    statement = identifiers.published(f"dataset/provenance/{covered.name}")
    add(dataset, node(DCTERMS.provenance), NamedNode(statement))
    add(statement, TYPE, node(DCTERMS.ProvenanceStatement))
    zh = f"承诺 {VERSION} 读自《{covered.title}》，来源文件 SHA-256 为 {sha256}"
    en = f"Read by Chengnuo {VERSION} from {covered.title}, a file with SHA-256 {sha256}"
    add(statement, node(RDFS.seeAlso), NamedNode(f"{source}/extraction"))
    add(statement, LABEL, chinese(zh))
    add(statement, LABEL, english(en))
