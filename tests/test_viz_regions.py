"""The page of regions: the layout as it was, what is not named, two regions side by side, any report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from cli import main
from ontology.settings import Settings
from server import close, create_app
from viz.current import site
from viz.regions.pages import Overview, overview

REPORT = "https://w3id.org/chengnuo/id/chongqing-2023"
GUIZHOU = """贵州省人民政府工作报告
——2022年1月20日在贵州省第十三届人民代表大会第六次会议上
省长 李炳军
各位代表：
一、2022年重点工作
（一）推动区域协调发展。支持遵义建设省域副中心城市，建设盘州煤炭基地。全省生产总值增长7%左右。
"""


@pytest.fixture(scope="module")
def client(shipped_build: Path) -> Iterator[FlaskClient]:
    app = create_app(shipped_build, Settings())
    yield app.test_client()
    close(app)


@pytest.fixture(scope="module")
def shown(client: FlaskClient) -> Overview:
    with client.application.app_context():
        found = overview(site(), REPORT)
    assert found
    return found


def test_the_layout_is_that_of_the_day(shown: Overview) -> None:
    """38 divisions: 9 and 12 of the one district, 11 and 6 of the two clusters; none of earlier or later."""
    assert [(place.name, len(list(place.divisions()))) for place in shown.territory.clusters()] == [
        ("主城都市区", 21),
        ("渝东北三峡库区城镇群", 11),
        ("渝东南武陵山区城镇群", 6),
    ]
    inner = [(place.name, len(list(place.divisions()))) for place in shown.territory.clusters()[0].children]
    assert inner == [("中心城区", 9), ("主城新区", 12)]
    assert not {"万盛区", "双桥区", "两江新区（行政区）"} & {
        place.name for place in shown.territory.divisions()
    }


def test_the_map_has_every_division_once(shown: Overview) -> None:
    assert shown.map and shown.map.inset
    drawn = [shape.iri for group in shown.map.groups for shape in group.shapes]
    assert sorted(drawn) == sorted(place.iri for place in shown.territory.divisions())
    assert len(shown.map.inset.group.shapes) == 9


def test_what_is_not_named_reads_so_and_never_zero(client: FlaskClient, shown: Overview) -> None:
    text = client.get("/regions").text
    states = [shown.counts.state(place.iri) for place in shown.territory.divisions()]
    assert 10 <= states.count("unnamed") <= 22 and states.count("mentioned") > 0
    assert re.search(
        r'class="tile is-unnamed"[^>]*>\s*<span class="tile__name">璧山</span> <small>未提及', text
    )
    assert 'value="0"' not in text and "0 项承诺" not in text
    assert "未提及不等于没有安排" in client.get("/regions?region=璧山").text


def test_a_region_has_its_promises_told_apart(client: FlaskClient) -> None:
    text = client.get("/regions?region=武隆").text
    for words in (
        "支持武隆旅游国际化试点等项目建设",
        "点名区内地方",
        "点名它所属的片区、合作区",
        "点名全市（全省）",
    ):
        assert words in text
    assert "/report/chongqing-2023#o23044" in text and "推导" in text
    assert "/doc/region/cn-500156" in text and "/network?focus=" in text


def test_its_table_is_a_question(client: FlaskClient) -> None:
    text = client.get("/regions?region=渝东南").text
    address = re.search(r'href="(/questions/holds-for-region\.csv\?[^"]+)"', text)
    assert address
    answer = client.get(address[1].replace("&amp;", "&"))
    assert answer.content_type.startswith("text/csv") and "发展康养产业" in answer.text


def test_two_stand_side_by_side(client: FlaskClient) -> None:
    text = client.get("/regions?region=主城都市区&with=两群").text
    assert text.count('<article class="about"') == 2
    assert "渝东北三峡库区城镇群、渝东南武陵山区城镇群</h2>" in re.sub(r"\s+", "", text)


def test_the_circle_has_both_sides_and_members_in_part(client: FlaskClient) -> None:
    text = client.get("/regions").text
    across = text[text.index('id="across-1"') :]
    for name in ("开州", "云阳", "绵阳", "达州", "雅安"):
        assert re.search(rf'tile--part"[^>]*>\s*<span class="tile__name">{name}', across), name
    assert 'title="不含北川羌族自治县、平武县"' in across and "四川省" in across
    for zone in ("万达开川渝统筹发展示范区", "重庆都市圈", "川渝高竹新区"):
        assert zone in across


UNKNOWN = (
    "region=亚特兰蒂斯",
    "with=<script>alert(1)</script>",
    "region=" + "长" * 10_000,
    "report=x",
    "foo=1",
)


@pytest.mark.parametrize("choice", UNKNOWN)
def test_what_is_unknown_is_told_and_left_out(client: FlaskClient, choice: str) -> None:
    response = client.get(f"/regions?{choice}")
    assert response.status_code == 200
    assert 'role="alert"' in response.text and "<script>alert" not in response.text
    assert "主城新区" in response.text


def test_another_place_is_laid_out_by_its_divisions(tmp_path: Path) -> None:
    """Guizhou has prefectures and no clusters; counties stand with theirs."""
    report = tmp_path / "guizhou-2022.txt"
    report.write_text(GUIZHOU, encoding="utf-8")
    CliRunner().invoke(main, ["build", str(report), "--output", str(tmp_path / "b")], catch_exceptions=False)
    app = create_app(tmp_path / "b", Settings())
    try:
        response = app.test_client().get("/regions?region=遵义")
        with app.app_context():
            found = overview(site(), "https://w3id.org/chengnuo/id/guizhou-2022")
    finally:
        close(app)
    assert response.status_code == 200 and "支持遵义建设省域副中心城市" in response.text
    assert "一区" not in response.text and "城镇群" not in response.text
    assert found and not found.territory.clusters() and len(found.territory.divisions()) == 9
    assert found.map and len(found.map.groups[0].shapes) == 9
