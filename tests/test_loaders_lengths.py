"""Pieces of what is too long to be read whole: nothing is lost, no number is cut."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from loaders.lengths import pieces


@given(st.text(alphabet="建设工程推动0123456789.%，、（万亿", max_size=300), st.integers(40, 80))
def test_pieces_make_the_text_and_cut_no_number(text: str, most: int) -> None:
    found = list(pieces(text, most))
    assert "".join(text[start:end] for start, end in found) == text
    for start, end in found:
        assert end - start <= most or re.fullmatch(r"[\d.%万亿]+", text[start:end])
        assert end == len(text) or not re.fullmatch(r"\d[\d.万亿%]", text[end - 1 : end + 1])


def test_a_number_keeps_its_unit() -> None:
    text = "推动高质量发展" * 11 + "完成投资3000亿元" + "推动高质量发展" * 11
    assert any("完成投资3000亿元" in text[start:end] for start, end in pieces(text, 84))
