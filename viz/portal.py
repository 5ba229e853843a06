"""For portals: the catalogue record and VoID, and a page that says how to harvest."""

from __future__ import annotations

from flask import Blueprint, Response, abort, make_response, render_template, request, url_for

from ontology.identifiers import Identifiers
from queries.media_types import TRIPLES, TURTLE, preferred
from viz.caching import to_be_asked_for_again
from viz.current import site
from viz.entity import FORMATS
from viz.errors import HTML, problem
from viz.language import gettext as _

blueprint = Blueprint("portal", __name__)

_PATH = "/catalog"
_SUFFIXES = {media_type: suffix for suffix, media_type in FORMATS.items()}


@blueprint.get("/.well-known/void")
def void() -> Response:
    """The description where VoID says that machines look for it (RFC 8615): always RDF."""
    media_type = preferred(request.headers.get("Accept"), TRIPLES)
    return _description(_SUFFIXES[media_type or TURTLE], negotiated=True)


@blueprint.get(_PATH)
def catalogue() -> Response:
    """The page for maintainers of portals, or what it describes as RDF."""
    media_type = preferred(request.headers.get("Accept"), tuple(FORMATS.values()))
    if media_type is None:
        return problem(406, _("此处提供的格式：%(formats)s", formats=", ".join(FORMATS.values())))
    if media_type != HTML:
        return _description(_SUFFIXES[media_type], negotiated=True)
    response = make_response(render_template("portal.html", formats=FORMATS))
    response.vary.add("Accept")
    return to_be_asked_for_again(_linked(response))


@blueprint.get(f"{_PATH}.<suffix>")
def file(suffix: str) -> Response:
    """The description in one format."""
    if FORMATS.get(f".{suffix}", HTML) == HTML:
        abort(404)
    return _description(f".{suffix}", negotiated=False)


def _description(suffix: str, *, negotiated: bool) -> Response:
    response = make_response(site().build.export_path(f"catalog{suffix}").read_bytes())
    media_type = FORMATS[suffix]
    response.content_type = f"{media_type}; charset=utf-8" if media_type == TURTLE else media_type
    response.headers["Access-Control-Allow-Origin"] = "*"
    if negotiated:
        response.vary.add("Accept")
    return to_be_asked_for_again(_linked(response))


def _linked(response: Response) -> Response:
    """With links to the catalogue itself and to its other documents."""
    catalogue = Identifiers(site().build.base).published("catalog")
    links = [f'<{catalogue}>; rel="describes"']
    for suffix, media_type in FORMATS.items():
        if media_type != HTML:
            address = url_for("portal.file", suffix=suffix.removeprefix("."), lang=None)
            links.append(f'<{address}>; rel="alternate"; type="{media_type}"')
    response.headers["Link"] = ", ".join(links)
    return response
