"""Commitments: clause by clause, with the main verb and kind."""

from __future__ import annotations

import pytest

from loaders.records import Commitment
from tests.reports import read_plan


def promised(clause: str) -> list[Commitment]:
    extraction = read_plan(clause)
    start = extraction.source.text.index(clause[:4])
    return [c for c in extraction.commitments if c.span.start >= start]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (
            "深入开展抓项目促投资专项行动，编制实施市级政府投资项目三年滚动计划",
            [("深入开展抓项目促投资专项行动", "开展", "programme"),
             ("编制实施市级政府投资项目三年滚动计划", "编制实施", "programme")],
        ),
        ("力争制造业投资增长12%以上", [("力争制造业投资增长12%以上", "增长", "quantitative")]),
        ("完善民间投资支持政策", [("完善民间投资支持政策", "完善", "institution")]),
        ("办好首届乡村振兴国际博览会", [("办好首届乡村振兴国际博览会", "办好", "event")]),
        ("确保居民收入增速高于经济增速", [("确保居民收入增速高于经济增速", "高于", "measure")]),
        ("促进消费提质扩容", [("促进消费提质扩容", "促进", "direction")]),
        ("依托龙头企业，结合资源禀赋，统筹产业布局", [("依托龙头企业，结合资源禀赋，统筹产业布局", "统筹", "direction")]),
        ("城镇新增就业60万人以上", [("城镇新增就业60万人以上", "新增", "quantitative")]),
        ("这是新征程的起步之年", []),
    ],
)  # fmt: skip
def test_commitments_of_a_sentence(clause: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(c.span.text, c.action, c.type) for c in promised(clause)] == expected


def test_a_governed_clause_carries_its_region() -> None:
    _, second = promised("支持渝东南建设旅游区，打造一批特色小镇")
    ((region, where),) = second.carried_regions
    assert (region.name, where.text) == ("渝东南武陵山区城镇群", "渝东南")
