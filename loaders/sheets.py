"""Sheets: rows of text as CSV or XLSX, which a person may open in a spreadsheet without running anything.

A text that a spreadsheet would take for a formula has an apostrophe before it in CSV and is marked as text in
XLSX; reading takes the apostrophe away, so what was written is read back.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from loaders.documents.archives import MAX_UNPACKED, unpacked_size
from loaders.documents.plain_text import decode
from ontology.errors import DocumentError, SheetError

SUFFIXES = (".csv", ".xlsx")
MAX_BYTES = 32 * 1024 * 1024

_TITLES = 10
"""Rows among which the one that names the columns is looked for."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


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
    book = load_workbook(path)
    for cells in sorted(book.worksheets[0].merged_cells.ranges, key=lambda cells: (cells.min_row, cells.min_col)):
        yield cells.min_row, str(cells)


def write_sheet(
    stream: BinaryIO,
    suffix: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Mapping[str, int] | None = None,
) -> None:
    """Rows as CSV (UTF-8 with the mark that spreadsheets need) or XLSX, by suffix; `widths` in characters."""
    if suffix == ".xlsx":
        _write_xlsx(stream, columns, rows, widths or {})
    else:
        _write_csv(stream, columns, rows)


def _write_csv(stream: BinaryIO, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([_guarded(cell) for cell in row] for row in rows)
    stream.write(text.getvalue().encode("utf-8-sig"))


def _write_xlsx(
    stream: BinaryIO, columns: Sequence[str], rows: Iterable[Sequence[str]], widths: Mapping[str, int]
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for number, row in enumerate([columns, *rows], 1):
        for position, text in enumerate(row, 1):
            cell = sheet.cell(number, position)
            cell.value = text or None
            if text:
                cell.data_type, cell.quotePrefix = "s", text.startswith(_FORMULA)
            if widths:
                cell.alignment = Alignment(vertical="top", wrap_text=True)
                cell.font = Font(bold=number == 1)
    for position, column in enumerate(columns, 1):
        if column in widths:
            sheet.column_dimensions[get_column_letter(position)].width = widths[column]
    sheet.freeze_panes = "A2"
    book.save(stream)


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _plain(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


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
            yield [_plain(cell.strip()) for cell in line]
    except (csv.Error, DocumentError) as error:
        raise SheetError(f"{path}: is no CSV ({error}); save it as CSV in UTF-8") from error


def _xlsx_lines(path: Path) -> Iterator[list[str]]:
    try:
        with zipfile.ZipFile(path) as archive:
            if unpacked_size(archive) > MAX_UNPACKED:
                raise SheetError(f"{path}: unpacks to more than {MAX_UNPACKED:,} bytes; it is not opened")
        book = load_workbook(path, read_only=True)
        try:
            for row in book.worksheets[0].iter_rows(values_only=True):
                yield [_plain(_text(value)) for value in row]
        finally:
            book.close()
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise SheetError(f"{path}: is no XLSX ({error}); save it again as .xlsx or .csv") from error


def _text(value: object) -> str:
    """A cell as a person sees it: whole numbers without point, dates in ISO form."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
