"""Every number that a page marks as data is what the question that it names answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ontology.settings import Settings
from queries.results import Table
from server import close, create_app
from viz.current import site

PAGES = (
    "/",
    "/?lang=en",
    "/projects",
    "/chains",
    "/chains?indicator=城镇新增就业&lang=en",
    "/ranking",
    "/ranking?indicator=进出口&lang=en",
    "/projects?class=交通&region=渝东北三峡库区城镇群",
    "/projects?stage=开工&lang=en",
    "/projects?kind=目标&by=2027",
    "/follow-up",
    "/follow-up?year=2022&status=达到&lang=en",
    "/quality",
    "/report/chongqing-2023",
    "/regions",
    "/regions?region=主城都市区&with=两群&lang=en",
    "/regions?region=开州",
    "/agencies",
    "/agencies?report=chongqing-2023&lang=en",
    "/indicators",
    "/indicators?area=科技创新&lang=en",
    "/indicators/trade",
    "/indicators/gdp?lang=en",
    "/network",
    "/network?view=all&basis=stated,derived,inferred&lang=en",
    "/network?view=all&class=area,region,project&region=渝东北三峡库区城镇群",
    "/network?focus=https://w3id.org/chengnuo/id/indicator/high-tech-enterprises&depth=2&kind=quantitative",
    "/network/node?iri=https://w3id.org/chengnuo/id/chongqing-2023/commitment/4badwj2wdk2oeghm",
)
NUMBER = re.compile(r"\d[\d,.]*")


class Numbers(HTMLParser):
    """The marked numbers of a page, with their attributes and the words shown."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[Mapping[str, str], str]] = []
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attributes}
        if tag == "data" or "data-source" in said:
            self._open = tag
            self.found.append(({"value": said.get("data-value", ""), **said}, ""))

    def handle_data(self, data: str) -> None:
        if self._open:
            self.found[-1] = (self.found[-1][0], self.found[-1][1] + data)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._open:
            self._open = ""


@pytest.fixture(scope="module")
def app(shipped_build: Path) -> Iterator[Flask]:
    app = create_app(shipped_build, Settings())
    yield app
    close(app)


@pytest.fixture(scope="module")
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.mark.parametrize("page", PAGES)
def test_marked_numbers_are_those_of_their_questions(app: Flask, client: FlaskClient, page: str) -> None:
    with app.app_context():
        service = site().service

    @cache
    def answer(source: str) -> Table:
        name, _, values = source.partition("?")
        return service.ask(name, **dict(parse_qsl(values)))

    marked = Numbers(client.get(page).text).found
    assert marked, f"{page} marks no number as data"
    for attributes, shown in marked:
        asked = _asked(answer(attributes["data-source"]), attributes)
        assert Decimal(attributes["value"]) == asked, f"{page}: {attributes} shown as {shown}"
        assert shown.strip(), f"{page}: {attributes} is not shown"


def test_a_wrong_number_is_found() -> None:
    """The comparison itself can fail."""
    table = Table.from_json(
        b'{"head":{"vars":["a","n"]},"results":{"bindings":['
        b'{"a":{"type":"literal","value":"x"},"n":{"type":"literal","value":"2"}},'
        b'{"a":{"type":"literal","value":"y"},"n":{"type":"literal","value":"3"}}]}}'
    )
    assert _asked(table, {"data-column": "n", "data-row": "a=y"}) == 3
    assert _asked(table, {"data-column": "n"}) == 5
    assert _asked(table, {"data-column": "*", "data-row": "a=x"}) == 1
    assert _asked(table, {"data-column": "distinct:a,n"}) == 4


def _asked(table: Table, attributes: Mapping[str, str]) -> Decimal:
    """The sum of the column over the rows that are meant, or how many they are."""
    conditions = [part.partition("=") for part in attributes.get("data-row", "").split("&") if part]
    rows = [row for row in table if all(str(row[name] or "") == value for name, _, value in conditions)]
    column = attributes["data-column"]
    if column == "*":
        return Decimal(len(rows))
    if column.startswith("distinct:"):
        columns = column.removeprefix("distinct:").split(",")
        return Decimal(len({str(row[name]) for row in rows for name in columns if row[name] is not None}))
    values = [Decimal(str(row[column])) for row in rows if row[column] is not None]
    assert values, f"no row of the answer is meant by {attributes}"
    return sum(values, Decimal(0))
