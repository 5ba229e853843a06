"""How a statement was read: shown on its page with rule and words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pyoxigraph import Literal

from graph.build_directory import Build
from graph.publishing.export import read_quads
from ontology.namespaces import CN
from ontology.settings import Settings
from server import close, create_app


@pytest.fixture(scope="module")
def client(shipped_build: Path) -> Iterator[FlaskClient]:
    app = create_app(shipped_build, Settings())
    yield app.test_client()
    close(app)


@pytest.fixture(scope="module")
def growth(shipped_build: Path) -> str:
    """Address of the page of 地区生产总值增长6%以上."""
    quads = list(read_quads(Build.open(shipped_build)))
    of_gdp = {str(quad.subject) for quad in quads if quad.object == Literal("地区生产总值")}
    six = [quad for quad in quads if quad.object == Literal("6%")]
    quoted = {str(quad.subject) for quad in six if quad.predicate.value == str(CN.quote)}
    (iri,) = of_gdp & quoted
    return "/doc/" + iri.partition("/id/")[2].removesuffix(">")


def rows(page: str) -> list[str]:
    table = page.partition('id="readings"')[2].partition("</table>")[0]
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in table.split("<tr>")[2:]]


def test_a_statement_tells_rule_and_words(client: FlaskClient, growth: str) -> None:
    said = rows(client.get(growth).text)
    assert any("数后“以上” 以上 " in row for row in said), said
    assert any(row.startswith("数值 阿拉伯数字") for row in said)
    assert "/doc/reading-rule/comparator-at-least-behind" in client.get(growth).text


def test_in_english(client: FlaskClient, growth: str) -> None:
    page = client.get(f"{growth}?lang=en").text
    assert "How it was read" in page and any("以上 behind it" in row for row in rows(page))


def test_other_things_have_no_such_table(client: FlaskClient) -> None:
    assert 'id="readings"' not in client.get("/doc/indicator/gdp").text


def test_a_rule_has_a_page_with_its_example(client: FlaskClient) -> None:
    page = client.get("/doc/reading-rule/comparator-at-least-behind").text
    assert "地区生产总值增长6%【以上】。" in page
