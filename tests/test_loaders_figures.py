"""Figures: the cases of cases/figures.jsonl, and facts told from promises."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from loaders.records import Figure
from tests.reports import HEAD, PLAN, REVIEW, read_plan, read_text

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases/figures.jsonl").read_text("utf-8").splitlines()]


def row(figure: Figure) -> list[str]:
    return [
        figure.span.text, str(figure.value.to_integral_value() if figure.value % 1 == 0 else figure.value),
        figure.unit.name, figure.indicator.name, figure.measure, figure.comparator,
        str(figure.horizon.period), figure.strength,
    ]  # fmt: skip


def test_no_case_is_lost() -> None:
    assert len(CASES) == 17


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_figures_of_a_clause(case: dict[str, object]) -> None:
    assert [row(figure) for figure in read_plan(str(case["text"])).figures] == case["figures"]


def test_the_section_tells_facts_from_promises() -> None:
    extraction = read_text(f"{HEAD}{REVIEW}地区生产总值增长5%。\n{PLAN}地区生产总值增长6%。\n")
    assert [(f.kind, str(f.horizon.period)) for f in extraction.figures] == [("actual", "2023"), ("target", "2024")]


def test_a_range_keeps_both_ends() -> None:
    (figure,) = read_plan("地区生产总值增长5.5%—6%").figures
    assert (figure.value, figure.upper) == (Decimal("5.5"), Decimal("6"))


def test_counts_that_differ_are_not_zipped() -> None:
    figures = read_plan("铁路、机场、公路投资分别增长10%、6%").figures
    assert "机场投资" not in {figure.indicator.name for figure in figures}


def test_what_is_announced_holds_for_a_list_of_paragraphs() -> None:
    paragraphs = "今后五年，展望可期。\n2024年主要预期目标是：\n地区生产总值增长6%；\n进出口增长3%。\n粮食产量达到1000万吨。\n"
    extraction = read_text(f"{HEAD}{REVIEW}工作顺利。\n二、今后五年和2024年工作安排\n{paragraphs}")
    found = [(figure.span.text, str(figure.horizon.period), figure.horizon.by) for figure in extraction.figures]
    assert found == [
        ("6%", "2024", "period-year"), ("3%", "2024", "period-year"), ("1000万吨", "2024", "period-opening"),
    ]  # fmt: skip


def test_line_breaks_change_nothing() -> None:
    plain = f"{HEAD}{PLAN}" + "固定资产投资、社会消费品零售总额、进出口总值分别增长10%、6%、3%，城镇新增就业60万人以上。" * 30
    broken = f"{HEAD}{PLAN}" + "\n".join(plain[len(HEAD + PLAN) :][i : i + 37] for i in range(0, 2000, 37))
    expected = [row(figure) for figure in read_text(plain).figures]
    found = [row(figure) for figure in read_text(broken).figures]
    assert [[r[0].replace("\n", ""), *r[1:]] for r in found] == expected[: len(found)]
    assert len(found) > 100


def test_two_grades_in_a_row_share_the_noun_of_the_last() -> None:
    found = read_plan("加快形成一批千亿级百亿级产业集群。").figures
    assert [(each.value, each.indicator.name) for each in found] == [
        (Decimal(10**11), "产业集群"), (Decimal(10**10), "产业集群"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("办理人大代表建议97件，办复率达100%", ["人大代表建议办理", "办复率"]),
        ("粮食产量达到111亿斤，增产9亿斤", ["粮食产量", "增产"]),
        ("行政审批事项由205项减为95项", ["行政审批事项", "行政审批事项"]),
        ("审批事项由363项削减至141项", ["审批事项", "审批事项"]),
        ("占全省比重由21.9%升至25.7%", ["占全省比重", "占全省比重"]),
        ("城镇绿化覆盖率由43.2%提至46.5%", ["城镇绿化覆盖率", "城镇绿化覆盖率"]),
        ("一般公共预算收入跃上千亿元台阶，达到1020亿元", ["一般公共预算收入"]),
        ("科技馆、体育馆，分别达106家、150家", ["科技馆", "体育馆"]),
        ("财政收入占GDP、民生投入占财政支出的比重，分别达到12%、76%", ["财政收入占比", "民生投入占财政支出的比重"]),
        ("经过5年的不懈努力，新建农村公路900公里", ["农村公路"]),
    ],
)
def test_what_is_measured(text: str, named: list[str]) -> None:
    found = read_text(f"{HEAD}{REVIEW}{text}。\n").figures
    assert [figure.indicator.name for figure in found] == named
