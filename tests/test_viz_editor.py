"""viz/editor.py: what the query editor completes, and what its drawings call things."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from ontology.settings import Settings
from server import close, create_app
from viz.current import site
from viz.editor import MOST_NAMES, prefixes

WANZHOU = "https://w3id.org/chengnuo/id/region/cn-500101"


@pytest.fixture(scope="module")
def client(shipped_build: Path) -> Iterator[FlaskClient]:
    app = create_app(shipped_build, Settings.read())
    yield app.test_client()
    close(app)


def test_terms_are_those_of_the_description(client: FlaskClient) -> None:
    told = json.loads(client.get("/sparql/terms.json").text)
    counted = client.get(
        "/sparql",
        query_string={"query": "SELECT (COUNT(*) AS ?n) { ?s <https://w3id.org/chengnuo/def/horizon> ?o }"},
    )
    by_iri = {term["iri"]: term for term in told["terms"]}
    horizon = by_iri["https://w3id.org/chengnuo/def/horizon"]
    assert horizon["names"] == ["时限", "horizon"]
    assert horizon["kind"] == "property"
    assert str(horizon["count"]) == json.loads(counted.text)["results"]["bindings"][0]["n"]["value"]
    assert by_iri["http://www.w3.org/2004/02/skos/core#prefLabel"]["names"]
    assert {term["kind"] for term in told["terms"]} == {"class", "property"}
    assert told["prefixes"] == dict(prefixes())


def test_names_come_in_the_language_of_the_page(client: FlaskClient) -> None:
    english = client.get("/sparql/terms.json?lang=en")
    names = {term["iri"]: term["names"] for term in english.json["terms"]} if english.json else {}
    assert names["https://w3id.org/chengnuo/def/horizon"] == ["horizon", "时限"]
    assert english.headers["ETag"] != client.get("/sparql/terms.json").headers["ETag"]


def test_things_are_named(client: FlaskClient) -> None:
    stranger = "http://example.com/<script>"
    told = client.post("/sparql/names?lang=en", json=[WANZHOU, WANZHOU, "urn:example:unknown"])
    assert told.json == {
        WANZHOU: {"name": "Wanzhou District", "group": "region", "shape": "dot"},
        "urn:example:unknown": {"name": "urn:example:unknown", "group": "other", "shape": "dot"},
    }
    assert client.post("/sparql/names", json=[stranger]).status_code == 400


BAD = {
    "no JSON": b"x",
    "no text": b"\xff\xfe",
    "nested": b"[" * 20_000,
    "no list": b"{}",
    "no IRIs": b"[1]",
    "two in one": json.dumps([f"{WANZHOU} {WANZHOU}"]).encode(),
    "too many": json.dumps([f"urn:example:{n}" for n in range(MOST_NAMES + 1)]).encode(),
    "too long": b" " * 400_000,
    "surrogate": b'["urn:\\ud800"]',
}


@pytest.mark.parametrize("case", BAD)
def test_bad_requests_are_told_why(client: FlaskClient, case: str) -> None:
    answer = client.post("/sparql/names", data=BAD[case], headers={"Accept": "application/json"})
    assert answer.status_code == 400
    assert answer.json and answer.json["detail"]


def test_names_of_strangers_are_not_kept(client: FlaskClient) -> None:
    """Else who asks for names without end would fill the memory."""
    with client.application.app_context():
        kept = len(site().labels._known)
        client.post("/sparql/names", json=[f"urn:example:{n}" for n in range(500)])
        assert len(site().labels._known) == kept
