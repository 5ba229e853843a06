"""Paths between two nodes of the network."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TypeAlias

import networkx as nx

from viz.network.graph import Graph

Path: TypeAlias = tuple[str, ...]

MOST_PATHS = 12
"""Paths that one picture shows."""
_LONGER = 2
"""Links that a simple path may have more than the shortest one."""
_TRIED = 60
"""Shortest paths that are looked at: between hubs there are thousands."""


def paths(graph: Graph, start: str, end: str, ways: str) -> Sequence[Path]:
    """At most MOST_PATHS ways from one node to another, the shortest first; none where there is no way.

    `shortest`: as short as can be. `simple`: also longer ones, by up to two links, that meet no node twice.
    """
    if start not in graph or end not in graph or start == end:
        return ()
    plain = _plain(graph)
    try:
        if ways == "shortest":
            found = islice(nx.all_shortest_paths(plain, start, end), _TRIED)
            return tuple(sorted(map(tuple, found)))[:MOST_PATHS]
        first = nx.shortest_path_length(plain, start, end)
        ordered = islice(nx.shortest_simple_paths(plain, start, end), MOST_PATHS)
        return tuple(tuple(path) for path in ordered if len(path) - 1 <= first + _LONGER)
    except nx.NetworkXNoPath:
        return ()


def _plain(graph: Graph) -> nx.Graph[str]:
    """Without directions and parallel links, in an order that is always the same."""
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(sorted(graph))
    plain.add_edges_from(sorted({(min(link), max(link)) for link in graph.edges()}))
    return plain
