"""The number grammar: what is rendered is read back, and what is no amount is refused with its reason."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.quantities import Quantity, Refusal, chinese_number, magnitude, quantities
from loaders.reading import read
from ontology.errors import QuantityError
from tests.reports import kept

UNITS = ["元", "户", "家", "公里", "平方米", "亩", "吨", "人次", "千瓦"]


NUMBERS = st.decimals(min_value=0, max_value=99999, places=2)
SCALES = st.sampled_from(["", "百", "千", "万", "百万", "千万", "亿", "百亿", "千亿", "万亿"])
FULL_WIDTH = {ord(half): full for half, full in zip("0123456789.%", "０１２３４５６７８９．％", strict=True)}


def only(text: str) -> Quantity:
    """The one quantity of a text; raises where there is another or none."""
    (quantity,) = quantities(read(kept(text)).text)
    assert isinstance(quantity, Quantity)
    return quantity


@given(NUMBERS, SCALES, st.sampled_from(UNITS), st.booleans())
def test_what_is_rendered_is_read_back(number: Decimal, scale: str, unit: str, wide: bool) -> None:
    written = f"{number}{scale}{unit}"
    quantity = only(f"达到{written.translate(FULL_WIDTH) if wide else written}以上")
    assert (quantity.value, quantity.unit) == (number * magnitude(scale), unit)
    assert quantity.form == "plain" and quantity.upper is None and not quantity.more


@given(st.integers(min_value=1000, max_value=10**9), st.sampled_from(UNITS))
def test_thousands_may_be_parted(number: int, unit: str) -> None:
    assert only(f"完成{number:,}{unit}").value == number


@given(NUMBERS, NUMBERS, st.sampled_from(["-", "—", "－", "~", "至"]), SCALES)
def test_both_ends_of_a_range_are_read_back(low: Decimal, width: Decimal, dash: str, scale: str) -> None:
    quantity = only(f"增加{low}{dash}{low + width + 1}{scale}户")
    ends = (low * magnitude(scale), (low + width + 1) * magnitude(scale))
    assert (quantity.value, quantity.upper, quantity.form) == (*ends, "range")


@given(NUMBERS, NUMBERS, st.sampled_from(["-", "—", "至"]))
def test_a_range_of_shares_may_name_its_unit_twice(low: Decimal, width: Decimal, dash: str) -> None:
    quantity = only(f"增长{low}%{dash}{low + width + 1}%")
    assert (quantity.value, quantity.upper, quantity.unit) == (low, low + width + 1, "%")


@given(st.decimals(min_value=1, max_value=99, places=1), st.sampled_from([":", "∶"]))
def test_ratios_are_read_back(left: Decimal, colon: str) -> None:
    quantity = only(f"缩小到{left}{colon}1")
    assert (quantity.value, quantity.unit, quantity.form) == (left, ":1", "ratio")


@given(st.integers(min_value=1, max_value=9999), st.sampled_from("余多"), SCALES, st.sampled_from(UNITS))
def test_what_is_more_says_so(number: int, more: str, scale: str, unit: str) -> None:
    quantity = only(f"帮助{number}{more}{scale}{unit}")
    assert quantity.more and quantity.value == number * magnitude(scale)


@given(st.integers(min_value=1, max_value=99), st.sampled_from(["个百分点", "倍"]))
def test_numerals_in_characters_are_read_back(number: int, unit: str) -> None:
    assert only(f"提高{in_chinese(number)}{unit}").value == number


@given(st.text(alphabet="0123456789.,%‰:∶-—~至余多万亿千百十成倍个元户级年月日第号期类Ⅱ（）、，。 \n", max_size=60))
def test_any_jumble_is_read_without_error_and_each_span_once(text: str) -> None:
    if not text.strip():
        return
    reading = read(kept(text))
    ends = [0]
    for found in quantities(reading.text):
        assert ends[-1] <= found.start < found.end <= len(reading.text)
        ends.append(found.end)


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
