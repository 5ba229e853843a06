"""viz/network/queries.py: the SPARQL shown beside a picture answers with just what is drawn."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from flask import Flask
from flask.testing import FlaskClient

from ontology.settings import Settings
from queries.media_types import JSON
from queries.results import Table
from server import close, create_app
from viz.current import site

ID = "https://w3id.org/chengnuo/id/"
WANZHOU = ID + "region/cn-500101"
YUDONGBEI = ID + "region/yudongbei"
CULTURE = ID + "area/culture"
VIEWS: list[dict[str, Any]] = [
    {},
    {"lang": "en", "basis": ["stated", "inferred"]},
    {"class": ["area", "indicator"]},
    {"view": "all"},
    {"view": "all", "basis": ["stated", "derived", "inferred"], "class": ["organization", "commitment"]},
    {"view": "all", "class": ["region", "project", "horizon", "commitment"]},
    {"view": "all", "region": YUDONGBEI},
    {"view": "all", "region": "渝东南武陵山区城镇群", "basis": "stated"},
    {"view": "all", "area": CULTURE},
    {"view": "all", "kind": "quantitative"},
    {"view": "all", "stage": "build"},
    {"view": "all", "horizon": "2023-2027"},
    {
        "view": "all",
        "horizon": "2023",
        "kind": "project",
        "stage": "finish",
        "region": ID + "region/cn-500000",
    },
    {"view": "all", "class": ["area", "region", "organization", "project"]},
    {"region": YUDONGBEI},
    {"stage": "build", "expand": WANZHOU},
    {"focus": WANZHOU},
    {"focus": WANZHOU, "depth": 2},
    {"focus": WANZHOU, "depth": 2, "kind": "project"},
    {"focus": WANZHOU, "class": ["area", "region"]},
    {"focus": WANZHOU, "expand": CULTURE},
    {"expand": [WANZHOU, CULTURE]},
    {"expand": WANZHOU, "class": ["area", "region"]},
    {"from": WANZHOU, "to": CULTURE},
    {"from": WANZHOU, "to": CULTURE, "ways": "simple"},
]


@pytest.fixture(scope="module")
def app(shipped_build: Path) -> Iterator[Flask]:
    app = create_app(shipped_build, Settings())
    yield app
    close(app)


@pytest.fixture(scope="module")
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def drawn(client: FlaskClient, view: dict[str, Any]) -> Counter[tuple[str, ...]]:
    picture = json.loads(client.get("/network/data.json", query_string=view).text)
    assert picture["ignored"] == [] and picture["edges"], picture["ignored"]
    return Counter(
        (
            edge["from"],
            edge["to"],
            edge.get("relation", ""),
            edge.get("basis", ""),
            str(edge.get("value", "")),
        )
        for edge in picture["edges"]
    )


def answered(app: Flask, client: FlaskClient, view: dict[str, Any]) -> Counter[tuple[str, ...]]:
    """The rows of the queries that the page shows, evaluated as those of any visitor."""
    page = client.get("/network", query_string=view).text
    section = page.partition('id="net-links"')[2].partition("</details>")[0]
    with app.app_context():
        service = site().service
    found: Counter[tuple[str, ...]] = Counter()
    for code in re.findall(r"<code>(.*?)</code>", section, re.DOTALL):
        for row in Table.from_json(service.evaluate(unescape(code), media_type=JSON).body):
            text = {name: str(term or "") for name, term in row.items()}
            relation = text.get("relation", "").rpartition("/")[2]
            count = text.get("commitments", "")
            found[text["source"], text["target"], relation, text.get("basis", ""), count] += 1
    return found


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_the_queries_answer_with_what_is_drawn(app: Flask, client: FlaskClient, view: dict[str, Any]) -> None:
    assert answered(app, client, view) == drawn(client, view)


@pytest.mark.parametrize("view", VIEWS[::4], ids=str)
def test_the_file_has_the_same_links(client: FlaskClient, view: dict[str, Any]) -> None:
    answer = client.get("/network/links.csv", query_string=view)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="network.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert Counter(
        (row["source"], row["target"], row["relation"], row["basis"], row["count"]) for row in rows
    ) == drawn(client, view)


@pytest.mark.parametrize("view", [VIEWS[3], VIEWS[6], VIEWS[18], VIEWS[20], VIEWS[23]], ids=str)
def test_the_triples_state_every_link(client: FlaskClient, view: dict[str, Any]) -> None:
    """Stated links as triples, derived and inferred ones never: these are statements of their own."""
    answer = client.get("/network/graph.ttl", query_string=view)
    assert answer.headers["Content-Type"].startswith("text/turtle")
    store = pyoxigraph.Store()
    store.load(answer.data, format=pyoxigraph.RdfFormat.TURTLE)
    define = "https://w3id.org/chengnuo/def/"
    links = drawn(client, view)
    for source, target, relation, basis, _count in links:
        direct = store.query(
            f"ASK {{ <{source}> <{define}{relation}>|<{define}hasFigure>/<{define}{relation}> <{target}> }}"
        )
        said = store.query(
            f"""PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
            ASK {{ ?statement rdf:predicate <{define}{relation}> ; rdf:object <{target}> .
              ?statement rdf:subject ?subject . <{source}> <{define}section>? ?subject }}"""
        )
        assert bool(direct) == (basis == "stated"), (source, relation, target)
        assert bool(said) == (basis != "stated"), (source, relation, target)


def test_joined_things_take_along_what_is_said_of_them(client: FlaskClient) -> None:
    turtle = client.get("/network/graph.ttl").text
    assert "cn:Commitment" in turtle and "万州区" in turtle
