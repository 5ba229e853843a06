"""Reviewed statements as gold: annotations that `chengnuo score` compares with, as tests/gold/GUIDE.md defines them."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from loaders.jsonl import to_json
from loaders.records import Extraction, Record
from loaders.review import kind_of
from loaders.scoring import FIELDS, FILES
from ontology.errors import CorrectionError


def write_gold(folder: Path, extraction: Extraction) -> dict[str, int]:
    """Writes the statements that reviewers kept, changed or added, one file a kind; returns how many of each.

    Only lines of which every statement of the kind was reviewed count as annotated (coverage.json), and only
    they are written: a line reviewed in part cannot tell what was missed in it.
    """
    lines = _Lines(extraction.source.text)
    reviewed = {id(review.after) for review in extraction.reviews if review.after is not None}
    rejected = [review.before for review in extraction.reviews if review.after is None and review.before is not None]
    coverage, counts = {}, {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for kind, stem in FILES.items():
            records = [record for record in extraction.records() if kind_of(record) == kind]
            open_lines = {lines.of(record) for record in records if id(record) not in reviewed}
            judged = [*records, *(record for record in rejected if kind_of(record) == kind)]
            covered = {lines.of(record) for record in judged} - open_lines
            rows = [_annotation(record, extraction, lines) for record in records if lines.of(record) in covered]
            coverage[stem], counts[kind] = sorted(covered), len(rows)
            _write(folder / f"{stem}.jsonl", rows)
        _write(folder / "coverage.json", [coverage])
    except OSError as error:
        raise CorrectionError(f"{folder}: cannot be written ({error.strerror}); give another --output") from error
    return counts


def _annotation(record: Record, extraction: Extraction, lines: _Lines) -> dict[str, Any]:
    kind, (line, offset) = kind_of(record), lines.place(record)
    fields = to_json(record, extraction)
    start = {"line": line, "start": record.span.start - offset, "end": record.span.end - offset}
    return {**start, "text": record.span.text, **{field: fields[field] for field in FIELDS[kind]}}


def _write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")


class _Lines:
    """The lines of a text, numbered from 1. A record that runs over a line's end belongs to the line it begins in."""

    def __init__(self, text: str) -> None:
        self._starts = list(_line_starts(text))

    def of(self, record: Record) -> int:
        return self.place(record)[0]

    def place(self, record: Record) -> tuple[int, int]:
        """Number and first offset of the line."""
        number = bisect_right(self._starts, record.span.start)
        return number, self._starts[number - 1]


def _line_starts(text: str) -> Iterator[int]:
    yield 0
    yield from (offset + 1 for offset, character in enumerate(text) if character == "\n")
