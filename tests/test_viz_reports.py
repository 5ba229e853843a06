"""Where many reports are loaded: what the navigation leads to answers, and reports are chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from queries.catalogue import questions
from queries.limits import Limits
from queries.service import QueryService
from tests.chains_build import chains_build
from viz.site import site

BROWSER = {"Accept": "text/html"}
CHOOSERS = ("/", "/report", "/indicators", "/regions", "/projects", "/agencies")


@pytest.fixture(scope="module")
def client() -> Iterator[FlaskClient]:
    build = chains_build()
    app = Flask("many", static_folder=None, template_folder=None)
    with QueryService(build, replace(Limits(), reports_at_once=1)) as service:
        for blueprint in site(service, build):
            app.register_blueprint(blueprint)
        yield app.test_client()


def navigation(client: FlaskClient) -> list[str]:
    nav = client.get("/").text.partition('<nav class="nav"')[2].partition("</nav>")[0]
    return re.findall(r'href="([^"]+)"', nav)


def test_the_navigation_leads_to_pages(client: FlaskClient) -> None:
    paths = navigation(client)
    assert len(paths) >= 12
    for path in paths:
        assert client.get(path, headers=BROWSER, follow_redirects=True).status_code == 200, path


@pytest.mark.parametrize("name", questions())
def test_every_question_has_a_page_that_answers(client: FlaskClient, name: str) -> None:
    response = client.get(f"/questions/{name}")
    assert response.status_code == 200
    narrows = any(parameter.narrows and not parameter.required for parameter in questions()[name].parameters)
    assert ('class="note" role="status"' in response.text) == narrows


@pytest.mark.parametrize("path", CHOOSERS)
def test_reports_are_chosen_by_place_and_year(client: FlaskClient, path: str) -> None:
    text = client.get(path, follow_redirects=True).text
    form = text[text.index('<select id="report"') :].partition("</select>")[0]
    titles = re.findall(r"<option value=\"[^\"]+\"[^>]*>([^<]+)</option>", form)
    assert len(titles) == len(chains_build().reports)
    assert "重庆市 2021" in titles


def test_the_projects_of_one_report_are_shown_at_first(client: FlaskClient) -> None:
    assert "全部报告" not in client.get("/projects").text
    assert client.get("/projects?report=nowhere-2020").status_code == 200


def test_a_report_is_opened(client: FlaskClient) -> None:
    name = chains_build().reports[0].name
    assert client.get(f"/report?report={name}").headers["Location"] == f"/report/{name}"
