"""Across versions of the extractor: what is no longer made leads to its successor, or is told to be gone."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, Triple
from rdflib.namespace import DCTERMS

from graph.build_directory import Build
from graph.building.build import build_graph
from graph.checking.validate import validate
from graph.publishing.export import read_quads
from graph.terms import TYPE, node
from loaders.records import Extraction, Figure, Named, Span
from ontology.identifiers import DEFAULT_BASE, Identifiers
from ontology.namespaces import CN
from ontology.settings import Settings
from server import close, create_app
from tests.dataset import dataset
from tests.reports import read_plan

CLAUSE = "新建口袋公园10个，推进科学城隧道建设，建成滨江健身步道20公里，发布惠民清单30项"


LEARNED = f"{DEFAULT_BASE}id/indicator/reforms"
"""The vocabulary's concept for what the first version knew by the report's own name only."""


@pytest.fixture(scope="module")
def first() -> Extraction:
    """What the first version of the extractor read, with a vocabulary that lacked the last indicator."""
    read = read_plan(CLAUSE)
    *others, listed = read.figures
    return replace(read, figures=(*others, replace(listed, indicator=Named(listed.indicator.name, None))))


@pytest.fixture(scope="module")
def second(first: Extraction) -> Extraction:
    """A better one: other bounds of a figure, another indicator of the next, the rest no longer."""
    parks, path, listed = first.figures
    return replace(
        first,
        figures=(wider(parks), replace(listed, indicator=Named("惠民清单", LEARNED))),
        projects=(),
        commitments=tuple(one for one in first.commitments if not one.span.holds(path.span)),
    )


def wider(figure: Figure) -> Figure:
    """With the character before it."""
    span = figure.span
    return replace(figure, span=Span.of(span.source, span.start - 1, span.end))


@pytest.fixture(scope="module")
def target(first: Extraction, second: Extraction, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the second edition took the place of the first."""
    folder = tmp_path_factory.mktemp("editions")
    build_graph([first], folder)
    build_graph([second], folder)
    return folder


@pytest.fixture(scope="module")
def build(target: Path) -> Build:
    return Build.open(target)


@pytest.fixture(scope="module")
def client(target: Path) -> Iterator[FlaskClient]:
    app = create_app(target, Settings())
    yield app.test_client()
    close(app)


def iris(extraction: Extraction, class_: object) -> dict[str, str]:
    """Statements by their quotes."""
    quads = dataset([extraction], Identifiers())
    typed = {quad.subject for quad in quads if quad.predicate == TYPE and quad.object == node(class_)}
    return {
        quad.object.value: quad.subject.value
        for quad in quads
        if quad.predicate == node(CN.quote)
        and quad.subject in typed
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, Literal)
    }


def successor(build: Build, iri: str) -> str:
    return build.retired()[iri].successor


def test_every_identifier_of_the_first_is_made_or_retired(first: Extraction, build: Build) -> None:
    graph = NamedNode(Identifiers().graph("retired"))
    now = {quad.subject for quad in read_quads(build) if quad.graph_name != graph}
    for quad in dataset([first], Identifiers()):
        assert isinstance(quad.subject, NamedNode)
        lost = quad.subject not in now
        assert lost == (quad.subject.value.partition("#")[0] in build.retired()), quad.subject


def test_a_statement_leads_to_the_one_of_its_kind_in_its_place(
    first: Extraction, second: Extraction, build: Build
) -> None:
    old, new = iris(first, CN.Figure), iris(second, CN.Figure)
    assert old["10个"] != new["园10个"]
    assert successor(build, old["10个"]) == new["园10个"]
    passages_old, passages_new = iris(first, CN.Passage), iris(second, CN.Passage)
    assert successor(build, passages_old["10个"]) == passages_new["园10个"]


def test_what_is_still_made_is_not_retired(first: Extraction, build: Build) -> None:
    assert iris(first, CN.Figure)["30项"] not in build.retired()


def test_a_concept_leads_to_what_its_statements_name_in_its_stead(first: Extraction, build: Build) -> None:
    listed = first.figures[-1].indicator
    assert listed.concept is None
    old = Identifiers().part(first.metadata.name, "indicator", listed.name)
    assert successor(build, old) == LEARNED


def test_what_nothing_replaced_is_gone(first: Extraction, build: Build) -> None:
    assert successor(build, iris(first, CN.Figure)["20公里"]) == ""
    for iri in iris(first, CN.Project).values():
        assert successor(build, iri) == ""


def test_the_graph_says_so_and_is_sound(first: Extraction, second: Extraction, build: Build) -> None:
    said = {quad.triple for quad in read_quads(build)}
    old, new = node(iris(first, CN.Figure)["10个"]), node(iris(second, CN.Figure)["园10个"])
    assert Triple(old, node(DCTERMS.isReplacedBy), new) in said
    assert all(triple.subject != old or triple.predicate != TYPE for triple in said), "it would be counted"
    assert [finding for finding in validate(build) if finding.severity == "fault"] == []
    assert old.value.encode() not in build.export_path("chengnuo.nt").read_bytes()


def test_later_builds_carry_it_on(first: Extraction, second: Extraction, tmp_path: Path) -> None:
    third = replace(second, figures=(wider(second.figures[0]), *second.figures[1:]))
    for extraction in (first, second, third):
        build_graph([extraction], tmp_path)
    build = Build.open(tmp_path)
    last = iris(third, CN.Figure)["公园10个"]
    assert successor(build, iris(first, CN.Figure)["10个"]) == last
    assert successor(build, iris(second, CN.Figure)["园10个"]) == last
    assert successor(build, iris(first, CN.Figure)["20公里"]) == ""
    again = build_graph([third], tmp_path)
    assert again.retired() == build.retired()


def test_what_is_made_again_is_no_longer_retired(
    first: Extraction, second: Extraction, tmp_path: Path
) -> None:
    for extraction in (first, second, first):
        build_graph([extraction], tmp_path)
    retired = Build.open(tmp_path).retired()
    assert not set(retired) & set(iris(first, CN.Figure).values())
    assert retired[iris(second, CN.Figure)["园10个"]].successor == iris(first, CN.Figure)["10个"]


def test_another_text_has_other_places(first: Extraction, tmp_path: Path) -> None:
    """Offsets of two texts cannot be compared: nothing is guessed."""
    other = read_plan("加强管理，新建园林20个")
    build_graph([first], tmp_path)
    build = build_graph([other], tmp_path)
    assert successor(build, iris(first, CN.Figure)["10个"]) == ""


@pytest.mark.parametrize("damage", [b"", b"no gzip", gzip.compress(b"no quad\n", mtime=0)])
def test_an_edition_that_cannot_be_read_is_as_none(damage: bytes, first: Extraction, tmp_path: Path) -> None:
    before = build_graph([first], tmp_path)
    (path,) = (before.path / "data/reports").iterdir()
    path.unlink()  # the partition that it shares its bytes with stays as it is
    path.write_bytes(damage)
    assert build_graph([first], tmp_path).retired() == {}


def test_identifiers_outlive_a_manifest_that_cannot_be_read(
    first: Extraction, second: Extraction, build: Build, tmp_path: Path
) -> None:
    """That of another format, after an update, is such a one."""
    build_graph([first], tmp_path)
    (tmp_path / "current/manifest.json").write_text("{}")
    assert build_graph([second], tmp_path).retired() == build.retired() != {}


def test_a_retired_thing_is_moved_for_good(
    first: Extraction, second: Extraction, client: FlaskClient
) -> None:
    old, new = iris(first, CN.Figure)["10个"], iris(second, CN.Figure)["园10个"]
    path, onward = old.removeprefix(DEFAULT_BASE), new.removeprefix(DEFAULT_BASE)
    moved = client.get(f"/{path}")
    assert (moved.status_code, moved.headers["Location"]) == (301, f"/{onward}")
    document = client.get(f"/{path.replace('id/', 'doc/', 1)}.ttl")
    assert (document.status_code, document.headers["Location"]) == (
        301,
        f"/{onward.replace('id/', 'doc/', 1)}.ttl",
    )
    assert f"<{new}>" in moved.headers["Link"]
    turtle = client.get(f"/{path}", headers={"Accept": "text/turtle"}, follow_redirects=True)
    assert turtle.status_code == 200 and new in turtle.text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_gone_has_a_page_that_says_so(language: str, first: Extraction, client: FlaskClient) -> None:
    path = iris(first, CN.Figure)["20公里"].removeprefix(DEFAULT_BASE)
    for address in (path, path.replace("id/", "doc/", 1), path.replace("id/", "doc/", 1) + ".ttl"):
        page = client.get(f"/{address}?lang={language}", headers={"Accept": "text/html"})
        assert page.status_code == 410
        assert "20公里" in page.text
        answer = client.get(f"/{address}?lang={language}", headers={"Accept": "text/turtle"})
        assert (answer.status_code, answer.content_type) == (410, "application/problem+json")
