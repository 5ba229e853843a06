"""The page of projects: choices narrow it, counts are those of its list, unknown choices are told."""

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


def listed(text: str) -> list[str]:
    return re.findall(r'class="project__name"[^>]*>([^<]+)<', text)


def test_all_projects_are_listed_once(client: FlaskClient) -> None:
    text = client.get("/projects").text
    total = re.search(r'aria-current="true">[^<]*<small><data value="(\d+)"', text)
    assert total and len(listed(text)) == int(total[1]) > 200


def test_choices_narrow_the_list(client: FlaskClient) -> None:
    everything = listed(client.get("/projects").text)
    of_region = listed(client.get("/projects?region=渝东南武陵山区城镇群").text)
    of_both = listed(client.get("/projects?region=渝东南武陵山区城镇群&class=交通").text)
    assert 0 < len(of_both) < len(of_region) < len(everything)


def test_promises_are_told_from_results_and_by_year(client: FlaskClient) -> None:
    promised, achieved = (listed(client.get(f"/projects?kind={kind}").text) for kind in ("目标", "结果"))
    assert promised and achieved
    assert len(promised) + len(achieved) == len(listed(client.get("/projects").text))
    assert 0 < len(listed(client.get("/projects?by=2023").text)) < len(promised)


def test_a_page_beyond_the_last_is_empty(client: FlaskClient) -> None:
    assert listed(client.get("/projects?page=9").text) == []


def test_places_and_due_years_are_told(client: FlaskClient) -> None:
    text = client.get("/projects?region=万州").text
    assert "万州天然气发电" in text and "<time>20" in text and "/report/chongqing-2023#o" in text


UNKNOWN = ("stage=nowhen", "by=soon", "page=0", "class=<script>alert(1)</script>", "region=" + "长" * 10_000)


@pytest.mark.parametrize("choice", UNKNOWN)
def test_unknown_choices_are_left_out_and_told(client: FlaskClient, choice: str) -> None:
    response = client.get(f"/projects?{choice}")
    assert response.status_code == 200
    assert "没有采用" in response.text and "<script>alert" not in response.text
    assert len(listed(response.text)) > 200
