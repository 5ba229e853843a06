"""The questions as an API: the same files as the forms, described in OpenAPI; errors are always JSON."""

from __future__ import annotations

from flask import Blueprint, Response, abort, jsonify, request

from ontology.errors import QuestionError
from queries import catalogue
from queries.openapi import FORMATS, described, openapi
from viz.caching import to_be_asked_for_again
from viz.current import site
from viz.errors import API

blueprint = Blueprint("api", __name__, url_prefix=API)


@blueprint.get("/questions")
def questions() -> Response:
    """All questions with their parameters."""
    _fields()
    return _open(jsonify([described(question) for question in catalogue.questions().values()]))


@blueprint.get("/questions/<name>")
def question(name: str) -> Response:
    """The answer to one, all columns, every text as it is."""
    asked = catalogue.questions().get(name)
    if asked is None:
        abort(404)
    values = _fields("format", *(parameter.name for parameter in asked.parameters))
    form = values.pop("format", next(iter(FORMATS)))
    if form not in FORMATS:
        raise QuestionError(f"format: {form!r} is none of {', '.join(FORMATS)}")
    table = site().service.ask(name, **values)
    body = table.to_csv(as_is=True) if form == "csv" else table.to_json()
    charset = "; charset=utf-8" if form == "csv" else ""
    return _open(Response(body, content_type=FORMATS[form] + charset))


@blueprint.get("/openapi.json")
def description() -> Response:
    """OpenAPI 3.1."""
    _fields()
    return _open(jsonify(openapi(site().build.base)))


def _fields(*known: str) -> dict[str, str]:
    """What the address says, each field once; raises QuestionError for any other."""
    for name, values in request.args.lists():
        if name not in known:
            has = ", ".join(known) or "none"
            raise QuestionError(f"no parameter {name!r}; there is {has}")
        if len(values) > 1:
            raise QuestionError(f"{name}: given {len(values)} times; join several names by '|'")
        if not values[0].strip():
            raise QuestionError(f"{name}: is empty; give a value, or leave it out")
    return request.args.to_dict()


def _open(response: Response) -> Response:
    response.headers["Access-Control-Allow-Origin"] = "*"
    return to_be_asked_for_again(response)
