"""Measures: how a figure measures, compares and counts, judged by the words around it."""

from __future__ import annotations

import re
from typing import Generic, Literal, NamedTuple, TypeVar

from loaders.records import FactOrPromise
from loaders.slots import Slot

Measure = Literal["level", "share", "growth", "change", "flow"]
Comparator = Literal[">=", ">", "<=", "<", "~", "="]
T = TypeVar("T")

_NEAR = 14
"""Characters before a quantity that tell how it measures."""
_GROWTH = re.compile(r"(?<!稳)增长|增速|增幅|涨幅|上涨|下降|降低|降幅|递增|提升|提高|减少|压减|削减|压降|压缩|上升|回落|增加(?!值)|增$")
_LEVEL = re.compile(r"达到|达$|达|突破|超过|增至|增加到|增长到|提高到|提升到|扩大到|降至|降到|缩短至|缩短到|压缩至|缩小到|升至|迈上|跨|稳定在|保持在|控制在|保有|总数|总量|共有|拥有|覆盖|(?<=.)为$")
_FLOW = re.compile(r"累计|全年|每年|新增就业|投资|交易额|成交额|零售额|就业")
_LAST_RESULT = re.compile(r"去年|上年(?!同期|增)|已(?!建)|累计完成")
_PEOPLE_BEHIND = re.compile(r"^[^，。、]{0,8}?(?:人口|群众|农民|劳动力|学生|职工|居民|人才|老人|儿童|党员|干部|移民|大军)")
_PEOPLE_BEFORE = re.compile(r"就业|劳动力|人口|人才|务工|旅客")
_VISITS_BEFORE = re.compile(r"人次(?:将|力争|预计)?(?:达到?|突破|超过?)?$")
_MONEY = re.compile(r"产值|投资|规模|收入|GDP|总量|产业")
_GROWTH_NAME = re.compile(r"涨幅|增速|增幅|降幅")
_GROWS = re.compile(r"(?:同比|年均|预期|分别|均|率|值|入|额)增$|增长(?:率|速度)?(?:预期)?(?:目标)?(?:为|是|达到?|保持在|稳定在)$")
_GROWING = re.compile(r"的?(?:中高速|较快|平稳|稳定)?增长(?:率|速度|目标)?(?:$|[，。；])")
_ADDED = re.compile(r"净增|(?<!稳)(?:增加|减少|下降|提高|增长)(?:了)?$")
_REACHED_SHARE = re.compile(r"(?:到|至|在|达|率|比重|占比|比例)$")
_NEW = re.compile(r"新增")
_ORIGIN = re.compile(r"(?:由|从)[^，]{0,10}$")


class Judged(NamedTuple, Generic[T]):
    """What a rule made of the words at a place of the reading."""

    value: T
    rule: str
    start: int
    end: int


def kind_of(clause: str, default: FactOrPromise) -> tuple[FactOrPromise, re.Match[str] | None]:
    """The section's default, unless the clause speaks of last year's result: then with the words."""
    last = _LAST_RESULT.search(clause) if default == "target" else None
    return ("actual", last) if last else (default, None)


def measure_of(slot: Slot, name: str) -> Judged[Measure]:
    """Level, share, growth, change or flow."""
    unit = slot.quantity.unit
    if unit in ("%", "‰"):
        return _percentage(slot, name)
    if unit == "×":
        return Judged("growth", "measure-multiple", *slot.whole)
    if (origin := _ORIGIN.search(slot.left)) and slot.followed:
        end = slot.quantity.start
        return Judged("level", "measure-from", end - len(origin.group()), end)
    if unit == "pp":
        return Judged("change", "measure-points", *slot.whole)
    return _amount(slot, name)


def _amount(slot: Slot, name: str) -> Judged[Measure]:
    if at := slot.before(_ADDED, _NEAR):
        return Judged("change", "measure-added", *at)
    if slot.quantity.text.endswith("级"):
        return Judged("level", "measure-grade", *slot.whole)
    if at := slot.before(_NEW, _NEAR):
        return Judged("flow", "measure-new", *at)
    if (at := slot.before(_LEVEL, _NEAR)) and not slot.before(_FLOW, _NEAR, name):
        return Judged("level", "measure-reached", *at)
    if slot.quantity.unit in (":1", "类", "岁", "年"):
        return Judged("level", "measure-unit", *slot.whole)
    return Judged("flow", "measure-amount", *slot.whole)


def _percentage(slot: Slot, name: str) -> Judged[Measure]:
    if at := slot.before(_GROWTH_NAME, _NEAR, name):
        return Judged("growth", "measure-rate-name", *at)
    if at := slot.before(_GROWS, _NEAR) or slot.behind(_GROWING):
        return Judged("growth", "measure-growing", *at)
    if (at := slot.before(_GROWTH, _NEAR, name[-4:])) and not slot.before(_REACHED_SHARE, _NEAR):
        return Judged("growth", "measure-growth", *at)
    return Judged("share", "measure-share", *slot.whole)


def comparator_of(slot: Slot, kind: FactOrPromise) -> Judged[Comparator]:
    """What the words make of the value: at least, more than, at most, less than, about, or just it."""
    end = slot.quantity.end
    for endings, comparator, rule in _SUFFIXES:
        if slot.suffix.endswith(endings):
            return Judged(comparator, rule, end, end + len(slot.suffix))
    return _by_words(slot, kind)


_SUFFIXES: tuple[tuple[tuple[str, ...], Comparator, str], ...] = (
    (("左右", "上下"), "~", "comparator-about-behind"),
    (("以内", "以下", "之内"), "<=", "comparator-at-most-behind"),
    (("以上", "开外"), ">=", "comparator-at-least-behind"),
)
_BEFORE: tuple[tuple[re.Pattern[str], Comparator, str], ...] = (
    (re.compile(r"不低于|不少于|至少"), ">=", "comparator-at-least"),
    (re.compile(r"不超过|不高于|控制在|不突破"), "<=", "comparator-at-most"),
    (re.compile(r"(?:超过|突破|超|逾|高于|大于|迈过)$"), ">", "comparator-more"),
    (re.compile(r"(?:低于|小于|不足)$"), "<", "comparator-less"),
    (re.compile(r"(?:(?<![签条合契履])约(?:为|占)?|近|接近)$"), "~", "comparator-about"),
)
_REACHES = re.compile(r"(?<!稳定)(?:达到|达|迈上|跨上|站上)$")
_NEAREST = 8
"""Characters before a quantity that tell how it compares."""


def _by_words(slot: Slot, kind: FactOrPromise) -> Judged[Comparator]:
    for pattern, comparator, rule in _BEFORE:
        if comparator == ">" and slot.quantity.more:
            return Judged(">", "comparator-and-more", *slot.whole)
        if at := slot.before(pattern, _NEAREST):
            return Judged(comparator, rule, *at)
    # A target that is reached may be passed; a result that was reached is what it is.
    if kind == "target" and (at := slot.before(_REACHES, _NEAREST)):
        return Judged(">=", "comparator-reaches", *at)
    return Judged("=", "comparator-none", *slot.whole)


def unit_of(slot: Slot, name: str) -> Judged[str]:
    """The written unit, or the one the words imply: people before a noun for people, else 元 for 亿."""
    if slot.quantity.unit:
        return Judged(slot.quantity.unit, "unit-written", *slot.whole)
    if people := slot.behind(_PEOPLE_BEHIND) or slot.before_itself(_PEOPLE_BEFORE, 10):
        return Judged("人", "unit-people", *people)
    if visits := slot.before_itself(_VISITS_BEFORE, 10):
        return Judged("人次", "unit-people", *visits)
    if "亿" in slot.quantity.text:
        return Judged("元", "unit-money", *slot.whole)
    if money := slot.before_itself(_MONEY, len(slot.left) or 1, name):
        return Judged("元", "unit-money", *money)
    return Judged("个", "unit-things", *slot.whole)

