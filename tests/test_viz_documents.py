"""Every IRI of a thing or term leads to its document: what DESCRIBE says, and a page that names it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pyoxigraph import QueryTriples, RdfFormat, Store, parse

from graph.build_directory import Build
from graph.publishing.export import read_quads
from ontology.settings import Settings
from server import close, create_app

PAGES = 7
"""One in so many is also opened as a page, which takes longer."""


@pytest.mark.slow
def test_every_iri_leads_to_its_document(shipped_build: Path) -> None:
    build = Build.open(shipped_build)
    store = Store.read_only(str(build.store_path))
    subjects = {str(quad.subject)[1:-1].partition("#")[0] for quad in read_quads(build)}
    iris = sorted(iri for iri in subjects if iri.startswith((f"{build.base}id/", f"{build.base}def/")))
    app = create_app(shipped_build, Settings())
    client = app.test_client()
    for number, iri in enumerate(iris):
        location = client.get("/" + iri.removeprefix(build.base)).headers["Location"]
        answer = client.get(location, headers={"Accept": "text/turtle"})
        described = store.query(f"DESCRIBE <{iri}>", use_default_graph_as_union=True)
        assert isinstance(described, QueryTriples)
        found = {quad.triple for quad in parse(answer.data, format=RdfFormat.TURTLE)}
        said = set(described)
        assert said and (found == said or (iri.endswith("/def/") and found > said)), iri
        if number % PAGES == 0:
            assert_is_a_page(client, location)
    close(app)
    assert len(iris) > 4000


def assert_is_a_page(client: FlaskClient, location: str) -> None:
    """With a heading that is a name, and what it is."""
    page = client.get(location, headers={"Accept": "text/html"})
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", page.text, re.DOTALL)
    assert page.status_code == 200 and heading, location
    assert heading[1].strip() and not heading[1].strip().startswith("http"), location
    assert 'class="badge' in page.text, location
