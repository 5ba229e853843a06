"""The dataset's entry in the catalogue: what it covers, what it was made from, the files it comes in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode
from rdflib.namespace import DCTERMS, FOAF, PROV, RDFS

from graph import authorities
from graph.build_directory import BuiltFile
from graph.export import FORMATS
from graph.record import Record
from graph.terms import LABEL, TYPE, XSD, chinese, english, node, year
from ontology.namespaces import DCAT, DCATAP, SPDX
from ontology.version import VERSION

_TITLE = ("承诺：政府工作报告知识图谱", "Chengnuo: knowledge graph of Chinese government work reports")


@dataclass(frozen=True, slots=True)
class Covered:
    """What of one report the record tells."""

    name: str
    title: str
    sha256: str
    territory: str
    """IRI of the region; empty if the report names none."""
    years: Sequence[int]
    """First and last year that a statement is for; nothing where none has a year."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """The dataset as one file."""

    format: str
    """A name of `graph.export.FORMATS`."""
    path: str
    """Below the base IRI."""
    file: BuiltFile


class DatasetRecord(Record):
    """Writes dataset, distributions, coverage and provenance."""

    def write(self, reports: Sequence[Covered], files: Iterable[DataFile]) -> None:
        self._write_dataset(reports)
        self._write_coverage(reports)
        for report in reports:
            self._write_provenance(report)
        for file in files:
            self._write_distribution(file)

    def _write_dataset(self, reports: Sequence[Covered]) -> None:
        add, dataset = self.add, self.dataset
        add(dataset, TYPE, node(DCAT.Dataset))
        self.named(dataset, *_TITLE)
        titles = "；".join(report.title for report in reports)
        self.described(
            dataset,
            f"下列报告所作的承诺、目标与项目，逐条附原文出处：{titles}。附词表，以及按规则推导的陈述。",
            "Commitments, targets and projects that these reports state, each with its place in the text:"
            f" {titles}. With the vocabularies, and with statements derived by rule.",
        )
        self.published(dataset)
        self.themed(dataset)
        add(dataset, node(DCTERMS.identifier), Literal(dataset))
        add(dataset, node(DCAT.version), Literal(VERSION))
        add(dataset, node(DCTERMS.accrualPeriodicity), authorities.IRREGULAR.write(add))
        for language in authorities.LANGUAGES:
            add(dataset, node(DCTERMS.language), language.write(add))
        self.document(dataset, DCAT.landingPage, self.identifiers.address("download"))
        self.document(dataset, FOAF.page, self.identifiers.address("catalog"))

    def _write_coverage(self, reports: Sequence[Covered]) -> None:
        """Where and when; the time is from the first to the last year that a statement is for."""
        add = self.add
        add(self.dataset, node(DCTERMS.spatial), authorities.CHINA.write(add))
        for territory in sorted({report.territory for report in reports} - {""}):
            add(territory, TYPE, node(DCTERMS.Location))
            add(self.dataset, node(DCTERMS.spatial), NamedNode(territory))
        if years := [year for report in reports for year in report.years]:
            period = f"{self.dataset}#period"
            add(self.dataset, node(DCTERMS.temporal), NamedNode(period))
            add(period, TYPE, node(DCTERMS.PeriodOfTime))
            add(period, node(DCAT.startDate), year(min(years)))
            add(period, node(DCAT.endDate), year(max(years)))

    def _write_provenance(self, report: Covered) -> None:
        add, source = self.add, self.identifiers.report(report.name)
        add(self.dataset, node(PROV.wasDerivedFrom), NamedNode(source))
        statement = self.identifiers.published(f"dataset/provenance/{report.name}")
        add(self.dataset, node(DCTERMS.provenance), NamedNode(statement))
        add(statement, TYPE, node(DCTERMS.ProvenanceStatement))
        zh = f"承诺 {VERSION} 读自《{report.title}》，来源文件 SHA-256 为 {report.sha256}"
        en = f"Read by Chengnuo {VERSION} from {report.title}, a file with SHA-256 {report.sha256}"
        add(statement, node(RDFS.seeAlso), NamedNode(f"{source}/extraction"))
        add(statement, LABEL, chinese(zh))
        add(statement, LABEL, english(en))

    def _write_distribution(self, file: DataFile) -> None:
        add, iri = self.add, f"{self.dataset}/{file.format}"
        address, kind = self.identifiers.address(file.path), authorities.FILE_TYPES[file.format]
        add(self.dataset, node(DCAT.distribution), NamedNode(iri))
        add(iri, TYPE, node(DCAT.Distribution))
        self.named(iri, f"{_TITLE[0]}（{kind.en}）", f"{_TITLE[1]} ({kind.en})")
        self.described(iri, f"整个数据集的 {kind.en} 文件。", f"The whole dataset as one file in {kind.en}.")
        self.licensed(iri)
        self.dated(iri)
        add(address, TYPE, node(RDFS.Resource))
        add(iri, node(DCAT.accessURL), NamedNode(address))
        add(iri, node(DCAT.downloadURL), NamedNode(address))
        add(iri, node(DCTERMS.format), kind.write(add))
        add(iri, node(DCAT.mediaType), authorities.media_type(add, FORMATS[file.format].media_type))
        size = Literal(str(file.file.bytes), datatype=NamedNode(f"{XSD}nonNegativeInteger"))
        add(iri, node(DCAT.byteSize), size)
        add(iri, node(DCATAP.availability), authorities.STABLE.write(add))
        self._write_checksum(iri, file.file.sha256)

    def _write_checksum(self, distribution: str, sha256: str) -> None:
        add, checksum = self.add, f"{distribution}#checksum"
        add(distribution, node(SPDX.checksum), NamedNode(checksum))
        add(checksum, TYPE, node(SPDX.Checksum))
        add(checksum, node(SPDX.algorithm), node(SPDX.checksumAlgorithm_sha256))
        add(str(SPDX.checksumAlgorithm_sha256), TYPE, node(SPDX.ChecksumAlgorithm))
        add(checksum, node(SPDX.checksumValue), Literal(sha256, datatype=NamedNode(f"{XSD}hexBinary")))
