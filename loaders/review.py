"""Review: the statements of a report as rows for a person to judge, those that deserve most doubt first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import BinaryIO

from loaders.confidence import Confidences
from loaders.jsonl import to_json
from loaders.records import Extraction, Record
from loaders.sheets import write_sheet
from ontology.vocabulary import Vocabulary

FIELDS: Mapping[str, tuple[str, ...]] = {
    "figure": (
        "value", "upper", "unit", "kind", "indicator", "concept", "measure", "comparator",
        "period", "region", "strength",
    ),
    "project": ("name", "action", "stage", "kind", "class"),
    "region": ("canonical",),
    "organization": ("canonical", "type"),
    "commitment": ("action", "type", "period"),
    "item": ("number",),
}  # fmt: skip
"""What a reviewer can change of each kind of record: columns named as the fields of docs/records.md."""
KINDS = tuple(FIELDS)

ABOUT = ("id", "record", "start", "end", "quote")
DECISION = ("decision", "reviewer", "date", "reason")
COLUMNS = (
    *ABOUT,
    *dict.fromkeys(field for fields in FIELDS.values() for field in fields),
    "confidence", "doubts",
    *DECISION,
)  # fmt: skip
DECISIONS = ("keep", "change", "add", "reject")


def kind_of(record: Record) -> str:
    return type(record).__name__.lower()


def quoted(text: str) -> str:
    """A passage as a sheet shows it: without white space, which differs between copies of a report."""
    return "".join(text.split())


def identified(records: Iterator[Record]) -> Iterator[tuple[str, Record]]:
    """Each record with its id: kind, start, end and, of several on one passage, which one.

    The id names a statement of one reading of one text; IRIs, which outlive both, are made in the graph.
    """
    seen: Counter[tuple[str, int, int]] = Counter()
    for record in records:
        key = (kind_of(record), record.span.start, record.span.end)
        seen[key] += 1
        number = f"/{seen[key]}" if seen[key] > 1 else ""
        yield f"{key[0]}/{key[1]}-{key[2]}{number}", record


def fields_of(record: Record, extraction: Extraction) -> dict[str, str]:
    """The fields that a reviewer can change, as text."""
    json = to_json(record, extraction)
    return {field: "" if json[field] is None else str(json[field]) for field in FIELDS[kind_of(record)]}


def review_rows(
    extraction: Extraction,
    vocabulary: Vocabulary,
    kinds: Collection[str] = KINDS,
    decided: Mapping[str, Mapping[str, str]] | None = None,
) -> Iterator[dict[str, str]]:
    """One row for each record, least confidence first, then as in the text; `decided` rows stay as they are."""
    confidences = Confidences(extraction, vocabulary)
    judged = [
        (confidences.of(record), key, record)
        for key, record in identified(extraction.records())
        if kind_of(record) in kinds
    ]
    for confidence, key, record in sorted(judged, key=lambda row: (row[0].score, row[2].span.start)):
        row = {
            "id": key,
            "record": kind_of(record),
            "start": str(record.span.start),
            "end": str(record.span.end),
            "quote": quoted(record.span.text),
            **fields_of(record, extraction),
            "confidence": f"{confidence.score:.2f}",
            "doubts": " ".join(confidence.doubts),
        }
        yield {**row, **(decided or {}).get(key, {})}


def write_review(stream: BinaryIO, suffix: str, rows: Iterable[Mapping[str, str]]) -> None:
    """The rows as a sheet: `.csv` or `.xlsx`."""
    write_sheet(stream, suffix, COLUMNS, ([row.get(column, "") for column in COLUMNS] for row in rows))
