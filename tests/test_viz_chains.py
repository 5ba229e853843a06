"""The pages of chains and rankings: gaps are told, comparators kept, unknown choices left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from ontology.settings import Settings
from server import close, create_app
from tests.chains_build import chains_build
from tests.test_viz_numbers import Numbers

HOSTILE = ("government=<script>alert(1)</script>", "indicator=" + "长" * 10_000, "measure=speed")


@pytest.fixture(scope="module")
def client() -> Iterator[FlaskClient]:
    app = create_app(chains_build().path.parent.parent, Settings())
    yield app.test_client()
    close(app)


def words(text: str) -> str:
    """What a reader reads, without markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def rows(text: str) -> dict[str, str]:
    """The words of each row of the table by its year."""
    table = text[text.index('class="table chain"') :]
    found = re.findall(r'<th scope="row" class="number">(\d{4})</th>(.*?)</tr>', table, re.DOTALL)
    return {year: words(cells) for year, cells in reversed(found)}


def test_a_chain_shows_targets_and_results_by_year(client: FlaskClient) -> None:
    found = rows(client.get("/chains?government=重庆市&indicator=地区生产总值").text)
    assert "≥6%" in found["2021"] and "8.3%" in found["2021"]
    assert "≈5.5%" in found["2022"]


def test_gaps_are_told_and_nothing_is_put_into_them(client: FlaskClient) -> None:
    """There is no report of 2023: neither its target nor the result of 2022."""
    found = rows(client.get("/chains?government=重庆市&indicator=地区生产总值").text)
    assert "没有次年的报告" in found["2022"] and "没有当年的报告" in found["2023"]
    assert "没有当年的报告" in found["2020"]


def test_growth_since_another_year_is_no_yearly_result(client: FlaskClient) -> None:
    text = client.get("/chains?government=重庆市&indicator=地区生产总值").text
    assert "12.6%" not in rows(text)["2021"] and "12.6%" in words(text[text.index("其他数值") :])


def test_a_goal_is_listed_with_its_plan(client: FlaskClient) -> None:
    text = words(client.get("/chains?government=重庆市&indicator=常住人口城镇化率").text)
    assert "多年目标" in text and "≥73%" in text and "2021 年报告" in text


def test_a_former_name_is_continued_and_told(client: FlaskClient) -> None:
    text = client.get("/chains?government=襄阳市&indicator=地区生产总值").text
    assert "前身的报告一并列出" in text and "襄樊市" in text
    assert {"2009", "2010", "2011", "2012"} <= rows(text).keys()


def test_a_merger_is_told_and_not_continued(client: FlaskClient) -> None:
    text = client.get("/chains?government=重庆市綦江区&indicator=地区生产总值").text
    assert "合并前的数值不续接" in text and min(rows(text)) == "2012"


@pytest.mark.parametrize("choice", HOSTILE)
def test_unknown_choices_are_left_out_and_told(client: FlaskClient, choice: str) -> None:
    response = client.get(f"/chains?{choice}")
    assert response.status_code == 200
    assert "没有采用" in response.text and "<script>alert" not in response.text


def test_a_ranking_keeps_comparators(client: FlaskClient) -> None:
    text = words(client.get("/ranking?year=2022&indicator=地区生产总值").text)
    places = [text.index(each) for each in ("成都市 ≥7%", "重庆市 ≈5.5%", "贵州省 5–6%")]
    assert places == sorted(places)


def test_levels_choose_governments(client: FlaskClient) -> None:
    text = words(client.get("/ranking?year=2022&indicator=地区生产总值&level=province").text)
    assert "贵州省" in text and "成都市 ≥7%" not in text


@pytest.mark.parametrize("choice", ["year=1066", "year=2022&level=village", "indicator=<b>x</b>"])
def test_unknown_choices_of_a_ranking_are_told(client: FlaskClient, choice: str) -> None:
    response = client.get(f"/ranking?{choice}")
    assert response.status_code == 200 and "没有采用" in response.text and "<b>x" not in response.text


def test_pages_open_without_choices_and_in_english(client: FlaskClient) -> None:
    for path in ("/chains", "/ranking"):
        assert client.get(path).status_code == 200
        text = client.get(f"{path}?lang=en").text
        assert "Gross" in text and Numbers(text).found


def test_a_project_is_followed_on_its_page(client: FlaskClient) -> None:
    found = client.get("/questions/project-history?words=渝昆").text
    address = re.search(r'href="(/doc/chongqing-2022/project/[a-z0-9]+)"', found)
    assert address
    text = words(client.get(address[1]).text)
    assert "历次报告中的这个项目" in text
    for expected in ("2021 渝昆高速铁路", "启动", "首次提到", "2024 渝昆高铁", "相似度 0.95"):
        assert expected in text, expected
