"""The description: what a build publishes, as a named graph of its own that no file of the data holds.

A file cannot state its own checksum; so what describes the files stands beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad
from rdflib.namespace import RDFS

from graph.build_directory import BuiltFile
from graph.catalogue_record import CatalogueRecord
from graph.dataset_record import Covered, DataFile, DatasetRecord
from graph.export import FORMATS, file_name, is_exported
from graph.quality import Audited, QualityWriter
from graph.question_quads import Asked, write_questions
from graph.terms import LABEL, TYPE, GraphWriter, chinese, english, node
from graph.void import VoidWriter
from loaders.records import Extraction
from ontology.identifiers import Identifiers
from ontology.namespaces import SD
from ontology.publisher import Publisher


@dataclass(frozen=True, slots=True)
class Publication:
    """How a graph is published: under which IRIs, by whom, and what can be asked of it."""

    identifiers: Identifiers
    publisher: Publisher
    questions: Sequence[Asked]


def description_quads(
    quads: Sequence[Quad], read: Sequence[Audited], publication: Publication, exports: Path
) -> set[Quad]:
    """DCAT, VoID, quality and the questions for a dataset whose files are in the folder `exports`."""
    identifiers, publisher = publication.identifiers, publication.publisher
    writer = GraphWriter(identifiers.graph("description"))
    _write_graph(writer)
    files = [
        DataFile(name, f"download/{file_name(name)}", BuiltFile.of(exports / file_name(name)))
        for name in FORMATS
    ]
    CatalogueRecord(writer.add, identifiers, publisher).write()
    covered = [_covered(each.extraction) for each in read]
    DatasetRecord(writer.add, identifiers, publisher).write(covered, files)
    inside = [quad for quad in quads if is_exported(quad, identifiers)]
    outside = [quad for quad in quads if not is_exported(quad, identifiers)]
    VoidWriter(writer.add, identifiers).write(inside, outside, [file.path for file in files])
    QualityWriter(writer.add, identifiers).write(read)
    write_questions(writer.add, identifiers, publication.questions)
    return writer.quads


def _write_graph(writer: GraphWriter) -> None:
    iri = writer.graph.value
    writer.add(iri, TYPE, node(SD.NamedGraph))
    writer.add(iri, LABEL, chinese("描述图"))
    writer.add(iri, LABEL, english("Description"))
    writer.add(iri, node(RDFS.comment), chinese("目录记录、统计与问题：关于数据的数据，不在数据文件里。"))


def _covered(extraction: Extraction) -> Covered:
    metadata = extraction.metadata
    horizons = [figure.horizon for figure in extraction.figures]
    horizons += [commitment.horizon for commitment in extraction.commitments if commitment.horizon]
    return Covered(
        metadata.name,
        f"{metadata.title}（{metadata.name}）",
        extraction.source.sha256,
        metadata.area.concept or "",
        sorted({year for each in horizons for year in (each.period.start, each.period.end)}),
    )
