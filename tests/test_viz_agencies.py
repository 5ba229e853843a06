"""The page of agencies: stated and inferred apart, the rule beside what is inferred, blanks elsewhere."""

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


def row(text: str, name: str) -> list[str]:
    """The numbers of one body: stated, inferred; empty where blank."""
    found = re.search(rf">{name}</a></th>(.*?)</tr>", text, re.DOTALL)
    assert found, name
    cells = re.findall(r"<td[^>]*>(.*?)</td>", found[1], re.DOTALL)
    return [re.sub(r"<[^>]+>|\s", "", cell) for cell in cells]


def test_what_is_stated_and_what_is_inferred_stand_apart(client: FlaskClient) -> None:
    text = client.get("/agencies").text
    assert row(text, "世界银行") == ["1", ""]
    assert row(text, "重庆市交通局") == ["", "1"]
    assert 'value="0"' not in text


def test_an_inferred_lead_has_its_rule_and_its_mark(client: FlaskClient) -> None:
    text = client.get("/agencies?agency=重庆市交通局").text
    section = text[text.index('id="agency"') : text.index("</section>", text.index('id="agency"'))]
    assert "没有承诺点名它" in section and "推断·未核实" in section
    assert "完成交通投资1100亿元" in section and "/doc/rule/lead-by-indicator" in section
    assert "/report/chongqing-2023#o12370" in section


def test_a_stated_body_has_no_rule(client: FlaskClient) -> None:
    text = client.get("/agencies?agency=世界银行&lang=en").text
    section = text[text.index('id="agency"') : text.index("</section>", text.index('id="agency"'))]
    assert "营商环境" in section and "Rule: " not in section
    assert "No rule infers it with certainty." in section


def test_its_table_is_a_question(client: FlaskClient) -> None:
    text = client.get("/agencies?agency=重庆市水利局").text
    address = re.search(r'href="(/questions/agencies\.csv\?[^"]+)"', text)
    assert address
    answer = client.get(address[1].replace("&amp;", "&"))
    assert answer.content_type.startswith("text/csv") and "完成水利投资390亿元" in answer.text


@pytest.mark.parametrize(
    "choice", ("agency=<script>alert(1)</script>", "agency=" + "长" * 9000, "report=x", "a=b")
)
def test_what_is_unknown_is_told_and_left_out(client: FlaskClient, choice: str) -> None:
    response = client.get(f"/agencies?{choice}")
    assert response.status_code == 200
    assert 'role="alert"' in response.text and "<script>alert" not in response.text
    assert "重庆市交通局" in response.text
