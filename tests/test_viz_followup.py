"""The page of targets and results: choices narrow it, both places are linked, gaps are told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from ontology.settings import Settings
from server import close, create_app


@pytest.fixture(scope="module")
def client(shipped_build: Path) -> Iterator[FlaskClient]:
    app = create_app(shipped_build, Settings())
    yield app.test_client()
    close(app)


def statuses(text: str) -> list[str]:
    return re.findall(r'class="status status--([a-z-]+)"', text)


def test_what_was_assessed_comes_first(client: FlaskClient) -> None:
    found = statuses(client.get("/follow-up").text)
    assert found[0] == "met" and {"missed", "not-comparable", "not-reported", "not-assessed"} <= set(found)


def test_both_places_are_linked_and_quoted(client: FlaskClient) -> None:
    text = client.get("/follow-up?year=2022&status=未达到").text
    assert set(statuses(text)) == {"missed"}
    assert "规上工业增加值增长" in text and "/report/chongqing-2023#o5044" in text
    assert "引自" in text and "未达到预期" in text


def test_targets_without_a_later_report_are_not_assessed(client: FlaskClient) -> None:
    assert set(statuses(client.get("/follow-up?year=2027").text)) == {"not-assessed"}


def test_pages_turn_over(client: FlaskClient) -> None:
    first, second = (statuses(client.get(f"/follow-up?page={page}").text) for page in (1, 2))
    assert len(first) == 60 and 0 < len(second) <= 60


UNKNOWN = (
    "status=done",
    "government=<script>alert(1)</script>",
    "year=soon",
    "page=0",
    "year=" + "9" * 10_000,
)


@pytest.mark.parametrize("choice", UNKNOWN)
def test_unknown_choices_are_left_out_and_told(client: FlaskClient, choice: str) -> None:
    response = client.get(f"/follow-up?{choice}")
    assert response.status_code == 200
    assert "没有采用" in response.text and "<script>alert" not in response.text
    assert len(statuses(response.text)) == 60
