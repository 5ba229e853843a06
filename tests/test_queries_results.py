"""Rows, and the formats that they can be written in."""

from __future__ import annotations

import csv
import io
import json

import pytest

from queries.media_types import CSV, JSON, ROWS, TRIPLES, TRUTH, TSV, TURTLE, XML, preferred
from queries.results import XSD, Table, Term

BODY = json.dumps(
    {
        "head": {"vars": ["name", "value", "open"]},
        "results": {
            "bindings": [
                {
                    "name": {"type": "literal", "value": "万州，“港”\n二期", "xml:lang": "zh"},
                    "value": {"type": "literal", "value": "-6.5", "datatype": XSD + "decimal"},
                },
                {"name": {"type": "uri", "value": "urn:a"}, "open": {"type": "literal", "value": "=1+1"}},
            ]
        },
    }
).encode()

FORMULAS = ("=1+1", "+1", "-cmd", "@SUM(A1)", "\tx", "\rx")

PREFERENCES = [
    (None, ROWS, JSON),
    ("*/*", ROWS, JSON),
    ("", ROWS, JSON),
    (f"{XML};q=0.3, {JSON};q=0.9", ROWS, JSON),
    (f"{JSON};q=0.3, {XML}", ROWS, XML),
    ("text/csv, */*;q=0.1", ROWS, CSV),
    (f"{JSON};q=0, {XML};q=0.5", ROWS, XML),
    (f"{JSON};q=0, */*", ROWS, XML),
    ("text/*", ROWS, CSV),
    ("Text/Tab-Separated-Values", ROWS, TSV),
    (f"{JSON}; charset=utf-8", ROWS, JSON),
    ("application/json", ROWS, JSON),
    ("application/json", TRIPLES, "application/ld+json"),
    ("text/html,application/xml;q=0.9,*/*;q=0.8", TRUTH, XML),
    ("text/turtle", TRIPLES, TURTLE),
    ("text/turtle", ROWS, None),
    ("image/png", ROWS, None),
    ("*/*;q=0", ROWS, None),
    (";;q=x,/,*", ROWS, JSON),
]


def test_table_from_json() -> None:
    table = Table.from_json(BODY)
    assert table.columns == ("name", "value", "open")
    assert table.rows[0]["name"] == Term("literal", "万州，“港”\n二期", "zh")
    assert table.rows[1]["name"] == Term("iri", "urn:a")
    assert table.rows[0]["open"] is None
    assert table.column("value") == ("-6.5", "")
    assert Table.from_json(table.to_json().encode()) == table


def test_truth_is_a_table() -> None:
    table = Table.from_json(b'{"head":{},"boolean":true}')
    assert table.column("answer") == ("true",)


def test_csv_round_trip() -> None:
    text = Table.from_json(BODY).to_csv()
    assert text.startswith("name,value,open\r\n")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[1:] == [["万州，“港”\n二期", "-6.5", ""], ["urn:a", "", "'=1+1"]]


def test_csv_for_spreadsheets() -> None:
    text = Table.from_json(BODY).to_csv(bom=True, headings={"name": "名称"})
    assert text.startswith("\ufeff名称,value,open\r\n")


@pytest.mark.parametrize("text", FORMULAS)
def test_csv_holds_no_formula(text: str) -> None:
    table = Table(("x",), ({"x": Term("literal", text)},))
    (_, (cell,)) = list(csv.reader(io.StringIO(table.to_csv(), newline="")))
    assert cell == "'" + text


@pytest.mark.parametrize(("accept", "offered", "expected"), PREFERENCES)
def test_preferred(accept: str | None, offered: tuple[str, ...], expected: str | None) -> None:
    assert preferred(accept, offered) == expected
