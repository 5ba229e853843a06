"""The API's description in OpenAPI 3.1, made from the questions: what a file says is said nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from ontology.version import VERSION
from queries.catalogue import Parameter, Question, questions
from queries.media_types import CSV, JSON
from queries.parameters import BASES
from queries.protocol import PROBLEM

Document: TypeAlias = dict[str, Any]

FORMATS = {"json": JSON, "csv": CSV}
"""Of answers, by the value of `format`; the first is the default."""

_LICENCE = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
_ERRORS = {
    "400": "A parameter is missing, unknown, given twice or not understood; `detail` says which.",
    "503": "Too many queries at once, or the query took too long: Retry-After says when to ask again.",
}
_HTTP_HEADERS = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds to wait."}}


def openapi(base: str) -> Document:
    """The description of the API of a site whose addresses begin with `base`."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "承诺 Chengnuo",
            "version": VERSION,
            "summary": "Questions about what Chinese government work reports promise.",
            "description": "Values are names, codes or IRIs; several names are joined by a vertical bar.",
            "license": _LICENCE,
        },
        "servers": [{"url": "/", "description": "The site that serves this document."}, {"url": base}],
        "paths": {
            "/api/questions": {"get": _list()},
            **{f"/api/questions/{name}": {"get": _operation(one)} for name, one in questions().items()},
            "/api/openapi.json": {"get": _self()},
        },
        "components": {"schemas": _schemas(), "responses": _responses()},
    }


def described(question: Question) -> Document:
    """One question in the list of all."""
    return {
        "name": question.name,
        "title": dict(question.title),
        "description": dict(question.description),
        "keywords": list(question.keywords),
        "path": f"/api/questions/{question.name}",
        "parameters": [
            {
                "name": parameter.name,
                "type": parameter.type,
                "required": parameter.required,
                "label": dict(parameter.label),
                "example": parameter.example,
            }
            for parameter in question.parameters
        ],
    }


def _list() -> Document:
    every = {"type": "array", "items": _ref("Question")}
    return {
        "operationId": "questions",
        "summary": "What can be asked",
        "responses": {
            "200": _answer("All questions.", {"application/json": every}),
            "400": {"$ref": "#/components/responses/400"},
        },
    }


def _self() -> Document:
    return {
        "operationId": "openapi",
        "summary": "This document",
        "responses": {
            "200": _answer("This document.", {"application/json": {"type": "object"}}),
            "400": {"$ref": "#/components/responses/400"},
        },
    }


def _operation(question: Question) -> Document:
    zh, en = question.title["zh"], question.description["en"]
    return {
        "operationId": question.name,
        "summary": question.title["en"],
        "description": f"{en}\n\n{zh}：{question.description['zh']}",
        "tags": list(question.keywords),
        "parameters": [*map(_parameter, question.parameters), _format()],
        "responses": {
            "200": _answer("The answer.", {JSON: _ref("Answer"), CSV: {"type": "string"}}),
            **{status: {"$ref": f"#/components/responses/{status}"} for status in _ERRORS},
        },
    }


def _parameter(parameter: Parameter) -> Document:
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": f"{parameter.label['en']} · {parameter.label['zh']} ({parameter.type})",
        "schema": _schema(parameter.type),
        **({"example": parameter.example} if parameter.example else {}),
    }


def _schema(kind: str) -> Document:
    """Names are open: no schema can tell which there are."""
    closed: Mapping[str, Document] = {
        "year": {"type": "string", "pattern": "^[0-9]{4}$"},
        "basis": {"type": "string", "enum": list(BASES)},
        "iri": {"type": "string", "format": "uri"},
    }
    return closed.get(kind, {"type": "string", "minLength": 1})


def _format() -> Document:
    return {
        "name": "format",
        "in": "query",
        "description": "How the answer is written.",
        "schema": {"type": "string", "enum": list(FORMATS), "default": next(iter(FORMATS))},
    }


def _answer(description: str, content: Mapping[str, Document]) -> Document:
    return {"description": description, "content": {kind: {"schema": one} for kind, one in content.items()}}


def _ref(name: str) -> Document:
    return {"$ref": f"#/components/schemas/{name}"}


def _responses() -> Document:
    found = {status: _answer(words, {PROBLEM: _ref("Problem")}) for status, words in _ERRORS.items()}
    found["503"]["headers"] = _HTTP_HEADERS
    return found


def _schemas() -> Document:
    words = {"type": "object", "required": ["zh", "en"], "additionalProperties": {"type": "string"}}
    text = {"type": "string"}
    return {
        "Question": _object(
            name=text,
            title=words,
            description=words,
            keywords={"type": "array", "items": text},
            path=text,
            parameters={"type": "array", "items": _ref("Parameter")},
        ),
        "Parameter": _object(name=text, type=text, required={"type": "boolean"}, label=words, example=text),
        "Answer": _object(  # SPARQL 1.1 Query Results JSON
            head=_object(vars={"type": "array", "items": text}),
            results=_object(
                bindings={
                    "type": "array",
                    "items": {"type": "object", "additionalProperties": _ref("Term")},
                }
            ),
        ),
        "Term": {
            "type": "object",
            "required": ["type", "value"],
            "properties": {
                "type": {"enum": ["uri", "literal", "bnode"]},
                "value": text,
                "xml:lang": text,
                "datatype": {"type": "string", "format": "uri"},
            },
            "additionalProperties": False,
        },
        "Problem": _object(title=text, status={"type": "integer"}, detail=text),
    }


def _object(**properties: Document) -> Document:
    """With all of these and no others."""
    return {
        "type": "object",
        "required": list(properties),
        "properties": properties,
        "additionalProperties": False,
    }
