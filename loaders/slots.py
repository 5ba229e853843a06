"""Slots: quantities in their clause, with the words before and after that say what they measure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.quantities import OPENING, Quantity, Refusal, quantities
from loaders.sentences import Stretch

_SUFFIX = re.compile(r"(?:及)?(?:以上|以下|以内|之内|之间|左右|上下|开外)")
_DURATION = {"年", "天", "小时", "分钟", "个月", "工作日", "岁"}
_DURATION_VERB = re.compile(r"(?:到|至|达|为|在|(?<![通经])过|少|长|短|减|限|于|均|由|从)$")
_SPENT = re.compile(r"的?(?:不懈)?(?:时间|努力|奋斗)")
"""用5年左右时间, 经过3年努力: in which time something else is reached."""
_MEASURED = re.compile(r"(?:寿命|年限|天数|时间|年龄|时限)$")
_ANNOUNCED = re.compile(r"^(?:方面|大?重点任务|大?类|大?行动|大?工程|字|关键词)")
_LISTED_COUNT = re.compile(r"、[^、等]{2,}$")
_CONDITION_BEFORE = re.compile(r"(?:高于|低于|不足|超过|大于|小于|达到)$")
_SIZE_OF_COUNTED = re.compile(r"(?:总?投资额?|年?(?:主营业务|主营|营业|销售|纳税|税收)?(?:收入|产值|税收|额)?)?(?:首次)?(?:超过?|过|达到?|上|在)?$")
"""What stands between a count and the size of the things counted: 80个【】10亿元以上项目, 4个【产值过】100亿元企业."""
_TOTAL = re.compile(r"(?:总投资|投资总额)(?:约|为|达)?$")
"""Not of each: 44个【总投资】588亿元的项目."""
_SIZES = ("元", "美元", "千瓦", "兆瓦", "吨", "亩", "平方米", "平方公里")
_AGED = re.compile(r"(?:的|及)?[\u4e00-\u9fff]")
_BOILERS = re.compile(r"(?:/(?:小)?时)?(?:及?以[上下])?的?[\u4e00-\u9fff]{0,6}锅炉")
"""10吨以下燃煤锅炉: which boilers."""
_WITHIN = re.compile(r"(?:的?范围|区域)?内(?!涝|容|贸|河|资|外)|见[绿园]|入园|见景")
"""300米见绿, 两侧1公里范围内: how far, not how much."""
_SIZED = re.compile(r"(?:投资额?|产值|收入|销售额?|税收|资产)(?:首次)?(?:超过?|过)$")
_THINGS = re.compile(r"的?(?!投资|产值)[\u4e00-\u9fff“”]{0,8}?(?:项目|企业|集团|园区|公司)")
"""产值过10亿元骨干企业: whatever counts them."""
_SIZED_ITEM = re.compile(r"(?:以上)?的?(?:重大|产业|工业)?(?:项目|企业)(?:达到?)?")
"""10亿元项目10个: the size comes first."""
_COUNTERS = ("个", "家", "户", "项", "件", "条", "所", "处", "座", "种", "台", "批", "款")
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
    if OPENING.search(clause.text):  # most clauses have nothing to judge
        yield from (judged for judged in judge(text, clause) if isinstance(judged, Slot))


def judge(text: str, clause: Stretch) -> Iterator[Slot | Refusal]:
    """Every quantity of a clause, in order: as a slot, or why it is no figure."""
    found = [quantity for quantity in quantities(text, clause.start, clause.end) if isinstance(quantity, Quantity)]
    previous, context, context_end = clause.start, "", clause.start
    count: Quantity | None = None
    for index, quantity in enumerate(found):
        suffix = _suffix(text, quantity)
        end = quantity.end + len(suffix)
        followed = index + 1 < len(found)
        following = found[index + 1].start if followed else clause.end
        left, right = text[previous : quantity.start], text[end:following]
        sizes = count is not None and _is_size_of_counted(quantity, text[count.end : quantity.start], suffix, right)
        reason = "condition" if sizes else _reason_against(quantity, left, right, clause, followed, suffix)
        if reason:
            yield Refusal(quantity.start, quantity.end, reason)
            continue
        count = quantity if quantity.unit in _COUNTERS else None
        if count and followed:
            beyond = _beyond_sizes(text, quantity, found[index + 1 :])
            followed = beyond < len(found) - index - 1
            following = found[index + 1 + beyond].start if followed else clause.end
            right = text[end:following]
        counted = right and right[0] not in "、，和及与；（"
        if _OPENS_ITEM.search(left) and not left.startswith("的") and counted:
            left = ""
        if left.strip("、和及，") or not context:
            context, context_end = left, quantity.start
        yield Slot(quantity, suffix, left, context, context_end, right, followed, clause)
        previous = end


def _suffix(text: str, quantity: Quantity) -> str:
    match = _SUFFIX.match(text, quantity.end)
    return match.group() if match else ""


def _is_size_of_counted(quantity: Quantity, between: str, suffix: str, right: str) -> bool:
    """80个10亿元以上项目, 4个产值过100亿元企业: which things are counted, not how much."""
    if quantity.unit not in _SIZES or "级" in quantity.text or _TOTAL.search(between):
        return False
    said = suffix in ("以上", "以下", "以内") or between.endswith(("超", "过", "超过", "达到", "上"))
    return bool(_SIZE_OF_COUNTED.fullmatch(between)) and said and bool(right) and right[0] not in "，；（"


def _beyond_sizes(text: str, count: Quantity, others: list[Quantity]) -> int:
    """How many quantities after a count only tell the size of the things counted."""
    other = others[0]
    between, suffix = text[count.end : other.start], _suffix(text, other)
    right = text[other.end + len(suffix) : others[1].start if len(others) > 1 else None]
    graded = not between and "级" in (other.text[-1], right[:1])
    total = bool(_TOTAL.fullmatch(between)) and right.startswith("的")
    return int(graded or total or _is_size_of_counted(other, between, suffix, right[:20]))


def _reason_against(
    quantity: Quantity, left: str, right: str, clause: Stretch, followed: bool, suffix: str
) -> str:
    """Which of these only looks like an amount: a reason of audit_reasons.toml, or empty."""
    if _is_duration(quantity, left, suffix) or (quantity.unit == "年" and _SPENT.match(right)):
        return "duration"
    if _is_announcement(quantity, left, right):
        return "announcement"
    if _is_condition(left, right, followed, suffix) or _is_scope(quantity, right, suffix):
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
    if (_SIZED.search(left) and _THINGS.match(right)) or (followed and _SIZED_ITEM.fullmatch(suffix + right)):
        return True
    classifies = suffix in ("以上", "以下", "以内") and bool(right) and right[0] not in "、，和及与；（"
    return classifies and followed


def _is_scope(quantity: Quantity, right: str, suffix: str) -> bool:
    """65岁以上老年人, 两侧1公里范围内: of whom or where something is said."""
    if quantity.unit == "岁":
        return suffix in ("以上", "以下", "以内") and bool(_AGED.match(right))
    if quantity.unit == "吨":
        return bool(_BOILERS.match(right))
    return quantity.unit in ("米", "公里") and bool(_WITHIN.match(right))


def _is_in_a_name(quantity: Quantity, clause: Stretch) -> bool:
    """“3个100万”: inside a quoted name; “双倍增” and 新增“7桥5隧” are figures all the same."""
    start, end = quantity.start - clause.start, quantity.end - clause.start
    for quote in _QUOTED.finditer(clause.text):
        if quote.start() < start < quote.end():
            whole = quote.start() + 1 == start and quote.end() - 1 == end
            counted = re.search(r"(?:新增|建成|实现)$", clause.text[: quote.start()])
            return not counted and not (whole and quantity.unit == "×")
    return False
