"""What portals harvest: the description in every format, where VoID looks for it, and a page about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, Triple, parse

from graph.build_directory import Build
from ontology.settings import Settings
from server import close, create_app

FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
}


@pytest.fixture(scope="module")
def client(shipped_build: Path) -> Iterator[FlaskClient]:
    app = create_app(shipped_build, Settings())
    yield app.test_client()
    close(app)


@pytest.fixture(scope="module")
def description(shipped_build: Path) -> set[Triple]:
    build = Build.open(shipped_build)
    return {quad.triple for quad in parse(path=build.export_path("catalog.nt"), format=RdfFormat.N_TRIPLES)}


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_holds_the_whole_description(
    suffix: str, client: FlaskClient, description: set[Triple]
) -> None:
    answer = client.get(f"/catalog.{suffix}")
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert {quad.triple for quad in parse(answer.data, format=FORMATS[suffix])} == description
    by_accept = client.get("/catalog", headers={"Accept": FORMATS[suffix].media_type})
    assert by_accept.data == answer.data
    assert "Accept" in by_accept.vary


@pytest.mark.parametrize("accept", ["text/turtle", "*/*", "text/html", "image/png"])
def test_void_is_where_machines_look_for_it(
    accept: str, client: FlaskClient, description: set[Triple]
) -> None:
    answer = client.get("/.well-known/void", headers={"Accept": accept})
    assert answer.content_type == "text/turtle; charset=utf-8"
    assert {quad.triple for quad in parse(answer.data, format=RdfFormat.TURTLE)} == description


@pytest.mark.parametrize("language", ["zh", "en"])
def test_people_get_a_page_that_leads_to_all_of_it(language: str, client: FlaskClient) -> None:
    answer = client.get(f"/catalog?lang={language}", headers={"Accept": "text/html"})
    assert answer.status_code == 200
    for suffix in FORMATS:
        assert f'href="/catalog.{suffix}"' in answer.text
        assert f"</catalog.{suffix}>" in answer.headers["Link"]
    for path in ("/.well-known/void", "/doc/catalog", "/doc/dataset", "/doc/def/", "/download"):
        assert f'href="{path}' in answer.text, path


def test_what_is_not_offered_is_told(client: FlaskClient) -> None:
    answer = client.get("/catalog", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "text/turtle" in answer.text
    assert client.get("/catalog.csv").status_code == 404


@pytest.mark.parametrize("path", ["/catalog", "/catalog.ttl", "/.well-known/void", "/doc/dataset.ttl"])
def test_who_has_it_is_not_sent_it_again(path: str, client: FlaskClient) -> None:
    first = client.get(path)
    for name, value in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
        again = client.get(path, headers={name: first.headers[value]})
        assert (again.status_code, again.data) == (304, b"")
    assert client.get(path, headers={"If-Modified-Since": "Mon, 01 Jan 2001 00:00:00 GMT"}).status_code == 200


@pytest.mark.parametrize(
    "iri",
    ["catalog", "dataset", "dataset/turtle", "publisher", "service/sparql", "question/projects", "prefixes"],
)
def test_what_is_described_has_a_page(iri: str, client: FlaskClient) -> None:
    answer = client.get(f"/id/{iri}", headers={"Accept": "text/html"}, follow_redirects=True)
    assert answer.status_code == 200
    assert "<h1" in answer.text
