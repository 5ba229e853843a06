"""viz/sparql.py: the editor for people, the protocol for programs, at one address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from ontology.settings import Settings
from queries.catalogue import by_topic, questions
from server import close, create_app

HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


@pytest.fixture(scope="module")
def client(shipped_build: Path) -> Iterator[FlaskClient]:
    app = create_app(shipped_build, Settings.read())
    yield app.test_client()
    close(app)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_browsers_get_the_editor_with_examples(client: FlaskClient, lang: str) -> None:
    response = client.get(f"/sparql?lang={lang}", headers=HTML)
    assert response.content_type.startswith("text/html")
    block = response.text.partition('id="examples-data">')[2].partition("</script>")[0]
    examples = json.loads(block)
    by_name = [question.name for group in by_topic().values() for question in group]
    assert [example["name"] for example in examples] == by_name
    assert len(examples) == len(questions())
    for example in examples:
        assert client.post("/sparql", data={"query": example["query"]}).status_code == 200


def test_caches_are_told_that_page_and_description_share_an_address(client: FlaskClient) -> None:
    for accept, media_type in ((HTML["Accept"], "text/html"), ("text/turtle", "text/turtle")):
        answer = client.get("/sparql", headers={"Accept": accept})
        assert answer.mimetype == media_type and "Accept" in answer.vary
    assert 'rel="alternate"; type="text/turtle"' in client.get("/sparql", headers=HTML).headers["Link"]


def test_only_the_editor_may_write_a_style(client: FlaskClient) -> None:
    """One that is known by its hash; see viz/security.py."""
    editor, other = (
        client.get(path, headers=HTML).headers["Content-Security-Policy"]
        for path in ("/sparql", "/questions")
    )
    assert "style-src 'self' 'sha256-" in editor and "style-src 'self';" in other
    assert "unsafe-inline" not in editor + other


@pytest.mark.parametrize("accept", [None, "*/*", "text/turtle"])
def test_programs_get_the_description_of_the_service(client: FlaskClient, accept: str | None) -> None:
    response = client.get("/sparql", headers={"Accept": accept} if accept else {})
    assert response.content_type.startswith("text/turtle")
    assert "sparql-service-description" in response.text
    named = "http://www.w3.org/ns/sparql-service-description#NamedGraph"
    assert f"/id/graph/chongqing-2023> a <{named}>" in response.text


def test_people_get_it_too(client: FlaskClient) -> None:
    page = client.get("/sparql?lang=en", headers=HTML).text
    for words in ("About this endpoint", "application/sparql-results+json", "10 s for a query"):
        assert words in page


@pytest.mark.parametrize("method", ["get", "post", "direct"])
def test_queries_are_answered(client: FlaskClient, method: str) -> None:
    if method == "get":
        response = client.get("/sparql", query_string={"query": COUNT}, headers=HTML)
    elif method == "post":
        response = client.post("/sparql", data={"query": COUNT})
    else:
        response = client.post("/sparql", data=COUNT, content_type="application/sparql-query")
    assert response.status_code == 200
    assert int(json.loads(response.text)["results"]["bindings"][0]["n"]["value"]) > 10_000


def test_a_query_from_a_browser_is_a_query(client: FlaskClient) -> None:
    assert client.get("/sparql?query=", headers=HTML).status_code == 400
    assert client.get("/sparql?update=x", headers=HTML).status_code == 403


def test_methods(client: FlaskClient) -> None:
    assert client.options("/sparql").headers["Allow"] == "GET, HEAD, POST, OPTIONS"
    assert client.put("/sparql").status_code == 405
    head = client.head("/sparql", query_string={"query": COUNT})
    assert head.status_code == 200 and not head.data


def test_a_body_that_is_too_long_is_refused(client: FlaskClient) -> None:
    body = b"#" * ((1 << 20) + 5)
    response = client.post("/sparql", data=body, content_type="application/sparql-query")
    assert response.status_code == 413
