"""Figures: every quantity that states a result or a target, with its indicator, period, comparator and strength."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from loaders import subjects
from loaders.lexicon import MODALS, one_of
from loaders.periods import Calendar, settle
from loaders.quantities import Quantity, Refusal, quantities
from loaders.reading import Reading
from loaders.records import FactOrPromise, Figure, Horizon, Named, Period
from loaders.structure import Part, Stretch, clauses, sentences
from ontology.vocabulary import Vocabulary

Measure = Literal["level", "share", "growth", "change", "flow"]
Comparator = Literal[">=", ">", "<=", "<", "~", "="]

_SUFFIX = re.compile(r"(?:及)?(?:以上|以下|以内|之内|之间|左右|上下|开外)")
_STRENGTH = re.compile(one_of(MODALS))
_GROWTH = re.compile(r"(?<!稳)增长|增速|增幅|涨幅|上涨|下降|降低|降幅|递增|提升|提高|减少|压减|压缩|上升|回落|增加(?!值)|增$")
_LEVEL = re.compile(r"达到|达$|达|突破|超过|增至|增加到|增长到|提高到|提升到|扩大到|降至|降到|缩短至|缩短到|压缩至|缩小到|升至|迈上|跨|稳定在|保持在|控制在|保有|总数|总量|共有|拥有|覆盖|(?<=.)为$")
_FLOW = re.compile(r"累计|全年|每年|新增就业|投资|交易额|成交额|零售额|就业")
_DURATION = {"年", "天", "小时", "分钟", "个月", "工作日", "岁"}
_DURATION_VERB = re.compile(r"(?:到|至|达|为|在|过|少|长|短|减|限|于|均)$")
_ANNOUNCED = re.compile(r"^(?:方面|大?重点任务|大?类|大?行动|大?工程|字|关键词)")
_IMPLIED_PERSON = re.compile(r"^[^，。、]{0,8}?(?:人口|群众|农民|劳动力|学生|职工|居民|人才|老人|儿童|党员|干部|移民|大军)")
_CONDITION_BEFORE = re.compile(r"(?:高于|低于|不足|超过|大于|小于|达到)$")
_OPENS_ITEM = re.compile(r"(?:、|和|及)$")
_MEASURED = re.compile(r"(?:寿命|年限|天数|时间|年龄|时限)$")
_NOUN_UNIT = re.compile(r"[桥隧]$")
_LISTED_COUNT = re.compile(r"、[^、等]{2,}$")
_QUOTED = re.compile(r"“[^“”]{1,12}”")
_LAST_RESULT = re.compile(r"去年|上年(?!同期|增)|已(?!建)|累计完成")


@dataclass(frozen=True, slots=True)
class _Slot:
    """A quantity in its clause."""

    quantity: Quantity
    suffix: str
    left: str
    """Words between the quantity before (or the clause's start) and this one."""
    context: str
    """`left`, or that of the first of a series (42989家、6348家、255家)."""
    right: str
    """Words up to the next quantity or the clause's end."""
    followed: bool
    clause: Stretch


@dataclass(slots=True)
class _Memory:
    """What a sentence carries from clause to clause."""

    subjects: list[str] = field(default_factory=list)
    strength: str = ""
    horizon: Horizon | None = None
    passing: bool = False
    """Whether the horizon holds for its clause only (两年平均)."""


class FigureReader:
    """Reads the figures of one report, clause by clause."""

    def __init__(self, reading: Reading, calendar: Calendar, area: Named, vocabulary: Vocabulary) -> None:
        self._reading = reading
        self._calendar = calendar
        self._area = area
        self._units = vocabulary.names("unit")
        self._indicators = vocabulary.names("indicator")

    def read(self, part: Part) -> Iterator[Figure]:
        """Figures of a paragraph, in the order of the text."""
        for sentence in sentences(self._reading, part.start, part.end):
            memory = _Memory()
            for clause in clauses(sentence):
                yield from self._clause(clause, part, memory)

    def _clause(self, clause: Stretch, part: Part, memory: _Memory) -> Iterator[Figure]:
        slots = list(_slots(self._reading.text, clause))
        kind = _kind(clause.text, part.default)
        self._remember(clause, kind, memory)
        if not slots:
            return
        for slot, names in _with_indicators(slots, memory):
            for name in names:
                yield self._figure(slot, name, kind, part, memory)

    def _remember(self, clause: Stretch, kind: FactOrPromise, memory: _Memory) -> None:
        """Year and modal word hold for the parallel clauses that follow."""
        if memory.passing:
            memory.horizon, memory.passing = None, False
        if found := self._calendar.of_words(clause.text, kind):
            period, numbered, start, end = found
            evidence = self._reading.span(clause.start + start, clause.start + end)
            if not _is_origin(clause.text, start):
                memory.passing = "均" in evidence.text
                memory.horizon = Horizon(period, "stated" if numbered else "relative", evidence)
        first = re.search(r"\d", clause.text)
        modal = _STRENGTH.search(clause.text[: first.start()]) if first else None
        if modal:
            memory.strength = modal.group()
        elif memory.strength.endswith("在") or not _is_parallel(clause.text):
            memory.strength = ""

    def _figure(self, slot: _Slot, name: str, kind: FactOrPromise, part: Part, memory: _Memory) -> Figure:
        quantity = slot.quantity
        measure = _measure(slot, name)
        return Figure(
            span=self._reading.span(quantity.start, quantity.end),
            value=quantity.value.normalize() + 0,
            upper=quantity.upper.normalize() + 0 if quantity.upper is not None else None,
            unit=self._unit(_unit(slot, name)),
            kind=kind,
            indicator=self._indicator(name),
            measure=measure,
            comparator=_comparator(slot, kind),
            horizon=self._horizon(slot, kind, measure, part, memory),
            regions=(self._area,),
            strength=memory.strength,
        )

    def _unit(self, unit: str) -> Named:
        concept = self._units.get(unit)
        return Named(unit, concept.iri if concept else None)

    def _indicator(self, name: str) -> Named:
        concept = self._indicators.get(name)
        return Named(name, concept.iri if concept else None)

    def _horizon(self, slot: _Slot, kind: FactOrPromise, measure: Measure, part: Part, memory: _Memory) -> Horizon:
        origin = re.search(r"(?:由|从)(?:((?:19|20)\d\d)年)?的?[^，]{0,8}$", slot.left)
        scope = memory.horizon or part.horizon or self._fallback(slot, kind)
        if origin and slot.followed:
            year = int(origin[1]) if origin[1] else scope.period.start - 1
            start = slot.quantity.start
            rule: Literal["stated", "relative"] = "stated" if origin[1] else "relative"
            return Horizon(Period(year, year), rule, self._reading.span(start - len(origin.group()), start))
        words = slot.clause.text
        return replace(scope, period=settle(scope.period, kind, measure, words))

    def _fallback(self, slot: _Slot, kind: FactOrPromise) -> Horizon:
        """Outside every section: the plan year, or the year before it."""
        year = self._calendar.plan_year - (kind == "actual")
        return Horizon(Period(year, year), "section", self._reading.span(slot.clause.start, slot.clause.end))


def _slots(text: str, clause: Stretch) -> Iterator[_Slot]:
    found = [q for q in quantities(text, clause.start, clause.end) if isinstance(q, Quantity)]
    previous, context = clause.start, ""
    for index, quantity in enumerate(found):
        suffix = _SUFFIX.match(text, quantity.end)
        end = suffix.end() if suffix else quantity.end
        following = found[index + 1].start if index + 1 < len(found) else clause.end
        left, right = text[previous : quantity.start], text[end:following]
        more = index + 1 < len(found)
        if not _is_no_figure(quantity, left, right, clause, more, suffix.group() if suffix else ""):
            if _OPENS_ITEM.search(left) and not left.startswith("的"):
                left = "" if right and right[0] not in "、，和及与；（" else left
            context = left if left.strip("、和及，") or not context else context
            yield _Slot(quantity, suffix.group() if suffix else "", left, context, right, more, clause)
            previous = end


def _is_no_figure(quantity: Quantity, left: str, right: str, clause: Stretch, followed: bool, suffix: str) -> bool:
    """Durations, conditions, announcements and names that only look like amounts."""
    if quantity.unit in _DURATION and not suffix and not _DURATION_VERB.search(left) and not _MEASURED.search(left):
        return True
    if quantity.unit == "个" and right and _LISTED_COUNT.search(left) and "级" not in quantity.text and right[0] not in "、，和":
        return True
    if _CONDITION_BEFORE.search(left) and (right.startswith(("的", "以上的", "以下的")) or (suffix and right.startswith("的"))):
        return True
    if suffix in ("以上", "以下", "以内") and right and right[0] not in "、，和及与；（" and followed:
        return True
    if _ANNOUNCED.match(right) and quantity.unit in ("个", "项", "大", ""):
        return True
    position = quantity.start - clause.start
    for quote in _QUOTED.finditer(clause.text):
        whole = quote.start() + 1 == position and quote.end() - 1 == quantity.end - clause.start
        if quote.start() < position < quote.end() and not (whole and quantity.unit == "×"):
            return not re.search(r"(?:新增|建成|实现)$", clause.text[: quote.start()])
    return False


def _with_indicators(slots: list[_Slot], memory: _Memory) -> Iterator[tuple[_Slot, list[str]]]:
    """Each quantity with the names of what it measures: usually one."""
    shared = _distributed(slots, memory)
    if shared is not None:
        yield from shared
        return
    for slot in slots:
        names = _names(slot, memory)
        yield slot, names
        memory.subjects = names


def _distributed(slots: list[_Slot], memory: _Memory) -> list[tuple[_Slot, list[str]]] | None:
    """分别: one subject for each value in turn. Counts that differ are not zipped."""
    at = slots[0].left.find("分别")
    if at < 0:
        return None
    head = subjects.before(slots[0].left[:at])
    name = head.name
    names = subjects.split_subjects(name)
    if subjects.is_generic(name) and len(memory.subjects) == len(slots):
        names = [subject + name for subject in memory.subjects]
    if not name and len(memory.subjects) == len(slots):
        names = list(memory.subjects)
    if len(names) != len(slots):
        return None
    memory.subjects = names
    return [(slot, [subjects.shortened(name)]) for slot, name in zip(_evenly(slots), names, strict=True)]


def _evenly(slots: list[_Slot]) -> list[_Slot]:
    """36%和46%左右: 左右 after the last of two that 和 joins is said of both."""
    if len(slots) == 2 and slots[1].left == "和" and slots[1].suffix == "左右" and not slots[0].suffix:
        return [replace(slots[0], suffix="左右"), slots[1]]
    return slots


def _names(slot: _Slot, memory: _Memory) -> list[str]:
    if noun := _NOUN_UNIT.search(slot.quantity.text):
        return [noun.group()]
    counted = subjects.after(slot.right, slot.followed)
    if members := subjects.announced(slot.left, counted):
        return members
    counts = slot.quantity.unit not in ("%", "pp", "×", ":1", "类")
    if counts and counted and subjects.counts_what_follows(slot.left, counted):
        verb, _ = subjects.verb_and_object(subjects.strip_leading(slot.left))
        return [subjects.as_indicator(verb, counted)]
    found = subjects.before(_own_words(slot.left))
    name = found.name.strip("“”") if found.name.count("“") != found.name.count("”") else found.name
    if not name:
        if memory.subjects:
            return memory.subjects
        return [counted or slot.left.strip("、，") or slot.clause.text]
    if found.predicate or slot.quantity.text == "双倍增":
        listed = subjects.split_subjects(name)
        if subjects.shares_one_value(listed) or (slot.quantity.text == "双倍增" and len(listed) == 2):
            return [subjects.shortened(name) for name in listed]
    verb, noun = subjects.verb_and_object(name)
    if verb and not noun.strip("、的了"):
        return [subjects.as_indicator(verb, counted)] if counted else (memory.subjects or [name])
    if subjects.is_generic(name) and memory.subjects:
        return [subject if subject.endswith(name) else subject + name for subject in memory.subjects[:1]]
    return [subjects.shortened(subjects.as_indicator(verb, noun))]


def _own_words(left: str) -> str:
    """Without an earlier part that has a predicate of its own (实现县县通、通车里程突破)."""
    parts = left.split("、")
    for index in range(len(parts) - 1, 0, -1):
        if re.search(r"实现|完成|达到|建成|得到|取得", parts[index - 1]):
            return "、".join(parts[index:])
    return left


def _kind(clause: str, default: FactOrPromise) -> FactOrPromise:
    return "actual" if default == "target" and _LAST_RESULT.search(clause) else default


def _is_origin(clause: str, start: int) -> bool:
    """从2017年的…: where a change starts from, not the year of the clause."""
    return clause[max(start - 1, 0) : start] in ("从", "由", "自", "比", "较")


def _is_parallel(clause: str) -> bool:
    """A clause of indicator and value without a verb of its own goes on with the modal before it."""
    verb, _ = subjects.verb_and_object(clause)
    return not verb and bool(re.search(r"\d", clause))


def _measure(slot: _Slot, name: str) -> Measure:
    unit = slot.quantity.unit
    near = slot.context[-14:]
    if re.search(r"(?:由|从)[^，]{0,10}$", slot.left) and slot.followed and unit not in ("%", "×"):
        return "level"
    if unit in ("%", "‰"):
        if re.search(r"(?:到|至|在|达|率|比重|占比|比例)$", near) or not _GROWTH.search(near + name[-4:]):
            return "growth" if re.search(r"涨幅|增速|增幅|降幅", near + name) else "share"
        return "growth"
    if unit == "×":
        return "growth"
    if unit == "pp" or re.search(r"净增|(?<!稳)(?:增加|减少|下降|提高|增长)(?:了)?$", near):
        return "change"
    if slot.quantity.text.endswith("级"):
        return "level"
    if "新增" in near:
        return "flow"
    if _LEVEL.search(near) and not _FLOW.search(near + name):
        return "level"
    return "level" if unit in (":1", "类", "岁", "年") else "flow"


def _comparator(slot: _Slot, kind: FactOrPromise) -> Comparator:
    near = slot.context[-8:]
    if slot.suffix.endswith(("左右", "上下")):
        return "~"
    if slot.suffix.endswith(("以内", "以下", "之内")):
        return "<="
    if slot.suffix.endswith(("以上", "开外")) or re.search(r"不低于|不少于|至少", near):
        return ">="
    if re.search(r"不超过|不高于|控制在|不突破", near):
        return "<="
    if slot.quantity.more or re.search(r"(?:超过|突破|超|逾|高于|大于|迈过)$", near):
        return ">"
    if re.search(r"(?:低于|小于|不足)$", near):
        return "<"
    if re.search(r"(?:约|约为|近|接近|约占)$", near):
        return "~"
    if kind == "target" and re.search(r"(?<!稳定)(?:达到|达|迈上|跨上|站上)$", near):
        return ">="
    return "="


def _unit(slot: _Slot, name: str) -> str:
    """The written unit, or the one the words imply: people before a noun for people, else 元 for 亿."""
    if slot.quantity.unit:
        return slot.quantity.unit
    if _IMPLIED_PERSON.match(slot.right) or re.search(r"(?:就业|劳动力|人口|人才|务工|旅客)", slot.left[-10:]):
        return "人"
    if "亿" in slot.quantity.text or re.search(r"产值|投资|规模|收入|GDP|总量|产业", slot.left + name):
        return "元"
    return "个"


__all__ = ["FigureReader", "Refusal"]
