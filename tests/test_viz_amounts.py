"""Values as people write them."""

from __future__ import annotations

import pytest

from viz.amounts import amount, number, symbol

CASES = [
    # value, notation of the unit, upper value, name in English, Chinese, English
    ("6", "%", "", "per cent", "6%", "6%"),
    ("4000000000000", "元", "", "yuan (CNY)", "4万亿元", "CNY 4 trillion"),
    ("2910000000000", "元", "", "yuan (CNY)", "2.91万亿元", "CNY 2.91 trillion"),
    ("600000", "人", "", "person", "60万人", "600,000 people"),
    ("5.5", "%", "6", "per cent", "5.5–6%", "5.5–6%"),
    ("-3.2", "%", "", "per cent", "-3.2%", "-3.2%"),
    ("0", "个", "", "", "0个", "0 个"),
    ("若干", "项", "", "items", "若干项", "若干 items"),
]


@pytest.mark.parametrize(("value", "unit", "upper", "name", "chinese", "english"), CASES)
def test_amounts(value: str, unit: str, upper: str, name: str, chinese: str, english: str) -> None:
    assert amount(value, unit, "zh", upper, name=name) == chinese
    assert amount(value, unit, "en", upper, name=name) == english


def test_nothing_is_rounded() -> None:
    assert number("123456789.125", "zh") == "1.23456789125亿"


def test_equality_has_no_sign() -> None:
    assert [symbol(sign) for sign in (">=", "=", "~", "?")] == ["≥", "", "≈", "?"]
