"""Sixty reports drawn at random: their annual growth target as a person read it, and as the loaders do.

The table was filled by hand from the texts before any of these reports had been extracted. Each row quotes
the words with their offsets; `none stated` is a reading too: those reports set no figure for the year.
"""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from loaders.headline import annual_growth_target
from loaders.pipeline import read_report

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared/corpus"
TABLE = ROOT / "tests/cases/growth-targets.csv"
SEED = "annual growth targets"
DRAWN, FIRST_YEAR, BAR = 60, 2014, 58

needs_corpus = pytest.mark.skipif(
    not (CORPUS / "reports").is_dir(), reason=f"needs the reports of {CORPUS}, which are not part of the repository"
)

Stated = tuple[Decimal, Decimal | None, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One report: where its target stands, and value, upper end and comparator, or None where none is stated."""

    file: str
    quote: str
    start: int
    end: int
    stated: Stated | None


def _row(fields: dict[str, str]) -> Row:
    upper = Decimal(fields["upper"]) if fields["upper"] else None
    none = fields["value"] == "none stated"
    stated = None if none else (Decimal(fields["value"]), upper, fields["comparator"])
    return Row(fields["file"], fields["quote"], int(fields["start"]), int(fields["end"]), stated)


def _table() -> list[Row]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [_row(fields) for fields in csv.DictReader(file)]


def _draw() -> list[str]:
    """The files of the table: a sample, without choice, of all reports of a year from 2014 on."""
    with (CORPUS / "SOURCES.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        names = sorted(row["file"] for row in rows if int(row["year"]) >= FIRST_YEAR)
    return sorted(random.Random(SEED).sample(names, DRAWN))


def test_the_table_is_whole() -> None:
    rows = _table()
    assert len({row.file for row in rows}) == len(rows) == DRAWN
    assert {row.stated[2] for row in rows if row.stated} <= {">=", ">", "<=", "<", "~", "="}


@needs_corpus
def test_the_reports_were_drawn_at_random() -> None:
    assert [row.file for row in _table()] == _draw()


@needs_corpus
def test_annual_growth_targets() -> None:
    misses = [miss for row in _table() if (miss := _miss(row))]
    print(*misses, sep="\n")
    assert DRAWN - len(misses) >= BAR, "\n".join(misses)


def _miss(row: Row) -> str | None:
    """What was read instead, or None where the reading is exactly the table's."""
    extraction = read_report(CORPUS / "reports" / row.file)
    assert extraction.source.text[row.start : row.end] == row.quote, f"{row.file}: the quote is not at {row.start}"
    found = annual_growth_target(extraction)
    expected = [row.stated] if row.stated else []
    if [(figure.value, figure.upper, figure.comparator) for figure in found] == expected:
        return None
    read = ", ".join(f"{f.comparator}{f.value} at {f.span.start}" for f in found) or "none"
    return f"{row.file}: {row.quote} at {row.start}, but read {read}"
