"""Baselines, this year's targets, paces and verdicts: what each rule concludes, and where it is silent."""

from __future__ import annotations

import pytest

from graph.derived.pace import Paces
from loaders.records import Figure
from ontology.vocabulary import load_vocabulary
from tests.reports import read_text

HEAD = "政府工作报告\n——2024年1月20日在重庆市第六届人民代表大会第二次会议上\n各位代表：\n"
REVIEW = "一、2023年工作回顾\n"
PLAN = "\n二、2024年工作安排\n"


class Read:
    """The last target of a report of these two sentences, and what the rules say of it."""

    def __init__(self, review: str, plan: str) -> None:
        figures = read_text(HEAD + REVIEW + review + PLAN + plan).figures
        self.paces = Paces(figures, 2024, load_vocabulary())
        self.target = [figure for figure in figures if figure.kind == "target"][-1]
        self.baseline = self.paces.baseline(self.target)
        self.annual = self.paces.annual(self.target)

    def pace(self) -> str:
        found = self.paces.pace(self.target, self.baseline) if self.baseline else None
        return "" if found is None else str(found)

    def verdict(self) -> str:
        return (self.annual and self.paces.verdict(self.target, self.annual, self.baseline)) or ""


def words(figure: Figure | None) -> str:
    return figure.span.words if figure else ""


BASELINES = {
    "the last result": ("高新技术企业达到7500家。", "高新技术企业达到8000家。", "7500家"),
    "growth starts from nothing": ("高新技术企业达到7500家。", "高新技术企业增长10%。", ""),
    "another indicator": ("高新技术企业达到7500家。", "科技型企业达到8000家。", ""),
    "another area": ("高新技术企业达到7500家。", "万州区高新技术企业达到8000家。", ""),
    "another measure": ("高新技术企业增长5%。", "高新技术企业增长10%。", ""),
    "two results of one year": (
        "高新技术企业达到7500家。去年高新技术企业达到7600家。",
        "高新技术企业达到8000家。",
        "",
    ),
    "a unit that converts": ("耕地保有量达到2万公顷。", "耕地保有量达到31万亩。", "2万公顷"),
    "for so many people": ("养老床位达到3万张。", "每千名老年人拥有养老床位数达到40张。", ""),
}


@pytest.mark.parametrize("case", BASELINES)
def test_a_baseline_measures_the_same_thing(case: str) -> None:
    review, plan, expected = BASELINES[case]
    assert words(Read(review, plan).baseline) == expected


# By hand: 8000 / 7500 = 1.0667; 1728 / 1000 = 1.2 ^ 3; 2万公顷 = 30万亩 and 31 / 30 = 1.0333;
# √(2.4 / 2.5) = 0.9798.
PACES = {
    "one year": ("高新技术企业达到7500家。", "高新技术企业达到8000家。", "6.67"),
    "compounds over three": ("高新技术企业达到1000家。", "到2026年，高新技术企业达到1728家。", "20.00"),
    "in one unit": ("耕地保有量达到2万公顷。", "耕地保有量达到31万亩。", "3.33"),
    "points for shares": ("森林覆盖率达到50%。", "到2026年，森林覆盖率达到53%。", "1.00"),
    "less is better": ("城乡居民收入比缩小到2.5∶1。", "到2025年，城乡居民收入比缩小到2.4∶1。", "-2.02"),
    "no range": ("高新技术企业达到7500家。", "高新技术企业达到8000—9000家。", ""),
    "no bound to start from": ("高新技术企业超过7500家。", "高新技术企业达到8000家。", ""),
    "nothing about": ("高新技术企业达到7500家左右。", "高新技术企业达到8000家。", ""),
    "kept already": ("森林覆盖率达到55%。", "森林覆盖率稳定在53%以上。", ""),
    "no such pace": ("高新技术企业达到100家。", "高新技术企业达到8000家。", ""),
    "not of last year": ("2017年高新技术企业达到1000家。", "高新技术企业达到1200家。", ""),
}


@pytest.mark.parametrize("case", PACES)
def test_a_pace_leads_from_an_exact_result_to_one_value(case: str) -> None:
    review, plan, expected = PACES[case]
    assert Read(review, plan).pace() == expected


REVIEWED = (
    "高新技术企业达到1000家。进出口总额达到1000亿元。地区生产总值达到1000亿元。"
    "城镇居民人均可支配收入达到40000元。森林覆盖率达到50%。"
)
VERDICTS = {
    "level, enough": (
        "今年高新技术企业达到1100家。到2028年，高新技术企业达到1600家。",
        "1100家",
        "kept",
    ),
    "level, not enough": (
        "今年高新技术企业达到1050家。到2028年，高新技术企业达到1600家。",
        "1050家",
        "below",
    ),
    "growth of what has no price": (
        "今年高新技术企业增长10%。到2028年，高新技术企业达到1600家。",
        "10%",
        "kept",
    ),
    "growth at current prices": (
        "今年进出口总额增长3%。到2028年，进出口总额达到1300亿元。",
        "3%",
        "below",
    ),
    "growth at constant prices": (
        "今年地区生产总值增长6%。到2028年，地区生产总值达到1300亿元。",
        "6%",
        "bases-differ",
    ),
    "growth at unknown prices": (
        "今年城镇居民人均可支配收入增长6%。到2028年，城镇居民人均可支配收入达到50000元。",
        "6%",
        "basis-unknown",
    ),
    "for each year": (
        "今年地区生产总值增长6%以上。今后五年，地区生产总值年均增长6%左右。",
        "6%",
        "kept",
    ),
    "about, within its last place": (
        "今年地区生产总值增长6%左右。今后五年，地区生产总值年均增长6.2%。",
        "6%",
        "",
    ),
    "about, beyond its last place": (
        "今年地区生产总值增长6%左右。今后五年，地区生产总值年均增长7%。",
        "6%",
        "below",
    ),
    "shares": (
        "今年森林覆盖率达到50.5%。到2028年，森林覆盖率达到52%。",
        "50.5%",
        "kept",
    ),
    "points": (
        "今年森林覆盖率提高0.2个百分点。到2028年，森林覆盖率达到52%。",
        "0.2个百分点",
        "below",
    ),
    "two of one year": (
        "今年高新技术企业达到1100家。今年高新技术企业达到1200家。到2028年，高新技术企业达到1600家。",
        "",
        "",
    ),
    "a higher aim is not the target": (
        "今年高新技术企业达到1050家。力争高新技术企业达到1200家。到2028年，高新技术企业达到1600家。",
        "1050家",
        "below",
    ),
    "amounts of a year and of five": (
        "今年城镇新增就业10万人。今后五年，城镇新增就业60万人。",
        "10万人",
        "",
    ),
}


@pytest.mark.parametrize("case", VERDICTS)
def test_a_verdict_holds_like_against_like(case: str) -> None:
    plan, annual, expected = VERDICTS[case]
    found = Read(REVIEWED, plan)
    assert (words(found.annual), found.verdict()) == (annual, expected)
