"""Measures: how a figure measures, compares and counts, judged by the words around it."""

from __future__ import annotations

import re
from typing import Literal

from loaders.records import FactOrPromise
from loaders.slots import Slot

Measure = Literal["level", "share", "growth", "change", "flow"]
Comparator = Literal[">=", ">", "<=", "<", "~", "="]

_GROWTH = re.compile(r"(?<!稳)增长|增速|增幅|涨幅|上涨|下降|降低|降幅|递增|提升|提高|减少|压减|压缩|上升|回落|增加(?!值)|增$")
_LEVEL = re.compile(r"达到|达$|达|突破|超过|增至|增加到|增长到|提高到|提升到|扩大到|降至|降到|缩短至|缩短到|压缩至|缩小到|升至|迈上|跨|稳定在|保持在|控制在|保有|总数|总量|共有|拥有|覆盖|(?<=.)为$")
_FLOW = re.compile(r"累计|全年|每年|新增就业|投资|交易额|成交额|零售额|就业")
_LAST_RESULT = re.compile(r"去年|上年(?!同期|增)|已(?!建)|累计完成")
_IMPLIED_PERSON = re.compile(r"^[^，。、]{0,8}?(?:人口|群众|农民|劳动力|学生|职工|居民|人才|老人|儿童|党员|干部|移民|大军)")
_GROWTH_NAME = re.compile(r"涨幅|增速|增幅|降幅")
_GROWS = re.compile(r"(?:同比|年均|预期|分别|均|率|值|入|额)增$|增长(?:率|速度)?(?:预期)?(?:目标)?(?:为|是|达到?|保持在|稳定在)$")
_GROWING = re.compile(r"的?(?:中高速|较快|平稳|稳定)?增长(?:率|速度|目标)?(?:$|[，。；])")
_ORIGIN = re.compile(r"(?:由|从)[^，]{0,10}$")


def kind_of(clause: str, default: FactOrPromise) -> FactOrPromise:
    """The section's default, unless the clause speaks of last year's result."""
    return "actual" if default == "target" and _LAST_RESULT.search(clause) else default


def measure_of(slot: Slot, name: str) -> Measure:
    """Level, share, growth, change or flow."""
    unit, near = slot.quantity.unit, slot.context[-14:]
    if unit in ("%", "‰"):
        return _percentage(near, name, slot.right)
    if unit == "×":
        return "growth"
    if _ORIGIN.search(slot.left) and slot.followed:
        return "level"
    if unit == "pp" or re.search(r"净增|(?<!稳)(?:增加|减少|下降|提高|增长)(?:了)?$", near):
        return "change"
    if slot.quantity.text.endswith("级"):
        return "level"
    if "新增" in near:
        return "flow"
    reached = _LEVEL.search(near) and not _FLOW.search(near + name)
    return "level" if reached or unit in (":1", "类", "岁", "年") else "flow"


def _percentage(near: str, name: str, right: str) -> Measure:
    if _GROWTH_NAME.search(near + name):
        return "growth"
    if _GROWS.search(near) or _GROWING.match(right):
        return "growth"
    reached = re.search(r"(?:到|至|在|达|率|比重|占比|比例)$", near)
    return "growth" if _GROWTH.search(near + name[-4:]) and not reached else "share"


def comparator_of(slot: Slot, kind: FactOrPromise) -> Comparator:
    """What the words make of the value: at least, more than, at most, less than, about, or just it."""
    return _by_suffix(slot.suffix) or _by_words(slot, kind)


def _by_suffix(suffix: str) -> Comparator | None:
    if suffix.endswith(("左右", "上下")):
        return "~"
    if suffix.endswith(("以内", "以下", "之内")):
        return "<="
    return ">=" if suffix.endswith(("以上", "开外")) else None


_BEFORE: tuple[tuple[re.Pattern[str], Comparator], ...] = (
    (re.compile(r"不低于|不少于|至少"), ">="),
    (re.compile(r"不超过|不高于|控制在|不突破"), "<="),
    (re.compile(r"(?:超过|突破|超|逾|高于|大于|迈过)$"), ">"),
    (re.compile(r"(?:低于|小于|不足)$"), "<"),
    (re.compile(r"(?:约|约为|近|接近|约占)$"), "~"),
)
_REACHES = re.compile(r"(?<!稳定)(?:达到|达|迈上|跨上|站上)$")


def _by_words(slot: Slot, kind: FactOrPromise) -> Comparator:
    near = slot.context[-8:]
    for pattern, comparator in _BEFORE:
        if comparator == ">" and slot.quantity.more:
            return ">"
        if pattern.search(near):
            return comparator
    # A target that is reached may be passed; a result that was reached is what it is.
    return ">=" if kind == "target" and _REACHES.search(near) else "="


def unit_of(slot: Slot, name: str) -> str:
    """The written unit, or the one the words imply: people before a noun for people, else 元 for 亿."""
    if slot.quantity.unit:
        return slot.quantity.unit
    if _IMPLIED_PERSON.match(slot.right) or re.search(r"就业|劳动力|人口|人才|务工|旅客", slot.left[-10:]):
        return "人"
    if "亿" in slot.quantity.text or re.search(r"产值|投资|规模|收入|GDP|总量|产业", slot.left + name):
        return "元"
    return "个"
