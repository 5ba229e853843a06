"""The network: its picture, the same as a table and as files, and what is known of each node."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, render_template, request, url_for

from queries.media_types import TURTLE
from queries.results import XSD, Table, Term
from viz.current import site
from viz.errors import problem
from viz.language import gettext as _
from viz.language import language
from viz.network.choices import choices
from viz.network.graph import BASES, GROUPS
from viz.network.panel import basis_names, found_nodes, onward, panel, relation_names
from viz.network.picture import Row, Shown, network, show
from viz.network.queries import JOINED, Asked, asked, triples
from viz.network.view import View, read_view

blueprint = Blueprint("network", __name__)

ROWS = 100
"""Rows of the table beside the picture; the files have all."""

_COLUMNS = (
    "source",
    "sourceName",
    "sourceClass",
    "relation",
    "target",
    "targetName",
    "targetClass",
    "basis",
    "count",
)


@blueprint.before_request
def refuse_what_was_not_laid_out() -> Response | None:
    """A build of very many reports has no network: nobody could see anything in it."""
    if site().build.layout_path.is_file():
        return None
    return problem(404, _("报告太多，全网络无法成图。请搜索某一事物，在它的页面上看它的联系。"))


@blueprint.get("/network")
def page() -> str:
    shown, notices = _show()
    view, words = shown.view, request.args.get("q", "").strip()
    filtered = network().under(view.filters)
    questions = asked(view, shown.scene)
    return render_template(
        "network.html",
        shown=shown,
        view=view,
        notices=notices,
        picture=_picture(shown),
        groups=GROUPS,
        all_bases=BASES,
        filtered=filtered,
        sources=_sources(view),
        choices=choices(network()),
        onward=onward(view, "community" if shown.scene.communities else "focus"),
        **_words(),
        rows=shown.rows[:ROWS],
        row_count=len(shown.rows),
        joined_source=f"{JOINED}?{urlencode(view.filters.question())}",
        counted=questions[0].source if _is_counted(shown, questions) else "",
        node=panel(view.focus, view, shown) if view.focus else None,
        start=network().kept.names[view.start] if view.start else None,
        words=words,
        found=found_nodes(words),
        queries=[site().service.sparql(each.name, **each.values) for each in questions],
    )


@blueprint.get("/network/data.json")
def data() -> Response:
    """The same nodes and edges for programs."""
    shown, notices = _show()
    document = {"ignored": notices, **_picture(shown)}
    return Response(json.dumps(document, ensure_ascii=False), content_type="application/json")


@blueprint.get("/network/links.csv")
def as_csv() -> Response:
    """The rows of the table, all of them, for spreadsheets: no text in it runs as a formula."""
    shown, _notices = _show()
    body = Table(_COLUMNS, tuple(map(_cells, shown.rows))).to_csv(bom=True)
    return _file(body, "text/csv; charset=utf-8", "network.csv")


@blueprint.get("/network/graph.ttl")
def as_turtle() -> Response:
    """What the graph states, derives and infers that the picture shows."""
    shown, _notices = _show()
    question = triples(shown.view, shown.scene)
    body = site().service.graph(question.name, TURTLE, **question.values)
    return _file(body, f"{TURTLE}; charset=utf-8", "network.ttl")


@blueprint.get("/network/node")
def node() -> str:
    """What is known of one node: the panel beside the picture."""
    iri = request.args.get("iri", "")
    if iri not in network().graph:
        abort(404)
    shown, _notices = _show()
    about = panel(iri, shown.view, shown)
    return render_template(
        "network_node.html", node=about, view=shown.view, onward=onward(shown.view), **_words()
    )


@blueprint.get("/network/found")
def found() -> str:
    """The nodes whose names hold some words."""
    words = request.args.get("q", "").strip()
    view, _ignored = read_view(request.args, _resolve)
    return render_template("network_found.html", found=found_nodes(words), words=words, onward=onward(view))


def _words() -> Mapping[str, Mapping[str, str]]:
    return {"basis_names": basis_names(), "relation_names": relation_names()}


def _show() -> tuple[Shown, Sequence[str]]:
    """The view that the address asks for."""
    return show(*read_view(request.args, _resolve))


def _resolve(kind: str, said: str) -> str:
    """The IRI of a concept by IRI or name; the years of a horizon by themselves."""
    if kind == "horizon":
        return said if said in network().periods else ""
    return next(iter(site().service.names(kind).find(said)), "")


def _picture(shown: Shown) -> Mapping[str, Any]:
    view = shown.view
    kind = "community" if shown.scene.communities else view.scope
    return {
        "address": url_for("network.page", **dict[str, Any](view.arguments())),
        "kind": kind,
        "focus": view.focus,
        "expanded": view.expanded,
        "nodes": shown.drawing.nodes,
        "edges": shown.drawing.edges,
    }


def _is_counted(shown: Shown, questions: Sequence[Asked]) -> bool:
    """Whether the rows of one question are the links that are drawn, and their ends all nodes."""
    alone = any(not links for _node, links in shown.scene.graph.degree())
    return len(questions) == 1 and not shown.scene.communities and not alone


def _sources(view: View) -> Mapping[str, str]:
    """Where the numbers of the legend come from."""
    values = view.filters.question()
    of_classes = {name: value for name, value in values.items() if name != "class"}
    of_bases = {name: value for name, value in values.items() if name != "basis"}
    return {"class": f"network?{urlencode(of_classes)}", "basis": f"network?{urlencode(of_bases)}"}


def _cells(row: Row) -> Mapping[str, Term | None]:
    texts = (
        *(row.source.iri, row.source.text(language()), row.source_group, row.relation),
        *(row.target.iri, row.target.text(language()), row.target_group, row.basis),
    )
    cells: list[Term | None] = [Term("literal", text) for text in texts]
    count = Term("literal", str(row.count), datatype=XSD + "integer") if row.count else None
    return dict(zip(_COLUMNS, [*cells, count], strict=True))


def _file(body: str | bytes, content_type: str, filename: str) -> Response:
    response = Response(body, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
