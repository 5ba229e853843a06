"""Comparison: whether two figures measure the same thing, and their values in one unit.

Areas, units and wordings must agree. Where they do not, nothing is compared: a wrong pair costs more
than a missing one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from loaders.records import Figure
from ontology.vocabulary import Vocabulary

_PER = re.compile("每|人均|户均|亩均|平均")
_NUMBER = re.compile(r"\d[\d,，]*(?:\.(\d+))?")


@dataclass(frozen=True, slots=True)
class Interval:
    """What meets a figure: from `low` to `high`, and `aim`, which does so for certain; all in one unit."""

    low: Decimal
    aim: Decimal
    high: Decimal

    def mirrored(self) -> Interval:
        """The same where less is more."""
        return Interval(-self.high, -self.aim, -self.low)


class Comparison:
    """Compares figures by the vocabulary's names and conversion factors."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def same_thing(self, figure: Figure, other: Figure) -> bool:
        """One indicator, area and wording: equal names, or both the concept's own (汽车产业产值 and
        电子产业产值 only end alike, so they are two things although one concept holds both).

        Never of a group, which holds things of many kinds.
        """
        concept = figure.indicator.concept
        return (
            concept is not None
            and concept == other.indicator.concept
            and "IndicatorGroup" not in self._vocabulary.get(concept).types
            and figure.regions == other.regions
            and self._one_wording(figure.indicator.name, other.indicator.name)
        )

    def _one_wording(self, name: str, other: str) -> bool:
        names = (name, other)
        if len({bool(_PER.search(each)) for each in names}) > 1:
            return False  # 养老床位 and 每千名老年人拥有养老床位数
        return name == other or all(self._vocabulary.by_name("indicator", each) for each in names)

    def one_unit(self, figure: Figure, other: Figure) -> bool:
        """Whether the units are the same, or factors lead from both to one: 公顷 and 亩, not 个 and 户."""
        return self._unit(figure)[0] == self._unit(other)[0]

    def value(self, figure: Figure) -> Decimal:
        """The value in the base unit that `one_unit` compares."""
        return figure.value * self._unit(figure)[1]

    def interval(self, figure: Figure) -> Interval | None:
        """The values that meet a target at the least: one value or a range as written.

        左右 is half a unit of the last place written to both sides (6%左右: 5.5 to 6.5); None where the
        number is in Chinese numerals and so has no last place.
        """
        value, factor = self.value(figure), self._unit(figure)[1]
        if figure.comparator != "~":
            upper = value if figure.upper is None else figure.upper * factor
            return Interval(value, upper, upper)
        written = _NUMBER.search(figure.span.words)
        if written is None:
            return None
        digits = re.sub("[,，]", "", written[0])
        if not Decimal(digits):
            return None
        half = value / Decimal(digits) / 10 ** len(written[1] or "") / 2
        upper = value if figure.upper is None else figure.upper * factor
        return Interval(value - half, upper, upper + half)

    def _unit(self, figure: Figure) -> tuple[str, Decimal]:
        """The base unit, and by what a value is multiplied to be in it."""
        if figure.unit.concept is None:
            return figure.unit.name, Decimal(1)
        links = self._vocabulary.get(figure.unit.concept).links
        base, factor = links.get("conversionUnit"), links.get("conversionFactor")
        return (base[0], Decimal(factor[0])) if base and factor else (figure.unit.concept, Decimal(1))
