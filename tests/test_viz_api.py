"""The API: every question as JSON and CSV, described in OpenAPI that schemathesis finds nothing against."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openapi_spec_validator
import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema_rs import validator_for

from ontology.identifiers import DEFAULT_BASE
from ontology.settings import Settings
from queries.catalogue import questions
from queries.openapi import openapi
from queries.service import QueryService
from server import close, create_app
from tests.server_process import running
from tests.unanswered import SHIPPED


@pytest.fixture(scope="module")
def app(shipped_build: Path) -> Iterator[Flask]:
    app = create_app(shipped_build, Settings())
    yield app
    close(app)


@pytest.fixture(scope="module")
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.mark.slow
def test_schemathesis_finds_nothing(shipped_build: Path, tmp_path: Path) -> None:
    """No 5xx, only statuses, types and bodies that are described; what is not allowed is refused.

    One check cannot hold: a name is any text, and which names there are no schema tells.
    """
    with running(shipped_build) as (_, address):
        command = [
            str(Path(sys.executable).with_name("schemathesis")), "run", f"{address}api/openapi.json",
            "--url", address, "--exclude-checks", "positive_data_acceptance",
            "--max-examples", "40", "--seed", "1", "--no-color",
        ]  # fmt: skip
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    operations = len(questions()) + 1  # schemathesis leaves out the address of the description itself
    assert f"Tested: {operations}" in done.stdout, done.stdout


def test_the_description_is_valid_openapi() -> None:
    openapi_spec_validator.validate(openapi(DEFAULT_BASE))


def test_the_description_has_every_question_with_its_parameters(client: FlaskClient) -> None:
    paths = client.get("/api/openapi.json").get_json()["paths"]
    for name, question in questions().items():
        operation = paths[f"/api/questions/{name}"]["get"]
        required = {
            one["name"]: one["required"] for one in operation["parameters"] if one["name"] != "format"
        }
        assert required == {parameter.name: parameter.required for parameter in question.parameters}


def test_the_list_is_as_described(client: FlaskClient) -> None:
    answer = client.get("/api/questions")
    schema = {"type": "array", "items": {"$ref": "#/components/schemas/Question"}}
    assert_fits(answer.get_json(), schema)
    assert [one["name"] for one in answer.get_json()] == list(questions())


@pytest.mark.parametrize("name", questions())
def test_every_question_answers_as_json_and_csv(name: str, client: FlaskClient) -> None:
    values = {one.name: one.example for one in questions()[name].parameters if one.required}
    as_json = client.get(f"/api/questions/{name}", query_string=values)
    assert (as_json.status_code, as_json.content_type) == (200, "application/sparql-results+json")
    document = json.loads(as_json.data)
    assert_fits(document, {"$ref": "#/components/schemas/Answer"})
    as_csv = client.get(f"/api/questions/{name}", query_string={**values, "format": "csv"})
    assert as_csv.content_type == "text/csv; charset=utf-8"
    header, *rows = csv.reader(io.StringIO(as_csv.text, newline=""))
    assert header == document["head"]["vars"]
    assert rows == [
        [binding.get(column, {}).get("value", "") for column in header]
        for binding in document["results"]["bindings"]
    ]
    assert bool(rows) == (name not in SHIPPED), "a question that answers nothing"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("commitments-of-region", "'region' is missing"),
        ("commitments-of-region?region=亚特兰蒂斯", "no region is called '亚特兰蒂斯'"),
        ("commitments-of-region?region=万州&region=江津", "region: given 2 times"),
        ("commitments-of-region?region=万州&year=2023", "no parameter 'year'; there is format, region"),
        ("commitments-of-region?region=万州&format=xml", "format: 'xml' is none of json, csv"),
        ("projects?stage=", "stage: is empty"),
        ("targets-by-year?year=MMXXIII", "is no year"),
        ("projects?stage=done%00", "stage"),
    ],
)
def test_what_is_wrong_is_told_in_one_shape(address: str, words: str, client: FlaskClient) -> None:
    answer = client.get(f"/api/questions/{address}", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.content_type) == (400, "application/problem+json")
    assert_fits(json.loads(answer.data), {"$ref": "#/components/schemas/Problem"})
    assert words in json.loads(answer.data)["detail"]


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "questions/none", 404), ("POST", "questions", 405)]
)
def test_other_faults_have_it_too(method: str, path: str, status: int, client: FlaskClient) -> None:
    answer = client.open(f"/api/{path}", method=method, headers={"Accept": "text/html"})
    assert answer.status_code == status
    assert_fits(json.loads(answer.data), {"$ref": "#/components/schemas/Problem"})


def test_who_has_an_answer_is_not_sent_it_again(client: FlaskClient) -> None:
    first = client.get("/api/questions/policy-areas?format=csv")
    again = client.get(
        "/api/questions/policy-areas?format=csv", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert (first.status_code, again.status_code) == (200, 304)
    assert first.headers["Access-Control-Allow-Origin"] == "*"


def test_texts_stay_as_they_are(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from queries.results import Table, Term

    table = Table(("a", "b"), ({"a": Term("literal", "=1+1"), "b": None},))
    monkeypatch.setattr(QueryService, "ask", lambda *_, **__: table)
    assert client.get("/api/questions/policy-areas?format=csv").text == "a,b\r\n=1+1,\r\n"


def assert_fits(document: object, schema: dict[str, Any]) -> None:
    """Raises ValidationError where it does not."""
    validator_for({**schema, "components": openapi(DEFAULT_BASE)["components"]}).validate(document)
