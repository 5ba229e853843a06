"""Quality: measurements of how well the reports were read, published with the data as DQV."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import NamedNode
from rdflib.namespace import DCTERMS, RDFS

from graph.publishing.agreement import read_agreement
from graph.terms import LABEL, TYPE, Add, chinese, concept, decimal, english, node
from loaders.audit import Audit, audit, summary
from loaders.records import Extraction
from ontology.identifiers import Identifiers
from ontology.namespaces import DQV
from ontology.vocabulary import load_vocabulary

_PLACES = Decimal("0.001")
_ABOUT = (
    "与人工标注的比较。重庆 2023 年报告标注了一半，规则正是对照这些标注写成的，所以分数偏高；"
    "贵州 2022 年报告标注了一部分。",
    "Compared with annotations made by hand. Half of Chongqing's report of 2023 is annotated, and the rules"
    " were written against these annotations: the scores are optimistic. Of Guizhou's report of 2022 a part"
    " is annotated.",
)


@dataclass(frozen=True, slots=True)
class Audited:
    """A report as it was read, with what was seen in it and not understood."""

    extraction: Extraction
    findings: tuple[Audit, ...]

    @classmethod
    def of(cls, extraction: Extraction) -> Audited:
        return cls(extraction, audit(extraction))


class QualityWriter:
    """Writes the measurements of a build into the description."""

    def __init__(self, add: Add, identifiers: Identifiers) -> None:
        self._add = add
        self._identifiers = identifiers
        self._metrics = {metric.notation: metric for metric in load_vocabulary().scheme("quality-metric")}

    def write_report(self, read: Audited) -> None:
        """One measurement for each metric of a report."""
        name = read.extraction.metadata.name
        for metric, value in measurements(read):
            self._measurement(name, self._identifiers.report(name), metric, value)

    def write_agreement(self) -> None:
        """One measurement for each kind of annotated record of the reports that have annotations."""
        dataset = self._identifiers.published("dataset")
        for row in read_agreement():
            for share, value in row.shares().items():
                iri = self._measurement(row.report, dataset, f"{row.record}-{share}", value)
                self._add(iri, node(DCTERMS.source), chinese(row.report))
                for text, literal in zip(_ABOUT, (chinese, english), strict=True):
                    self._add(iri, node(RDFS.comment), literal(text))

    def _measurement(self, report: str, on: str, metric: str, value: Decimal) -> str:
        iri = self._identifiers.named(report, "quality", metric)
        add, labels = self._add, self._metrics[metric].labels
        add(iri, TYPE, node(DQV.QualityMeasurement))
        add(iri, LABEL, chinese(f"{labels['zh']}：{value}"))
        add(iri, LABEL, english(f"{labels['en']}: {value}"))
        add(iri, node(DQV.isMeasurementOf), concept("quality-metric", metric))
        add(iri, node(DQV.computedOn), NamedNode(on))
        add(on, node(DQV.hasQualityMeasurement), NamedNode(iri))
        add(iri, node(DQV.value), decimal(value))
        return iri


def measurements(read: Audited) -> Iterator[tuple[str, Decimal]]:
    """Notation of a metric and its value, for each that a report has: a share of nothing is left out."""
    extraction = read.extraction
    seen = summary(extraction, read.findings)
    known = seen.digits - seen.digits_unknown
    yield from _share("digits-in-figures", seen.digits_in_figures, seen.digits)
    yield from _share("digits-explained", known, seen.digits)
    linked = sum(figure.indicator.concept is not None for figure in extraction.figures)
    yield from _share("indicators-linked", linked, len(extraction.figures))
    places = [region for mention in extraction.regions for region in mention.regions]
    yield from _share("places-linked", sum(place.concept is not None for place in places), len(places))
    bodies = [mention.organization for mention in extraction.organizations]
    yield from _share("organizations-linked", sum(body.concept is not None for body in bodies), len(bodies))
    characters = len(extraction.source.text)
    for name, records in (("figures", extraction.figures), ("commitments", extraction.commitments)):
        yield from _share(f"{name}-density", 10_000 * len(records), characters)
    yield "audit-findings", Decimal(len(read.findings))


def _share(metric: str, part: int, whole: int) -> Iterator[tuple[str, Decimal]]:
    if whole:
        yield metric, (Decimal(part) / whole).quantize(_PLACES)
