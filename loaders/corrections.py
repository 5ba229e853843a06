"""Corrections: what reviewers decided of a report, applied to what the reader reads of it, on every build.

A decision whose passage or statement is no longer there is never dropped silently: it becomes one of the
extraction's stale corrections, which a build prints and `chengnuo validate` reports.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from loaders.corrected import Corrector, Wrong
from loaders.records import (
    Commitment,
    Extraction,
    Figure,
    Item,
    Organization,
    Project,
    Reason,
    Record,
    Region,
    Review,
    Span,
)
from loaders.review import COLUMNS, DECISIONS, FIELDS, KINDS, fields_of, identified, quoted, review_rows
from loaders.sheets import SUFFIXES, SheetRow, read_sheet
from ontology.errors import CorrectionError
from ontology.vocabulary import Vocabulary

_NEEDED = ("id", "record", "start", "end", "quote", "decision", "reviewer", "date", "reason")
_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")


@dataclass(frozen=True, slots=True)
class Correction:
    """A decided row: every cell as text, empty where the sheet has no such column."""

    where: str
    """File and row."""
    decision: str
    date: str
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def wrong(self, what: object) -> CorrectionError:
        return CorrectionError(f"{self.where}: {what}")


def corrections_file(folder: Path, report: str) -> Path | None:
    """The file of a report's corrections, or None; raises CorrectionError where there are two."""
    found = [path for suffix in SUFFIXES if (path := folder / f"{report}{suffix}").is_file()]
    if len(found) > 1:
        raise CorrectionError(f"{found[0]} and {found[1]}: both correct one report; keep one")
    return found[0] if found else None


def corrections_of(folder: Path, report: str) -> tuple[Correction, ...]:
    """All decisions of a report; none where the folder has no file for it."""
    file = corrections_file(folder, report)
    return read_corrections(file) if file else ()


def reviewed_rows(
    extraction: Extraction, vocabulary: Vocabulary, kinds: Collection[str], corrections: Sequence[Correction]
) -> Iterator[Mapping[str, str]]:
    """The rows of `review_rows` with the decisions made so far; those that fit no statement come last."""
    open_ = {found["id"]: found.cells for found in corrections if found["id"]}
    for row in review_rows(extraction, vocabulary, kinds, dict(open_)):
        open_.pop(row["id"], None)
        yield row
    for found in corrections:
        if found["record"] in kinds and (not found["id"] or found["id"] in open_):
            yield found.cells


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """The decided rows of a file; raises CorrectionError, naming file and row, where one is wrong.

    Rows without a decision were not reviewed and say nothing.
    """
    columns, rows = read_sheet(path)
    for column in columns:
        if column not in COLUMNS:
            raise CorrectionError(f"{path}: row 1: unknown column {column!r}; columns are {', '.join(COLUMNS)}")
    for column in _NEEDED:
        if column not in columns:
            raise CorrectionError(f"{path}: row 1: column {column!r} is missing; write the sheet by `chengnuo review`")
    corrections = tuple(_correction(path, row) for row in rows if row.cells["decision"])
    _refuse_duplicates(corrections)
    return corrections


def _correction(path: Path, row: SheetRow) -> Correction:
    cells = {column: row.cells.get(column, "") for column in COLUMNS}
    found = Correction(f"{path}: row {row.number}", cells["decision"].lower(), "", cells)
    if found.decision not in DECISIONS:
        raise found.wrong(f"decision: {cells['decision']!r} is none of {', '.join(DECISIONS)}")
    if cells["record"] not in KINDS:
        raise found.wrong(f"record: {cells['record']!r} is none of {', '.join(KINDS)}")
    for column in ("reviewer", *(("reason",) if found.decision != "keep" else ())):
        if not cells[column]:
            raise found.wrong(f"{column}: is empty; a decision needs who made it, when and why")
    if (found.decision == "add") == bool(cells["id"]):
        raise found.wrong("id: is for statements that the reader found; only added ones have none")
    return replace(found, date=_iso_date(found))


def _iso_date(correction: Correction) -> str:
    match = _DATE.fullmatch(correction["date"])
    try:
        return date(*map(int, match.groups())).isoformat() if match else date.fromisoformat(correction["date"]).isoformat()
    except ValueError as error:
        raise correction.wrong(f"date: {correction['date']!r} is none; write it as 2024-01-20") from error


def _refuse_duplicates(corrections: Sequence[Correction]) -> None:
    first: dict[tuple[str, ...], str] = {}
    for found in corrections:
        fields = tuple(found[field] for field in FIELDS[found["record"]])
        key = (found["id"],) if found["id"] else (found["record"], found["start"], found["quote"], *fields)
        if key in first:
            raise found.wrong(f"decides the same statement as {first[key].rpartition(': ')[2]}; keep one of them")
        first[key] = found.where


def apply_corrections(
    extraction: Extraction, corrections: Sequence[Correction], vocabulary: Vocabulary
) -> Extraction:
    """The extraction as its reviewers want it, with their reviews; what no longer fits is listed as stale.

    Raises CorrectionError, naming file and row, where a row gives a value that cannot be.
    """
    return _Application(extraction, vocabulary).result(corrections)


class _Application:
    def __init__(self, extraction: Extraction, vocabulary: Vocabulary) -> None:
        self._extraction = extraction
        self._found = dict(identified(extraction.records()))
        self._corrector = Corrector(extraction, vocabulary)

    def result(self, corrections: Sequence[Correction]) -> Extraction:
        reviews: list[Review] = []
        stale: list[str] = []
        for correction in corrections:
            try:
                reviews.append(self._review(correction))
            except _Stale as reason:
                stale.append(f"{correction.where}: {reason}; the {correction.decision} is not applied")
        reviews.sort(key=lambda review: (review.span.start, review.span.end))
        changed = _with(self._extraction, reviews)
        return replace(changed, reviews=tuple(reviews), stale_corrections=tuple(stale))

    def _review(self, correction: Correction) -> Review:
        before = self._before(correction)
        after = before if correction.decision == "keep" else None
        if correction.decision in ("change", "add"):
            after = self._record(correction, before)
            # What was added once may be read by now: then it takes the place of what is read.
            before = before or self._same(after)
        decision: Any = correction.decision
        return Review(decision, correction["reviewer"], correction.date, correction["reason"], before, after)

    def _before(self, correction: Correction) -> Record | None:
        if correction.decision == "add":
            return None
        match = re.fullmatch(r"\w+/(\d+)-(\d+)(?:/\d+)?", correction["id"])
        if match is None or not correction["id"].startswith(f"{correction['record']}/"):
            raise correction.wrong(f"id: {correction['id']!r} is no id of a {correction['record']}; leave it as it was")
        # A change may move the passage; then the quote is of the new one.
        if correction.decision != "change":
            self._span(correction)
        before = self._found.get(correction["id"])
        if before is None:
            raise _Stale(f"no {correction['record']} is read at {match[1]}-{match[2]} any more ({correction['quote']!r})")
        return before

    def _record(self, correction: Correction, before: Record | None) -> Record:
        span = self._span(correction)
        try:
            after = self._corrector.record(correction["record"], span, correction.cells, before)
        except Wrong as error:
            raise correction.wrong(error) from error
        return replace(after, because=self._still_so(before, after)) if before else after

    def _still_so(self, before: Record, after: Record) -> tuple[Reason, ...]:
        """The reader's reasons for the fields that the reviewer left as they were."""
        then, now = fields_of(before, self._extraction), fields_of(after, self._extraction)
        return tuple(why for why in before.because if then.get(why.field) == now.get(why.field))

    def _same(self, added: Record) -> Record | None:
        """The record that was read of the same passage with the same fields."""
        fields = fields_of(added, self._extraction)
        return next(
            (
                record
                for record in self._found.values()
                if type(record) is type(added)
                and record.span == added.span
                and fields_of(record, self._extraction) == fields
            ),
            None,
        )

    def _span(self, correction: Correction) -> Span:
        """The passage: by its offsets, or for an added statement by a quote that stands once in the text."""
        source, quote = self._extraction.source, correction["quote"]
        if correction.decision == "add" and not correction["start"] and not correction["end"]:
            return self._only(correction)
        try:
            start, end = int(correction["start"]), int(correction["end"])
        except ValueError as error:
            raise correction.wrong("start, end: are no offsets; write whole numbers") from error
        found = source.text[start:end] if 0 <= start < end <= len(source.text) else ""
        if not quote or quoted(found) != quoted(quote):
            raise _Stale(f"the text has {quoted(found)!r} at {start}-{end}, not {quote!r}")
        return Span.of(source, start, end)

    def _only(self, correction: Correction) -> Span:
        text, quote = self._extraction.source.text, correction["quote"]
        times = text.count(quote) if quote else 0
        if times == 0:
            raise _Stale(f"the text has no {quote!r}")
        if times > 1:
            raise correction.wrong(f"quote: {quote!r} stands {times} times in the text; give start and end")
        start = text.index(quote)
        return Span.of(self._extraction.source, start, start + len(quote))


class _Stale(Exception):
    """A decision whose passage or statement is no longer there."""


def _with(extraction: Extraction, reviews: Sequence[Review]) -> Extraction:
    """The extraction with the records that the reviews leave, in the order of the text."""
    replaced = {id(review.before): review.after for review in reviews if review.before is not None}
    added = [review.after for review in reviews if review.before is None and review.after is not None]
    kept = [replaced.get(id(record), record) for record in extraction.records()]
    records = sorted(
        [record for record in (*kept, *added) if record is not None],
        key=lambda record: (record.span.start, -record.span.end),
    )
    return replace(
        extraction,
        figures=tuple(record for record in records if isinstance(record, Figure)),
        projects=tuple(record for record in records if isinstance(record, Project)),
        regions=tuple(record for record in records if isinstance(record, Region)),
        organizations=tuple(record for record in records if isinstance(record, Organization)),
        commitments=tuple(record for record in records if isinstance(record, Commitment)),
        items=tuple(record for record in records if isinstance(record, Item)),
    )


def changes(review: Review, extraction: Extraction) -> Iterator[tuple[str, str, str]]:
    """Field, value before and value after, of each field that the review altered; a passage counts as one."""
    before = _shown(review.before, extraction)
    after = _shown(review.after, extraction)
    for field in dict.fromkeys((*before, *after)):
        if before.get(field, "") != after.get(field, ""):
            yield field, before.get(field, ""), after.get(field, "")


def _shown(record: Record | None, extraction: Extraction) -> dict[str, str]:
    return {} if record is None else {"text": record.span.text, **fields_of(record, extraction)}
