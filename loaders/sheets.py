"""Sheets: rows of text as CSV or XLSX, which a person may open in a spreadsheet without running anything.

A text that a spreadsheet would take for a formula has an apostrophe before it in CSV and is marked as text in
XLSX; reading takes the apostrophe away, so what was written is read back.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from loaders.documents.archives import MAX_UNPACKED, unpacked_size
from loaders.documents.plain_text import decode
from ontology.errors import CorrectionError, DocumentError

SUFFIXES = (".csv", ".xlsx")
MAX_BYTES = 32 * 1024 * 1024

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row below the header: its number as spreadsheets count (the header is 1), and its cells by column."""

    number: int
    cells: Mapping[str, str]


def read_sheet(path: Path) -> tuple[tuple[str, ...], tuple[SheetRow, ...]]:
    """Columns and rows of a file; rows without any text are left out.

    Raises CorrectionError, naming the file, where it cannot be read or a column stands twice.
    """
    lines = list(_lines(path))
    if not lines:
        raise CorrectionError(f"{path}: is empty; its first row must name the columns")
    columns = tuple(cell.strip() for cell in lines[0])
    while columns and not columns[-1]:
        columns = columns[:-1]
    for column in columns:
        if columns.count(column) > 1:
            raise CorrectionError(f"{path}: row 1: column {column!r} stands twice; keep one")
    rows = []
    for number, line in enumerate(lines[1:], 2):
        if any(line[len(columns) :]):
            raise CorrectionError(f"{path}: row {number}: has cells beyond the last column; are there commas without quotes?")
        if any(line):
            rows.append(SheetRow(number, dict(zip(columns, [*line, *[""] * len(columns)], strict=False))))
    return columns, tuple(rows)


def write_sheet(stream: BinaryIO, suffix: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Rows as CSV (UTF-8 with the mark that spreadsheets need) or XLSX, by suffix."""
    (_write_xlsx if suffix == ".xlsx" else _write_csv)(stream, columns, rows)


def _write_csv(stream: BinaryIO, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([_guarded(cell) for cell in row] for row in rows)
    stream.write(text.getvalue().encode("utf-8-sig"))


def _write_xlsx(stream: BinaryIO, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for number, row in enumerate([columns, *rows], 1):
        for position, text in enumerate(row, 1):
            cell = sheet.cell(number, position)
            cell.value = text or None
            if text:
                cell.data_type, cell.quotePrefix = "s", text.startswith(_FORMULA)
    sheet.freeze_panes = "A2"
    book.save(stream)


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _plain(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


def _lines(path: Path) -> Iterator[list[str]]:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CorrectionError(f"{path}: more than {MAX_BYTES:,} bytes; a file of corrections is smaller")
        yield from (_xlsx_lines if path.suffix.lower() == ".xlsx" else _csv_lines)(path)
    except OSError as error:
        raise CorrectionError(f"{path}: cannot be read ({error.strerror}); check the path") from error


def _csv_lines(path: Path) -> Iterator[list[str]]:
    try:
        text, _ = decode(path.read_bytes(), str(path))
        for line in csv.reader(io.StringIO(text, newline=""), strict=True):
            yield [_plain(cell.strip()) for cell in line]
    except (csv.Error, DocumentError) as error:
        raise CorrectionError(f"{path}: is no CSV ({error}); save it as CSV in UTF-8") from error


def _xlsx_lines(path: Path) -> Iterator[list[str]]:
    try:
        with zipfile.ZipFile(path) as archive:
            if unpacked_size(archive) > MAX_UNPACKED:
                raise CorrectionError(f"{path}: unpacks to more than {MAX_UNPACKED:,} bytes; it is not opened")
        book = load_workbook(path, read_only=True)
        try:
            for row in book.worksheets[0].iter_rows(values_only=True):
                yield [_plain(_text(value)) for value in row]
        finally:
            book.close()
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise CorrectionError(f"{path}: is no XLSX ({error}); save it again as .xlsx or .csv") from error


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
