"""Tables: a row for each statement, the types that are told, texts as they are."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

from graph.build_directory import Build
from graph.publishing.export import read_quads
from graph.publishing.tables import SEPARATOR, TABLES, Table, write_tables
from ontology.namespaces import CN

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def build(shipped_build: Path) -> Build:
    return Build.open(shipped_build)


@pytest.fixture(scope="module")
def tables(build: Build) -> dict[str, Rows]:
    return {
        table.name: list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        for table, data in write_tables(read_quads(build))
    }


def test_there_is_a_row_for_each_statement(build: Build, tables: dict[str, Rows]) -> None:
    kinds = {
        "commitments": "commitments",
        "figures": "figures",
        "projects": "projects",
        "region-mentions": "regions",
        "organization-mentions": "organizations",
    }
    for name, kind in kinds.items():
        assert len(tables[name]) == build.reports[0].counts[kind] > 50, name
        assert len({row["iri"] for row in tables[name]}) == len(tables[name])
    assert len(tables["derived-statements"]) > 50


def test_quotes_stand_where_they_are_said_to(build: Build, tables: dict[str, Rows]) -> None:
    text = build.text("chongqing-2023")
    for rows in tables.values():
        for row in rows:
            if "quote" in row:
                assert text[int(row["start"]) : int(row["end"])] == row["quote"]


def test_rows_are_in_the_order_of_the_text(tables: dict[str, Rows]) -> None:
    starts = [int(row["start"]) for row in tables["commitments"]]
    assert starts == sorted(starts)


def parsed(value: str, type: str) -> object:
    """Raises ValueError or ArithmeticError for what is not of a type of Frictionless."""
    if type == "boolean":
        return ("true", "false").index(value)
    return Decimal(value) if type == "number" else value if type == "string" else int(value)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_cells_have_the_type_of_their_column(table: Table, tables: dict[str, Rows]) -> None:
    for column in table.columns:
        values = [row[column.name] for row in tables[table.name] if row[column.name]]
        assert values or column.name in {"upper_value", "strength"}, f"{column.name} is always empty"
        for value in values:
            parsed(value, column.type)


def test_several_values_are_in_one_cell(tables: dict[str, Rows]) -> None:
    several = [row for row in tables["region-mentions"] if SEPARATOR in row["regions"]]
    assert several
    for row in several:
        assert row["regions"].count(SEPARATOR) == row["region_names"].count(SEPARATOR)


def test_a_figure_is_told_whole(tables: dict[str, Rows]) -> None:
    (row,) = [
        row
        for row in tables["figures"]
        if row["indicator_name"] == "地区生产总值" and row["kind"] == "target" and row["end_year"] == "2023"
    ]
    told = {name: row[name] for name in ("verbatim", "value", "unit", "comparator", "measure", "area_names")}
    assert told == {
        "verbatim": "6%",
        "value": "6",
        "unit": "%",
        "comparator": ">=",
        "measure": "growth",
        "area_names": "重庆市",
    }


def test_classes_are_those_of_the_ontology() -> None:
    assert {table.class_ for table in TABLES} <= {
        getattr(CN, name) for name in CN.__annotations__ if name[0].isupper()
    }
