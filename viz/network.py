"""The network: its picture, the same as a table, and what is known of each node."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, abort, render_template, request

from viz.current import site
from viz.labels import Label
from viz.language import gettext as _
from viz.network_graph import BASES, GROUPS, group
from viz.network_picture import network, show
from viz.network_view import read_view

blueprint = Blueprint("network", __name__)

ROWS = 200
"""Rows of the table beside the picture; the JSON has all."""
FOUND = 20
"""Nodes that a search lists."""


@blueprint.get("/network")
def page() -> str:
    here, notices = show(*read_view(request.args))
    words = request.args.get("q", "").strip()
    return render_template(
        "network.html",
        shown=here,
        notices=notices,
        bases=network().bases,
        view=here.view,
        picture=here.picture,
        groups=GROUPS,
        all_bases=BASES,
        basis_name=basis_name,
        relation_name=relation_name,
        rows=here.rows[:ROWS],
        row_count=len(here.rows),
        node=_node(here.view.focus) if here.view.focus else None,
        words=words,
        found=_found(words),
        sparql=site().service.sparql("network"),
    )


@blueprint.get("/network/data.json")
def data() -> Response:
    """The same nodes and edges for programs."""
    here, notices = show(*read_view(request.args))
    document = {"ignored": notices, **here.picture}
    return Response(json.dumps(document, ensure_ascii=False), content_type="application/json")


@blueprint.get("/network/node")
def node() -> str:
    """What is known of one node: the panel beside the picture."""
    iri = request.args.get("iri", "")
    if iri not in network().graph:
        abort(404)
    view, _ignored = read_view(request.args)
    return render_template(
        "network_node.html", node=_node(iri), view=view, basis_name=basis_name, relation_name=relation_name
    )


@blueprint.get("/network/found")
def found() -> str:
    """The nodes whose names hold some words."""
    words = request.args.get("q", "").strip()
    view, _ignored = read_view(request.args)
    return render_template("network_found.html", found=_found(words), words=words, view=view)


def basis_name(basis: str) -> str:
    return {"stated": _("明写"), "derived": _("推导"), "inferred": _("推断·未核实")}[basis]


def relation_name(relation: str) -> str:
    """What a link says of a commitment."""
    return {
        "mentionsRegion": _("提及区域"),
        "governedBy": _("承前文的区域"),
        "mentionsOrganization": _("提及机构"),
        "responsibleAgency": _("主管机构"),
        "indicator": _("有数值的指标"),
        "hasProject": _("包含项目"),
        "policyArea": _("所属政策领域"),
        "": _("由承诺相连"),
    }[relation]


def _node(iri: str) -> Mapping[str, Any]:
    """What the panel says of a node: name, class, quote, and everything that it is linked with."""
    here, graph = site(), network().graph
    links = [(target, data) for _source, target, data in graph.out_edges(iri, data=True)]
    links += [(source, data) for source, _target, data in graph.in_edges(iri, data=True)]
    labels = here.labels.of([iri, *(other for other, _data in links)])
    neighbours = sorted(
        ((data["relation"], data["basis"], labels[other], group(graph, other)) for other, data in links),
        key=lambda each: (GROUPS.index(each[3]), each[0], BASES.index(each[1]), each[2].zh, each[2].iri),
    )
    passage = next(iter(here.service.ask("statement-passages", statement=iri)), None)
    return {
        "label": labels[iri],
        "group": group(graph, iri),
        "neighbours": neighbours,
        "passage": passage,
        "report": here.addresses.report_name(str(passage["report"])) if passage else "",
    }


def _found(words: str) -> list[tuple[Label, str]]:
    """Nodes whose names in either language hold the words, the shortest names first."""
    if not words:
        return []
    graph = network().graph
    folded = words.casefold()
    labels = site().labels.of(sorted(graph)).values()
    hits = [label for label in labels if folded in label.zh.casefold() or folded in label.en.casefold()]
    hits.sort(key=lambda label: (GROUPS.index(group(graph, label.iri)), len(label.zh), label.iri))
    return [(label, group(graph, label.iri)) for label in hits[:FOUND]]
