"""The number grammar: what is rendered is read back, and what is no amount is refused with its reason."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.quantities import MAGNITUDES, Quantity, Refusal, chinese_number, quantities
from ontology.errors import QuantityError

UNITS = ["元", "户", "家", "公里", "平方米", "亩", "吨", "人次", "千瓦"]


@given(
    st.decimals(min_value=0, max_value=99999, places=2),
    st.sampled_from(["", "万", "亿", "万亿"]),
    st.sampled_from(UNITS),
    st.booleans(),
)
def test_what_is_rendered_is_read_back(number: Decimal, magnitude: str, unit: str, full_width: bool) -> None:
    scale = 1
    for word in magnitude:
        scale *= MAGNITUDES[word]
    (quantity,) = quantities(f"达到{number}{magnitude}{unit}以上")
    assert isinstance(quantity, Quantity)
    assert (quantity.value, quantity.unit) == (number * scale, unit)


@given(st.integers(min_value=1, max_value=9999))
def test_chinese_numerals_are_read_back(number: int) -> None:
    assert chinese_number(in_chinese(number)) == number


def in_chinese(number: int) -> str:
    words, digits = "", "零一二三四五六七八九"
    for power, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        words += digits[digit] + word if digit else ""
    return words


def test_a_word_that_is_no_numeral_is_named() -> None:
    with pytest.raises(QuantityError, match="三个"):
        chinese_number("三个")


@pytest.mark.parametrize(
    ("text", "reason"),
    [("第4极", "ordinal"), ("2023年", "date"), ("7号线", "name"), ("5G网络", "name"), ("PM2.5", "name"), ("“1+5”", "formula")],
)
def test_what_is_no_amount_is_refused(text: str, reason: str) -> None:
    found = list(quantities(text))
    assert any(isinstance(item, Refusal) and item.reason == reason for item in found), found
    assert not any(isinstance(item, Quantity) for item in found)


@pytest.mark.parametrize(
    ("text", "value", "upper", "unit"),
    [
        ("1.3万余家", "13000", None, "家"), ("40多万", "400000", None, ""), ("翻两番", "4", None, "×"),
        ("4.5%—5%", "4.5", "5", "%"), ("1.8:1", "1.8", None, ":1"), ("千亿级", "100000000000", None, "元"),
        ("Ⅱ类", "2", None, "类"), ("8.1万套（间）", "81000", None, "套"), ("1,234户", "1234", None, "户"),
        ("200万—300万吨", "2000000", "3000000", "吨"), ("三成以上", "30", None, "%"), ("18万名", "180000", None, "人"),
    ],
)  # fmt: skip
def test_forms(text: str, value: str, upper: str | None, unit: str) -> None:
    (quantity,) = quantities(text)
    assert isinstance(quantity, Quantity)
    assert quantity.value == Decimal(value)
    assert quantity.upper == (Decimal(upper) if upper else None)
    assert quantity.unit == unit
