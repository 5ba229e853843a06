"""XLSX: the first sheet of an Excel workbook as rows of text."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from loaders.documents.archives import MAX_UNPACKED, unpacked_size
from loaders.formulas import is_formula
from ontology.errors import SheetError


def lines(path: Path) -> Iterator[list[str]]:
    """Its rows, from the first on. Raises SheetError, naming the file, where it is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            if unpacked_size(archive) > MAX_UNPACKED:
                raise SheetError(f"{path}: unpacks to more than {MAX_UNPACKED:,} bytes; it is not opened")
        book = load_workbook(path, read_only=True)
        try:
            for row in book.worksheets[0].iter_rows(values_only=True):
                yield [_text(value) for value in row]
        finally:
            book.close()
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise SheetError(f"{path}: is no XLSX ({error}); save it again as .xlsx or .csv") from error


def merged(path: Path) -> Iterator[tuple[int, str]]:
    """First row and range of each group of merged cells: only its first cell has a value."""
    book = load_workbook(path)
    for cells in sorted(book.worksheets[0].merged_cells.ranges, key=lambda cells: (cells.min_row, cells.min_col)):
        yield cells.min_row, str(cells)


def write(stream: BinaryIO, rows: Sequence[Sequence[str]], widths: Mapping[str, int]) -> None:
    """Rows of text, the first of which names the columns; `widths` of these, in characters."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for number, row in enumerate(rows, 1):
        for position, text in enumerate(row, 1):
            cell = sheet.cell(number, position)
            cell.value = text or None
            if text:
                cell.data_type, cell.quotePrefix = "s", is_formula(text)
            if widths:
                cell.alignment = Alignment(vertical="top", wrap_text=True)
                cell.font = Font(bold=number == 1)
    for position, column in enumerate(rows[0], 1):
        if column in widths:
            sheet.column_dimensions[get_column_letter(position)].width = widths[column]
    sheet.freeze_panes = "A2"
    book.save(stream)


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
