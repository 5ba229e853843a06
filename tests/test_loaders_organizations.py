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
