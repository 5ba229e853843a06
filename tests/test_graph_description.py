"""The description is valid DCAT-AP, its numbers are those of the graph, its files are those it names."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyshacl
import pytest
import rdflib
from pyoxigraph import NamedNode, Quad, parse
from rdflib import DCTERMS, RDF, RDFS, SDO, SH, VOID, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from graph.build_directory import Build
from graph.building.build import build_graph
from graph.n_quads import in_pieces
from graph.publishing.export import CATALOGUE, FORMATS, catalogue_name, file_name, is_exported, read_quads
from graph.terms import as_stored
from loaders.pipeline import read_report
from ontology.identifiers import Identifiers
from ontology.namespaces import DCAT, SPDX, VCARD
from ontology.publisher import Publisher
from queries.catalogue import questions

HERE = Path(__file__).parent
SHAPES = HERE / "cases" / "dcat-ap" / "shapes.ttl"
TINY = HERE / "cases" / "tiny" / "tiny-2024.txt"
OWN = "https://data.example.org/promises/"
NAMED = Publisher("某研究室", "https://example.org/", "data@example.org", "2024-05-06")


@pytest.fixture(scope="module")
def build(shipped_build: Path) -> Build:
    return Build.open(shipped_build)


@pytest.fixture(scope="module")
def quads(build: Build) -> list[Quad]:
    return list(read_quads(build))


@pytest.fixture(scope="module")
def description(build: Build) -> Graph:
    return described(build)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The tiny report under another base, by a publisher who tells everything."""
    target = tmp_path_factory.mktemp("own")
    asked = list(questions().values())
    return build_graph([read_report(TINY)], target, base=OWN, publisher=NAMED, questions=asked)


def described(build: Build) -> Graph:
    """What portals harvest."""
    return Graph().parse(build.export_path("catalog.ttl"))


def findings(data: Graph, shapes: Graph) -> Iterator[tuple[str, str, str]]:
    """Severity, focus node and path of all that pySHACL finds."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    assert isinstance(report, Graph)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        severity = str(report.value(result, SH.resultSeverity)).rpartition("#")[2]
        path = str(report.value(result, SH.resultPath))
        yield severity, str(report.value(result, SH.focusNode)), path


def test_is_valid_without_contact_and_dates_which_are_only_recommended(description: Graph) -> None:
    found = set(findings(description, Graph().parse(SHAPES)))
    assert {severity for severity, _, _ in found} == {"Warning"}
    assert {path for _, _, path in found} == set(
        map(str, (DCTERMS.issued, DCTERMS.modified, DCAT.contactPoint))
    )


def test_has_nothing_to_complain_of_when_the_publisher_tells_all(own: Build) -> None:
    data = described(own)
    assert list(findings(data, Graph().parse(SHAPES))) == []
    assert set(data.objects(None, VCARD.hasEmail)) == {URIRef("mailto:data@example.org")}
    assert set(map(str, data.objects(None, DCTERMS.issued))) == {"2024-05-06"}
    assert all(str(iri).startswith(OWN) for iri in data.subjects(RDF.type, DCAT.Distribution))


@pytest.mark.parametrize("removed", [DCTERMS.title, DCTERMS.publisher, DCAT.accessURL, SPDX.checksumValue])
def test_the_shapes_find_what_is_missing(own: Build, removed: URIRef) -> None:
    data = described(own)
    data.remove((None, removed, None))
    assert str(removed) in {path for _, _, path in findings(data, Graph().parse(SHAPES))}


def test_is_valid_against_the_shapes_of_the_specification(own: Build, description: Graph) -> None:
    """Set DCAT_AP_SHAPES to releases/3.0.1/shacl/dcat-ap-SHACL.ttl of github.com/SEMICeu/DCAT-AP."""
    file = os.environ.get("DCAT_AP_SHAPES")
    if not file:
        pytest.skip("the EU's own shapes are not kept here: give their file as DCAT_AP_SHAPES")
    shapes = Graph().parse(file)
    for shape in list(shapes.objects(None, SH.property)):
        if shapes.value(shape, SH.path) is None:  # 3.0.1 has two, which pySHACL refuses
            shapes.remove((None, SH.property, shape))
    for data in (description, described(own)):
        assert [found for found in findings(data, shapes) if found[0] == "Violation"] == []


def test_distributions_are_the_files_that_are_served(build: Build, description: Graph) -> None:
    distributions = set(description.subjects(RDF.type, DCAT.Distribution))
    assert len(distributions) == len(FORMATS)
    for distribution in distributions:
        address = str(description.value(distribution, DCAT.downloadURL))
        data = build.export_path(address.rpartition("/")[2]).read_bytes()
        assert address == f"{build.base}download/{file_name(str(distribution).rpartition('/')[2])}"
        assert description.value(distribution, DCAT.byteSize) == Literal(
            str(len(data)), datatype=rdflib.XSD.nonNegativeInteger
        )
        checksum = description.value(distribution, SPDX.checksum)
        assert str(description.value(checksum, SPDX.checksumValue)) == hashlib.sha256(data).hexdigest()


def test_totals_are_those_of_the_files(build: Build, quads: list[Quad], description: Graph) -> None:
    triples = {quad.triple for quad in quads if is_exported(quad, Identifiers(build.base))}
    dataset = URIRef(f"{build.base}id/dataset")
    assert number(description, dataset, VOID.triples) == len(triples) > 50_000
    assert number(description, dataset, VOID.distinctSubjects) == len({t.subject for t in triples})
    assert number(description, dataset, VOID.distinctObjects) == len({t.object for t in triples})
    lines = build.export_path("chengnuo.nt").read_bytes().count(b"\n")
    assert lines == len(triples)


def test_every_graph_has_its_true_size(build: Build, description: Graph) -> None:
    for graph, triples in build.manifest.graphs.items():
        if not graph.endswith("/description"):
            assert number(description, URIRef(graph), VOID.triples) == triples


def test_partitions_are_true_and_complete(build: Build, quads: list[Quad], description: Graph) -> None:
    triples = {quad.triple for quad in quads if is_exported(quad, Identifiers(build.base))}
    properties = Counter(triple.predicate.value for triple in triples)
    dataset = URIRef(f"{build.base}id/dataset")
    assert partition(description, dataset, VOID.propertyPartition, VOID.property, VOID.triples) == properties
    type_ = NamedNode(str(RDF.type))
    classes = Counter(str(triple.object)[1:-1] for triple in triples if triple.predicate == type_)
    found = partition(description, dataset, VOID.classPartition, VOID["class"], VOID.entities)
    assert found == classes
    figure = next(
        part
        for part in description.objects(dataset, VOID.classPartition)
        if str(description.value(part, VOID["class"])).endswith("/def/Figure")
    )
    inside = partition(description, figure, VOID.propertyPartition, VOID.property, VOID.triples)
    assert inside[str(RDF.type)] == 2 * number(description, figure, VOID.entities)
    assert sum(inside.values()) == number(description, figure, VOID.triples)


def number(graph: Graph, subject: rdflib.term.Node, property: URIRef) -> int:
    value = graph.value(subject, property)
    assert isinstance(value, Literal), (subject, property)
    return int(value)


def partition(
    graph: Graph, whole: rdflib.term.Node, link: URIRef, key: URIRef, count: URIRef
) -> dict[str, int]:
    return {str(graph.value(part, key)): number(graph, part, count) for part in graph.objects(whole, link)}


def test_examples_are_things_of_the_graph(quads: list[Quad], description: Graph) -> None:
    examples = {str(example) for example in description.objects(None, VOID.exampleResource)}
    assert len(examples) == 6
    assert examples <= {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}


def test_the_time_covered_is_that_of_the_horizons(
    build: Build, quads: list[Quad], description: Graph
) -> None:
    years = [
        str(quad.object.value)
        for quad in quads
        if quad.predicate.value.endswith(("/def/startYear", "/def/endYear")) and hasattr(quad.object, "value")
    ]
    period = description.value(None, RDF.type, DCTERMS.PeriodOfTime)
    assert str(description.value(period, DCAT.startDate)) == min(years)
    assert str(description.value(period, DCAT.endDate)) == max(years)


def test_the_questions_are_executables_that_say_where_to_run_them(build: Build, description: Graph) -> None:
    published = {str(iri) for iri in description.subjects(RDF.type, SH.SPARQLExecutable)}
    assert published == {f"{build.base}id/question/{name}" for name in questions()}
    for name, question in questions().items():
        iri = URIRef(f"{build.base}id/question/{name}")
        text = description.value(iri, SH.select) or description.value(iri, SH.construct)
        assert str(text) == question.sparql
        assert {str(one) for one in description.objects(iri, SDO.keywords)} == set(question.keywords)
        comments = {one.language: str(one) for one in description.objects(iri, RDFS.comment)}  # type: ignore[attr-defined]
        assert comments == {language: question.description[language] for language in ("zh", "en")}
        assert str(description.value(iri, SDO.target)) == f"{build.base}sparql"


def test_prefixes_are_declared_once(description: Graph) -> None:
    holder = description.value(None, SH.prefixes, None) or next(description.objects(None, SH.prefixes))
    prefixes = [str(description.value(one, SH.prefix)) for one in description.objects(holder, SH.declare)]
    assert len(prefixes) == len(set(prefixes)) > 10


def test_all_formats_hold_what_the_store_keeps(build: Build, quads: list[Quad]) -> None:
    graph = f"<{Identifiers(build.base).graph('description')}>"
    stored = {quad[:3] for quad in in_pieces(quads) if quad[3] == graph}
    for name in CATALOGUE:
        found = parse(path=build.export_path(catalogue_name(name)), format=FORMATS[name].syntax)
        triples = ((str(each.subject), str(each.predicate), str(each.object), graph) for each in found)
        assert {as_stored(each)[:3] for each in triples} == stored, name


@pytest.mark.parametrize(("name", "format"), [("rdfxml", "xml"), ("jsonld", "json-ld"), ("ntriples", "nt")])
def test_rdflib_reads_the_same_graph_from_each_format(
    name: str, format: str, build: Build, description: Graph
) -> None:
    found = Graph().parse(build.export_path(catalogue_name(name)), format=format)
    assert isomorphic(found, description)


def test_what_describes_the_files_is_in_none_of_them(build: Build, description: Graph) -> None:
    assert f"{build.base}id/dataset".encode() not in build.export_path("chengnuo.nq").read_bytes()


def test_the_same_build_describes_itself_alike(own: Build, tmp_path: Path) -> None:
    asked = list(questions().values())
    again = build_graph([read_report(TINY)], tmp_path, base=OWN, publisher=NAMED, questions=asked)
    assert again.path.name == own.path.name
    assert again.manifest == own.manifest
