"""viz/network/pages.py: the view of an address as picture, table and panel."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from ontology.settings import Settings
from server import close, create_app

REGION = "https://w3id.org/chengnuo/id/region/"
WANZHOU = REGION + "cn-500101"
CULTURE = "https://w3id.org/chengnuo/id/area/culture"


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
    assert bases(picture) == {"stated", "derived"}, "horizons, which join everything, come when asked for"
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
        ({"lang": "tlh"}, "tlh"),
        ({"region": "亚特兰蒂斯"}, "亚特兰蒂斯"),
        ({"stage": "imagined"}, "imagined"),
        ({"horizon": "1066"}, "1066"),
        ({"expand": REGION + "nowhere"}, "没有此节点"),
        ({"from": REGION + "nowhere", "to": WANZHOU}, "没有此节点"),
        ({"community": "community:9:nothing"}, "没有此群组"),
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
    page = client.get("/network", query_string={"focus": WANZHOU, "depth": 2}).text
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    edges = len(data(client, focus=WANZHOU, depth=2)["edges"])
    assert table.count("<tr>") == edges
    assert f">{edges}</data>" in page.partition('id="net-count"')[2].partition("</span>")[0]


def test_a_node_is_opened_and_closed_in_place(client: FlaskClient) -> None:
    """What was there stays where it was."""
    before, after = data(client), data(client, expand=[WANZHOU, CULTURE])
    places = {node["id"]: (node["x"], node["y"]) for node in before["nodes"]}
    then = {node["id"]: (node["x"], node["y"]) for node in after["nodes"]}
    assert then.items() >= places.items()
    added = then.keys() - places.keys()
    assert added and all("/commitment/" in iri for iri in added)
    assert len(set(then.values())) == len(then), "no node on another"
    panel = client.get("/network/node", query_string={"iri": WANZHOU, "expand": [WANZHOU, CULTURE]}).text
    assert "收起" in panel and f"expand={quote(CULTURE, safe=':/')}" in unescape(panel)
    assert "展开（+3）" in client.get("/network/node", query_string={"iri": WANZHOU}).text


def test_paths_are_listed_and_lead_from_end_to_end(client: FlaskClient) -> None:
    shortest = data(client, **{"from": WANZHOU, "to": CULTURE})
    more = data(client, **{"from": WANZHOU, "to": CULTURE, "ways": "simple"})
    ones, others = ({node["id"] for node in picture["nodes"]} for picture in (shortest, more))
    assert {WANZHOU, CULTURE} < ones and ones != others
    page = client.get("/network", query_string={"from": WANZHOU, "to": CULTURE}).text
    assert "4 步" in page.partition('id="net-paths"')[2].partition("</ol>")[0]


def test_no_path_is_told(client: FlaskClient) -> None:
    page = client.get("/network", query_string={"from": WANZHOU, "to": CULTURE, "class": "commitment,region"})
    assert "没有路径" in page.text


def test_filters_leave_what_passes(client: FlaskClient) -> None:
    whole = {node["id"] for node in data(client, view="all")["nodes"]}
    part = {node["id"] for node in data(client, view="all", region=REGION + "yudongbei")["nodes"]}
    assert part < whole and WANZHOU in part, "what lies inside counts"
    assert REGION + "cn-500114" not in part, "黔江 lies elsewhere"
    assert data(client, view="all", region="渝东北三峡库区城镇群")["nodes"], "by name too"


def test_the_file_has_no_formulas(client: FlaskClient) -> None:
    answer = client.get("/network/links.csv", query_string={"view": "all"})
    rows = csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_what_a_community_is_made_of_is_drawn(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Here a build without communities: the most linked nodes, and a notice."""
    monkeypatch.setattr("viz.network.scene.MOST_NODES", 150)
    picture = data(client, view="all", kind="direction")
    assert len(picture["nodes"]) == 150
    assert any("150" in notice for notice in picture["ignored"])


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
