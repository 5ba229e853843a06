"""Cited targets: figures of a document whose text is not here, each with the phrase that states it and where.

A folder holds pairs of files: `<name>-targets.csv` with the figures, `<name>-targets.toml` with their document.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Literal, cast, get_args

from loaders.linking import linker
from loaders.records import Named, Period
from loaders.sheets import SheetRow, read_sheet
from ontology.errors import CitationError
from ontology.vocabulary import Vocabulary

Measure = Literal["level", "share", "growth", "change", "flow"]
Comparator = Literal[">=", ">", "<=", "<", "~", "="]
_ABOUT = ("name", "title", "government", "area", "delivered", "covers", "source")
_COLUMNS = (
    "indicator",
    "phrase",
    "number",
    "comparator",
    "value",
    "upper",
    "unit",
    "measure",
    "year",
    "section",
)


@dataclass(frozen=True, slots=True)
class CitedFigure:
    """A target as a person copied it from the document."""

    indicator: Named
    phrase: str
    """The words that state it."""
    number: str
    """Its number as printed, a part of the phrase."""
    comparator: Comparator
    value: Decimal
    upper: Decimal | None
    unit: Named
    measure: Measure
    period: Period
    section: str
    """Title of the section where the phrase stands."""

    @property
    def start(self) -> int:
        """Where the number begins in the phrase."""
        return self.phrase.index(self.number)


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A document with the figures that are cited from it."""

    name: str
    """What the report would be called if its text were here: then the report itself wins."""
    title: str
    government: Named
    area: Named
    delivered: str
    covers: int
    source: str
    """Where the document was published."""
    figures: tuple[CitedFigure, ...]


def cited_documents(folder: Path, vocabulary: Vocabulary) -> tuple[CitedDocument, ...]:
    """Every document of a folder by name; raises CitationError with file and row where one is wrong."""
    return tuple(read_cited(path, vocabulary) for path in sorted(folder.glob("*-targets.csv")))


def read_cited(path: Path, vocabulary: Vocabulary) -> CitedDocument:
    beside = path.with_suffix(".toml")
    try:
        about = tomllib.loads(beside.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CitationError(f"{beside}: cannot be read ({error}); it must tell of the document") from error
    if missing := [name for name in _ABOUT if name not in about]:
        raise CitationError(f"{beside}: lacks {', '.join(missing)}")
    columns, rows = read_sheet(path)
    if missing := [name for name in _COLUMNS if name not in columns]:
        raise CitationError(f"{path}: lacks the column {missing[0]!r}; it has {', '.join(columns)}")
    return CitedDocument(
        about["name"],
        about["title"],
        _named(vocabulary, "organization", about["government"]),
        _named(vocabulary, "region", about["area"]),
        str(about["delivered"]),
        int(about["covers"]),
        about["source"],
        tuple(_figure(path, row, vocabulary) for row in rows),
    )


def _figure(path: Path, row: SheetRow, vocabulary: Vocabulary) -> CitedFigure:
    cells, where = row.cells, f"{path}: row {row.number}"
    if cells["number"] not in cells["phrase"]:
        raise CitationError(
            f"{where}: the phrase {cells['phrase']!r} does not hold the number {cells['number']!r}"
        )
    unit, measure = cells["unit"], _one_of(where, "measure", cells, get_args(Measure))
    year = int(_number(where, "year", cells))
    return CitedFigure(
        indicator=linker(vocabulary).read(cells["indicator"], unit, measure)[0],
        phrase=cells["phrase"],
        number=cells["number"],
        comparator=cast(Comparator, _one_of(where, "comparator", cells, get_args(Comparator))),
        value=_number(where, "value", cells),
        upper=_number(where, "upper", cells) if cells["upper"] else None,
        unit=_named(vocabulary, "unit", unit),
        measure=cast(Measure, measure),
        period=Period(year, year),
        section=cells["section"],
    )


def _named(vocabulary: Vocabulary, scheme: str, name: str) -> Named:
    concept = vocabulary.by_name(scheme, name)
    return Named(name, concept.iri if concept else None)


def _one_of(where: str, column: str, cells: Mapping[str, str], allowed: tuple[str, ...]) -> str:
    if cells[column] not in allowed:
        raise CitationError(f"{where}: {column} is {cells[column]!r}; it may be {', '.join(allowed)}")
    return cells[column]


def _number(where: str, column: str, cells: Mapping[str, str]) -> Decimal:
    try:
        return Decimal(cells[column])
    except InvalidOperation:
        raise CitationError(f"{where}: {column} is {cells[column]!r}, not a number") from None
