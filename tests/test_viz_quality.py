"""The pages of quality: measurements as the graph has them; the audit with its filter, files and marks."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graph.publishing.agreement import read_agreement
from ontology.settings import Settings
from server import close, create_app

AUDIT = "/report/chongqing-2023/audit"


@pytest.fixture(scope="module")
def client(shipped_build: Path) -> Iterator[FlaskClient]:
    app = create_app(shipped_build, Settings())
    yield app.test_client()
    close(app)


def findings(client: FlaskClient) -> list[dict[str, object]]:
    return [json.loads(line) for line in client.get(f"{AUDIT}.jsonl").text.splitlines()]


def test_the_page_shows_the_agreement(client: FlaskClient) -> None:
    page = client.get("/quality").text
    for row in read_agreement():
        assert f">{row.f1}</data></td>" in page and f">{row.strict_f1}</data></td>" in page
    assert "分数偏高" in page


def test_the_page_in_english(client: FlaskClient) -> None:
    page = client.get("/quality?lang=en").text
    assert "Quality of the data" in page and "the scores are optimistic" in page


def test_every_finding_is_shown_once(client: FlaskClient) -> None:
    page = client.get(AUDIT).text
    assert page.count("<blockquote") == len(findings(client)) > 50


def test_a_reason_chooses(client: FlaskClient) -> None:
    dates = [found for found in findings(client) if found["reason"] == "date"]
    page = client.get(f"{AUDIT}?reason=date").text
    assert page.count("<blockquote") == len(dates) > 5
    assert re.search(r'reason=date" aria-current="true"', page)


def test_an_unknown_reason_is_told(client: FlaskClient) -> None:
    page = client.get(f"{AUDIT}?reason=%3Cscript%3E").text
    assert "没有这种缘由的条目：&lt;script&gt;" in page and "<blockquote" not in page


def test_the_files_hold_the_same(client: FlaskClient) -> None:
    answer = client.get(f"{AUDIT}.csv")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert [row["reason"] for row in rows] == [found["reason"] for found in findings(client)]


@pytest.mark.parametrize("path", ["/report/none/audit", "/report/none/audit.csv", f"{AUDIT}.xls"])
def test_what_is_not_there(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_text_marks_what_was_not_understood_when_asked(client: FlaskClient) -> None:
    assert "m-unread" not in client.get("/report/chongqing-2023").text
    page = client.get("/report/chongqing-2023?unread=1").text
    assert page.count("m-unread") >= len({(found["start"], found["end"]) for found in findings(client)}) * 0.9
    for found in findings(client)[:20]:
        assert f'id="o{found["start"]}"' in page
