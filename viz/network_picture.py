"""What a page of the network shows: which nodes and links, where they stand, and the same in rows."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from flask import current_app, url_for

from viz.current import Site, site
from viz.drawing import draw
from viz.labels import Label
from viz.language import gettext as _
from viz.language import language
from viz.layout import Positions
from viz.network_graph import (
    Graph,
    Overview,
    around,
    group,
    linked,
    most_linked,
    on_bases,
    overview,
    read_graph,
)
from viz.network_view import View
from viz.radial import radial_positions

MOST_NODES = 5000
"""Nodes that one picture may have: more would freeze a browser."""

_KEY = "chengnuo.network"
_LOCK = threading.Lock()
_KEPT = 32
"""Views that a process remembers."""


@dataclass(frozen=True, slots=True)
class Row:
    """A link, for the table."""

    source: Label
    source_group: str
    target: Label
    target_group: str
    relation: str
    basis: str
    commitments: int
    """That join the two, in the overview; else 0."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What one page shows of the network, in one language."""

    view: View
    picture: Mapping[str, Any]
    """Nodes and edges as drawn, and the address that shows them again."""
    rows: Sequence[Row]
    """The same links for a table, the weightiest first."""
    counts: Mapping[str, int]
    """Nodes of each class before any class is left out."""
    left_out: int
    """Nodes that would have been too many."""


@dataclass(frozen=True, slots=True)
class Network:
    """The whole network with its positions, read once a process."""

    graph: Graph
    positions: Mapping[str, Positions]
    bases: Mapping[str, int]
    """Links on each basis."""
    kept: dict[tuple[View, str], Shown] = field(default_factory=dict)
    """Views by language that were asked for lately."""

    @classmethod
    def of(cls, here: Site) -> Network:
        positions = json.loads(here.build.layout_path.read_text(encoding="utf-8"))
        graph = read_graph(here.service.ask("network"))
        bases = Counter(str(data["basis"]) for _source, _target, data in graph.edges(data=True))
        return cls(graph, positions, bases)

    def show(self, view: View) -> Shown:
        key = view, language()
        shown = self.kept.get(key) or _shown(self, view)
        with _LOCK:
            self.kept[key] = shown
            while len(self.kept) > _KEPT:
                del self.kept[next(iter(self.kept))]
        return shown


def network() -> Network:
    """That of the build which the current request is for."""
    with _LOCK:
        if _KEY not in current_app.extensions:
            current_app.extensions[_KEY] = Network.of(site())
        return cast(Network, current_app.extensions[_KEY])


def show(view: View, ignored: Sequence[str]) -> tuple[Shown, Sequence[str]]:
    """A view of the network, and notices of what was ignored or could not be shown."""
    whole, notices = network(), list(ignored)
    if view.focus and view.focus not in whole.graph:
        notices.append(_("网络中没有此节点，改为显示概览：%(iri)s", iri=view.focus[:200]))
        view = View(groups=view.groups, bases=view.bases)
    shown = whole.show(view)
    if shown.left_out:
        notices.append(
            _(
                "节点过多，只画出联系最多的 %(most)s 个，略去 %(rest)s 个。",
                most=MOST_NODES,
                rest=shown.left_out,
            )
        )
    return shown, notices


def _shown(whole: Network, view: View) -> Shown:
    graph, positions = _graph(whole, view)
    counts = Counter(group(graph, each) for each in graph)
    chosen = [each for each in graph if group(graph, each) in view.groups or each == view.focus]
    drawn = most_linked(graph.subgraph(chosen), MOST_NODES)
    names = site().labels.of(sorted(drawn))
    return Shown(
        view, _picture(view, drawn, positions, names), _rows(drawn, names), counts, len(chosen) - len(drawn)
    )


def _graph(whole: Network, view: View) -> tuple[Graph | Overview, Positions]:
    """What a view shows before any class is left out, and where."""
    if view.focus:
        near = around(on_bases(whole.graph, view.bases), view.focus, view.depth)
        return near, radial_positions(near, view.focus)
    if view.whole:
        return linked(on_bases(whole.graph, view.bases)), whole.positions["network"]
    return overview(whole.graph, view.bases), whole.positions["overview"]


def _picture(
    view: View, graph: Graph | Overview, positions: Positions, names: Mapping[str, Label]
) -> Mapping[str, Any]:
    chosen, arguments = language(), dict[str, Any](view.arguments())
    texts = {iri: label.text(chosen) for iri, label in names.items()}
    drawing = draw(graph, positions, texts, view.focus)
    return {
        "address": url_for("network.page", **arguments),
        "kind": "focus" if view.focus else "all" if view.whole else "overview",
        "focus": view.focus,
        "nodes": drawing.nodes,
        "edges": drawing.edges,
    }


def _rows(graph: Graph | Overview, names: Mapping[str, Label]) -> Sequence[Row]:
    rows = [
        Row(
            names[source],
            group(graph, source),
            names[target],
            group(graph, target),
            data.get("relation", ""),
            data.get("basis", ""),
            data.get("commitments", 0),
        )
        for source, target, data in graph.edges(data=True)
    ]
    return sorted(rows, key=lambda row: (-row.commitments, row.source.iri, row.target.iri, row.relation))
