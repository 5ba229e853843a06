"""For portals: the catalogue record and VoID, and a page that says how to harvest."""

from __future__ import annotations

from flask import Blueprint, Response, abort, make_response, render_template, request, url_for

from ontology.identifiers import Identifiers
from queries.media_types import JSON_LD, N_TRIPLES, RDF_XML, TRIPLES, TURTLE, preferred
from viz.caching import to_be_asked_for_again
from viz.current import site
from viz.errors import HTML, problem
from viz.language import gettext as _
from viz.signposting import links

blueprint = Blueprint("portal", __name__)

_PATH = "/catalog"
FORMATS = {".html": HTML, ".ttl": TURTLE, ".nt": N_TRIPLES, ".jsonld": JSON_LD, ".rdf": RDF_XML}
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
    return to_be_asked_for_again(_linked(response, HTML))


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
    return to_be_asked_for_again(_linked(response, media_type))


def _linked(response: Response, media_type: str) -> Response:
    """With links to the dataset, its files and its other documents."""
    dataset = Identifiers(site().build.base).published("dataset")
    addresses = {
        kind: url_for("portal.file", suffix=suffix[1:], lang=None) if kind != HTML else _PATH
        for suffix, kind in FORMATS.items()
    }
    response.headers["Link"] = links(site(), dataset, media_type, addresses)
    return response
