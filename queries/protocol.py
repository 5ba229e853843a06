"""SPARQL 1.1 Protocol for queries, as request to response: no web framework, no socket.

https://www.w3.org/TR/sparql11-protocol/. Updates are refused with 403, whatever door they use.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from urllib.parse import parse_qsl

import pyoxigraph

from ontology.errors import ChengnuoError, QueryError, QueryForbidden
from queries.guard import inspect
from queries.media_types import TRIPLES, preferred
from queries.service import QueryService, offered

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
PROBLEM = "application/problem+json"
"""RFC 9457: title, status and detail."""

METHODS = "GET, HEAD, POST, OPTIONS"
RETRY_AFTER_SECONDS = 5

_TITLES = {
    400: "Bad request",
    403: "Forbidden",
    405: "Method not allowed",
    406: "Not acceptable",
    413: "Content too large",
    414: "Address too long",
    415: "Unsupported media type",
    503: "Unavailable",
}
_COMMON = {
    "Access-Control-Allow-Origin": "*",
    "Vary": "Accept",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True, slots=True)
class Request:
    """An HTTP request to the endpoint."""

    method: str
    query_string: str | bytes = b""
    """As sent, percent-encoded; a str holds one byte a character, as WSGI has it."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in any case."""
    body: bytes = b""

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers.items() if key.lower() == name), None)


@dataclass(frozen=True, slots=True)
class Response:
    """The HTTP response."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class _Refused(Exception):
    """The request is no well-formed query request."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status


@dataclass(frozen=True, slots=True)
class _Operation:
    """What a request asks: a query, or with none, for the description of the service."""

    query: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


def answer(service: QueryService, request: Request) -> Response:
    """Never raises for what a client sent."""
    if request.method == "OPTIONS":
        return _preflight()
    try:
        response = _perform(service, request, _operation(request, service))
    except _Refused as refusal:
        response = problem(refusal.status, str(refusal))
    except QueryError as error:
        response = problem(error.status, str(error))
    except ChengnuoError as error:
        response = problem(400, str(error))
    if request.method == "HEAD":
        return Response(response.status, {**response.headers, "Content-Length": str(len(response.body))}, b"")
    return response


def problem(status: int, detail: str) -> Response:
    """An error in the one shape that all errors have."""
    document = {"title": _TITLES[status], "status": status, "detail": detail}
    extra = {405: {"Allow": METHODS}, 503: {"Retry-After": str(RETRY_AFTER_SECONDS)}}.get(status, {})
    body = json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")
    return _response(status, PROBLEM, body, extra)


def _perform(service: QueryService, request: Request, operation: _Operation) -> Response:
    accept = request.header("accept")
    if operation.query is None:
        media_type = _negotiated(accept, TRIPLES)
        endpoint = service.base + "sparql"
        return _response(200, media_type, service.graph("service-description", media_type, endpoint=endpoint))
    chosen = bool(operation.default_graphs or operation.named_graphs)
    form = inspect(operation.query, service.limits).form
    result = service.evaluate(
        operation.query,
        media_type=_negotiated(accept, offered(form)),
        default_graphs=operation.default_graphs if chosen else None,
        named_graphs=operation.named_graphs if chosen else None,
    )
    return _response(200, result.media_type, result.body)


def _negotiated(accept: str | None, types: tuple[str, ...]) -> str:
    media_type = preferred(accept, types)
    if media_type is None:
        raise _Refused(406, f"the answer can be sent as {', '.join(types)}")
    return media_type


def _operation(request: Request, service: QueryService) -> _Operation:
    limits = service.limits
    if request.method not in ("GET", "HEAD", "POST"):
        raise _Refused(405, f"{request.method} is not for this address; use {METHODS}")
    if len(request.query_string) > limits.address_bytes:
        raise _Refused(414, f"the limit is {limits.address_bytes} bytes; send long queries by POST")
    if len(request.body) > limits.query_bytes:
        raise _Refused(413, f"the limit is {limits.query_bytes} bytes")
    fields = _fields(request.query_string)
    if request.method == "POST":
        fields += _posted(request)
    return _checked(request, fields)


def _posted(request: Request) -> list[tuple[str, str]]:
    """The fields of the body; a query sent as such is the field `query`."""
    message = Message()
    message["content-type"] = request.header("content-type") or "missing/missing"
    media_type, charset = message.get_content_type(), str(message.get_param("charset", "utf-8"))
    if charset.lower() not in ("utf-8", "utf8"):
        raise _Refused(415, "requests are read as UTF-8 only")
    if (request.header("content-encoding") or "identity").lower() != "identity":
        raise _Refused(415, "compressed requests are not read")
    if media_type == UPDATE:
        raise QueryForbidden("this service only reads: updates are refused")
    if media_type == FORM:
        return _fields(request.body)
    if media_type == QUERY:
        return [("query", _text(request.body))]
    raise _Refused(415, f"send a query as {QUERY} or {FORM}")


def _checked(request: Request, fields: list[tuple[str, str]]) -> _Operation:
    def values(name: str) -> tuple[str, ...]:
        return tuple(value for key, value in fields if key == name)

    if values("update"):
        raise QueryForbidden("this service only reads: updates are refused")
    queries = values("query")
    if len(queries) > 1:
        raise _Refused(400, "more than one query: send one, in the address or in the body")
    if not queries and (fields or request.method == "POST"):
        raise _Refused(400, "the field 'query' is missing")
    if queries and not queries[0].strip():
        raise _Refused(400, "the query is empty")
    return _Operation(
        queries[0] if queries else None,
        tuple(map(_graph, values("default-graph-uri"))),
        tuple(map(_graph, values("named-graph-uri"))),
    )


def _graph(value: str) -> str:
    try:
        return pyoxigraph.NamedNode(value).value
    except ValueError as error:
        raise _Refused(400, f"{value!r} is no absolute IRI of a graph") from error


def _fields(encoded: str | bytes) -> list[tuple[str, str]]:
    text = _text(encoded if isinstance(encoded, bytes) else encoded.encode("latin-1"))
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:  # UnicodeDecodeError is one
        raise _Refused(400, "the fields are not percent-encoded UTF-8, or too many") from error


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise _Refused(400, f"byte {error.start} is not UTF-8") from error


def _preflight() -> Response:
    return _response(
        204,
        None,
        b"",
        {
            "Allow": METHODS,
            "Access-Control-Allow-Methods": METHODS,
            "Access-Control-Allow-Headers": "Accept, Content-Type",
            "Access-Control-Max-Age": "86400",
        },
    )


def _response(
    status: int, media_type: str | None, body: bytes, extra: Mapping[str, str] | None = None
) -> Response:
    charset = "; charset=utf-8" if media_type and media_type.startswith("text/") else ""
    kind = {"Content-Type": media_type + charset} if media_type else {}
    return Response(status, {**kind, **_COMMON, **(extra or {})}, body)
