"""Areas of figures: the place with which a clause begins, where it is a part of the territory."""

from __future__ import annotations

import pytest

from tests.reports import read_plan

PLACES = {
    "中心城区新增停车位10万个": ["中心城区"],
    "万州、涪陵新增就业5万人": ["万州区", "涪陵区"],
    "永川地区生产总值增长8%": ["永川区"],
    "成渝20个合作项目开工": ["成都市", "重庆市"],
    "其中万州区完成投资100亿元": ["万州区"],
    "万州机场旅客突破200万人次": ["重庆市"],
    "长江流域禁捕渔船5000艘": ["重庆市"],
    "北京企业投资100亿元": ["重庆市"],
    "重庆地区生产总值增长6%": ["重庆市"],
    "新增驻渝总领馆3家": ["重庆市"],
    "开工中心城区至永川等4条市域铁路": ["重庆市"],
}


@pytest.mark.parametrize("clause", PLACES)
def test_the_area_of_a_clause(clause: str) -> None:
    figures = read_plan(clause).figures
    assert figures and {tuple(region.name for region in figure.regions) for figure in figures} == {
        tuple(PLACES[clause])
    }


def test_the_place_is_no_part_of_the_name() -> None:
    (figure,) = read_plan("永川地区生产总值增长8%").figures
    assert figure.indicator.name == "地区生产总值"
    assert [(why.rule, why.span.text) for why in figure.because if why.field == "region"] == [("region-of-clause", "永川")]


def test_a_clause_without_a_place_is_of_the_whole_again() -> None:
    figures = read_plan("永川新增就业5万人，城镇登记失业率控制在4%以内").figures
    assert [figure.regions[0].name for figure in figures] == ["永川区", "重庆市"]
