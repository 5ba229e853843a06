"""Comparison of figures: one unit for values, and what meets a target worded 左右 or as a range."""

from __future__ import annotations

from decimal import Decimal

import pytest

from graph.derived.comparison import Comparison, Interval
from loaders.records import Figure
from ontology.vocabulary import load_vocabulary
from tests.reports import read_plan

COMPARISON = Comparison(load_vocabulary())


def figure(clause: str) -> Figure:
    return read_plan(clause).figures[0]


INTERVALS = {
    "地区生产总值增长6%": ("6", "6", "6"),
    "地区生产总值增长6%左右": ("5.5", "6", "6.5"),
    "地区生产总值增长6.5%左右": ("6.45", "6.5", "6.55"),
    "地区生产总值增长5%—6%": ("5", "6", "6"),
    "地区生产总值达到1.1万亿元左右": ("1050000000000", "1100000000000", "1150000000000"),
    "耕地保有量达到2公顷": ("30", "30", "30"),
}


@pytest.mark.parametrize("clause", INTERVALS)
def test_what_meets_a_target(clause: str) -> None:
    low, aim, high = map(Decimal, INTERVALS[clause])
    assert COMPARISON.interval(figure(clause)) == Interval(low, aim, high)


def test_less_is_more_in_the_mirror() -> None:
    assert Interval(Decimal(1), Decimal(2), Decimal(3)).mirrored() == Interval(
        Decimal(-3), Decimal(-2), Decimal(-1)
    )


UNITS = [
    ("耕地保有量达到2公顷", "耕地保有量达到30亩", True),
    ("耕地保有量达到2平方公里", "耕地保有量达到30亩", True),
    ("粮食产量达到2吨", "粮食产量达到4000斤", True),
    ("城镇老旧小区改造100个", "城镇老旧小区改造1000户", False),
]


@pytest.mark.parametrize(("one", "other", "expected"), UNITS)
def test_units_that_convert(one: str, other: str, expected: bool) -> None:
    assert COMPARISON.one_unit(figure(one), figure(other)) is expected


def test_factors_are_exact() -> None:
    found = [COMPARISON.value(figure(clause)) for clause in ("耕地保有量达到1平方公里", "粮食产量达到2000斤")]
    assert found == [Decimal(1500), Decimal(1)]
