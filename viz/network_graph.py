"""The network as a networkx graph: what is linked with what, and the smaller graphs that pages show of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from itertools import combinations
from typing import TypeAlias

import networkx as nx

from queries.results import Table

Graph: TypeAlias = "nx.MultiDiGraph[str]"
Overview: TypeAlias = "nx.Graph[str]"

GROUPS = ("area", "region", "indicator", "organization", "project", "commitment")
"""The classes of nodes, from the widest to the narrowest."""

BASES = ("stated", "derived", "inferred")
"""How a link is known, from the surest to the least sure."""

OVERVIEW_GROUPS = ("area", "region", "indicator")
_OVERVIEW_MOST = 16
"""Regions, and indicators, of the overview; of policy areas as many as have links with them."""


def read_graph(rows: Table) -> Graph:
    """From the view `network`: nodes with `group`, edges keyed by `relation` with `basis`."""
    graph: Graph = nx.MultiDiGraph()
    for row in rows:
        source, target = str(row["source"]), row["target"]
        graph.add_node(source, group=str(row["sourceClass"]))
        if target is not None:
            graph.add_node(str(target), group=str(row["targetClass"]))
            relation, basis = str(row["relation"]), str(row["basis"])
            graph.add_edge(source, str(target), key=relation, relation=relation, basis=basis)
    return graph


def group(graph: Graph | Overview, node: str) -> str:
    return str(graph.nodes[node]["group"])


def on_bases(graph: Graph, bases: Collection[str]) -> Graph:
    """All nodes, and the links that are known in one of these ways."""
    chosen: Graph = nx.MultiDiGraph()
    chosen.add_nodes_from(graph.nodes(data=True))
    for source, target, key, data in graph.edges(keys=True, data=True):
        if data["basis"] in bases:
            chosen.add_edge(source, target, key=key, **data)
    return chosen


def linked(graph: Graph) -> Graph:
    """Without what is linked with nothing."""
    return graph.subgraph([node for node, links in graph.degree() if links])


def around(graph: Graph, focus: str, depth: int) -> Graph:
    """What lies at most `depth` links from a node, whichever way they point."""
    return graph.subgraph(nx.ego_graph(graph, focus, radius=depth, undirected=True)).copy()


def most_linked(graph: Graph | Overview, count: int) -> Graph | Overview:
    """At most `count` nodes: those with the most links."""
    ordered = sorted(graph.degree(), key=lambda node: (-node[1], node[0]))
    return graph.subgraph([node for node, _links in ordered[:count]]).copy()


def overview(graph: Graph, bases: Collection[str]) -> Overview:
    """Areas with the regions and indicators of most commitments; edges count `commitments` that join them.

    Only what is joined with something stands in it.
    """
    chief = set(_chief(graph))
    pairs: Counter[tuple[str, str]] = Counter()
    chosen = on_bases(graph, bases)
    for node in sorted(chosen):
        if group(chosen, node) == "commitment":
            joined = sorted(set(chosen.successors(node)) & chief)
            pairs.update(
                (one, other)
                for one, other in combinations(joined, 2)
                if group(chosen, one) != group(chosen, other)
            )
    shown: Overview = nx.Graph()
    for (one, other), count in sorted(pairs.items()):
        shown.add_node(one, group=group(graph, one))
        shown.add_node(other, group=group(graph, other))
        shown.add_edge(one, other, commitments=count)
    return shown


def _chief(graph: Graph) -> list[str]:
    """The nodes of the overview."""
    found: list[str] = []
    for name in OVERVIEW_GROUPS:
        members = [node for node in graph if group(graph, node) == name and graph.in_degree(node)]
        ordered = sorted(members, key=lambda node: (-graph.in_degree(node), node))
        found += ordered if name == "area" else ordered[:_OVERVIEW_MOST]
    return found
