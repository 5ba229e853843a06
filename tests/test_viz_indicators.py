"""The pages of indicators: a row for each target, cards for those with a way, unknown choices are told."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ontology.settings import Settings
from server import close, create_app
from viz.current import site


@pytest.fixture(scope="module")
def app(shipped_build: Path) -> Iterator[Flask]:
    app = create_app(shipped_build, Settings())
    yield app
    close(app)


@pytest.fixture(scope="module")
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def words(text: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def card(text: str, title: str) -> str:
    """The card of an indicator, as words."""
    cards = text.partition('id="all"')[0].split('<li class="card way')[1:]
    found = [each for each in cards if f">{title}<" in each]
    assert found, title
    return words(found[0])


def charts(text: str) -> list[Any]:
    return [json.loads(unescape(each)) for each in re.findall(r'data-chart="([^"]*)"', text)]


CARDS = {
    "高新技术企业数量": "2022 6348家 2023 >7000家 2027 >1万家 每年需 9.51% 跟得上所需进度",
    "货物进出口总额": "2022 8158.4亿元 2023 3% 增速 2027 ≥1.1万亿元 每年需 6.16% 按现价 低于所需进度",
    "地区生产总值": "2022 2.91万亿元 2023 ≥6% 增速 2027 ≥4万亿元 每年需 6.57% 按现价 口径不同，不作判断",
    "城镇新增就业": "2023 ≥60万人 2023–2027 每年 ≥60万人 跟得上所需进度",
}


@pytest.mark.parametrize("title", CARDS)
def test_a_card_tells_the_way(client: FlaskClient, title: str) -> None:
    told = card(client.get("/indicators").text, title)
    assert CARDS[title] in told.replace("见原文 ", "")


def test_every_target_has_a_row(app: Flask, client: FlaskClient) -> None:
    text = client.get("/indicators").text
    with app.app_context():
        rows = site().service.ask("trajectories")
    assert len(re.findall(r'<th scope="row">', text)) == len(rows) > 50


def test_inferred_leads_are_marked(client: FlaskClient) -> None:
    """Each, and no other."""
    cells = re.findall(r"<td>(.*?)</td>", client.get("/indicators").text, re.DOTALL)
    inferred = [words(cell) for cell in cells if "inferred-mark" in cell]
    assert "重庆市科学技术局 推断·未核实" in inferred
    assert not [words(cell) for cell in cells if "重庆市" in cell and "inferred-mark" not in cell]


def test_points_are_drawn_as_what_they_are(client: FlaskClient) -> None:
    found = next(each for each in charts(client.get("/indicators").text) if each["title"] == "货物进出口总额")
    figures, pace = found["series"]
    said = [(each["year"], each["kind"], each["comparator"], each["label"]) for each in figures["points"]]
    assert said == [
        (2022, "baseline", "=", "8158.4亿元"),
        (2027, "target", ">=", "≥1.1万亿元"),
        (2023, "assumed", "=", "+3%"),
    ]
    assert figures["points"][2]["value"] == pytest.approx(8158.4e8 * 1.03)
    assert pace["kind"] == "pace" and len(pace["points"]) == 6


def test_real_growth_is_not_put_on_nominal_levels(client: FlaskClient) -> None:
    found = next(each for each in charts(client.get("/indicators").text) if each["title"] == "地区生产总值")
    points = found["series"][0]["points"]
    assert [each["kind"] for each in points] == ["baseline", "target"]


def test_a_years_amount_is_not_drawn_beside_that_of_five(client: FlaskClient) -> None:
    titles = [each["title"] for each in charts(client.get("/indicators").text)]
    assert "城镇新增就业" in titles and "保障性租赁住房筹集" not in titles


def test_an_area_narrows(client: FlaskClient) -> None:
    text = client.get("/indicators?area=科技创新").text
    assert 0 < len(re.findall(r'<th scope="row">', text)) < 10
    assert "/questions/trajectories.csv?" in text


UNKNOWN = ("report=nowhere-2020", "area=<script>alert(1)</script>", "area=" + "长" * 10_000)


@pytest.mark.parametrize("choice", UNKNOWN)
def test_unknown_choices_are_left_out_and_told(client: FlaskClient, choice: str) -> None:
    response = client.get(f"/indicators?{choice}")
    assert response.status_code == 200
    assert "没有采用" in response.text and "<script>alert" not in response.text
    assert "高新技术企业数量" in response.text


def test_the_page_of_an_indicator_has_all_its_figures_and_their_words(client: FlaskClient) -> None:
    text = client.get("/indicators/trade").text
    assert [chart["title"] for chart in charts(text)] == ["重庆市 · 水平", "重庆市 · 增速"]
    for quote in ("8158.4亿元", "2%", "1.1万亿元", "3%"):
        assert f"<mark>{quote}</mark>" in text
    assert client.get("/indicators/trade?lang=en").text.count("CNY 1.1 trillion") >= 2


@pytest.mark.parametrize("slug", ["nothing", "<script>", "../gdp"])
def test_an_unknown_indicator_is_not_found(client: FlaskClient, slug: str) -> None:
    assert client.get(f"/indicators/{slug}").status_code == 404
