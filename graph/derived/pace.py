"""Pace: what a later target asks for each year, and whether this year's target keeps up with it.

Growth and level do not mix freely: a level is at current prices, while the growth of 地区生产总值 and
its like is at constant prices. Between these no verdict is given; `cn:priceBasis` says which it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Literal

from graph.derived.comparison import Comparison, Interval
from loaders.records import Figure, Period
from ontology.vocabulary import Vocabulary

Verdict = Literal["kept", "below", "bases-differ", "basis-unknown"]
"""Notations of vocabularies/pace-verdict.ttl."""

COMPARABLE = ("level", "share")
"""Measures of which an earlier value is the baseline of a later one."""
_FLOORS, _CEILINGS = (">=", ">"), ("<=", "<")
_STEPS = {"level": ("level", "growth"), "share": ("share", "change"), "flow": ("flow",)}
_STRIVES = ("力争", "争取", "努力")
_WITHOUT_GROWTH = ("类", "位", "%", "‰")
"""Units of levels that do not grow by rates: grades, ranks, rates."""
_MOST = 30
"""A yearly pace in % or points beyond which a misreading is likelier than a plan."""
_LARGEST = Decimal(10) ** 18
"""Beyond it arithmetic is no longer exact to two decimals, and nothing is so large."""
_CENT = Decimal("0.01")


class Paces:
    """Rules over the figures of one report that plans `year`; each is silent where it is not certain."""

    def __init__(self, figures: Sequence[Figure], year: int, vocabulary: Vocabulary) -> None:
        self._year = year
        self._vocabulary = vocabulary
        self._compare = Comparison(vocabulary)
        self._of: dict[str, list[Figure]] = {}
        for figure in figures:
            if figure.indicator.concept:
                self._of.setdefault(figure.indicator.concept, []).append(figure)

    def baseline(self, target: Figure) -> Figure | None:
        """The latest result that a target can be held against; None where two results of that year differ."""
        if target.measure not in COMPARABLE:
            return None
        before = [
            result
            for result in self._alike(target, "actual")
            if result.measure == target.measure
            and self._compare.one_unit(target, result)
            and result.horizon.period.end < target.horizon.period.end
        ]
        latest = max((result.horizon.period.end for result in before), default=None)
        return _only(result for result in before if result.horizon.period.end == latest)

    def annual(self, target: Figure) -> Figure | None:
        """This year's target on the way to a later one, in the measure that tells most; None of several.

        A higher aim beside the target (7%、力争7.5%) is not the target.
        """
        if target.horizon.period.end <= self._year or self._is_torn(target):
            return None
        of_year = [
            each
            for each in self._alike(target, "target")
            if each.horizon.period == Period(self._year, self._year) and self._fits(each, target)
        ]
        for measure in _steps(target):
            if found := [each for each in of_year if each.measure == measure]:
                return _only(_plain(found))
        return None

    def pace(self, target: Figure, baseline: Figure) -> Decimal | None:
        """Growth in % a year (levels) or change in points a year (shares) from a baseline, to two decimals.

        None where the baseline is not one exact result of last year, the target a range or due each year, a
        level a grade or not positive, the baseline as good as the target already, or the pace so high that
        the figures are rather misread.
        """
        is_exact = baseline.comparator == "=" and baseline.upper is None and target.upper is None
        is_last = baseline.horizon.period.end == self._year - 1
        if not (is_exact and is_last) or target.horizon.period.each_year or _has_no_growth(target):
            return None
        value, before = self._compare.value(target), self._compare.value(baseline)
        polarity = self._fact(target, "polarity")
        if self._is_torn(target) or _is_kept(target.comparator, polarity, value, before):
            return None
        found = _yearly(target.measure, before, value, target.horizon.period.end - self._year + 1)
        return None if found is None or abs(found) > _MOST else found

    def verdict(self, target: Figure, annual: Figure, baseline: Figure | None) -> Verdict | None:
        """Whether this year's target keeps the pace of the later one; None where that can't be said."""
        if target.horizon.period.each_year:
            return self._held_each_year(target, annual)
        pace = self.pace(target, baseline) if baseline else None
        if baseline is None or pace is None:
            return None
        if annual.measure in ("growth", "change"):
            if pace < 0 or self._fact(target, "polarity") != "higher":
                return None  # such a number is printed without its sign
            given = self._compare.interval(annual)
            if annual.measure == "growth" and (open_question := self._basis(target)):
                return open_question
        else:
            given = self._paces(annual, baseline)
        asked = self._paces(target, baseline)
        return _held(asked, given, (annual.comparator, target.comparator), rises=pace >= 0)

    def _held_each_year(self, target: Figure, annual: Figure) -> Verdict | None:
        """A target for each year is itself the pace."""
        is_floor, is_ceiling = target.comparator in _FLOORS, target.comparator in _CEILINGS
        if not (is_floor or is_ceiling) and self._fact(target, "polarity") != "higher":
            return None  # nothing says which side of it is better
        if target.measure in ("growth", "change") and target.value > _MOST:
            return None
        asked, given = self._compare.interval(target), self._compare.interval(annual)
        return _held(asked, given, (annual.comparator, target.comparator), rises=not is_ceiling)

    def _alike(self, target: Figure, kind: str) -> Iterator[Figure]:
        """Figures of this kind that measure the same thing."""
        for other in self._of.get(target.indicator.concept or "", ()):
            if other.kind == kind and self._compare.same_thing(target, other):
                yield other

    def _is_torn(self, target: Figure) -> bool:
        """Whether two targets of one measure and year differ: they are of different things under one name."""
        key = (target.measure, target.horizon.period)
        same = (each for each in self._alike(target, "target") if (each.measure, each.horizon.period) == key)
        return _only(_plain(same)) is None

    def _fits(self, annual: Figure, target: Figure) -> bool:
        """Whether the unit is one that can be held against the later target."""
        if annual.measure == target.measure:
            return self._compare.one_unit(annual, target)
        return annual.unit.name == ("%" if annual.measure == "growth" else "pp")

    def _paces(self, target: Figure, baseline: Figure) -> Interval | None:
        """Between which paces the values of a target lie."""
        values, before = self._compare.interval(target), self._compare.value(baseline)
        years = target.horizon.period.end - baseline.horizon.period.end
        if values is None:
            return None
        low, aim, high = (
            _yearly(target.measure, before, value, years) for value in (values.low, values.aim, values.high)
        )
        return None if low is None or aim is None or high is None else Interval(low, aim, high)

    def _basis(self, target: Figure) -> Verdict | None:
        """Why growth of the indicator can't be held against its level; None where it can."""
        basis = self._fact(target, "priceBasis")
        if basis == "real":
            return "bases-differ"
        return None if basis in ("nominal", "none") else "basis-unknown"

    def _fact(self, figure: Figure, name: str) -> str:
        """What the vocabulary says of a figure's indicator."""
        assert figure.indicator.concept
        return next(iter(self._vocabulary.get(figure.indicator.concept).links.get(name, ())), "")


def _steps(target: Figure) -> Sequence[str]:
    """Measures of a year's target that tell of the way to a later target, the closest first."""
    if target.horizon.period.each_year:
        return (target.measure,)
    return {"level": ("level", "growth"), "share": ("share", "change"), "flow": ("flow",)}.get(
        target.measure, ()
    )


def _plain(figures: Iterable[Figure]) -> Sequence[Figure]:
    """Without higher aims (7%、力争7.5%), unless there is nothing else."""
    found = list(figures)
    return [each for each in found if each.strength not in _STRIVES] or found


def _only(figures: Iterable[Figure]) -> Figure | None:
    """The first of figures that all say the same; None where they differ."""
    found = list(figures)
    said = {(figure.value, figure.upper, figure.comparator, figure.unit.name) for figure in found}
    return found[0] if len(said) == 1 else None


def _has_no_growth(target: Figure) -> bool:
    return target.measure == "level" and target.unit.name in _WITHOUT_GROWTH


def _is_kept(comparator: str, polarity: str, value: Decimal, before: Decimal) -> bool:
    """Whether the start is as good as the end: a floor below it, a ceiling above it, or no improvement."""
    if comparator in _FLOORS or (comparator not in _CEILINGS and polarity == "higher"):
        return value <= before
    return value >= before if comparator in _CEILINGS or polarity == "lower" else value == before


def _yearly(measure: str, before: Decimal, value: Decimal, years: int) -> Decimal | None:
    """What leads from one value to another in each of so many years; None where that makes no sense."""
    if years < 1 or max(abs(before), abs(value)) > _LARGEST:
        return None
    if measure == "share":
        return ((value - before) / years).quantize(_CENT)
    if min(before, value) <= 0 or value / before > _LARGEST:
        return None
    return (((value / before) ** (Decimal(1) / years) - 1) * 100).quantize(_CENT)


def _held(
    asked: Interval | None, given: Interval | None, comparators: Sequence[str], rises: bool
) -> Verdict | None:
    """Kept where the least that is given is what is asked, below where not even the most is; else silent."""
    against = _CEILINGS if rises else _FLOORS
    if asked is None or given is None or any(comparator in against for comparator in comparators):
        return None
    if not rises:
        asked, given = asked.mirrored(), given.mirrored()
    if given.low >= asked.aim:
        return "kept"
    return "below" if given.high < asked.low else None
