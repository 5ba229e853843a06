"""For those who run the site: whether a process answers, and whether it can answer questions."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from ontology.errors import QueryError
from viz.current import site
from viz.editions import REFUSED
from viz.errors import problem
from viz.language import gettext as _

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthy() -> Response:
    """The process answers; restart it when this fails."""
    return _state("ok")


@blueprint.get("/readyz")
def ready() -> Response:
    """Questions are answered from the store; send no visitors here while this fails."""
    try:
        site().service.check()
    except QueryError as error:
        response = problem(503, _("暂时无法回答问题：%(reason)s", reason=error))
        response.headers["Cache-Control"] = "no-store"
        return response
    return _state("ready", refused=request.environ.get(REFUSED) or None)


def _state(status: str, **more: str | None) -> Response:
    response = jsonify(status=status, build=site().build.path.name, **more)
    response.headers["Cache-Control"] = "no-store"
    return response
