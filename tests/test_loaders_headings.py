"""Headings without numbering, datelines, and where a review ends."""

from __future__ import annotations

import pytest

from loaders.headings import is_dateline, is_unnumbered, review_end
from loaders.reading import read
from tests.reports import HEAD, kept, read_text

REVIEW = "过去的一年，我们扎实工作。全市地区生产总值增长5%，新增企业20家。\n" * 8
THANKS = "各位代表！我代表市人民政府，向全市人民表示衷心的感谢！\n"
PROBLEMS = "我们也清醒看到，发展还存在不少困难和问题。\n"
PLANS = "地区生产总值增长6%以上，完成投资30亿元。\n" * 8


@pytest.mark.parametrize("line", ["——二〇二一年三月二十三日在许昌市第七届人民代表大会上", "—2022年1月6日在市七届人大一次会议上"])
def test_datelines(line: str) -> None:
    assert is_dateline(line)


@pytest.mark.parametrize("line", ["——五年来，我们坚持创新", "——地区生产总值增长7%"])
def test_items_are_no_datelines(line: str) -> None:
    assert not is_dateline(line)


@pytest.mark.parametrize("line", ["2021年重点工作", "关于2020年工作回顾和“十三五”发展主要成就", "今后五年的目标任务"])
def test_lines_of_a_period_and_a_matter_are_headings(line: str) -> None:
    assert is_unnumbered(line)


@pytest.mark.parametrize("line", ["2021年政府工作报告", "今年，要做好以下工作", "主要任务", "今年的工作。"])
def test_other_lines_are_no_headings(line: str) -> None:
    assert not is_unnumbered(line)


def test_a_review_ends_with_thanks_and_problems() -> None:
    reading = read(kept(HEAD + REVIEW + THANKS + PROBLEMS + PLANS))
    end = review_end(reading)
    assert end is not None and reading.text[:end].endswith("困难和问题。")


def test_a_text_without_thanks_or_problems_has_no_end_of_review() -> None:
    assert review_end(read(kept(HEAD + REVIEW + PLANS))) is None


def test_without_any_heading_the_end_of_the_review_parts_results_from_targets() -> None:
    figures = read_text(HEAD + REVIEW + THANKS + PROBLEMS + PLANS).figures
    assert {(f.span.text, f.kind, str(f.horizon.period)) for f in figures} == {
        ("5%", "actual", "2023"), ("20家", "actual", "2023"),
        ("6%", "target", "2024"), ("30亿元", "target", "2024"),
    }


def test_unnumbered_headings_hold_the_numbered_ones() -> None:
    text = f"{HEAD}2023年工作回顾\n一、经济稳定。地区生产总值增长5%。\n2024年工作安排\n一、扩大内需。完成投资30亿元。\n"
    sections = read_text(text).sections
    assert [(s.level, s.title, s.default) for s in sections] == [
        (1, "2023年工作回顾", "actual"),
        (2, "经济稳定", "actual"),
        (1, "2024年工作安排", "target"),
        (2, "扩大内需", "target"),
    ]


def test_a_heading_that_says_nothing_of_a_plan_is_of_the_review_before_its_end() -> None:
    text = f"{HEAD}一、砥砺前行，经济迈上新台阶\n{REVIEW}{THANKS}{PROBLEMS}二、接续奋斗，开创新局面\n{PLANS}"
    assert [section.default for section in read_text(text).sections] == ["actual", "target"]
