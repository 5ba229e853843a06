"""Rows as a table for a terminal, where a Chinese character is as wide as two Latin ones."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence


def text_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns aligned by what a terminal shows, one row a line, no space at the end of a line.

    >>> print(text_table(["region", "n"], [["万州区", "3"], ["江津", "12"]]))
    region  n
    ------  --
    万州区  3
    江津    12
    """
    lines = [list(columns), *([_one_line(cell) for cell in row] for row in rows)]
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    lines.insert(1, ["-" * size for size in widths])
    return "\n".join(
        "  ".join(cell + " " * (size - width(cell)) for cell, size in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def width(text: str) -> int:
    """Columns of a terminal that the text takes.

    >>> width("万州 3")
    6
    """
    return sum(_character_width(character) for character in text)


def _character_width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _one_line(cell: str) -> str:
    return " ".join(cell.split())
