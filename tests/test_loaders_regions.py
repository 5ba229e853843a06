"""Regions: places judged by sense."""

from __future__ import annotations

import pytest

from loaders.records import Region
from tests.reports import HEAD, PLAN, read_plan, read_text


def places(clause: str) -> list[tuple[str, str]]:
    return [(mention.span.text, "|".join(named.name for named in mention.regions)) for mention in _plan(clause)]


def _plan(clause: str) -> tuple[Region, ...]:
    extraction = read_plan(clause)
    start = extraction.source.text.index(clause)
    return tuple(region for region in extraction.regions if region.span.start >= start)


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("推进成渝中线高铁建设", [("成渝", "成都市|重庆市")]),
        ("建成江北国际机场第四跑道", []),
        ("建成万州机场航站楼扩建项目", [("万州", "万州区")]),
        ("推进“一区两群”协调发展", [("一区", "主城都市区"), ("两群", "渝东北三峡库区城镇群|渝东南武陵山区城镇群")]),
        ("支持万达开川渝统筹发展示范区建设", [("万达开川渝统筹发展示范区", "万达开川渝统筹发展示范区")]),
        ("基本完成秀山锰渣场整治", [("秀山", "秀山土家族苗族自治县")]),
        ("推动郑渝高铁开通", [("郑渝", "郑州市|重庆市")]),
        ("提升“投资重庆”招商品牌影响力", []),
        ("为外籍人士来渝提供便利", [("渝", "重庆市")]),
        ("加快建设西部金融中心", []),
        ("支持重庆大学建设", []),
        ("加快万开云同城化进程", [("万开云", "万州区|开州区|云阳县")]),
    ],
)
def test_places_of_a_clause(clause: str, expected: list[tuple[str, str]]) -> None:
    assert places(clause) == expected


def test_a_place_without_concept_keeps_its_name() -> None:
    (mention,) = [m for m in _plan("完善武隆区白石村设施") if m.span.text == "白石村"]
    assert mention.regions[0].name == "白石村"


@pytest.mark.parametrize(
    ("area", "clause", "expected"),
    [
        ("贵州省", "推进贵阳至盘州高速公路建设", [("贵阳", "贵阳市"), ("盘州", "盘州市")]),
        ("贵州省", "支持贵安新区发展", [("贵安新区", "贵安新区")]),
        ("太原市", "建设清徐综合物流园区", [("清徐综合物流园区", "清徐综合物流园区")]),
        ("太原市", "推进太钢改造", []),
        ("南昌市", "建设南昌县向塘镇物流基地", [("南昌县", "南昌县"), ("向塘镇", "向塘镇")]),
        ("淮南市", "开拓合作、为民勤政", []),
        ("西双版纳傣族自治州", "加强与上海松江区的合作", [("上海", "上海市"), ("松江区", "松江区")]),
        ("通化市", "开发长白山特色食品", [("长白山", "长白山")]),
    ],
)
def test_places_of_other_provinces(area: str, clause: str, expected: list[tuple[str, str]]) -> None:
    extraction = read_text(f"{HEAD.replace('重庆市', area)}{PLAN}{clause}。\n")
    start = extraction.source.text.index(clause)
    found = [(m.span.text, "|".join(n.name for n in m.regions)) for m in extraction.regions if m.span.start >= start]
    assert found == expected
