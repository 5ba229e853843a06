"""Validation: the shipped graph is sound, and each seeded fault is caught by its name."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store
from rdflib.namespace import RDF, RDFS

from graph.build_directory import Build
from graph.building.build import build_graph
from graph.checking.validate import check, validate
from graph.publishing.export import read_quads
from graph.terms import TYPE, XSD, node
from loaders.pipeline import read_report
from ontology.identifiers import DEFAULT_BASE, Identifiers
from ontology.namespaces import CN, OA
from tests.chains_build import chains_build
from tests.golden import TINY

GRAPH = NamedNode(Identifiers().graph("tiny-2024"))
ATLANTIS = NamedNode(f"{DEFAULT_BASE}id/region/atlantis")


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return build_graph([read_report(TINY)], tmp_path_factory.mktemp("tiny"))


@dataclass(frozen=True)
class Facts:
    """The quads of the tiny graph, to be spoilt."""

    quads: list[Quad]

    def first(self, class_: object, predicate: object) -> Quad:
        """What the first thing of a class has for a property."""
        wanted = (TYPE, node(class_))
        things = {quad.subject for quad in self.quads if (quad.predicate, quad.object) == wanted}
        return next(q for q in self.quads if q.subject in things and q.predicate == node(predicate))

    def without(self, quad: Quad) -> list[Quad]:
        return [each for each in self.quads if each != quad]

    def drop(self, class_: object, predicate: object) -> list[Quad]:
        return self.without(self.first(class_, predicate))

    def change(self, class_: object, predicate: object, value: NamedNode | Literal) -> list[Quad]:
        quad = self.first(class_, predicate)
        return [*self.without(quad), Quad(quad.subject, quad.predicate, value, quad.graph_name)]

    def add(self, class_: object, predicate: object, value: NamedNode | Literal | BlankNode) -> list[Quad]:
        """One more value for the first thing of a class."""
        subject = self.first(class_, RDF.type).subject
        return [*self.quads, Quad(subject, node(predicate), value, GRAPH)]


def number(value: str, type_: str) -> Literal:
    return Literal(value, datatype=NamedNode(XSD + type_))


def elsewhere(quad: Quad) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object, ATLANTIS)


def concept(path: str) -> NamedNode:
    return NamedNode(f"{DEFAULT_BASE}id/{path}")


FAULTS: dict[str, tuple[str, Callable[[Facts], list[Quad]]]] = {
    "a wrong offset": (
        "quote", lambda f: f.change(OA.TextPositionSelector, OA.start, number("1", "integer"))),
    "an end before its start": (
        "position-start", lambda f: f.change(OA.TextPositionSelector, OA.end, number("0", "integer"))),
    "words that the text does not have": (
        "quote", lambda f: f.change(OA.TextQuoteSelector, OA.exact, Literal("增长60%"))),
    "a statement with another quote": (
        "statement-quote", lambda f: f.change(CN.Figure, CN.quote, Literal("增长60%"))),
    "a statement without passage": (
        "statement-passage", lambda f: f.drop(CN.Commitment, CN.passage)),
    "a target without period": (
        "figure-horizon", lambda f: f.drop(CN.Figure, CN.horizon)),
    "a figure without unit": (
        "figure-unit", lambda f: f.drop(CN.Figure, CN.unit)),
    "a figure with two values": (
        "figure-value", lambda f: f.add(CN.Figure, CN.value, number("60", "decimal"))),
    "a value that is no number": (
        "figure-value", lambda f: f.change(CN.Figure, CN.value, Literal("六"))),
    "a range that falls": (
        "figure-range", lambda f: f.add(CN.Figure, CN.upperValue, number("-1", "decimal"))),
    "a comparator of another scheme": (
        "figure-comparator", lambda f: f.change(CN.Figure, CN.comparator, concept("measure/growth"))),
    "a region outside the vocabulary": (
        "dangling-link", lambda f: f.change(CN.RegionMention, CN.mentionsRegion, ATLANTIS)),
    "an area that is no region": (
        "figure-area", lambda f: f.change(CN.Figure, CN.refArea, concept("unit/yuan"))),
    "a commitment of no kind": (
        "commitment-kind", lambda f: f.drop(CN.Commitment, CN.commitmentKind)),
    "a project without stage": (
        "project-stage", lambda f: f.drop(CN.Project, CN.stage)),
    "a period that ends before it begins": (
        "period-order", lambda f: f.change(CN.Horizon, CN.endYear, number("1999", "gYear"))),
    "a derived statement without rule": (
        "conclusion-rule", lambda f: f.drop(CN.DerivedStatement, CN.rule)),
    "an inferred statement without inputs": (
        "conclusion-basis", lambda f: [q for q in f.quads if q.predicate != node(CN.basis)]),
    "an inferred agency as if it were stated": (
        "agency-as-stated", lambda f: f.add(
            CN.Commitment, CN.responsibleAgency, concept("organization/chongqing-government"))),
    "a step as if it were stated": (
        "step-as-stated", lambda f: f.add(
            CN.Figure, CN.stepToward, NamedNode(f.first(CN.Figure, RDF.type).subject.value))),  # type: ignore[union-attr]
    "a score beyond one": (
        "score-range", lambda f: f.add(CN.DerivedStatement, CN.score, number("1.5", "decimal"))),
    "an inferred statement among those of the report": (
        "wrong-graph", lambda f: [
            Quad(q.subject, q.predicate, q.object, GRAPH) if q.object == node(CN.InferredStatement) else q
            for q in f.quads]),
    "a triple in two graphs": (
        "one-graph", lambda f: [*f.quads, elsewhere(f.first(CN.Figure, CN.value))]),
    "a blank node": (
        "blank-node", lambda f: f.add(CN.Figure, CN.indicator, BlankNode("b"))),
    "an IRI that is not in ASCII": (
        "ascii-iri", lambda f: f.add(CN.Figure, CN.refArea, concept("region/万州"))),
    "a misspelled property": (
        "unknown-term", lambda f: f.add(CN.Figure, f"{CN._NS}horizn", concept("unit/yuan"))),
    "a thing without label": (
        "label", lambda f: f.drop(CN.Section, RDFS.label)),
    "a text of another length": (
        "text-size", lambda f: f.change(CN.KeptText, CN.characterCount, number("5", "integer"))),
    "a report without text": (
        "report-text", lambda f: f.drop(CN.Report, CN.keptText)),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_a_seeded_fault_is_caught_by_name(fault: str, build: Build) -> None:
    code, spoil = FAULTS[fault]
    spoilt = spoil(Facts(list(read_quads(build))))
    assert code in {finding.code for finding in check(build, spoilt) if finding.severity == "fault"}


FILES = ("texts/tiny-2024.txt", "records/tiny-2024.jsonl", "data/reports/tiny-2024.nq.gz",
    "search/0001.sqlite", "explanations/tiny-2024.sqlite")  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_is_caught(name: str, build: Build, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(build.path, copy)
    content = bytearray((copy / name).read_bytes())
    content[-2] ^= 1
    (copy / name).write_bytes(content)
    assert ("checksum", name) in {(finding.code, finding.where) for finding in validate(Build.open(copy))}


def test_a_store_of_other_triples_is_caught(build: Build) -> None:
    fewer = list(read_quads(build))[:-1]
    assert "store" in {finding.code for finding in check(build, fewer)}


def test_a_sound_graph_has_only_notes(build: Build) -> None:
    assert {finding.severity for finding in validate(build)} <= {"note"}


def test_of_many_reports_each_is_checked_alone_and_told() -> None:
    said: list[str] = []
    findings = validate(chains_build(), sample=2, say=said.append)
    assert {finding.severity for finding in findings} == {"note"}
    (applied,) = (finding for finding in findings if finding.code == "shacl")
    assert "2 of" in applied.message
    assert "reports checked" in said[-1]


def test_of_many_reports_what_a_store_lacks_is_found_in_its_report(tmp_path: Path) -> None:
    whole = chains_build()
    build = Build(tmp_path / "build", whole.manifest)
    shutil.copytree(whole.path, build.path)
    report = whole.reports[0].name
    store = Store(str(build.store_path))
    for graph in (report, "vocabulary"):
        named = NamedNode(Identifiers().graph(graph))
        store.remove(next(store.quads_for_pattern(None, None, None, named)))
    store.flush()
    del store
    faults = [finding for finding in validate(build, sample=1) if finding.severity == "fault"]
    assert {(fault.code, fault.where) for fault in faults} == {("store", report), ("store", "store")}


def test_the_shipped_graph_is_sound_and_what_no_vocabulary_has_is_listed(shipped_build: Path) -> None:
    findings = validate(Build.open(shipped_build))
    assert [finding for finding in findings if finding.severity == "fault"] == []
    notes = [finding.message for finding in findings if finding.code == "local-concept"]
    assert any("no indicator of the vocabulary" in message for message in notes)
