"""Things and their documents: redirects, formats, what the page shows; every kind of IRI."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.build_directory import Build
from graph.building.build import build_graph
from graph.publishing.export import read_quads
from ontology.identifiers import VOCABULARY_BASE
from ontology.settings import Settings
from server import close, create_app
from tests.reports import HEAD, PLAN, read_text
from viz.entity import FORMATS

OWN = "https://data.example.org/"
HOSTILE = "建设<script>alert(1)</script>\"'>公园100个"
GDP = "/doc/indicator/gdp"


@pytest.fixture(scope="module")
def app(shipped_build: Path) -> Iterator[Flask]:
    app = create_app(shipped_build, Settings())
    yield app
    close(app)


@pytest.fixture(scope="module")
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def test_a_thing_leads_to_its_document(client: FlaskClient) -> None:
    for thing, document in {
        "/id/indicator/gdp": GDP,
        "/def/Figure": "/doc/def/Figure",
        "/def/": "/doc/def/",
    }.items():
        answer = client.get(thing)
        assert (answer.status_code, answer.headers["Location"]) == (303, document)
        assert answer.headers["Link"] == f'<{document}>; rel="describedby"'


@pytest.mark.parametrize("suffix", FORMATS)
def test_formats_by_suffix_and_by_header(client: FlaskClient, app: Flask, suffix: str) -> None:
    media_type = FORMATS[suffix]
    fixed = client.get(GDP + suffix, headers={"Accept": "image/png"})
    chosen = client.get(GDP, headers={"Accept": media_type})
    assert fixed.mimetype == chosen.mimetype == media_type
    assert "Accept" in chosen.vary and "Accept" not in fixed.vary
    assert f'<{VOCABULARY_BASE}id/indicator/gdp>; rel="describes"' in chosen.headers["Link"]
    assert f'<{GDP}.ttl>; rel="alternate"; type="text/turtle"' in chosen.headers["Link"]
    if suffix != ".html":
        described = app.extensions["chengnuo.service"].describe(
            f"{VOCABULARY_BASE}id/indicator/gdp", media_type
        )
        assert fixed.data == chosen.data == described
        assert client.get(GDP + suffix, headers={"If-None-Match": fixed.headers["ETag"]}).status_code == 304


def test_what_is_not_offered(client: FlaskClient) -> None:
    answer = client.get(GDP, headers={"Accept": "image/png"})
    assert answer.status_code == 406 and "text/turtle" in answer.text
    for path in (
        "/doc/indicator/none",
        "/doc/indicator/gdp.png",
        "/doc/a%20b",
        "/doc/def/figure",
        "/doc/%3E",
    ):
        assert client.get(path).status_code == 404, path


def some_of_each_kind(build: Build, count: int = 3) -> list[str]:
    """IRIs of things and terms, of each kind (what stands before the last part, whatever the digests)."""
    kinds: dict[str, set[str]] = {}
    for quad in read_quads(build):
        iri = str(quad.subject)[1:-1]
        if iri.startswith((f"{build.base}id/", f"{build.base}def/")):
            kind = re.sub(r"/[a-z2-7]{16}\b", "", iri.rpartition("/")[0])
            kinds.setdefault(kind, set()).add(iri)
    return [
        iri
        for _, iris in sorted(kinds.items())
        for iri in random.Random(1).sample(sorted(iris), min(count, len(iris)))
    ]


def test_every_kind_of_iri_has_its_page_and_its_turtle(
    client: FlaskClient, app: Flask, shipped_build: Path
) -> None:
    service = app.extensions["chengnuo.service"]
    iris = some_of_each_kind(Build.open(shipped_build))
    assert len(iris) > 80
    for iri in iris:
        path, _, fragment = iri.removeprefix(VOCABULARY_BASE).partition("#")
        location = client.get(f"/{path}").headers["Location"]
        page = client.get(location, headers={"Accept": "text/html"})
        assert page.status_code == 200, iri
        heading = re.search(r"<h1[^>]*>(.*?)</h1>", page.text, re.DOTALL)
        assert heading and heading[1].strip() and not heading[1].startswith("http"), iri
        assert 'class="badge' in page.text and (not fragment or f'id="{fragment}"' in page.text)
        if iri == f"{VOCABULARY_BASE}def/":  # has all its terms: tests/test_viz_ontology.py
            continue
        described = service.describe(iri.partition("#")[0])
        assert client.get(location, headers={"Accept": "text/turtle"}).data == described, iri


def test_a_figure_shows_its_sentence_and_leads_to_the_report(client: FlaskClient, app: Flask) -> None:
    rows = app.extensions["chengnuo.service"].ask("key-figures")
    figure, start = rows.column("figure")[0], rows.column("start")[0]
    text = client.get(figure.removeprefix(VOCABULARY_BASE).replace("id/", "/doc/", 1)).text
    assert re.search(r"<blockquote[^>]*>今年.*<mark>6%</mark>以上", text)
    assert f'href="/report/chongqing-2023#o{start}"' in text
    assert "指标" in text and ">地区生产总值</a>" in text and "skos/core#" not in re.sub("<[^>]*>", "", text)


def test_inferred_statements_are_marked(client: FlaskClient, app: Flask) -> None:
    rows = app.extensions["chengnuo.service"].ask("agencies", basis="inferred")
    assert len(rows)
    commitment = rows.column("commitment")[0]
    text = client.get(commitment.removeprefix(VOCABULARY_BASE).replace("id/", "/doc/", 1)).text
    claim = text[text.index('class="claim claim--inferred"') :]
    assert "推断·未核实" in claim and "规则：" in claim


def test_many_links_are_cut_and_counted(client: FlaskClient) -> None:
    text = client.get("/doc/scheme/region").text
    found = re.findall(r'href="(/doc/scheme/region\?property=[^"]*)">显示全部 (\d+) 项', text)
    link, count = max(found, key=lambda pair: int(pair[1]))
    assert int(count) > 100
    pages = client.get(link.replace("&amp;", "&")).text
    assert pages.count("<li>") > 90 and "下一页" in pages


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A publisher's own base, and a report whose words are code."""
    target = tmp_path_factory.mktemp("hostile")
    text = f"{HEAD}{PLAN}我们要做好以下工作，务求实效。{HOSTILE}，加快发展。\n"
    build_graph([read_text(text)], target, base=OWN)
    app = create_app(target, Settings())
    yield app.test_client()
    close(app)


def test_words_of_a_report_stay_words(hostile: FlaskClient) -> None:
    for address in ("/", "/report/example-2024", "/search?q=alert", "/doc/example-2024", "/download"):
        answer = hostile.get(address, headers={"Accept": "text/html"})
        assert answer.status_code == 200, address
        assert "<script>alert" not in answer.text, address
    report = hostile.get("/report/example-2024").text
    assert "&lt;script&gt;" in report
    things = re.findall(r'href="(/doc/example-2024/\w+/\w+)"', report)
    pages = [hostile.get(thing, headers={"Accept": "text/html"}).text for thing in things]
    assert any("&lt;script&gt;" in page for page in pages)
    assert not any("<script>alert" in page for page in pages)


def test_another_base_is_served_beside_the_vocabulary(hostile: FlaskClient) -> None:
    own = hostile.get("/doc/example-2024", headers={"Accept": "text/turtle"})
    assert f"<{OWN}id/example-2024>" in own.headers["Link"]
    shared = hostile.get(GDP, headers={"Accept": "text/turtle"})
    assert f"<{VOCABULARY_BASE}id/indicator/gdp>" in shared.headers["Link"]
