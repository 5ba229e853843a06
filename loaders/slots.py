"""Slots: quantities in their clause, with the words before and after that say what they measure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.quantities import Quantity, Refusal, quantities
from loaders.sentences import Stretch

_SUFFIX = re.compile(r"(?:及)?(?:以上|以下|以内|之内|之间|左右|上下|开外)")
_DURATION = {"年", "天", "小时", "分钟", "个月", "工作日", "岁"}
_DURATION_VERB = re.compile(r"(?:到|至|达|为|在|过|少|长|短|减|限|于|均|由|从)$")
_MEASURED = re.compile(r"(?:寿命|年限|天数|时间|年龄|时限)$")
_ANNOUNCED = re.compile(r"^(?:方面|大?重点任务|大?类|大?行动|大?工程|字|关键词)")
_LISTED_COUNT = re.compile(r"、[^、等]{2,}$")
_CONDITION_BEFORE = re.compile(r"(?:高于|低于|不足|超过|大于|小于|达到)$")
_OPENS_ITEM = re.compile(r"(?:、|和|及)$")
_QUOTED = re.compile(r"“[^“”]{1,12}”")


Place = tuple[int, int]
"""Reading offsets of some words."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A quantity in its clause."""

    quantity: Quantity
    suffix: str
    left: str
    """Words between the quantity before (or the clause's start) and this one."""
    context: str
    """`left`, or that of the first of a series (42989家、6348家、255家)."""
    context_end: int
    """Reading offset at which `context` ends."""
    right: str
    """Words up to the next quantity or the clause's end."""
    followed: bool
    clause: Stretch

    @property
    def whole(self) -> Place:
        return self.quantity.start, self.quantity.end

    def before(self, pattern: re.Pattern[str], reach: int, then: str = "") -> Place | None:
        """Where a pattern is found in the last `reach` characters of the context, with `then` behind them.

        What is found in `then`, which stands elsewhere, is told as the quantity itself.
        """
        return self._found(self.context[-reach:], self.context_end, pattern, then)

    def before_itself(self, pattern: re.Pattern[str], reach: int, then: str = "") -> Place | None:
        """The same in its own words, also inside a series."""
        return self._found(self.left[-reach:], self.quantity.start, pattern, then)

    def _found(self, words: str, end: int, pattern: re.Pattern[str], then: str) -> Place | None:
        found = pattern.search(words + then)
        if found is None:
            return None
        if found.end() > len(words):
            return self.whole
        return end - len(words) + found.start(), end - len(words) + found.end()

    def behind(self, pattern: re.Pattern[str]) -> Place | None:
        """Where a pattern is found at the beginning of what follows the quantity."""
        found = pattern.match(self.right)
        base = self.quantity.end + len(self.suffix)
        return (base, base + found.end()) if found else None


def slots(text: str, clause: Stretch) -> Iterator[Slot]:
    """The quantities of a clause that may be figures, in order."""
    for judged in judge(text, clause):
        if isinstance(judged, Slot):
            yield judged


def judge(text: str, clause: Stretch) -> Iterator[Slot | Refusal]:
    """Every quantity of a clause, in order: as a slot, or why it is no figure."""
    found = [quantity for quantity in quantities(text, clause.start, clause.end) if isinstance(quantity, Quantity)]
    previous, context, context_end = clause.start, "", clause.start
    for index, quantity in enumerate(found):
        match = _SUFFIX.match(text, quantity.end)
        suffix = match.group() if match else ""
        end = quantity.end + len(suffix)
        followed = index + 1 < len(found)
        following = found[index + 1].start if followed else clause.end
        left, right = text[previous : quantity.start], text[end:following]
        if reason := _reason_against(quantity, left, right, clause, followed, suffix):
            yield Refusal(quantity.start, quantity.end, reason)
            continue
        counted = right and right[0] not in "、，和及与；（"
        if _OPENS_ITEM.search(left) and not left.startswith("的") and counted:
            left = ""
        if left.strip("、和及，") or not context:
            context, context_end = left, quantity.start
        yield Slot(quantity, suffix, left, context, context_end, right, followed, clause)
        previous = end


def _reason_against(
    quantity: Quantity, left: str, right: str, clause: Stretch, followed: bool, suffix: str
) -> str:
    """Which of these only looks like an amount: a reason of audit_reasons.toml, or empty."""
    if _is_duration(quantity, left, suffix):
        return "duration"
    if _is_announcement(quantity, left, right):
        return "announcement"
    if _is_condition(left, right, followed, suffix):
        return "condition"
    return "name" if _is_in_a_name(quantity, clause) else ""


def _is_duration(quantity: Quantity, left: str, suffix: str) -> bool:
    """15分钟便民生活圈: a span of time that no verb measures."""
    measured = suffix or _DURATION_VERB.search(left) or _MEASURED.search(left)
    return quantity.unit in _DURATION and not measured


def _is_announcement(quantity: Quantity, left: str, right: str) -> bool:
    """数据中心、智能终端、数据应用3个主导产业集群: the count only sums up a list."""
    if _ANNOUNCED.match(right) and quantity.unit in ("个", "项", "大", ""):
        return True
    sums_up = quantity.unit == "个" and "级" not in quantity.text and bool(_LISTED_COUNT.search(left))
    return sums_up and bool(right) and right[0] not in "、，和"


def _is_condition(left: str, right: str, followed: bool, suffix: str) -> bool:
    """年经营性收入高于10万元的占比, 投资500万元以上项目200个: which things are meant, not how many."""
    if _CONDITION_BEFORE.search(left) and right.startswith(("的", "以上的", "以下的")):
        return True
    classifies = suffix in ("以上", "以下", "以内") and bool(right) and right[0] not in "、，和及与；（"
    return classifies and followed


def _is_in_a_name(quantity: Quantity, clause: Stretch) -> bool:
    """“3个100万”: inside a quoted name; “双倍增” and 新增“7桥5隧” are figures all the same."""
    start, end = quantity.start - clause.start, quantity.end - clause.start
    for quote in _QUOTED.finditer(clause.text):
        if quote.start() < start < quote.end():
            whole = quote.start() + 1 == start and quote.end() - 1 == end
            counted = re.search(r"(?:新增|建成|实现)$", clause.text[: quote.start()])
            return not counted and not (whole and quantity.unit == "×")
    return False
