"""Explain: for the statements at a place of a report, which rule read each field, and on which words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from loaders.corrections import changes
from loaders.jsonl import to_json as fields_of
from loaders.records import Extraction, Record, Span
from ontology.errors import DocumentError
from ontology.vocabulary import Vocabulary

REVIEWED = "reviewed"
"""In the place of a rule: a person decided."""


@dataclass(frozen=True, slots=True)
class FieldReason:
    """One field of a record with why it is as it is."""

    field: str
    value: str
    rule: str
    """The notation of a reading rule, or `reviewed`."""
    means: str
    """What the rule says, in Chinese; for a review who decided and why."""
    span: Span
    """The words on which it fired."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A record with the reasons of its fields."""

    kind: str
    span: Span
    reasons: tuple[FieldReason, ...]


def explain(extraction: Extraction, offset: int, vocabulary: Vocabulary) -> tuple[Explanation, ...]:
    """All records whose words hold the character at `offset`, the shortest first; none where nothing was read.

    Raises DocumentError for an offset outside the kept text.
    """
    length = len(extraction.source.text)
    if not 0 <= offset < length:
        raise DocumentError(
            f"{extraction.source.name}: offset {offset} is outside the text; give one from 0 to {length - 1}"
        )
    held = [record for record in extraction.records() if record.span.start <= offset < record.span.end]
    held.sort(key=lambda record: record.span.end - record.span.start)
    return tuple(_explanation(record, extraction, vocabulary) for record in held)


def to_json(explanation: Explanation) -> dict[str, Any]:
    """As plain values: `record`, `start`, `end`, `text`, and `reasons` with field, value, rule, means, start, end."""
    span = explanation.span
    reasons = [
        {
            "field": reason.field, "value": reason.value, "rule": reason.rule, "means": reason.means,
            "start": reason.span.start, "end": reason.span.end,
        }
        for reason in explanation.reasons
    ]  # fmt: skip
    return {"record": explanation.kind, "start": span.start, "end": span.end, "text": span.text, "reasons": reasons}


def _explanation(record: Record, extraction: Extraction, vocabulary: Vocabulary) -> Explanation:
    fields = fields_of(record, extraction)
    reasons = [*_read(record, fields, vocabulary), *_decided(record, extraction)]
    return Explanation(fields["record"], record.span, tuple(reasons))


def _read(record: Record, fields: dict[str, Any], vocabulary: Vocabulary) -> Iterator[FieldReason]:
    for reason in record.because:
        means = vocabulary.by_notation("reading-rule", reason.rule).labels["zh"]
        yield FieldReason(reason.field, _shown(fields[reason.field]), reason.rule, means, reason.span)


def _decided(record: Record, extraction: Extraction) -> Iterator[FieldReason]:
    """The fields that a reviewer set."""
    for review in extraction.reviews:
        if review.after is record:
            means = f"{review.reviewer} {review.date}: {review.reason}"
            for field, _, value in changes(review, extraction):
                yield FieldReason(field, value, REVIEWED, means, record.span)


def _shown(value: object) -> str:
    return "" if value is None else str(value)
