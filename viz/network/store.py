"""The network in layout.json of a build: written once, read by every process that serves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import networkx as nx

from viz.labels import Label
from viz.network.graph import Graph

_SETS = ("kind", "horizon", "stage", "within")
Places = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Kept:
    """What a build keeps of the network."""

    graph: Graph
    names: Mapping[str, Label]
    communities: Mapping[str, tuple[str, ...]]
    positions: Mapping[str, Places]
    """By picture: network, overview."""


def stored(
    graph: Graph,
    names: Mapping[str, Label],
    communities: Mapping[str, tuple[str, ...]],
    positions: Mapping[str, Mapping[str, Any]],
) -> Mapping[str, Any]:
    """As JSON; links name their ends by number in the order of the nodes."""
    order = {node: number for number, node in enumerate(sorted(graph))}
    nodes = []
    for node in order:
        about: dict[str, Any] = {
            name: sorted(graph.nodes[node][name]) for name in _SETS if name in graph.nodes[node]
        }
        about |= {"group": graph.nodes[node]["group"], "zh": names[node].zh, "en": names[node].en}
        nodes.append({"iri": node, **about, "communities": list(communities.get(node, ()))})
    links = sorted(
        (order[source], order[target], relation, basis)
        for source, target, relation, basis in (
            (source, target, data["relation"], data["basis"])
            for source, target, data in graph.edges(data=True)
        )
    )
    return {"nodes": nodes, "links": [" ".join(map(str, link)) for link in links], "positions": positions}


def read_stored(path: Path) -> Kept:
    document = json.loads(path.read_text(encoding="utf-8"))
    graph: Graph = nx.MultiDiGraph()
    names, communities = {}, {}
    for about in document["nodes"]:
        iri = about["iri"]
        sets = {name: frozenset(about[name]) for name in _SETS if name in about}
        graph.add_node(iri, group=about["group"], **sets)
        names[iri] = Label(iri, about["zh"], about["en"])
        communities[iri] = tuple(about["communities"])
    order = list(graph)
    for link in document["links"]:
        source, target, relation, basis = link.split(" ")
        graph.add_edge(order[int(source)], order[int(target)], key=relation, relation=relation, basis=basis)
    positions = {
        name: {iri: (float(x), float(y)) for iri, (x, y) in places.items()}
        for name, places in document["positions"].items()
    }
    return Kept(graph, names, communities, positions)
