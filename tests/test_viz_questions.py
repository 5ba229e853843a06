"""viz/questions.py: every question as a form with its answer."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from ontology.settings import Settings
from queries.catalogue import questions
from server import close, create_app
from tests.unanswered import SHIPPED


@pytest.fixture(scope="module")
def client(shipped_build: Path) -> Iterator[FlaskClient]:
    app = create_app(shipped_build, Settings.read())
    yield app.test_client()
    close(app)


def rows(page: str) -> int:
    return page.partition("<tbody>")[2].partition("</tbody>")[0].count("<tr>")


def test_all_questions_are_listed(client: FlaskClient) -> None:
    page = client.get("/questions").text
    assert all(f"/questions/{name}" in page for name in questions())
    assert all(question.title["zh"] in page for question in questions().values())


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", questions())
def test_every_question_answers_at_once(client: FlaskClient, name: str, lang: str) -> None:
    response = client.get(f"/questions/{name}?lang={lang}")
    assert response.status_code == 200
    assert questions()[name].title[lang] in response.text
    assert (rows(response.text) > 0) == (name not in SHIPPED)
    assert f"/questions/{name}.csv" in response.text and "#query=PREFIX" in response.text


def test_a_chosen_region(client: FlaskClient) -> None:
    page = client.get("/questions/commitments-of-region?region=秀山").text
    assert 'value="秀山"' in page
    assert "秀山土家族苗族自治县" in page
    assert '<a class="place" href="/report/chongqing-2023#o' in page


def test_names_of_either_language_are_understood(client: FlaskClient) -> None:
    address = "/questions/targets-of-indicator"
    chinese = client.get(address, query_string={"indicator": "地区生产总值"})
    english = client.get(address, query_string={"indicator": "Gross regional product", "lang": "en"})
    assert rows(chinese.text) == rows(english.text) > 0


def test_a_wrong_name_is_told_with_those_near_it(client: FlaskClient) -> None:
    response = client.get("/questions/commitments-of-region?region=万州县")
    assert response.status_code == 400
    assert 'value="万州县"' in response.text, "the form stays filled"
    assert "万州区" in response.text.partition('role="alert"')[2].partition("</div>")[0]


def test_a_wrong_year_is_told(client: FlaskClient) -> None:
    response = client.get("/questions/targets-by-year?year=next")
    assert response.status_code == 400
    assert 'value="next"' in response.text and "2027" in response.text


def test_choices_are_lists(client: FlaskClient) -> None:
    page = client.get("/questions/projects?lang=en").text
    assert "<select" in page and "<datalist" in page


def test_values_with_their_units(client: FlaskClient) -> None:
    assert "≥4万亿元" in client.get("/questions/targets-by-year?year=2027").text
    assert "≥CNY 4 trillion" in client.get("/questions/targets-by-year?year=2027&lang=en").text


def test_csv_has_all_columns(client: FlaskClient) -> None:
    response = client.get("/questions/targets-by-year.csv?year=2023")
    assert response.content_type == "text/csv; charset=utf-8"
    assert response.data.startswith(b"\xef\xbb\xbf")
    table = list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"))))
    assert len(table) > 10 and {"figure", "value", "unitName", "endYear", "start"} <= table[0].keys()


def test_json_is_that_of_sparql(client: FlaskClient) -> None:
    response = client.get("/questions/targets-by-year.json?year=2023")
    assert response.content_type == "application/sparql-results+json"
    assert json.loads(response.text)["results"]["bindings"]


@pytest.mark.parametrize("suffix", ["", ".csv", ".json"])
def test_no_such_question(client: FlaskClient, suffix: str) -> None:
    assert client.get(f"/questions/why{suffix}").status_code == 404


def test_files_refuse_what_the_page_refuses(client: FlaskClient) -> None:
    assert client.get("/questions/commitments-of-region.csv?region=万州县").status_code == 400
