"""The network as a networkx graph: what is linked with what, and the smaller graphs that pages show of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from itertools import combinations
from typing import TypeAlias

import networkx as nx

from queries.results import Table

Graph: TypeAlias = "nx.MultiDiGraph[str]"

GROUPS = ("area", "region", "indicator", "organization", "horizon", "project", "commitment")
"""The classes of nodes, from the widest to the narrowest."""

BASES = ("stated", "derived", "inferred")
"""How a link is known, from the surest to the least sure."""

MOST_NODES = 3000
"""Nodes that one picture may have: more would freeze a browser, and nobody could read them."""

OVERVIEW_GROUPS = ("area", "region", "indicator")
_OVERVIEW_MOST = 16
"""Regions, and indicators, of the overview."""
_OVERVIEW_AREAS = 24
"""The same for policy areas."""

_ATTRIBUTES = {"commitmentKind": "kind", "horizon": "horizon", "stage": "stage", "partOfRegion": "within"}
"""Properties that the network is filtered by, and what nodes call their values."""


def read_graph(links: Table, nodes: Table) -> Graph:
    """From the views `network` and `network-nodes`.

    Nodes have `group` and, as sets of IRIs, `kind`, `horizon`, `stage` and `within` (regions that they lie
    in); edges, keyed by `relation`, have `relation` and `basis`.
    """
    graph: Graph = nx.MultiDiGraph()
    for row in nodes:
        graph.add_node(str(row["node"]), group=str(row["class"]))
        if row["property"] is not None and row["value"] is not None:
            name = _ATTRIBUTES[_last(str(row["property"]))]
            graph.nodes[str(row["node"])].setdefault(name, set()).add(str(row["value"]))
    for row in links:
        source, target = str(row["source"]), str(row["target"])
        graph.add_node(source, group=str(row["sourceClass"]))
        graph.add_node(target, group=str(row["targetClass"]))
        relation, basis = _last(str(row["relation"])), str(row["basis"])
        graph.add_edge(source, target, key=relation, relation=relation, basis=basis)
    return graph


def _last(iri: str) -> str:
    return iri.rpartition("/")[2]


def group(graph: Graph, node: str) -> str:
    return str(graph.nodes[node]["group"])


def values(graph: Graph, node: str, name: str) -> Collection[str]:
    """What a node has of an attribute."""
    found: Collection[str] = graph.nodes[node].get(name, ())
    return found


def of_links(graph: Graph, links: Iterable[tuple[str, str, str]]) -> Graph:
    """These links (source, target, key) with their ends, and nothing else."""
    chosen: Graph = nx.MultiDiGraph()
    for source, target, key in links:
        for node in (source, target):
            if node not in chosen:
                chosen.add_node(node, **graph.nodes[node])
        chosen.add_edge(source, target, key=key, **graph.edges[source, target, key])
    return chosen


def around(graph: Graph, node: str, depth: int) -> set[str]:
    """What lies at most `depth` links from a node, whichever way they point, and the node itself."""
    found = edge = {node}
    for _ in range(depth):
        edge = {near for each in edge if each in graph for near in nx.all_neighbors(graph, each)} - found
        found = found | edge
    return found


def joined(graph: Graph) -> Graph:
    """Without commitments: how many `commitments` join two things of different classes.

    Links point from the wider class to the narrower, with an empty `relation` and `basis`.
    """
    pairs: Counter[tuple[str, str]] = Counter()
    for node in graph:
        if group(graph, node) == "commitment":
            ends = sorted(set(graph.successors(node)), key=lambda each: (_rank(graph, each), each))
            pairs.update(pair for pair in combinations(ends, 2) if _differ(graph, *pair))
    found: Graph = nx.MultiDiGraph()
    for (one, other), count in sorted(pairs.items()):
        found.add_node(one, **graph.nodes[one])
        found.add_node(other, **graph.nodes[other])
        found.add_edge(one, other, key="", relation="", basis="", commitments=count)
    return found


def _rank(graph: Graph, node: str) -> int:
    return GROUPS.index(group(graph, node))


def _differ(graph: Graph, one: str, other: str) -> bool:
    return group(graph, one) != group(graph, other)


def overview(graph: Graph, groups: Collection[str] = OVERVIEW_GROUPS) -> Graph:
    """The areas, regions and indicators of most commitments, as commitments join them.

    What is joined with nothing is left out, unless nothing is joined at all.
    """
    found: list[str] = []
    for name in OVERVIEW_GROUPS:
        members = [node for node in graph if group(graph, node) == name and name in groups]
        ordered = sorted(members, key=lambda node: (-graph.in_degree(node), node))
        found += ordered[: _OVERVIEW_AREAS if name == "area" else _OVERVIEW_MOST]
    shown = joined(_among(graph, found))
    if not shown:
        shown.add_nodes_from((node, graph.nodes[node]) for node in found)
    return shown


def _among(graph: Graph, targets: Iterable[str]) -> Graph:
    """The links into some nodes."""
    wanted = set(targets)
    return of_links(graph, (link for link in graph.edges(keys=True) if link[1] in wanted))


def classes(graph: Graph) -> Mapping[str, int]:
    """How many nodes there are of each class."""
    return Counter(group(graph, node) for node in graph)
