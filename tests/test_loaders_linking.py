"""Linking: names of indicators to the vocabulary's concepts, with the reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loaders.linking import IndicatorLinker, linker
from ontology.errors import VocabularyError
from ontology.vocabulary import Vocabulary, load_vocabulary


@pytest.mark.parametrize(("name", "unit", "measure", "concept", "reason"), [
    ("规上工业增加值", "%", "growth", "industrial-value-added", "name"),
    ("全市规上工业增加值", "%", "growth", "industrial-value-added", "scope"),
    ("经济", "%", "growth", "gdp", "name"),
    ("省级以上企业技术中心", "个", "flow", "innovation-platforms", "ending"),
    ("国家级高新技术企业", "家", "flow", "high-tech-enterprises", "name"),
    ("新能源产业产值", "%", "growth", "sector-output", "ending"),
    ("城镇老旧小区改造工程", "个", "flow", "old-communities", "ending"),
    ("公办幼儿园", "所", "flow", "kindergartens", "name"),
    ("残疾人提供托养服务", "人", "flow", "rehabilitation", "ending"),
    ("示范村全部达到省级验收标准", "个", "flow", "model-villages", "ending"),
    ("文化站、文化馆等项目", "个", "flow", "key-projects", "ending"),
    ("风电产业基地", "千瓦", "flow", "power-stations", "ending"),  # not tonnes of a product
    ("商城年交易额", "元", "level", "turnover", "head"),  # nothing says that it is online
    ("有研发活动的规上工业企业占比", "%", "share", "composition-share", "head"),  # firms, no output
    ("农村生活垃圾处理率", "%", "share", "treatment-rates", "ending"),  # not the city's rate, but what is above it
    ("固定资产投资（按新制度）", "%", "growth", "fixed-asset-investment", "scope"),
    ("城镇居民人均可支配收入、农民人均纯收入", "%", "growth", "income", "head"),
    ("全员劳动生产率提高到每人", "元", "level", "labour-productivity", "name"),
    ("国控断面水质", "类", "level", "water-class", "ending"),
    ("人均地区生产总值", "元", "level", "gdp-per-capita", "name"),
    ("森林覆盖率", "%", "share", "forest-cover", "name"),
])  # fmt: skip
def test_links(name: str, unit: str, measure: str, concept: str, reason: str) -> None:
    _, link = linker(load_vocabulary()).read(name, unit, measure)
    assert link is not None and (link.concept.iri.rsplit("/", 1)[-1], link.reason) == (concept, reason)
    assert 0 < link.score <= 1


@pytest.mark.parametrize(("wordings", "concept"), [
    ("规上工业 规模以上工业增加值 规模以上工业企业增加值", "industrial-value-added"),
    ("地区生产总值 GDP 经济", "gdp"),
    ("人均地区生产总值 人均GDP", "gdp-per-capita"),
    ("进出口 进出口总额 外贸进出口", "trade"),
])  # fmt: skip
def test_wordings_of_one_indicator(wordings: str, concept: str) -> None:
    for name in wordings.split():
        link = linker(load_vocabulary()).link(name, "%", "growth")
        assert link is not None and link.concept.iri.endswith(f"/{concept}"), name


def test_an_ending_stands_for_one_concept() -> None:
    first, second, *_ = load_vocabulary().scheme("indicator")
    twice = [replace(each, aliases=(), hidden=("工业旅游",)) for each in (first, second)]
    units = load_vocabulary().scheme("unit")
    with pytest.raises(VocabularyError, match="工业旅游"):
        IndicatorLinker(Vocabulary([*twice, *units]))


@pytest.mark.parametrize(("name", "unit", "measure"), [
    ("人均旅游收入", "元", "level"),  # per head is no total
    ("老旧小区", "元", "level"),  # money is no count
    ("民营工业投资占比", "公里", "flow"),
    ("指南", "篇", "flow"),
    ("旱作高标准农田", "个", "flow"),  # land is not counted
    ("智能工厂和绿色矿山", "个", "flow"),  # one number for two indicators
    ("优良水体比例", "个", "flow"),  # 例 is no case of use
    ("自治区统筹推进", "个", "flow"),  # a government is no zone
    ("每个县（市、区）", "个", "flow"),  # who does it
    ("规模以上工业计划", "%", "growth"),
])  # fmt: skip
def test_no_link_where_units_or_sense_differ(name: str, unit: str, measure: str) -> None:
    assert linker(load_vocabulary()).link(name, unit, measure) is None


def test_a_goal_in_the_name_is_left_out() -> None:
    named, _ = linker(load_vocabulary()).read("地区生产总值预期目标", "%", "growth")
    assert named.name == "地区生产总值" and named.concept
