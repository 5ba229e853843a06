"""Things and their documents: 303 from a thing, and a document in the format that is asked for."""

from __future__ import annotations

import re

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from queries.media_types import JSON_LD, N_TRIPLES, RDF_XML, TRIG, TURTLE, preferred
from viz import ontology
from viz.caching import to_be_asked_for_again
from viz.context import quotes
from viz.current import Site, site
from viz.description import PAGE, claims, incoming, name_of, parts, properties
from viz.errors import HTML, problem
from viz.joined import mentions, responsibilities
from viz.labels import Label, last_part
from viz.language import gettext as _
from viz.language import language
from viz.readings import readings
from viz.signposting import links

blueprint = Blueprint("entity", __name__)

FORMATS = {
    ".html": HTML,
    ".ttl": TURTLE,
    ".nt": N_TRIPLES,
    ".jsonld": JSON_LD,
    ".rdf": RDF_XML,
    ".trig": TRIG,
}
"""Media types of documents by suffix; the first is sent to who asks for nothing in particular."""

SECONDS_A_REDIRECT_HOLDS = 3600

_DRAWN = {"Commitment", "Project", "Region", "Organization", "Indicator", "PolicyArea", "Goal"}
"""Classes of the things that the network shows."""

_IRI_PATH = re.compile(r"[!#-;=?-\[\]_a-z~]*")
"""ASCII characters that an IRI may hold: our identifiers have no others."""


@blueprint.get("/id/<path:path>")
def thing(path: str) -> Answer:
    """A thing cannot be sent; its document can. What is retired leads to its successor."""
    return _retired("thing", path) or _see_other(url_for("entity.document", path=path))


@blueprint.get("/def/", defaults={"path": ""})
@blueprint.get("/def/<path:path>")
def term(path: str) -> Answer:
    """The same for a term of the ontology."""
    return _see_other(url_for("entity.document", path=f"def/{path}"))


@blueprint.get("/doc/<path:path>")
def document(path: str) -> Answer:
    """What the build says of a thing."""
    here = site()
    found = _find(here, path)
    if found is None and (gone := _retired("document", path)):
        return gone
    if found is None:
        return problem(404, _("图谱中没有此事物：%(name)s", name=path), search=_words(path))
    iri, suffix = found
    media_type = FORMATS.get(suffix) or preferred(request.headers.get("Accept"), tuple(FORMATS.values()))
    if media_type is None:
        return problem(406, _("此处提供的格式：%(formats)s", formats=", ".join(FORMATS.values())))
    response = _page(here, iri) if media_type == HTML else _data(here, iri, media_type)
    return to_be_asked_for_again(_linked(response, here, iri, media_type, negotiated=not suffix))


def _retired(endpoint: str, path: str) -> Answer | None:
    """301 to what took the place of a retired identifier, 410 where nothing did; None for any other."""
    here = site()
    stem, dot, ending = path.rpartition(".")
    name, suffix = (stem, dot + ending) if dot + ending in FORMATS else (path, "")
    iris = (iri for iri in here.addresses.candidates(name) if iri in here.retired)
    gone = next((here.retired[iri] for iri in iris), None)
    if gone is None:
        return None
    if gone.successor and (onward := here.addresses.path(gone.successor)):
        successor = onward.removeprefix("/doc/")
        response = redirect(url_for(f"entity.{endpoint}", path=successor + suffix), 301)
        response.headers["Link"] = f'<{gone.successor}>; rel="successor-version"'
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response
    detail = _("“%(name)s”曾在先前的图谱中，现已停用，没有后继。", name=gone.label or gone.iri)
    return problem(410, detail, search=gone.label)


def _see_other(address: str) -> Answer:
    response = redirect(address, 303)
    response.headers["Link"] = f'<{response.location}>; rel="describedby"'
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.vary.add("Accept")
    response.cache_control.public = True
    response.cache_control.max_age = SECONDS_A_REDIRECT_HOLDS
    return response


def _find(here: Site, path: str) -> tuple[str, str] | None:
    """The thing that a path names, and the suffix that fixes the format ("" for none)."""
    stem, dot, ending = path.rpartition(".")
    named = [(path, "")] + ([(stem, dot + ending)] if dot + ending in FORMATS else [])
    for name, suffix in named:
        for iri in here.addresses.candidates(name):
            if iri not in here.retired and _IRI_PATH.fullmatch(name) and _exists(here, iri):
                return iri, suffix
    return None


def _exists(here: Site, iri: str) -> bool:
    return here.service.ask("exists", iri=iri).column("answer") == ("true",)


def _data(here: Site, iri: str, media_type: str) -> Response:
    """What DESCRIBE says; of the ontology all its terms, which are asked for at its namespace."""
    if iri == ontology.ONTOLOGY:
        body = here.service.graph("ontology", media_type, ontology=iri)
    else:
        body = here.service.describe(iri, media_type) or b""
    response = make_response(body)
    response.content_type = f"{media_type}; charset=utf-8" if media_type == TURTLE else media_type
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _page(here: Site, iri: str) -> Response:
    if iri == ontology.ONTOLOGY:
        return ontology.page(here, FORMATS)
    chosen = language()
    only = (request.args.get("property", ""), request.args.get("class", ""))
    number = max(request.args.get("page", 1, type=int), 1)
    if only[0]:
        linked = incoming(here, iri, chosen, only=only, first=(number - 1) * PAGE, count=PAGE)
    else:
        linked = incoming(here, iri, chosen)
    found = properties(here, iri, chosen)
    label = here.labels.one(iri)
    said = quotes(here, iri)
    page = render_template(
        "entity.html",
        label=label,
        classes=_classes(here, label, chosen),
        quotes=said,
        readings=readings(here, iri, said[0].report, chosen) if said else [],
        properties=found,
        parts=parts(here, iri, found, chosen),
        claims=claims(here, iri, chosen),
        mentions=mentions(here, label),
        responsibilities=responsibilities(here, label),
        incoming=linked,
        only=only[0],
        number=number,
        page_size=PAGE,
        path=_path(here, iri),
        formats=FORMATS,
        report=_report(here, iri),
        is_drawn=not _DRAWN.isdisjoint(map(last_part, label.classes)),
    )
    return make_response(page)


def _classes(here: Site, label: Label, chosen: str) -> list[tuple[str, str]]:
    """IRI and name of each class of our ontology, else of all that the thing has."""
    own = [name for name in label.classes if here.addresses.path(name)]
    return [(name, name_of(here, name, chosen)) for name in own or label.classes]


def _report(here: Site, iri: str) -> str:
    """The name of the report that the thing is, else nothing."""
    name = here.addresses.report_name(iri)
    return name if name in {report.name for report in here.build.reports} else ""


def _path(here: Site, iri: str) -> str:
    """What stands behind /doc/ for a thing."""
    return (here.addresses.path(iri) or "").removeprefix("/doc/").rstrip("/")


def _linked(response: Response, here: Site, iri: str, media_type: str, *, negotiated: bool) -> Response:
    """With links to the thing itself, to its other documents and to what it is a part of."""
    path = _path(here, iri)
    addresses = {
        kind: url_for("entity.document", path=path + suffix, lang=None) for suffix, kind in FORMATS.items()
    }
    response.headers["Link"] = links(here, iri, media_type, addresses, here.labels.one(iri).classes)
    if negotiated:
        response.vary.add("Accept")
    return response


def _words(path: str) -> str:
    """What someone may have looked for who came to this address."""
    return re.sub(r"\.\w+$", "", path.rstrip("/").rpartition("/")[2])
