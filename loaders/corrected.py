"""Corrected records: a reviewer's row becomes a record of the kind that it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, get_args, get_type_hints

from loaders.linking import linker
from loaders.records import (
    Commitment,
    Extraction,
    FactOrPromise,
    Figure,
    Horizon,
    Item,
    Named,
    Organization,
    Period,
    Project,
    Record,
    Region,
    Span,
)
from ontology.vocabulary import Vocabulary

NONE = "-"
"""In `concept`: the vocabulary has none, whatever the name."""

_PERIOD = re.compile(r"(?P<each>annual to )?(?P<first>\d{4})(?:/(?P<last>\d{4}))?")


class Wrong(ValueError):
    """A cell that cannot be; the text says which and what it may be. Callers add file and row."""


class Corrector:
    """Makes records out of rows; `before` is the record that a row changes, if any."""

    def __init__(self, extraction: Extraction, vocabulary: Vocabulary) -> None:
        self._metadata = extraction.metadata
        self._vocabulary = vocabulary
        self._linker = linker(vocabulary)

    def record(self, kind: str, span: Span, cells: Mapping[str, str], before: Record | None) -> Record:
        """Raises Wrong where a cell cannot be."""
        makers: dict[str, Callable[[Span, Mapping[str, str], Record | None], Record]] = {
            "figure": self._figure,
            "project": self._project,
            "region": self._region,
            "organization": self._organization,
            "commitment": self._commitment,
            "item": self._item,
        }
        return makers[kind](span, cells, before)

    def _figure(self, span: Span, cells: Mapping[str, str], before: Record | None) -> Figure:
        measure = _choice(Figure, cells, "measure")
        unit = self._unit(cells)
        value, upper = _number(cells, "value"), _number(cells, "upper") if cells["upper"] else None
        if upper is not None and upper <= value:
            raise Wrong(f"upper: {cells['upper']!r} is not more than the value {cells['value']!r}")
        return Figure(
            span=span,
            value=value,
            upper=upper,
            unit=unit,
            kind=_fact_or_promise(cells),
            indicator=self._indicator(cells, unit, measure, before),
            measure=measure,
            comparator=_choice(Figure, cells, "comparator"),
            horizon=self._horizon(span, cells, before.horizon if isinstance(before, Figure) else None),
            regions=self._regions(cells["region"]) if cells["region"] else (self._metadata.area,),
            strength=cells["strength"],
        )

    def _unit(self, cells: Mapping[str, str]) -> Named:
        name = _text(cells, "unit")
        concept = self._vocabulary.names("unit").get(name)
        return Named(name, concept.iri if concept else None)

    def _indicator(self, cells: Mapping[str, str], unit: Named, measure: str, before: Record | None) -> Named:
        """By the concept that the row gives; a name that was changed, or has no concept, is linked anew."""
        name, given = _text(cells, "indicator"), cells["concept"]
        if given == NONE:
            return Named(name)
        renamed = isinstance(before, Figure) and before.indicator.name != name and before.indicator.concept == given
        if not given or renamed:
            return Named(name, self._linker.read(name, unit.name, measure)[0].concept)
        if given not in {concept.iri for concept in self._vocabulary.scheme("indicator")}:
            raise Wrong(f"concept: {given!r} is no indicator of the vocabulary; leave it empty to link by name")
        return Named(name, given)

    def _project(self, span: Span, cells: Mapping[str, str], before: Record | None) -> Project:
        classes = {concept.notation for concept in self._vocabulary.scheme("project-class")}
        if cells["class"] not in classes:
            raise Wrong(f"class: {cells['class']!r} is none of {', '.join(sorted(classes))}")
        stage = _choice(Project, cells, "stage")
        name, action = _text(cells, "name"), _text(cells, "action")
        return Project(span, name, action, stage, _fact_or_promise(cells), cells["class"])

    def _region(self, span: Span, cells: Mapping[str, str], before: Record | None) -> Region:
        return Region(span, self._regions(_text(cells, "canonical")))

    def _regions(self, names: str) -> tuple[Named, ...]:
        return tuple(self._named("region", name) for name in names.split("|") if name)

    def _organization(self, span: Span, cells: Mapping[str, str], before: Record | None) -> Organization:
        types = {concept.notation for concept in self._vocabulary.scheme("organization-type")}
        if cells["type"] not in types:
            raise Wrong(f"type: {cells['type']!r} is none of {', '.join(sorted(types))}")
        return Organization(span, self._named("organization", _text(cells, "canonical")), cells["type"])

    def _commitment(self, span: Span, cells: Mapping[str, str], before: Record | None) -> Commitment:
        old = before if isinstance(before, Commitment) else None
        horizon = self._horizon(span, cells, old.horizon if old else None) if cells["period"] else None
        kind = _choice(Commitment, cells, "type")
        relation, carried = (old.relation, old.carried_regions) if old else (None, ())
        return Commitment(span, _text(cells, "action"), kind, horizon, relation, carried)

    def _item(self, span: Span, cells: Mapping[str, str], before: Record | None) -> Item:
        if not isinstance(before, Item):
            raise Wrong("record: an item belongs to a list that the report announces; it can be changed, not added")
        if not cells["number"].isdecimal() or int(cells["number"]) < 1:
            raise Wrong(f"number: {cells['number']!r} is no number of an item; write 1, 2, 3 …")
        return Item(span, int(cells["number"]), before.announced)

    def _named(self, scheme: str, name: str) -> Named:
        concept = self._vocabulary.by_name(scheme, name)
        return Named(name, concept.iri if concept else None)

    def _horizon(self, span: Span, cells: Mapping[str, str], before: Horizon | None) -> Horizon:
        """The reader's own where the period is the same, else the reviewer's."""
        if before is not None and str(before.period) == cells["period"]:
            return before
        return Horizon(self._period(cells["period"]), "reviewed", span)

    def _period(self, text: str) -> Period:
        match = _PERIOD.fullmatch(text)
        if match is None or (match["each"] and match["last"]):
            raise Wrong(f"period: {text!r} is none; write 2023, 2018/2022 or annual to 2027")
        first = int(match["first"])
        if match["each"]:
            return Period(min(self._metadata.covers.end, first), first, each_year=True)
        last = int(match["last"] or first)
        if last < first:
            raise Wrong(f"period: {text!r} ends before it begins")
        return Period(first, last)


def _text(cells: Mapping[str, str], field: str) -> str:
    if not cells[field]:
        raise Wrong(f"{field}: is empty; a statement of this kind needs it")
    return cells[field]


def _number(cells: Mapping[str, str], field: str) -> Decimal:
    try:
        value = Decimal(cells[field].replace(",", ""))
    except InvalidOperation as error:
        raise Wrong(f"{field}: {cells[field]!r} is no number; write it in the base unit, 4万亿元 is 4000000000000") from error
    if not value.is_finite():
        raise Wrong(f"{field}: {cells[field]!r} is no finite number")
    return value.normalize() + 0


def _fact_or_promise(cells: Mapping[str, str]) -> FactOrPromise:
    match cells["kind"]:
        case "target":
            return "target"
        case "actual":
            return "actual"
        case other:
            raise Wrong(f"kind: {other!r} is none of actual, target")


def _choice(record: type[Record], cells: Mapping[str, str], field: str) -> Any:
    """One of the values that the record's field may have."""
    choices = get_args(get_type_hints(record)[field])
    if cells[field] not in choices:
        raise Wrong(f"{field}: {cells[field]!r} is none of {', '.join(choices)}")
    return cells[field]
