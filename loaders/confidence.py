"""Confidence: how far to trust a record, from what is known of how it was read. Each doubt has a name and a weight.

The score is what the doubts leave of 1. It orders the work of a reviewer; it is no probability.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import singledispatch
from types import MappingProxyType

from loaders.linking import linker
from loaders.records import (
    Commitment,
    Extraction,
    Figure,
    Horizon,
    Item,
    Organization,
    Project,
    Record,
    Region,
)
from ontology.vocabulary import Vocabulary

DOUBTS: Mapping[str, float] = MappingProxyType({
    "indicator-unknown": 0.30,
    "indicator-by-ending": 0.15,
    "indicator-by-head": 0.25,
    "indicator-long": 0.15,
    "indicator-is-a-list": 0.25,
    "unit-unknown": 0.20,
    "unit-implied": 0.10,
    "measure-by-default": 0.05,
    "several-on-one-number": 0.10,
    "horizon-from-section": 0.10,
    "horizon-missing": 0.10,
    "name-restored": 0.15,
    "class-other": 0.20,
    "stage-other": 0.10,
    "place-unknown": 0.40,
    "organization-unknown": 0.15,
    "type-other": 0.20,
    "verb-inside": 0.20,
    "kind-by-head-noun": 0.15,
    "long": 0.10,
    "item-by-semicolon": 0.15,
})  # fmt: skip
"""What takes away how much; docs/corrections.md says what each means."""

_LONG_INDICATOR = 14
_LONG_CLAUSE = 60
_FLOW_WORDS = ("投资", "交易", "销售", "贷款", "收入", "就业", "产量", "产值", "投入", "支出")
_JUDGED_KINDS = ("measure", "direction", "institution")
"""Kinds told apart by the head noun of the verb's object."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """A score from 0 to 1 with the doubts that lower it."""

    score: float
    doubts: tuple[str, ...]


class Confidences:
    """Judges the records of one extraction."""

    def __init__(self, extraction: Extraction, vocabulary: Vocabulary) -> None:
        self._numbers: dict[tuple[int, int], int] = {}
        for figure in extraction.figures:
            place = (figure.span.start, figure.span.end)
            self._numbers[place] = self._numbers.get(place, 0) + 1
        self._linker = linker(vocabulary)

    def of(self, record: Record) -> Confidence:
        doubts = [*_doubts(record), *(self._figure(record) if isinstance(record, Figure) else ())]
        return Confidence(round(max(1 - sum(DOUBTS[doubt] for doubt in doubts), 0.0), 2), tuple(doubts))

    def _figure(self, figure: Figure) -> Iterator[str]:
        """Doubts that need the other figures or the vocabulary."""
        if self._numbers[figure.span.start, figure.span.end] > 1:
            yield "several-on-one-number"
        link = self._linker.link(figure.indicator.name, figure.unit.name, figure.measure)
        if figure.indicator.concept and link and link.reason in ("ending", "head"):
            yield f"indicator-by-{link.reason}"


@singledispatch
def _doubts(record: Record) -> Iterator[str]:
    raise TypeError(f"no doubts for {type(record).__name__}")


@_doubts.register
def _(record: Figure) -> Iterator[str]:
    name = record.indicator.name
    if record.indicator.concept is None:
        yield "indicator-unknown"
    if len(name) > _LONG_INDICATOR:
        yield "indicator-long"
    if "、" in name:
        yield "indicator-is-a-list"
    if record.unit.concept is None:
        yield "unit-unknown"
    elif record.unit.name == "元" and "元" not in record.span.words:
        yield "unit-implied"
    if record.measure == "flow" and not any(word in name for word in _FLOW_WORDS):
        yield "measure-by-default"
    yield from _horizon(record.horizon)


@_doubts.register
def _(record: Project) -> Iterator[str]:
    if record.name != record.span.words:
        yield "name-restored"
    if record.project_class == "other":
        yield "class-other"
    if record.stage == "other":
        yield "stage-other"


@_doubts.register
def _(record: Region) -> Iterator[str]:
    if any(named.concept is None for named in record.regions):
        yield "place-unknown"


@_doubts.register
def _(record: Organization) -> Iterator[str]:
    if record.organization.concept is None:
        yield "organization-unknown"
    if record.type == "other":
        yield "type-other"


@_doubts.register
def _(record: Commitment) -> Iterator[str]:
    text = record.span.words
    if record.action not in text[: len(text) // 2 + 1]:
        yield "verb-inside"
    if record.type in _JUDGED_KINDS:
        yield "kind-by-head-noun"
    if len(text) > _LONG_CLAUSE:
        yield "long"
    yield from _horizon(record.horizon)


@_doubts.register
def _(record: Item) -> Iterator[str]:
    if any(reason.rule == "item-semicolon" for reason in record.because):
        yield "item-by-semicolon"


def _horizon(horizon: Horizon | None) -> Iterator[str]:
    if horizon is None:
        yield "horizon-missing"
    elif horizon.rule == "section":
        yield "horizon-from-section"
