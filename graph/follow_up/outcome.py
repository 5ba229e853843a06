"""Outcome: whether a result meets a target, by written rules, and in doubt not comparable."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from graph.follow_up.amount_words import (
    comes_in,
    falls,
    goes_on,
    is_completed,
    is_nearly_finished,
    is_net,
    is_summed_up,
    is_under_way,
    mode,
    moves,
    reduces,
    says_how,
    stage,
)
from graph.follow_up.comparable import Interval, alike, in_base, rounded
from graph.follow_up.matching import same_period
from graph.follow_up.stated import Stated

Status = Literal["met", "missed", "not comparable", "not reported", "not assessed"]
STATUSES: tuple[Status, ...] = ("met", "missed", "not comparable", "not reported", "not assessed")

ABOUT = Fraction(1, 20)
"""左右: what falls short of the target by no more than a twentieth of it still is about the target."""
_HALF_A_POINT = Fraction(1, 2)
_ALMOST = re.compile(r"(?:近|接近|将近)$")
_FAR = 5
_POINTS = 10
"""By which shares differ that are of one whole, at most, where one is less than half of the other."""
_LIKELY = (Fraction(1, 2), Fraction(2))
"""A count of what was built that is between these multiples of the target may be of the same year."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A status with the rule that gave it, and result over target where that makes sense."""

    status: Status
    rule: str
    ratio: Fraction | None = None


def judge(target: Stated, result: Stated) -> Judgement:
    """Whether a result that nothing forbids to compare meets the target."""
    lower = _lower_is_better(target)
    wanted, given = _wanted(target, lower), _given(target, result)
    if wanted is None:
        return Judgement("not comparable", "no-direction")
    ratio = _ratio(target, result, lower)
    if given.within(wanted.met):
        if is_net(target) and not is_net(result):
            return Judgement("not comparable", "net-and-new")
        return Judgement("met", wanted.rule, ratio)
    if given.apart(wanted.open):
        if _tells_of_less(target, result):
            return Judgement("not comparable", "stages-differ")
        if is_net(result) and not is_net(target):
            return Judgement("not comparable", "net-and-new")
        return Judgement("missed", wanted.rule, ratio)
    return Judgement("not comparable", "result-open", ratio)


def refusal(target: Stated, result: Stated) -> str:
    """The rule that forbids to compare the two; empty where nothing does."""
    if not same_period(target, result):
        return "periods-differ"
    if target.is_second:
        return "targets-differ"
    if result.part_of_year:
        return "part-of-year"
    if result.parts > 1 and target.parts != result.parts:
        return "several-results"
    rates = [
        figure.measure in ("growth", "share") and figure.unit in ("%", "‰", "×")
        for figure in (target, result)
    ]
    if rates[0] != rates[1]:
        return "rate-and-amount"
    if not alike(target.unit, result.unit):
        return "units-differ"
    if rates[0]:
        if target.measure != result.measure:
            return "growth-and-share"
        return "too-far" if _shares_apart(target, result) else ""
    return _modes_differ(target, result)


def _shares_apart(target: Stated, result: Stated) -> bool:
    """Whether two shares are so far apart that they may be of different wholes: of industry, of all that is produced."""
    share, apart = _share(target, result), abs(target.value - result.value)
    return target.measure == "share" and apart > _POINTS and not _LIKELY[0] <= share <= _LIKELY[1]


def _modes_differ(target: Stated, result: Stated) -> str:
    """What is new is not held against all there is; 建成 alone may say either."""
    stages = {stage(target), stage(result)} - {""}
    if len(stages) > 1 or (is_nearly_finished(target) and stage(result) != "finish"):
        return "stages-differ"
    if is_completed(target) and (stage(result) == "start" or goes_on(result)):
        return "stages-differ"
    wanted, given = mode(target), mode(result)
    least, most = _LIKELY
    share = _share(target, result)
    if wanted == given or {wanted, given} == {"new", "done"}:
        few = share < least and target.value and not _lower_is_better(target)
        if share > _FAR or (few and share < Fraction(1, _FAR)):
            return "too-far"
        if few and (wanted == "stock" or not says_how(target)):
            return "new-or-total"  # all there is does not fall by half in a year
        return _of_years(target, result)
    if "stock" in (wanted, given) and not {wanted, given} & {"open"}:
        return "new-and-total"
    return "" if least <= share <= most else "new-or-total"


def _of_years(target: Stated, result: Stated) -> str:
    """What comes in year by year, such as income, is not held against what came in since the beginning."""
    if is_summed_up(target) or not is_summed_up(result):
        return ""
    share = _share(target, result)
    return "new-and-total" if comes_in(target) or share > _LIKELY[1] else ""


def _share(target: Stated, result: Stated) -> Fraction:
    """Result over target; 0 where the target is none."""
    wanted, given = in_base(target.value, target.unit), in_base(result.value, result.unit)
    return given / wanted if wanted else Fraction(0)


def _tells_of_less(target: Stated, result: Stated) -> bool:
    """Whether what is worked on is held against what is finished of it, or only one is said to be begun."""
    match stage(target), stage(result):
        case ("start", "") | ("", "start"):
            return True
        case ("", "finish"):
            return is_under_way(target)
    return False


def _lower_is_better(target: Stated) -> bool | None:
    """None where the vocabulary says that no direction is better and no words do."""
    if target.measure in ("growth", "change") and moves(target) < 0:
        return False  # its magnitude is compared: a fall of 3% is to be 3% or more
    if falls(target):
        return True
    if reduces(target):
        return False
    if target.polarity == "lower" or target.unit == "类":
        return True
    return None if target.polarity == "neutral" else False


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Numbers that meet a target, and those that do not clearly miss it."""

    met: Interval
    open: Interval
    rule: str


def _wanted(target: Stated, lower: bool | None) -> _Wanted | None:
    low = in_base(target.value, target.unit)
    high = in_base(target.upper, target.unit) if target.upper is not None else low
    if target.unit == "类":  # Ⅱ类 and better
        return _Wanted(Interval(None, high), Interval(None, high), "no-more")
    if target.comparator in (">=", ">"):
        at_least = Interval(low, None, low_in=target.comparator == ">=")
        return _Wanted(at_least, at_least, "at-least")
    if target.comparator in ("<=", "<"):
        at_most = Interval(None, high, high_in=target.comparator == "<=")
        return _Wanted(at_most, at_most, "at-most")
    if target.comparator == "~":
        return _about(low, high, lower, _tolerance(target, low), _tolerance(target, high))
    if lower is None:
        met = (
            Interval(low, high)
            if target.upper is not None
            else Interval(low * (1 - ABOUT), low * (1 + ABOUT))
        )
        return _Wanted(met, Interval(None, None), "held")
    whole = Interval(None, high) if lower else Interval(low, None)
    return _Wanted(whole, whole, "range" if target.upper is not None else ("no-more" if lower else "no-less"))


def _tolerance(target: Stated, value: Fraction) -> Fraction:
    """How far from a value still is about it; prices and their like rise by about 3% from 2.5 to 3.5%."""
    prices = target.polarity == "neutral" and target.measure == "growth" and target.unit == "%"
    return max(abs(value) * ABOUT, _HALF_A_POINT if prices else Fraction(0))


def _about(low: Fraction, high: Fraction, lower: bool | None, below: Fraction, above: Fraction) -> _Wanted:
    at_least, at_most = low - below, high + above
    if lower is None:
        return _Wanted(Interval(at_least, at_most), Interval(None, at_most), "about")
    whole = Interval(None, at_most) if lower else Interval(at_least, None)
    return _Wanted(whole, whole, "about")


def _given(target: Stated, result: Stated) -> Interval:
    """What the result may be, counted in the direction of the target."""
    one = _stated(result)
    ends = {in_base(end, target.unit) for end in (target.value, target.upper) if end is not None}
    if one.low == one.high and one.low not in ends:
        around = rounded(result.value, result.unit, result.text)
        if any(
            around.low is not None and around.high is not None and around.low <= end < around.high
            for end in ends
        ):
            one = around
    against = moves(target) * moves(result) < 0
    return Interval(_negative(one.high), _negative(one.low), one.high_in, one.low_in) if against else one


def _negative(end: Fraction | None) -> Fraction | None:
    return None if end is None else -end


def _stated(result: Stated) -> Interval:
    value = in_base(result.value, result.unit)
    if result.upper is not None:
        return Interval(value, in_base(result.upper, result.unit))
    match result.comparator:
        case ">=" | ">":
            return Interval(value, None, low_in=result.comparator == ">=")
        case "<=" | "<":
            return Interval(None, value, high_in=result.comparator == "<=")
        case "~":
            high = value if _ALMOST.search(result.before) else value * (1 + ABOUT)
            return Interval(value * (1 - ABOUT), high, high_in=high != value)
    return Interval(value, value)


def _ratio(target: Stated, result: Stated, lower: bool | None) -> Fraction | None:
    """Completion: result over target, the other way round where less is better; none for rates of change."""
    if (
        target.measure == "growth"
        or target.unit == "类"
        or lower is None
        or result.upper is not None
        or target.upper is not None
    ):
        return None
    wanted, given = in_base(target.value, target.unit), in_base(result.value, result.unit)
    if min(wanted, given) <= 0 or moves(target) * moves(result) < 0:
        return None
    return wanted / given if lower else given / wanted
