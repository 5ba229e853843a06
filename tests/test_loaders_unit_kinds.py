"""Kinds of units: what a figure may measure."""

from __future__ import annotations

import pytest

from loaders.unit_kinds import is_of_group, is_rate, kind_of_indicator, kinds_of, kinds_of_rates


@pytest.mark.parametrize(("unit", "kind"), [
    ("元", "money"), ("亩", "area"), ("个", "count"), ("座", "physical"), ("千瓦", "power"), ("千瓦时", "energy"), ("度", "angle"),
])  # fmt: skip
def test_the_kind_of_an_indicator(unit: str, kind: str) -> None:
    assert kind_of_indicator(unit) == kind


def test_a_unit_may_be_of_several_kinds() -> None:
    assert kinds_of("户") == ("count", "physical", "people")
    assert kinds_of("头") == ("physical",)
    assert kinds_of("千瓦") == ("power",)  # 百万千瓦风电基地 is no tonnage


def test_only_shares_change_by_points() -> None:
    assert kinds_of_rates("pp") == ("share",) and "money" in kinds_of_rates("%")
    assert is_rate("%", "growth") and is_rate("×", "level") and not is_rate("%", "share")


@pytest.mark.parametrize(("unit", "usual", "one_character", "counts"), [
    ("家", "个", False, True),
    ("所", "个", True, False),  # 幼儿园分园 is no zone
    ("平方米", "亩", True, False),  # 旧住宅区 is no farmland
    ("平方公里", "亩", False, True),
    ("公里", "亩", False, False),
    ("场次", "场", False, True),
    ("辆", "台", False, True),
    ("台", "户", False, False),
])  # fmt: skip
def test_groups_are_held_to_their_units(unit: str, usual: str, one_character: bool, counts: bool) -> None:
    assert is_of_group(unit, usual, one_character=one_character) is counts
