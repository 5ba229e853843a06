"""viz/network.py: the view of an address as picture, table and panel."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from ontology.settings import Settings
from server import close, create_app

REGION = "https://w3id.org/chengnuo/id/region/"
WANZHOU = REGION + "cn-500101"


@pytest.fixture(scope="module")
def client(shipped_build: Path) -> Iterator[FlaskClient]:
    app = create_app(shipped_build, Settings.read())
    yield app.test_client()
    close(app)


def data(client: FlaskClient, **arguments: Any) -> dict[str, Any]:
    response = client.get("/network/data.json", query_string=arguments)
    assert response.status_code == 200
    found: dict[str, Any] = json.loads(response.text)
    return found


def groups(picture: dict[str, Any]) -> set[str]:
    return {node["group"] for node in picture["nodes"]}


def bases(picture: dict[str, Any]) -> set[str]:
    return {edge["basis"] for edge in picture["edges"]}


def test_the_beginning_is_an_overview(client: FlaskClient) -> None:
    picture = data(client)
    assert groups(picture) == {"area", "region", "indicator"}
    assert 30 < len(picture["nodes"]) < 80
    assert all(edge["value"] > 0 for edge in picture["edges"])


def test_the_whole_has_all_classes_and_nothing_inferred(client: FlaskClient) -> None:
    picture = data(client, view="all")
    assert groups(picture) == {"area", "region", "indicator", "organization", "project", "commitment"}
    assert bases(picture) == {"stated", "derived"}
    assert len(picture["nodes"]) > 1000
    assert all({"x", "y", "shape", "label", "title"} <= node.keys() for node in picture["nodes"])


def test_inferred_links_come_when_asked_for(client: FlaskClient) -> None:
    picture = data(client, view="all", basis=["stated", "inferred"])
    assert bases(picture) == {"stated", "inferred"}


def test_classes_filter(client: FlaskClient) -> None:
    picture = data(client, view="all", **{"class": "region,commitment"})
    assert groups(picture) == {"region", "commitment"}
    drawn = {node["id"] for node in picture["nodes"]}
    assert all(edge["from"] in drawn and edge["to"] in drawn for edge in picture["edges"])


def test_a_focus_and_what_is_around_it(client: FlaskClient) -> None:
    one, two = data(client, focus=WANZHOU), data(client, focus=WANZHOU, depth=2)
    ones, twos = ({node["id"] for node in picture["nodes"]} for picture in (one, two))
    assert WANZHOU in ones < twos
    assert next(node for node in one["nodes"] if node["id"] == WANZHOU)["label"] == "万州区"
    assert all(WANZHOU in (edge["from"], edge["to"]) for edge in one["edges"])


def test_the_address_of_a_picture_shows_it_again(client: FlaskClient) -> None:
    picture = data(client, focus=WANZHOU, depth=2, basis=["stated", "inferred"])
    again = client.get(picture["address"].replace("/network?", "/network/data.json?"))
    assert json.loads(again.text)["nodes"] == picture["nodes"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"focus": REGION + "nowhere"}, "没有此节点"),
        ({"depth": "9"}, "depth"),
        ({"class": "region,castle"}, "castle"),
        ({"basis": "rumour"}, "rumour"),
        ({"view": "sideways"}, "sideways"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_is_not_understood_is_told(client: FlaskClient, arguments: dict[str, str], words: str) -> None:
    response = client.get("/network", query_string=arguments)
    assert response.status_code == 200
    notices = response.text.partition('id="net-notices"')[2].partition("</div>")[0]
    assert words in notices
    assert data(client, **arguments)["nodes"]


def test_hostile_words_in_the_address_are_only_words(client: FlaskClient) -> None:
    page = client.get("/network", query_string={"focus": "<script>alert(1)</script>", "q": "<b>x</b>"}).text
    assert "<script>alert" not in page
    assert "<b>x</b>" not in page


def test_the_table_tells_the_same_as_the_picture(client: FlaskClient) -> None:
    page = client.get("/network", query_string={"focus": WANZHOU}).text
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    assert table.count("<tr>") == len(data(client, focus=WANZHOU)["edges"])


def test_the_page_says_which_query_it_comes_from(client: FlaskClient) -> None:
    page = client.get("/network").text
    assert "#query=PREFIX%20cn" in page
    assert "cn:mentionsRegion" in page


def test_the_panel_of_a_commitment_has_its_quote_and_where_it_stands(client: FlaskClient) -> None:
    commitment = next(
        node["id"] for node in data(client, focus=WANZHOU)["nodes"] if node["group"] == "commitment"
    )
    panel = client.get("/network/node", query_string={"iri": commitment}).text
    assert "<mark>" in panel and "/report/chongqing-2023#o" in panel
    assert ".ttl" in panel and "万州区" in panel


def test_no_panel_for_what_is_no_node(client: FlaskClient) -> None:
    assert client.get("/network/node?iri=https://example.org/x").status_code == 404


def test_found_by_a_part_of_the_name(client: FlaskClient) -> None:
    assert WANZHOU in client.get("/network/found?q=万州").text
    assert WANZHOU in client.get("/network/found?q=wanzhou&lang=en").text
    assert "没有名称" in client.get("/network/found?q=亚特兰蒂斯").text


def test_english_names(client: FlaskClient) -> None:
    labels = {node["label"].replace("\n", " ") for node in data(client, lang="en")["nodes"]}
    assert "Gross regional product" in labels
