"""The public record format: one JSON object a line, described in docs/records.md."""

from __future__ import annotations

from decimal import Decimal
from functools import singledispatch
from typing import Any

from loaders.records import (
    Commitment,
    Extraction,
    Figure,
    Horizon,
    Item,
    Named,
    Organization,
    Project,
    Record,
    Region,
)


def to_json(record: Record, extraction: Extraction) -> dict[str, Any]:
    """`record`, `start`, `end`, `text`, the section's title, the fields of the record's kind, and why they are so."""
    section = extraction.section_at(record.span.start)
    return {
        "record": type(record).__name__.lower(),
        "start": record.span.start,
        "end": record.span.end,
        "text": record.span.text,
        "section": section.title if section else None,
        **_fields(record),
        "because": [
            {"field": reason.field, "rule": reason.rule, "start": reason.span.start, "end": reason.span.end}
            for reason in record.because
        ],
    }


@singledispatch
def _fields(record: Record) -> dict[str, Any]:
    raise TypeError(f"no fields for {type(record).__name__}")


@_fields.register
def _(record: Figure) -> dict[str, Any]:
    return {
        "value": _number(record.value),
        "upper": _number(record.upper),
        "unit": record.unit.name,
        "kind": record.kind,
        "indicator": record.indicator.name,
        "concept": record.indicator.concept,
        "measure": record.measure,
        "comparator": record.comparator,
        "region": _joined(record.regions),
        "strength": record.strength,
        **_horizon(record.horizon),
    }


@_fields.register
def _(record: Project) -> dict[str, Any]:
    return {
        "name": record.name,
        "action": record.action,
        "stage": record.stage,
        "kind": record.kind,
        "class": record.project_class,
    }


@_fields.register
def _(record: Region) -> dict[str, Any]:
    return {"canonical": _joined(record.regions), "concepts": [named.concept for named in record.regions]}


@_fields.register
def _(record: Organization) -> dict[str, Any]:
    return {"canonical": record.organization.name, "type": record.type, "concept": record.organization.concept}


@_fields.register
def _(record: Commitment) -> dict[str, Any]:
    relation = record.relation
    return {
        "action": record.action,
        "type": record.type,
        "relation": relation.comparator if relation else None,
        "compared": relation.indicator.name if relation else None,
        "compared_concept": relation.indicator.concept if relation else None,
        "reference": relation.reference if relation else None,
        **_horizon(record.horizon),
    }


@_fields.register
def _(record: Item) -> dict[str, Any]:
    return {
        "number": record.number,
        "list": record.announced.words,
        "list_evidence": [record.announced.start, record.announced.end],
    }


def _horizon(horizon: Horizon | None) -> dict[str, Any]:
    if horizon is None:
        return {"period": None, "period_rule": None, "period_evidence": None}
    return {
        "period": str(horizon.period),
        "period_rule": horizon.rule,
        "period_evidence": [horizon.evidence.start, horizon.evidence.end],
    }


def _joined(regions: tuple[Named, ...]) -> str:
    return "|".join(named.name for named in regions)


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
