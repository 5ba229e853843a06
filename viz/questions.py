"""The questions as forms: choose, ask, read the table, take it along as CSV or JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, abort, make_response, render_template, request

from ontology.errors import QuestionError
from queries import catalogue
from queries.catalogue import Parameter, Question
from queries.media_types import JSON
from queries.parameters import CONCEPTS
from viz import reports
from viz.answers import present
from viz.current import site
from viz.language import gettext as _
from viz.language import language

blueprint = Blueprint("questions", __name__)

ROWS = 500
"""Rows on a page; the files have all."""

_CHOICES = ("commitment-kind", "stage", "project-class", "figure-kind", "outcome-status")
"""Types with so few values that a list shows them all."""


@dataclass(frozen=True, slots=True)
class Option:
    """A value to choose, and what it is called."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter in the form."""

    parameter: Parameter
    value: str
    options: Sequence[Option]
    """Every value there is, or those to be suggested."""
    is_closed: bool
    """Nothing but an option can be chosen."""
    near: Sequence[str]
    """Names like the one that was not understood."""


@blueprint.get("/questions")
def index() -> str:
    return render_template("questions.html", topics=catalogue.TOPICS, by_topic=catalogue.by_topic())


@blueprint.get("/questions/<name>")
def page(name: str) -> Response:
    """The form with its answer; 400 and the form where a value is not understood."""
    question = _question(name)
    values = _values(question)
    narrowed = reports.narrowing(site(), question, values)
    values |= narrowed
    try:
        table = site().service.ask(name, **values)
        answer, sparql, error = present(table, site(), ROWS), site().service.sparql(name, **values), ""
    except QuestionError as wrong:
        answer, sparql, error = None, "", str(wrong)
    fields = [_field(parameter, values.get(parameter.name, "")) for parameter in question.parameters]
    by_example = not _given(question) and bool(values)
    body = render_template(
        "question.html",
        question=question,
        fields=fields,
        values=values,
        answer=answer,
        sparql=sparql,
        error=error,
        by_example=by_example,
        is_narrowed=bool(narrowed),
    )
    return make_response(body, 400 if error else 200)


@blueprint.get("/questions/<name>.csv")
def as_csv(name: str) -> Response:
    """All columns under the names of the query, for spreadsheets: BOM, and no text that runs as a formula.

    A program that wants every text untouched takes the JSON, or CSV from /sparql.
    """
    question = _question(name)
    table = site().service.ask(name, **_values(question))
    return _file(table.to_csv(bom=True), "text/csv; charset=utf-8", f"{name}.csv")


@blueprint.get("/questions/<name>.json")
def as_json(name: str) -> Response:
    """SPARQL 1.1 Query Results JSON."""
    question = _question(name)
    return _file(site().service.ask(name, **_values(question)).to_json(), JSON, f"{name}.json")


def _file(body: str, content_type: str, filename: str) -> Response:
    response = Response(body, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def _question(name: str) -> Question:
    question = catalogue.questions().get(name)
    if question is None:
        abort(404)
    return question


def _given(question: Question) -> dict[str, str]:
    """What the address says of the question's parameters."""
    names = [parameter.name for parameter in question.parameters]
    return {name: request.args[name].strip() for name in names if request.args.get(name, "").strip()}


def _values(question: Question) -> dict[str, str]:
    """What is asked: what the address says or, where it says nothing, the examples of what must be given."""
    said = any(parameter.name in request.args for parameter in question.parameters)
    if said:
        return _given(question)
    return {parameter.name: parameter.example for parameter in question.parameters if parameter.required}


def _field(parameter: Parameter, value: str) -> Field:
    options = _options(parameter.type)
    is_closed = parameter.type in (*_CHOICES, "basis", "report")
    if parameter.type == "report" and value in {report.name for report in site().build.reports}:
        value = site().addresses.report_iri(value)
    return Field(parameter, value, options, is_closed, _near(parameter, value))


def _options(kind: str) -> Sequence[Option]:
    if kind == "basis":
        words = {"stated": _("明写"), "inferred": _("推断·未核实")}
        return [Option(code, word) for code, word in words.items()]
    if kind == "report":
        here = site()
        titles = reports.titles(here)
        return [Option(here.addresses.report_iri(name), title) for name, title in titles.items()]
    if kind not in CONCEPTS:
        return ()
    chosen = language()
    found = site().service.names(kind).iris_by_name.values()
    labels = site().labels.of(sorted({iri for iris in found for iri in iris})).values()
    if kind in _CHOICES:
        return [Option(label.zh, label.text(chosen)) for label in labels]
    texts = sorted({label.text(chosen) for label in labels})
    return [Option(text, text) for text in texts]


def _near(parameter: Parameter, value: str) -> Sequence[str]:
    if parameter.type not in CONCEPTS or not value:
        return ()
    names = site().service.names(parameter.type)
    unknown = [part.strip() for part in value.split("|") if part.strip() and not names.find(part.strip())]
    return names.near(unknown[0]) if unknown else ()
