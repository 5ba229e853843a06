"""The vocabulary's named graph: ontology, vocabularies, and what the named graphs are."""

from __future__ import annotations

from decimal import Decimal

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse
from rdflib.namespace import PROV, RDFS

from graph.n_quads import Pieces, in_pieces
from graph.tasks.responsibility import SUFFIX
from graph.terms import LABEL, TYPE, XSD, GraphWriter, chinese, concept, decimal, node
from loaders.records import Extraction
from ontology.identifiers import Identifiers
from ontology.namespaces import SD
from ontology.version import VERSION
from ontology.vocabulary import vocabulary_files

Term = NamedNode | BlankNode | Literal | Triple

_GRAPHS = {
    "vocabulary": ("词表图", "本体与受控词表。"),
    "derived": ("推导图", "由明写内容按规则推导的陈述，附规则与输入。"),
    "inferred": ("推断图", "按规则推断、未经核实的陈述。"),
    "summary": ("汇总图", "由其余各图推导的闭包与计数，为查询之便写出；不在数据文件里。"),
}


def vocabulary_quads(identifiers: Identifiers) -> set[Pieces]:
    """Everything that holds whatever a report says."""
    graph = NamedNode(identifiers.graph("vocabulary"))
    said = (
        Quad(triple.subject, triple.predicate, _canonical(triple.object), graph)
        for path in vocabulary_files()
        for triple in parse(path=path, format=RdfFormat.TURTLE)
    )
    return {*in_pieces(said), *_descriptions(identifiers)}


def graph_quads(identifiers: Identifiers, extraction: Extraction) -> set[Pieces]:
    """What the named graphs of a report, and of the table that breaks it down, are."""
    report = extraction.metadata
    writer, iri = GraphWriter(identifiers.graph("vocabulary")), identifiers.graph(report.name)
    _describe(writer, iri, f"{report.title}（图）", "报告明写的内容，附原文片段。")
    writer.add(iri, node(PROV.wasGeneratedBy), node(f"{identifiers.report(report.name)}/extraction"))
    if extraction.responsibilities:
        table = identifiers.graph(report.name + SUFFIX)
        _describe(writer, table, f"{report.title}任务分解表（图）", "任务分解表所列，不是报告的陈述。")
    return writer.quads


def _canonical(term: Term) -> Term:
    """Numbers as the store keeps them, so that store and exports hold the same."""
    if isinstance(term, Literal) and term.datatype.value == f"{XSD}decimal":
        return decimal(Decimal(term.value))
    return term


def _descriptions(identifiers: Identifiers) -> set[Pieces]:
    writer = GraphWriter(identifiers.graph("vocabulary"))
    for name, (label, comment) in _GRAPHS.items():
        _describe(writer, identifiers.graph(name), label, comment)
    software = concept("software", f"chengnuo-{VERSION}").value
    writer.add(software, TYPE, node(PROV.SoftwareAgent))
    writer.add(software, LABEL, chinese(f"承诺 {VERSION}"))
    return writer.quads


def _describe(writer: GraphWriter, iri: str, label: str, comment: str) -> None:
    writer.add(iri, TYPE, node(SD.NamedGraph))
    writer.add(iri, LABEL, chinese(label))
    writer.add(iri, node(RDFS.comment), chinese(comment))
