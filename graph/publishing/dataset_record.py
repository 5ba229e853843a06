"""The dataset's entry in the catalogue: what it covers, what it was made from, the files it comes in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode
from rdflib.namespace import DCTERMS, FOAF, RDFS

from graph.build_directory import BuiltFile
from graph.publishing import authorities
from graph.publishing.export import FORMATS
from graph.publishing.record import Record
from graph.publishing.report_description import Covered
from graph.terms import TYPE, XSD, node, year
from ontology.namespaces import DCAT, DCATAP, SPDX
from ontology.version import VERSION

_TITLE = ("承诺：政府工作报告知识图谱", "Chengnuo: knowledge graph of Chinese government work reports")
_TITLES = 20
"""Reports that the description names."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """The dataset as one file."""

    format: str
    """A name of `graph.publishing.export.FORMATS`."""
    path: str
    """Below the base IRI; ends in .gz where it is compressed."""
    file: BuiltFile


class DatasetRecord(Record):
    """Writes dataset, distributions, coverage and provenance."""

    def write(self, reports: Sequence[Covered], files: Iterable[DataFile]) -> None:
        self._write_dataset(reports)
        self._write_coverage(reports)
        for file in files:
            self._write_distribution(file)

    def _write_dataset(self, reports: Sequence[Covered]) -> None:
        add, dataset = self.add, self.dataset
        add(dataset, TYPE, node(DCAT.Dataset))
        self.named(dataset, *_TITLE)
        zh, en = _listed(reports)
        self.described(
            dataset,
            f"下列报告所作的承诺、目标与项目，逐条附原文出处：{zh}。附词表，以及按规则推导的陈述。",
            "Commitments, targets and projects that these reports state, each with its place in the text:"
            f" {en}. With the vocabularies, and with statements derived by rule.",
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
        if file.path.endswith(".gz"):
            add(iri, node(DCAT.compressFormat), authorities.media_type(add, "application/gzip"))
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


def _listed(reports: Sequence[Covered]) -> tuple[str, str]:
    """Their titles, in Chinese and English; of many only the first and how many more there are."""
    shown = "；".join(report.title for report in reports[:_TITLES])
    if (more := len(reports) - _TITLES) <= 0:
        return shown, shown
    return f"{shown}；等 {len(reports):,} 份", f"{shown} and {more:,} more"
