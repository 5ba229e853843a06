"""Figures: every quantity that states a result or a target, with its indicator, period, comparator and strength."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from loaders import subjects
from loaders.indicators import named
from loaders.lexicon import MODALS, one_of
from loaders.linking import linker
from loaders.measures import Measure, comparator_of, kind_of, measure_of, unit_of
from loaders.periods import Calendar, settle
from loaders.reading import Reading
from loaders.records import FactOrPromise, Figure, Horizon, Named, Period
from loaders.slots import Slot, slots
from loaders.structure import Part, Stretch
from ontology.vocabulary import Vocabulary

_STRENGTH = re.compile(one_of(MODALS))
_AIMS = re.compile(r"^(?!.*(?:完成|实现|对照|超额|好于|未达)).*(?:预期|主要|发展|奋斗)(?:性)?(?:目标|指标)(?:建议)?(?:主要)?(?:是|为)?$")
_ORIGIN = re.compile(r"(?:由|从)(?:((?:19|20)\d\d)年)?的?[^，]{0,8}$")


@dataclass(slots=True)
class _Memory:
    """What a sentence carries from clause to clause."""

    subjects: list[str] = field(default_factory=list)
    strength: str = ""
    horizon: Horizon | None = None
    aims: bool = False
    """Whether the sentence announced targets (今年的主要预期目标是：…), wherever it stands."""
    passing: bool = False
    """Whether the horizon holds for its clause only (两年平均)."""


class FigureReader:
    """Reads the figures of one report, clause by clause."""

    def __init__(self, reading: Reading, calendar: Calendar, area: Named, vocabulary: Vocabulary) -> None:
        self._reading = reading
        self._calendar = calendar
        self._area = area
        self._units = vocabulary.names("unit")
        self._linker = linker(vocabulary)

    def read(self, part: Part) -> Iterator[Figure]:
        """Figures of a paragraph, in the order of the text."""
        for sentence in part.sentences:
            memory = _Memory()
            for clause in sentence.clauses:
                yield from self._clause(clause, part, memory)

    def _clause(self, clause: Stretch, part: Part, memory: _Memory) -> Iterator[Figure]:
        found = list(slots(self._reading.text, clause))
        memory.aims = memory.aims or self._announces(clause)
        kind = kind_of(clause.text, "target" if memory.aims else part.default)
        self._remember(clause, kind, memory)
        if not found:
            if topic := subjects.topic(clause.text):
                memory.subjects = [topic]
            return
        together: list[str] = []
        for slot, names in named(found, memory.subjects):
            together += names
            for name in names:
                yield self._figure(slot, name, kind, part, memory)
        # A list of subjects is carried on whole only where 分别 or one value joined them.
        memory.subjects = together if len(together) == len(found) > 1 and "分别" in clause.text else names

    def _announces(self, clause: Stretch) -> bool:
        """Whether a clause before a colon says that targets follow."""
        return self._reading.text[clause.end : clause.end + 1] in ("：", ":") and bool(_AIMS.match(clause.text))

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

    def _figure(self, slot: Slot, name: str, kind: FactOrPromise, part: Part, memory: _Memory) -> Figure:
        quantity = slot.quantity
        measure = measure_of(slot, name)
        unit = unit_of(slot, name)
        return Figure(
            span=self._reading.span(quantity.start, quantity.end),
            value=quantity.value.normalize() + 0,
            upper=quantity.upper.normalize() + 0 if quantity.upper is not None else None,
            unit=self._unit(unit),
            kind=kind,
            indicator=self._linker.named(name, unit, measure),
            measure=measure,
            comparator=comparator_of(slot, kind),
            horizon=self._horizon(slot, kind, measure, part, memory),
            regions=(self._area,),
            strength=memory.strength,
        )

    def _unit(self, unit: str) -> Named:
        concept = self._units.get(unit)
        return Named(unit, concept.iri if concept else None)

    def _horizon(self, slot: Slot, kind: FactOrPromise, measure: Measure, part: Part, memory: _Memory) -> Horizon:
        origin = _ORIGIN.search(slot.left)
        inherited = part.horizon if kind == part.default or not memory.aims else None
        scope = memory.horizon or inherited or self._fallback(slot, kind)
        if origin and slot.followed:
            year = int(origin[1]) if origin[1] else scope.period.start - 1
            start = slot.quantity.start
            rule: Literal["stated", "relative"] = "stated" if origin[1] else "relative"
            return Horizon(Period(year, year), rule, self._reading.span(start - len(origin.group()), start))
        words = slot.clause.text
        return replace(scope, period=settle(scope.period, kind, measure, words))

    def _fallback(self, slot: Slot, kind: FactOrPromise) -> Horizon:
        """Outside every section: the plan year, or the year before it."""
        year = self._calendar.plan_year - (kind == "actual")
        return Horizon(Period(year, year), "section", self._reading.span(slot.clause.start, slot.clause.end))


def _is_origin(clause: str, start: int) -> bool:
    """从2017年的…: where a change starts from, not the year of the clause."""
    return clause[max(start - 1, 0) : start] in ("从", "由", "自", "比", "较")


def _is_parallel(clause: str) -> bool:
    """A clause of indicator and value without a verb of its own goes on with the modal before it."""
    return bool(re.search(r"\d", clause)) and not subjects.verb_and_object(clause)[0]
