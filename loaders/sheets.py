"""Sheets: rows of text as CSV or XLSX, which a person may open in a spreadsheet without running anything.

A text that a spreadsheet would take for a formula has an apostrophe before it in CSV and is marked as text in
XLSX; reading takes the apostrophe away, so what was written is read back. `loaders.xlsx` is imported where such
a file is met: its library takes longer to load than a CSV to read.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from loaders.documents.plain_text import decode
from loaders.formulas import guarded, plain
from ontology.errors import DocumentError, SheetError

SUFFIXES = (".csv", ".xlsx")
MAX_BYTES = 32 * 1024 * 1024

_TITLES = 10
"""Rows among which the one that names the columns is looked for."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row below the header: its number as spreadsheets count (the header is 1), and its cells by column."""

    number: int
    cells: Mapping[str, str]


def read_sheet(path: Path, known: Collection[str] = ()) -> tuple[tuple[str, ...], tuple[SheetRow, ...]]:
    """Columns and rows of a file; rows without any text are left out.

    The first row names the columns; where `known` columns are given, the first that has two of them, below titles.
    Raises SheetError, naming the file, where it cannot be read or a column stands twice.
    """
    lines = list(_lines(path))
    if not any(any(line) for line in lines):
        raise SheetError(f"{path}: is empty; its first row must name the columns")
    header = _header(lines, known)
    columns = tuple(cell.strip() for cell in lines[header])
    while columns and not columns[-1]:
        columns = columns[:-1]
    for column in columns:
        if columns.count(column) > 1:
            raise SheetError(f"{path}: row {header + 1}: column {column!r} stands twice; keep one")
    rows = []
    for number, line in enumerate(lines[header + 1 :], header + 2):
        if any(line[len(columns) :]):
            raise SheetError(f"{path}: row {number}: has cells beyond the last column; are there commas without quotes?")
        if any(line):
            rows.append(SheetRow(number, dict(zip(columns, [*line, *[""] * len(columns)], strict=False))))
    return columns, tuple(rows)


def _header(lines: Sequence[Sequence[str]], known: Collection[str]) -> int:
    """Which line names the columns; the first where none among the first ones does."""
    places = (at for at, line in enumerate(lines[:_TITLES]) if len(set(line) & set(known)) > 1)
    return next(places, 0)


def merged_cells(path: Path) -> Iterator[tuple[int, str]]:
    """First row and range of each group of merged cells of an XLSX: only its first cell has a value."""
    if path.suffix.lower() != ".xlsx":
        return
    from loaders.xlsx import merged

    yield from merged(path)


def write_sheet(
    stream: BinaryIO,
    suffix: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Mapping[str, int] | None = None,
) -> None:
    """Rows as CSV (UTF-8 with the mark that spreadsheets need) or XLSX, by suffix; `widths` in characters."""
    if suffix == ".xlsx":
        from loaders.xlsx import write

        write(stream, [columns, *rows], widths or {})
    else:
        _write_csv(stream, columns, rows)


def _write_csv(stream: BinaryIO, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    stream.write(text.getvalue().encode("utf-8-sig"))


def _lines(path: Path) -> Iterator[list[str]]:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SheetError(f"{path}: more than {MAX_BYTES:,} bytes; a sheet that people fill in is smaller")
        yield from (_xlsx_lines if path.suffix.lower() == ".xlsx" else _csv_lines)(path)
    except OSError as error:
        raise SheetError(f"{path}: cannot be read ({error.strerror}); check the path") from error


def _csv_lines(path: Path) -> Iterator[list[str]]:
    try:
        text, _ = decode(path.read_bytes(), str(path))
        for line in csv.reader(io.StringIO(text, newline=""), strict=True):
            yield [plain(cell.strip()) for cell in line]
    except (csv.Error, DocumentError) as error:
        raise SheetError(f"{path}: is no CSV ({error}); save it as CSV in UTF-8") from error


def _xlsx_lines(path: Path) -> Iterator[list[str]]:
    from loaders.xlsx import lines

    for line in lines(path):
        yield [plain(cell) for cell in line]
