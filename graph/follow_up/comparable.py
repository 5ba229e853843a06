"""Comparable: amounts in units of one kind, and what a stated number leaves open, as intervals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_MASS, _AREA, _LENGTH, _POWER, _VOLUME, _THINGS = "mass", "area", "length", "power", "volume", "things"
_SCALES: dict[str, tuple[str, Fraction]] = {
    "吨": (_MASS, Fraction(1000)), "公斤": (_MASS, Fraction(1)), "斤": (_MASS, Fraction(1, 2)), "克": (_MASS, Fraction(1, 1000)),
    "亩": (_AREA, Fraction(2000, 3)), "公顷": (_AREA, Fraction(10_000)), "平方米": (_AREA, Fraction(1)), "平方公里": (_AREA, Fraction(1_000_000)),
    "公里": (_LENGTH, Fraction(1000)), "米": (_LENGTH, Fraction(1)),
    "千瓦": (_POWER, Fraction(1)), "兆瓦": (_POWER, Fraction(1000)), "吉瓦": (_POWER, Fraction(1_000_000)),
    "立方米": (_VOLUME, Fraction(1)), "立方": (_VOLUME, Fraction(1)), "标方": (_VOLUME, Fraction(1)),
    **dict.fromkeys(("个", "家", "所", "座", "项", "件", "处", "根", "支", "台", "部"), (_THINGS, Fraction(1))),
}  # fmt: skip
"""Units that measure one kind of thing: 亩 is 2000/3 m² (GB 3100), 斤 is half a 公斤; classifiers of things are one."""


def dimension(unit: str) -> str:
    """What a unit measures; a unit that converts to no other measures its own."""
    return _SCALES[unit][0] if unit in _SCALES else unit


def alike(unit: str, other: str) -> bool:
    """Whether amounts in the two units can be compared; businesses are counted in 家 and 户 alike."""
    return dimension(unit) == dimension(other) or {unit, other} == {"家", "户"}


def in_base(value: Decimal, unit: str) -> Fraction:
    """The amount in the base unit of its dimension.

    >>> in_base(Decimal(108), "亩") == 72000, in_base(Decimal(3), "%")
    (True, Fraction(3, 1))
    """
    return Fraction(value) * (_SCALES[unit][1] if unit in _SCALES else 1)


@dataclass(frozen=True, slots=True)
class Interval:
    """Numbers between two ends; an end that is None is open to infinity."""

    low: Fraction | None
    high: Fraction | None
    low_in: bool = True
    """Whether the lower end itself is inside."""
    high_in: bool = True

    def within(self, other: Interval) -> bool:
        """Whether every number of this one is in the other."""
        return self._not_before(other) and _mirror(self)._not_before(_mirror(other))

    def apart(self, other: Interval) -> bool:
        """Whether no number is in both."""
        return _before(self, other) or _before(other, self)

    def _not_before(self, other: Interval) -> bool:
        if other.low is None:
            return True
        if self.low is None:
            return False
        return self.low > other.low or (self.low == other.low and (other.low_in or not self.low_in))


def _mirror(one: Interval) -> Interval:
    return Interval(
        None if one.high is None else -one.high,
        None if one.low is None else -one.low,
        one.high_in,
        one.low_in,
    )


def _before(one: Interval, other: Interval) -> bool:
    """Whether all of one lies below all of the other."""
    if one.high is None or other.low is None:
        return False
    return one.high < other.low or (one.high == other.low and not (one.high_in and other.low_in))


def rounded(value: Decimal, unit: str, text: str) -> Interval:
    """What a number rounded to its last written digit may stand for; `text` is the number as printed.

    >>> rounded(Decimal("2.5"), "%", "2.5%")
    Interval(low=Fraction(49, 20), high=Fraction(51, 20), low_in=True, high_in=False)
    """
    middle = in_base(value, unit)
    written = _NUMBER.search(text)
    if written is None or not Decimal(number := written.group().replace(",", "")):
        return Interval(middle, middle)
    digits = len(number.partition(".")[2])
    half = middle / Fraction(number) / 10**digits / 2
    return Interval(middle - half, middle + half, high_in=False)
