"""Errors in one shape: a page for people, application/problem+json (RFC 9457) for programs."""

from __future__ import annotations

import json

from flask import Blueprint, Response, current_app, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from ontology.errors import ChengnuoError, QueryError, QuestionError
from queries.media_types import preferred
from queries.protocol import PROBLEM, RETRY_AFTER_SECONDS
from queries.search import Hit
from viz.current import site
from viz.language import gettext as _

HTML = "text/html"
API = "/api"
"""Below this path answers are for programs only."""


def register(blueprint: Blueprint) -> None:
    blueprint.app_errorhandler(HTTPException)(_http)
    blueprint.app_errorhandler(ChengnuoError)(_own)
    blueprint.app_errorhandler(500)(_unexpected)


def problem(status: int, detail: str = "", *, search: str = "") -> Response:
    """The answer to what cannot be answered; `search` is offered as a place to go on."""
    if not _is_for_programs():
        page = render_template(
            "error.html", status=status, title=title(status), detail=detail, search=search, hits=_near(search)
        )
        return make_response(page, status)
    document = {"title": title(status), "status": status, "detail": detail}
    response = make_response(json.dumps(document, ensure_ascii=False), status)
    response.content_type = PROBLEM
    return response


def _is_for_programs() -> bool:
    forms = (HTML, PROBLEM, "application/json")
    return request.path.startswith(f"{API}/") or preferred(request.headers.get("Accept"), forms) != HTML


def title(status: int) -> str:
    """What happened, in the language of the page."""
    return {
        400: _("请求有误"),
        404: _("没有这一页"),
        405: _("此地址不支持该操作"),
        406: _("没有所要的格式"),
        410: _("此标识已停用"),
        413: _("请求过大"),
        500: _("服务出错"),
        503: _("服务繁忙"),
    }.get(status, _("无法完成请求"))


def _near(words: str) -> list[Hit]:
    """Things that the lost visitor may have meant."""
    return site().service.search(words, limit=6)


def _http(error: HTTPException) -> Response:
    if error.response is not None and isinstance(error.response, Response):
        return error.response
    response = problem(error.code or 500, _detail(error))
    for name, value in error.get_headers():
        if name.lower() == "allow":
            response.headers[name] = value
    return response


def _detail(error: HTTPException) -> str:
    """In the language of the page: what the framework says is English."""
    return _("地址可能抄错了，或指向另一版图谱中的事物。") if error.code == 404 else ""


def _own(error: ChengnuoError) -> Response:
    """What the visitor caused is told in its own words; what the site lacks goes to the log."""
    if not isinstance(error, QueryError | QuestionError):
        current_app.logger.error("%s", error, exc_info=error)
        return _unexpected(error)
    status = error.status if isinstance(error, QueryError) else 400
    response = problem(status, str(error))
    if status == 503:
        response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def _unexpected(_error: Exception) -> Response:
    """Says nothing of the inside; the log has it."""
    return problem(500, _("请稍后再试；若仍出错，请告知维护者。"))
