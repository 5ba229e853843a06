"""FAIR Signposting: what machines find in the Link header, on pages, data and files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.http import parse_options_header

from graph.publishing.export import FORMATS
from ontology.identifiers import DEFAULT_BASE
from ontology.settings import Settings
from server import close, create_app

GDP = "/doc/indicator/gdp"
DATASET = f"{DEFAULT_BASE}id/dataset"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@pytest.fixture(scope="module")
def client(shipped_build: Path) -> Iterator[FlaskClient]:
    app = create_app(shipped_build, Settings())
    yield app.test_client()
    close(app)


def links(client: FlaskClient, path: str, accept: str = "*/*") -> dict[str, dict[str, str]]:
    """Targets by relation, with their media types."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    with client.get(path, headers={"Accept": accept}) as answer:
        header = answer.headers["Link"]
    for link in header.split(", <"):
        target, _, rest = link.partition(">")
        _, options = parse_options_header(f"link{rest}")
        for relation in options["rel"].split():
            found[relation][target.removeprefix("<")] = options.get("type", "")
    return found


def test_a_page_leads_to_its_data(client: FlaskClient) -> None:
    found = links(client, GDP, "text/html")
    assert set(found["cite-as"]) == set(found["describes"]) == {f"{DEFAULT_BASE}id/indicator/gdp"}
    assert found["describedby"] == {
        f"{GDP}.ttl": "text/turtle",
        f"{GDP}.nt": "application/n-triples",
        f"{GDP}.jsonld": "application/ld+json",
        f"{GDP}.rdf": "application/rdf+xml",
        f"{GDP}.trig": "application/trig",
    }
    for address, media_type in found["describedby"].items():
        assert client.get(address).mimetype == media_type
    assert {"https://schema.org/AboutPage", f"{DEFAULT_BASE}def/Indicator"} <= set(found["type"])
    assert set(found["license"]) == {LICENCE}
    assert set(found["collection"]) == {DATASET}


def test_data_lead_back(client: FlaskClient) -> None:
    found = links(client, GDP, "text/turtle")
    assert set(found["describes"]) == {f"{DEFAULT_BASE}id/indicator/gdp"}
    assert found["alternate"][f"{GDP}.html"] == "text/html"
    assert "describedby" not in found and "type" not in found


@pytest.mark.parametrize("path", ["/doc/dataset", "/catalog", "/.well-known/void"])
def test_the_dataset_names_its_files(path: str, client: FlaskClient) -> None:
    items = links(client, path)["item"]
    assert sorted(items.values()) == sorted(format.media_type for format in FORMATS.values())
    for address in items:
        local = "/" + address.removeprefix(DEFAULT_BASE)
        with client.get(local) as answer:
            assert answer.status_code == 200
        assert set(links(client, local)["collection"]) == {DATASET}


def test_links_are_the_same_in_every_language(client: FlaskClient) -> None:
    assert links(client, f"{GDP}?lang=en", "text/html") == links(client, GDP, "text/html")
