"""The SPARQL endpoint: an editor for people who come without a query, the protocol for all else."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, request

from queries import protocol
from queries.media_types import TRIPLES, TURTLE, preferred
from viz import editor
from viz.current import site

blueprint = Blueprint("sparql", __name__)

_HTML = "text/html"
_METHODS = ["GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"]
"""The protocol answers also those that it refuses."""


@blueprint.route("/sparql", methods=_METHODS, provide_automatic_options=False)
def endpoint() -> Response:
    if _wants_editor():
        response = make_response(editor.page())
        response.vary.add("Accept")
        response.headers["Link"] = f'<{request.path}>; rel="alternate"; type="{TURTLE}"'
        return response
    service = site().service
    body = request.stream.read(service.limits.query_bytes + 1)  # one more shows that there is too much
    answer = protocol.answer(
        service, protocol.Request(request.method, request.query_string, dict(request.headers), body)
    )
    response = Response(answer.body, answer.status)
    for name, value in answer.headers.items():
        response.headers[name] = value
    if "Content-Type" not in answer.headers:
        del response.headers["Content-Type"]
    return response


def _wants_editor() -> bool:
    """A browser's visit. Who asks for nothing in particular gets the description of the service."""
    accepted = preferred(request.headers.get("Accept"), (*TRIPLES, _HTML))
    return request.method in ("GET", "HEAD") and not set(request.args) - {"lang"} and accepted == _HTML
