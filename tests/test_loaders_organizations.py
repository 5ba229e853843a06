"""Organizations: canonical names, resolved by whose report it is."""

from __future__ import annotations

import pytest

from tests.reports import HEAD, PLAN, read_plan, read_text


def bodies(clause: str) -> list[tuple[str, str, str]]:
    extraction = read_plan(clause)
    start = extraction.source.text.index(clause)
    return [(o.span.text, o.organization.name, o.type) for o in extraction.organizations if o.span.start >= start]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("认真落实市委部署要求", [("市委", "中国共产党重庆市委员会", "party")]),
        ("贯彻党的二十大精神", [("党的二十大", "中国共产党第二十次全国代表大会", "party")]),
        ("落实党中央、国务院决策部署", [("党中央", "中国共产党中央委员会", "party"), ("国务院", "国务院", "government")]),
        ("贯彻市委六届二次全会精神", [("市委六届二次全会", "中国共产党重庆市第六届委员会第二次全体会议", "party")]),
        ("请市政协委员提出意见", [("市政协", "中国人民政治协商会议重庆市委员会", "other")]),
        ("支持重庆破产法庭建设", [("重庆破产法庭", "重庆破产法庭", "court")]),
        ("依托磷化集团、龙头企业发展产业", [("磷化集团", "磷化集团", "company")]),
    ],
)
def test_bodies_of_a_clause(clause: str, expected: list[tuple[str, str, str]]) -> None:
    assert bodies(clause) == expected


def test_local_words_follow_the_reports_own_government() -> None:
    head = HEAD.replace("重庆市", "贵州省")
    extraction = read_text(f"{head}{PLAN}认真落实省委部署，自觉接受省政协监督。\n")
    names = {o.organization.name for o in extraction.organizations}
    assert {"中国共产党贵州省委员会", "中国人民政治协商会议贵州省委员会"} <= names


@pytest.mark.parametrize(
    ("area", "word", "expected"),
    [
        ("太原市", "省委", "中国共产党山西省委员会"),
        ("太原市", "市政府", "太原市人民政府"),
        ("甘南藏族自治州", "州委", "中国共产党甘南藏族自治州委员会"),
        ("乌海市", "自治区党委", "中国共产党内蒙古自治区委员会"),
    ],
)
def test_words_of_rank_follow_the_area(area: str, word: str, expected: str) -> None:
    head = HEAD.replace("重庆市", area)
    found = [o for o in read_text(f"{head}{PLAN}落实{word}部署要求。\n").organizations if o.span.text == word]
    assert [o.organization.name for o in found] == [expected]


def test_a_word_of_a_lower_rank_names_no_body() -> None:
    head = HEAD.replace("重庆市", "贵州省")
    assert "市委" not in {o.span.text for o in read_text(f"{head}{PLAN}督促市委落实责任。\n").organizations}


def test_no_verb_before_a_name() -> None:
    assert bodies("积极申建国家级磷化工制造业创新中心")[0][0] == "国家级磷化工制造业创新中心"
