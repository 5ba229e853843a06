"""The ontology at its namespace: whole as RDF, every term on its page, and a picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, parse

import ontology
from ontology.identifiers import VOCABULARY_BASE
from ontology.namespaces import CN
from ontology.settings import Settings
from server import close, create_app
from viz.ontology_picture import draw

SOURCE = Path(ontology.__file__).with_name("chengnuo.ttl")


@pytest.fixture(scope="module")
def client(shipped_build: Path) -> Iterator[FlaskClient]:
    app = create_app(shipped_build, Settings())
    yield app.test_client()
    close(app)


@pytest.mark.parametrize("format", [RdfFormat.TURTLE, RdfFormat.RDF_XML, RdfFormat.JSON_LD, RdfFormat.TRIG])
def test_its_namespace_gives_all_of_it(format: RdfFormat, client: FlaskClient) -> None:
    answer = client.get("/def/", headers={"Accept": format.media_type}, follow_redirects=True)
    assert answer.status_code == 200
    found = {quad.triple for quad in parse(answer.data, format=format)}
    terms = {triple.subject for triple in found}
    wanted = {quad.triple for quad in parse(path=SOURCE, format=RdfFormat.TURTLE)}
    assert found == {triple for triple in wanted if triple.subject in terms}
    assert {f"<{VOCABULARY_BASE}def/{name}>" for name in CN.__annotations__ if not name.startswith("_")} <= {
        str(term) for term in terms
    }


@pytest.mark.parametrize("language", ["zh", "en"])
def test_its_page_has_every_term_and_a_picture(language: str, client: FlaskClient) -> None:
    page = client.get(f"/doc/def/?lang={language}", headers={"Accept": "text/html"}).text
    for name in CN.__annotations__:
        if not name.startswith("_") and name not in ("figureStructure", "allReports"):
            assert f"/doc/def/{name}" in page, name
    assert page.count("<rect") > 15 and page.count("<path d=") > 15
    targets = set(re.findall(r'<a href="#(\w+)"><rect', page))
    assert targets <= set(re.findall(r'<section id="(\w+)"', page))
    assert ("承诺" if language == "zh" else "Commitment") in page


def test_boxes_do_not_touch() -> None:
    centre = f"{VOCABULARY_BASE}def/Commitment"
    names = {centre: "承诺", "a": "甲" * 8, "b": "乙", "c": "丙", "d": "丁"}
    picture = draw(
        names, {(centre, "a"): ["p"], (centre, "b"): ["q", "r"], ("b", "c"): ["s"], ("b", "b"): ["t"]}
    )
    assert [box.iri for box in picture.boxes] == ["a", "b", "c", centre]
    assert [line.names for line in picture.lines] == [("s",), ("p",), ("q", "r")]
    for one in picture.boxes:
        for other in picture.boxes:
            apart = (
                abs(one.x - other.x) >= (one.width + other.width) / 2 or abs(one.y - other.y) >= one.height
            )
            assert one is other or apart, (one, other)
        assert one.width / 2 <= one.x <= picture.width - one.width / 2
        assert one.height / 2 <= one.y <= picture.height - one.height / 2


def test_without_the_centre_there_is_nothing_to_draw() -> None:
    assert draw({"a": "甲"}, {}).boxes == ()
