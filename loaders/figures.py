"""Figures: every quantity that states a result or a target, with its indicator, period, comparator and strength."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from loaders import subjects
from loaders.areas import Area, AreaReader
from loaders.indicators import NONE, Names, named
from loaders.lexicon import MODALS, one_of
from loaders.linking import Link, linker
from loaders.measures import Comparator, Judged, Measure, comparator_of, kind_of, measure_of, unit_of
from loaders.periods import Calendar, settle
from loaders.reading import Reading
from loaders.records import FactOrPromise, Figure, Horizon, Named, Period, Reason, Span
from loaders.sentences import Stretch
from loaders.slots import Slot, slots
from loaders.structure import Part
from loaders.work import verb_and_object
from ontology.vocabulary import Vocabulary

_STRENGTH = re.compile(one_of(MODALS))
_AIMS = re.compile(r"^(?!.*(?:完成|实现|对照|超额|好于|未达)).*(?:预期|主要|发展|奋斗)(?:性)?(?:目标|指标)(?:建议)?(?:主要)?(?:是|为)?$")
_TELLS = re.compile(r"(?:回顾|刚刚)?(?:过去的?一年|一年来|今年以来)")
_TURNS = re.compile(r"今年(?!以来)|明年|预期目标|我们要|必须|将|新的一年|下一步|20\d\d年")
_STRETCHES = re.compile(r"[、，]?(?:并|再|更|向|奋力|努力|力争|争取|确保|实现|达到|完成|冲刺)+")
_DIGIT = re.compile(r"\d")
_ORIGIN = re.compile(r"(?:由|从)(?:((?:19|20)\d\d)年)?的?[^，]{0,8}$")

_Kind = tuple[FactOrPromise, re.Match[str] | None]
"""What the figures of a clause are, with the words that say so where it is not their place that does."""


@dataclass(slots=True)
class _Memory:
    """What a sentence carries from clause to clause."""

    subjects: Names = NONE
    strength: Span | None = None
    measure: Judged[Measure] | None = None
    """Of the figure before."""
    area: Area | None = None
    """Of this clause, where it begins with one."""
    horizon: Horizon | None = None
    aims: Span | None = None
    """Where the sentence announced targets (今年的主要预期目标是：…), wherever it stands."""
    passing: bool = False
    """Whether the horizon holds for its clause only (两年平均)."""
    resumed: Horizon | None = None
    """What holds again after that (2021年投资100亿元，五年年均增长13%；零售额80亿元)."""


class FigureReader:
    """Reads the figures of one report, clause by clause."""

    def __init__(
        self, reading: Reading, calendar: Calendar, area: Named, areas: AreaReader, vocabulary: Vocabulary
    ) -> None:
        self._reading = reading
        self._span = lru_cache(maxsize=64)(reading.span)  # several reasons of a figure stand on the same words
        self._calendar = calendar
        self._area = area
        self._areas = areas
        self._units = vocabulary.names("unit")
        self._linker = linker(vocabulary)
        self._announced: _Memory | None = None
        """What a paragraph that ends with a colon leaves to those that follow it."""
        self._told: Horizon | None = None
        """The time of which a paragraph of a plan tells results."""

    def read(self, part: Part) -> Iterator[Figure]:
        """Figures of a paragraph, in the order of the text."""
        announced, memory = self._announced, _Memory()
        self._told = None
        for number, sentence in enumerate(part.sentences):
            memory = replace(announced) if announced and number == 0 else _Memory()
            found = [list(slots(self._reading.text, clause)) for clause in sentence.clauses]
            last = max((index for index, each in enumerate(found) if each), default=-1)
            for index, clause in enumerate(sentence.clauses):
                kind = self._tells(clause, part, memory, index <= last)
                if found[index]:
                    yield from self._clause(clause, found[index], kind, part, memory)
                elif index < last:
                    _turn(clause, found[index + 1], memory)
        self._announced = self._still_announced(part, memory, announced)

    def _still_announced(self, part: Part, memory: _Memory, announced: _Memory | None) -> _Memory | None:
        """What was announced holds for a list of paragraphs (主要预期目标是：… ；… 。), each its own."""
        last = self._reading.text[part.end - 1 : part.end]
        if last in ("：", ":") and memory.aims:
            return _Memory(horizon=memory.horizon, aims=memory.aims)
        return announced if last in ("；", ";") else None

    def _tells(self, clause: Stretch, part: Part, memory: _Memory, counts: bool) -> _Kind:
        """Result or target, and what the clause leaves to the next; `counts`: it or a later one has figures."""
        if self._announces(clause):
            memory.aims = self._span(clause.start, clause.end)
        kind, last = kind_of(clause.text, self._default(clause, part, memory))
        self._remember_time(clause, kind, memory)
        if counts:
            self._remember_strength(clause, memory)
        memory.horizon = memory.horizon or self._told
        return kind, last

    def _clause(self, clause: Stretch, found: Sequence[Slot], told: _Kind, part: Part, memory: _Memory) -> Iterator[Figure]:
        kind, last = told
        memory.area = self._areas.of(clause)
        why = self._why(clause, last, part, memory)
        together: list[str] = []
        for slot, names in named(found, memory.subjects, self._areas.are_places):
            together += names.names
            for name in names.names:
                yield self._figure(slot, names._replace(names=(name,)), kind, why, part, memory)
        # A list of subjects is carried on whole only where 分别 or one value joined them.
        joined = len(together) == len(found) > 1 and "分别" in clause.text
        memory.subjects = names._replace(names=tuple(together) if joined else names.names, places=())

    def _announces(self, clause: Stretch) -> bool:
        """Whether a clause before a colon says that targets follow."""
        return self._reading.text[clause.end : clause.end + 1] in ("：", ":") and bool(_AIMS.match(clause.text))

    def _default(self, clause: Stretch, part: Part, memory: _Memory) -> FactOrPromise:
        """What the figures of a clause are by where they stand.

        Announced targets are targets; a paragraph of a plan that first tells of 过去一年 tells results until it turns.
        """
        if memory.aims:
            self._told = None
            return "target"
        if part.default == "target" and _TELLS.match(clause.text):
            words = self._calendar.of_words(clause.text, "target")
            self._told = words.horizon(self._reading, clause.start) if words else None
        elif self._told and _TURNS.search(clause.text):
            self._told = None
        return "actual" if self._told else part.default

    def _why(self, clause: Stretch, last: re.Match[str] | None, part: Part, memory: _Memory) -> Reason:
        """Why a clause tells results or targets; `last` are its words for last year's result."""
        if last:
            words = self._span(clause.start + last.start(), clause.start + last.end())
            return Reason("kind", "kind-last-result", words)
        if memory.aims:
            return Reason("kind", "kind-announced", memory.aims)
        if self._told:
            return Reason("kind", "kind-told", self._told.evidence)
        if part.section:
            return Reason("kind", "kind-section", part.section.top.heading)
        return Reason("kind", "kind-no-section", self._span(clause.start, clause.end))

    def _remember_time(self, clause: Stretch, kind: FactOrPromise, memory: _Memory) -> None:
        """The year holds for the clauses that follow."""
        if memory.passing:
            memory.horizon, memory.passing = memory.resumed, False
        found = self._calendar.of_words(clause.text, kind)
        if found and not _is_origin(clause.text, found.start):
            before, memory.horizon = memory.horizon, found.horizon(self._reading, clause.start)
            memory.passing = "均" in memory.horizon.evidence.text
            memory.resumed = before if memory.passing else None

    def _remember_strength(self, clause: Stretch, memory: _Memory) -> None:
        """A modal word holds for the parallel clauses that follow."""
        first = _DIGIT.search(clause.text)
        modal = _STRENGTH.search(clause.text, 0, first.start()) if first else None
        if modal:
            memory.strength = self._span(clause.start + modal.start(), clause.start + modal.end())
        elif memory.strength and (memory.strength.text.endswith("在") or not _is_parallel(clause.text)):
            memory.strength = None

    def _figure(
        self, slot: Slot, names: Names, kind: FactOrPromise, why: Reason, part: Part, memory: _Memory
    ) -> Figure:
        quantity, name = slot.quantity, names.names[0]
        measure = memory.measure = self._measure(slot, names, memory)
        unit, comparator = unit_of(slot, name), comparator_of(slot, kind)
        strength = self._modal(slot) or memory.strength
        area = self._areas.named(names.places, names.start, names.end) if names.places else memory.area
        indicator, link = self._linker.read(_without_area(name, area), unit.value, measure.value)
        horizon, settled = self._horizon(slot, kind, measure.value, part, memory)
        span = self._span(quantity.start, quantity.end)
        return Figure(
            span=span,
            value=quantity.value.normalize() + 0,
            upper=quantity.upper.normalize() + 0 if quantity.upper is not None else None,
            unit=self._unit(unit.value),
            kind=kind,
            indicator=indicator,
            measure=measure.value,
            comparator=comparator.value,
            horizon=horizon,
            regions=area.regions if area else (self._area,),
            strength=strength.words if strength else "",
            because=(
                Reason("value", f"number-{quantity.form}", span),
                self._reason("unit", unit),
                why,
                self._reason("indicator", names),
                *self._linked(link, names),
                self._reason("measure", measure),
                self._reason("comparator", comparator),
                Reason("period", horizon.by, horizon.evidence),
                *([Reason("period", settled, span)] if settled else ()),
                self._reason_of_area(area, names) if area else Reason("region", "region-of-report", span),
                *([Reason("strength", "strength-modal", strength)] if strength else ()),
            ),
        )

    def _measure(self, slot: Slot, names: Names, memory: _Memory) -> Judged[Measure]:
        """By the words around it; 7%、力争实现7.5%: what says no more than how high aims as the one before."""
        judged = measure_of(slot, names.names[0])
        stretches = names.rule == "name-carried" and judged.rule == "measure-share" and _STRETCHES.fullmatch(slot.left)
        if memory.measure and stretches:
            return memory.measure._replace(rule="measure-carried")
        return judged

    def _modal(self, slot: Slot) -> Span | None:
        """The modal word between an earlier quantity of the clause and this one."""
        start = slot.quantity.start - len(slot.left)
        found = list(_STRENGTH.finditer(slot.left)) if start > slot.clause.start else []
        return self._reading.span(start + found[-1].start(), start + found[-1].end()) if found else None

    def _reason(self, field: str, judged: Judged[Measure] | Judged[str] | Judged[Comparator] | Names) -> Reason:
        return Reason(field, judged.rule, self._span(judged.start, judged.end))

    def _reason_of_area(self, area: Area, names: Names) -> Reason:
        return Reason("region", "region-of-item" if names.places else "region-of-clause", area.span)

    def _linked(self, link: Link | None, names: Names) -> Iterator[Reason]:
        if link:
            yield Reason("concept", f"link-{link.reason}", self._span(names.start, names.end))

    def _unit(self, unit: str) -> Named:
        concept = self._units.get(unit)
        return Named(unit, concept.iri if concept else None)

    def _horizon(
        self, slot: Slot, kind: FactOrPromise, measure: Measure, part: Part, memory: _Memory
    ) -> tuple[Horizon, str]:
        """The horizon, and the rule that settled it inside a scope of several years."""
        origin = _ORIGIN.search(slot.left)
        inherited = part.horizon if kind == part.default or not memory.aims else None
        scope = memory.horizon or inherited or self._fallback(slot, kind)
        if origin and slot.followed:
            year = int(origin[1]) if origin[1] else scope.period.start - 1
            start = slot.quantity.start
            words = self._span(start - len(origin.group()), start)
            rule = "period-from-year" if origin[1] else "period-from"
            return Horizon(Period(year, year), "stated" if origin[1] else "relative", words, rule), ""
        section, before = (inherited or scope).period, self._before(slot)
        clause, plan_year = slot.clause.text, self._calendar.plan_year
        period, settled = settle(scope, section, kind, measure, clause, before, plan_year)
        return replace(scope, period=period), settled

    def _before(self, slot: Slot) -> str:
        """The words of its clause before a number."""
        return self._reading.text[slot.clause.start : slot.quantity.start]

    def _fallback(self, slot: Slot, kind: FactOrPromise) -> Horizon:
        """Outside every section: the plan year, or the year before it."""
        year = self._calendar.plan_year - (kind == "actual")
        words = self._span(slot.clause.start, slot.clause.end)
        return Horizon(Period(year, year), "section", words, "period-of-report")


def _turn(clause: Stretch, following: Sequence[Slot], memory: _Memory) -> None:
    """A clause without figures may turn to an industry, first say what is worked on, or list what the next tells 分别."""
    bare = subjects.strip_leading(clause.text)
    if following and following[0].left.startswith("分别") and not verb_and_object(bare)[0]:
        listed = subjects.split_subjects(bare)
        if len(listed) == len(following) > 1:
            memory.subjects = Names(tuple(listed), "name-in-turn", clause.start, clause.end)
            return
    rule, name = "name-carried", subjects.topic(clause.text, bare)
    if not name and (not memory.subjects.names or memory.subjects.rule == "name-worked-on"):
        rule, name = "name-worked-on", subjects.work_on(bare)
    if name:
        start = clause.start + clause.text.rindex(name)
        memory.subjects = Names((name,), rule, start, start + len(name))


def _without_area(name: str, area: Area | None) -> str:
    """湘阴财政总收入 is 财政总收入 of 湘阴."""
    return (area and name.removeprefix(area.span.words).removeprefix("的")) or name


def _is_origin(clause: str, start: int) -> bool:
    """从2017年的…, 是“十一五”时期的2倍: what a change starts from, not the years of the clause."""
    return clause[max(start - 1, 0) : start] in ("从", "由", "自", "比", "较", "是", "为")


def _is_parallel(clause: str) -> bool:
    """A clause of indicator and value without a verb of its own goes on with the modal before it."""
    return bool(_DIGIT.search(clause)) and not verb_and_object(clause)[0]
