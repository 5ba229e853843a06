"""Livelihood lists: how they are numbered, where they end, and when they are not taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.pipeline import read_report
from tests.reports import read_plan

THREE = ("新建公办幼儿园5所", "改造老旧小区20个", "开展免费产前筛查")

LISTS = {
    "；": "今年办好3件民生实事：新建公办幼儿园5所；改造老旧小区20个；开展免费产前筛查。让群众更满意。",
    "包括": "滚动实施一批重点民生实事。包括：新建公办幼儿园5所；改造老旧小区20个；开展免费产前筛查。",
    "①": "办好三件实事：①新建公办幼儿园5所；②改造老旧小区20个；③开展免费产前筛查。",
    "（1）": "集中力量办好“三件实事”：（1）新建公办幼儿园5所。（2）改造老旧小区20个。（3）开展免费产前筛查。",
    "1.": "办好3件惠民实事：1.新建公办幼儿园5所；2.改造老旧小区20个；3.开展免费产前筛查。",
    "一是": "办好3件民生实事：一是新建公办幼儿园5所；二是改造老旧小区20个；三是开展免费产前筛查。",
    "paragraphs": "办好3件民生实事：\n1.新建公办幼儿园5所；\n2.改造老旧小区20个；\n3.开展免费产前筛查。\n各位代表！",
}


@pytest.mark.parametrize("form", LISTS)
def test_items_of_each_form(form: str) -> None:
    items = read_plan(LISTS[form]).items
    assert tuple(item.span.words for item in items) == THREE
    assert [item.number for item in items] == [1, 2, 3]
    assert all("实事" in item.announced.text for item in items)
    assert all({reason.field for reason in item.because} == {"number", "list"} for item in items)


def test_items_of_several_sentences_are_whole() -> None:
    text = "办好3件民生实事：\n1.新建幼儿园5所。年内开园。\n2.改造老旧小区20个。\n3.开展免费筛查。惠及3万人。\n各位代表！"
    items = read_plan(text).items
    assert [item.span.words for item in items] == [
        "新建幼儿园5所。年内开园", "改造老旧小区20个", "开展免费筛查。惠及3万人",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "办好10件民生实事：新建公办幼儿园5所；改造老旧小区20个；开展免费产前筛查。",  # not ten
        "为企业解难题、办实事，完善机制。",
        "民生实事年度任务全部完成。",
        "办好3件民生实事：新建公办幼儿园5所、改造老旧小区20个、开展免费产前筛查。",  # bounds unknown
    ],
)
def test_what_is_no_list(text: str) -> None:
    assert not read_plan(text).items


def test_the_shipped_report_lists_fifteen() -> None:
    items = read_report(Path(__file__).parents[1] / "data/reports/chongqing-2023.txt").items
    assert len(items) == 15
    assert items[0].span.text == "新开工改造城镇老旧小区2069个"
    assert items[5].span.text == "创建100家“渝馨家园（残疾人之家）”，实施困难重度残疾人家庭无障碍改造1万户"
    assert items[14].span.text == "安装873台化粪池安全监测系统，完成2万个窨井盖专项整治"
