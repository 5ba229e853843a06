"""Targets without a number: what they compare with what, and what only sounds alike."""

from __future__ import annotations

import pytest

from loaders.jsonl import to_json
from loaders.linking import linker
from loaders.relations import relation_of
from ontology.vocabulary import load_vocabulary
from tests.reports import read_plan

LINKER = linker(load_vocabulary())

COMPARED = {
    "居民收入增长快于经济增长": (">", "居民收入", "经济增长"),
    "确保居民收入增幅不低于生产总值增幅": (">=", "居民收入", "生产总值增幅"),
    "城镇调查失业率低于全国平均水平": ("<", "城镇调查失业率", "全国平均水平"),
    "城镇调查失业率不高于全省平均水平": ("<=", "城镇调查失业率", "全省平均水平"),
    "外贸进出口增长继续高于全国平均水平": (">", "外贸进出口", "全国平均水平"),
    "居民人均可支配收入增长与经济增长基本同步": ("~", "居民人均可支配收入", "经济增长"),
    "城乡居民收入和经济增长保持同步": ("=", "城乡居民收入", "经济增长"),
}


@pytest.mark.parametrize("clause", COMPARED)
def test_what_is_compared_with_what(clause: str) -> None:
    found = relation_of(clause, LINKER)
    assert found is not None
    relation = found.relation
    assert (relation.comparator, relation.indicator.name, relation.reference) == COMPARED[clause]
    assert clause[found.start : found.end].startswith(relation.indicator.name)


@pytest.mark.parametrize(
    "clause",
    [
        "实现民生改善与经济发展同步共进",
        "推进线上线下同步办理",
        "与全国同步基本实现社会主义现代化",
        "重点支持平板显示",
        "经济保持平稳较快增长",
        "进出口增速高于全国2个百分点",
        "按照不低于国家的标准发放补贴",
    ],
)
def test_what_only_sounds_alike(clause: str) -> None:
    assert relation_of(clause, LINKER) is None


def test_a_doubtful_link_is_left_out() -> None:
    found = relation_of("主要经济指标增速高于全省平均水平", LINKER)
    assert found is None or found.relation.indicator.concept is None


def test_a_commitment_holds_its_relation() -> None:
    extraction = read_plan("居民收入增长快于经济增长")
    (commitment,) = (each for each in extraction.commitments if each.relation)
    fields = to_json(commitment, extraction)
    assert (fields["type"], fields["relation"], fields["compared"]) == ("measure", ">", "居民收入")
    assert fields["compared_concept"] and fields["reference"] == "经济增长"
    assert ("relation", "relation-compared") in {(why.field, why.rule) for why in commitment.because}
