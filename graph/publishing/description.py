"""The description: what a build publishes, as a named graph of its own that no file of the data holds.

A file cannot state its own checksum; so what describes the files stands beside them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rdflib.namespace import RDFS

from graph.counts import Counts
from graph.n_quads import Pieces
from graph.publishing.catalogue_record import CatalogueRecord
from graph.publishing.dataset_record import DataFile, DatasetRecord
from graph.publishing.quality import QualityWriter
from graph.publishing.question_quads import Asked, write_questions
from graph.publishing.report_description import Covered
from graph.publishing.void import VoidWriter
from graph.terms import LABEL, TYPE, GraphWriter, chinese, english, node
from ontology.identifiers import Identifiers
from ontology.namespaces import SD
from ontology.publisher import Publisher


@dataclass(frozen=True, slots=True)
class Publication:
    """How a graph is published: under which IRIs, by whom, and what can be asked of it."""

    identifiers: Identifiers
    publisher: Publisher
    questions: Sequence[Asked]


@dataclass(frozen=True, slots=True)
class Whole:
    """What a build holds, as far as its description tells."""

    reports: Sequence[Covered]
    counts: Counts
    """Of what the files of the data hold."""
    inside: Mapping[str, int]
    """Triples by named graph in the files, without the graphs of single reports."""
    outside: Mapping[str, int]
    """The same of graphs that no file holds."""


def description_quads(whole: Whole, publication: Publication, files: Sequence[DataFile]) -> set[Pieces]:
    """DCAT, VoID, quality and the questions for a dataset with these files.

    What it says of single reports is in their partitions (`graph.publishing.report_description`).
    """
    identifiers, publisher = publication.identifiers, publication.publisher
    writer = GraphWriter(identifiers.graph("description"))
    _write_graph(writer)
    CatalogueRecord(writer.add, identifiers, publisher).write()
    DatasetRecord(writer.add, identifiers, publisher).write(whole.reports, files)
    VoidWriter(writer.add, identifiers).write(
        whole.counts, whole.inside, whole.outside, [file.path for file in files]
    )
    QualityWriter(writer.add, identifiers).write_agreement()
    write_questions(writer.add, identifiers, publication.questions)
    return writer.quads


def _write_graph(writer: GraphWriter) -> None:
    iri = writer.graph.value
    writer.add(iri, TYPE, node(SD.NamedGraph))
    writer.add(iri, LABEL, chinese("描述图"))
    writer.add(iri, LABEL, english("Description"))
    writer.add(iri, node(RDFS.comment), chinese("目录记录、统计与问题：关于数据的数据，不在数据文件里。"))
