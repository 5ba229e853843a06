"""Linking: names of indicators to the vocabulary's concepts, with the reason."""

from __future__ import annotations

import pytest

from loaders.linking import linker
from ontology.vocabulary import load_vocabulary


@pytest.mark.parametrize(("name", "unit", "measure", "concept", "reason"), [
    ("规上工业增加值", "%", "growth", "industrial-value-added", "name"),
    ("全市规上工业增加值", "%", "growth", "industrial-value-added", "scope"),
    ("经济", "%", "growth", "gdp", "name"),
    ("省级以上企业技术中心", "个", "flow", "innovation-platforms", "ending"),
    ("国家级高新技术企业", "家", "flow", "high-tech-enterprises", "name"),
    ("新能源产业产值", "%", "growth", "sector-output", "ending"),
    ("城镇老旧小区改造工程", "个", "flow", "old-communities", "ending"),
    ("公办幼儿园", "所", "flow", "kindergartens", "name"),
    ("人均地区生产总值", "元", "level", "gdp-per-capita", "name"),
    ("森林覆盖率", "%", "share", "forest-cover", "name"),
])  # fmt: skip
def test_links(name: str, unit: str, measure: str, concept: str, reason: str) -> None:
    link = linker(load_vocabulary()).link(name, unit, measure)
    assert link is not None and (link.concept.iri.rsplit("/", 1)[-1], link.reason) == (concept, reason)
    assert 0 < link.score <= 1


@pytest.mark.parametrize(("name", "unit", "measure"), [
    ("人均旅游收入", "元", "level"),  # per head is no total
    ("老旧小区", "元", "level"),  # money is no count
    ("民营工业投资占比", "公里", "flow"),
    ("指南", "篇", "flow"),
])  # fmt: skip
def test_no_link_where_units_or_sense_differ(name: str, unit: str, measure: str) -> None:
    assert linker(load_vocabulary()).link(name, unit, measure) is None


def test_a_goal_in_the_name_is_left_out() -> None:
    named, _ = linker(load_vocabulary()).read("地区生产总值预期目标", "%", "growth")
    assert named.name == "地区生产总值" and named.concept
