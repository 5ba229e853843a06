"""The annual growth target: one figure told from all others that look like it."""

from __future__ import annotations

import pytest

from loaders.headline import annual_growth_target
from tests.reports import HEAD, PLAN, REVIEW, read_plan, read_text

FIVE = "三、今后五年目标任务\n"
MIXED = "二、“十四五”目标和2024年工作安排\n"


def found(text: str) -> list[tuple[str, str | None, str]]:
    """Value, upper end and comparator of each target of a text after the usual head."""
    figures = annual_growth_target(read_text(HEAD + text))
    return [(str(f.value), str(f.upper) if f.upper is not None else None, f.comparator) for f in figures]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("地区生产总值增长6%以上", ("6", None, ">=")),
        ("今年主要预期目标是：全市生产总值增长5.0%左右，投资增长8%", ("5", None, "~")),
        ("GDP增长8%-8.5%", ("8", "8.5", "=")),
        ("预期地区生产总值增长7.5%左右", ("7.5", None, "~")),
        ("生产总值同比增9%左右", ("9", None, "~")),
        ("主要预期目标是:地区生产总值增长7.5%，投资增长10%", ("7.5", None, "=")),
        ("地区生产总值可比增长10%", ("10", None, "=")),
        ("今年经济增长预期目标为6%-6.5%", ("6", "6.5", "=")),
        ("经济增速达到7%以上", ("7", None, ">=")),
        ("确保GDP保持7%左右的中高速增长", ("7", None, "~")),
        ("地区生产总值超1000亿元，增长10%以上", ("10", None, ">=")),
    ],
)
def test_wordings(clause: str, expected: tuple[str, str | None, str]) -> None:
    assert found(f"{PLAN}我们要做好工作，务求实效。{clause}。\n") == [expected]


@pytest.mark.parametrize(
    "clause",
    [
        "居民收入增长与经济增长同步，规上工业增加值增长7%",
        "到2027年地区生产总值增长30%",
        "地区生产总值年均增长6%",
        "地区生产总值突破4万亿元",
        "单位地区生产总值能耗下降3%",
        "经济总量翻一番",
    ],
)
def test_other_targets(clause: str) -> None:
    assert found(f"{PLAN}我们要做好工作，务求实效。{clause}。\n") == []


def test_results_and_five_year_paces_are_none() -> None:
    text = f"{REVIEW}地区生产总值增长5%。\n{PLAN}地区生产总值增长6%。\n{FIVE}地区生产总值年均增长7%。\n"
    assert found(text) == [("6", None, "=")]


def test_a_mixed_plan_turns_from_five_years_to_one() -> None:
    text = f"{MIXED}“十四五”时期，我们奋力前行。地区生产总值增长7%。\n今年是关键之年。地区生产总值增长6%。\n"
    assert found(text) == [("6", None, "=")]


def test_what_is_said_again_is_given_once() -> None:
    assert found(f"{PLAN}地区生产总值增长6%。\n确定地区生产总值增长6%的目标，是积极的。\n") == [("6", None, "=")]


def test_announced_targets_count_in_any_section() -> None:
    text = f"{REVIEW}我们完成了任务。\n今年的主要预期目标是：地区生产总值增长6%，投资增长7%。\n"
    assert found(text) == [("6", None, "=")]


def test_a_higher_aim_beside_the_target_is_not_the_target() -> None:
    for words in ("地区生产总值增长6%左右，力争6.5%", "地区生产总值确保增长6%、力争增长6.5%"):
        assert [figure.span.text for figure in annual_growth_target(read_plan(words))] == ["6%"]


def test_results_told_in_a_plan_are_no_targets() -> None:
    told = "过去一年，全省上下齐心协力。地区生产总值增长5%。今年主要预期目标是：地区生产总值增长6%。"
    extraction = read_text(f"{HEAD}{REVIEW}工作顺利。\n{PLAN}{told}\n")
    assert [(figure.kind, str(figure.horizon.period)) for figure in extraction.figures] == [
        ("actual", "2023"), ("target", "2024"),
    ]  # fmt: skip
    assert [figure.span.text for figure in annual_growth_target(extraction)] == ["6%"]
