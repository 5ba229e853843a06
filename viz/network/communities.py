"""Communities: a network that is too large to draw, in parts that are linked closely.

They are found once, at build, by Louvain's method; a part that is itself too large has parts of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from viz.network.graph import Graph, group

_SEED = 2023
_FEWEST = 10
"""Nodes of a community; smaller ones are put together, as what is left over."""
_SEPARATOR = ":"
PREFIX = "community" + _SEPARATOR
"""How the identifier of a community begins; its level and the IRI of its hub follow."""


@dataclass(frozen=True, slots=True)
class Community:
    """A part of the network that is shown as one node."""

    identifier: str
    hub: str
    """Its node with the most links, which it is named after; empty for what is left over."""
    nodes: int


def communities(graph: Graph, most: int) -> Mapping[str, tuple[str, ...]]:
    """For each node the communities that it is in, the widest first; none where all nodes are at most `most`.

    Parts are divided until they have at most `most` nodes, or cannot be divided further.
    """
    found: dict[str, list[str]] = defaultdict(list)
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(sorted(graph))
    plain.add_edges_from(sorted({(min(link), max(link)) for link in graph.edges()}))
    waiting = [(set(plain), 1)] if len(plain) > most else []
    while waiting:
        nodes, level = waiting.pop()
        for part in _parts(plain, nodes):
            identifier = f"{PREFIX}{level}{_SEPARATOR}{_hub(plain, part)}"
            for node in part:
                found[node].append(identifier)
            if most < len(part) < len(nodes):
                waiting.append((part, level + 1))
    return {node: tuple(of) for node, of in sorted(found.items())}


def _parts(plain: nx.Graph[str], nodes: Collection[str]) -> Sequence[set[str]]:
    inside: nx.Graph[str] = nx.Graph()
    inside.add_nodes_from(sorted(nodes))
    inside.add_edges_from(sorted((min(link), max(link)) for link in plain.subgraph(nodes).edges()))
    parts: list[set[str]] = nx.community.louvain_communities(inside, seed=_SEED)
    whole = [part for part in parts if len(part) >= _FEWEST]
    rest = set(nodes).difference(*whole)
    return sorted([*whole, rest] if rest else whole, key=min)


def _hub(graph: nx.Graph[str], nodes: Collection[str]) -> str:
    """The node that a community is named after; none for what is left over."""
    if not nx.is_connected(graph.subgraph(nodes)):
        return ""
    return min(nodes, key=lambda node: (-graph.degree(node), node))


def by_community(
    graph: Graph, of: Mapping[str, tuple[str, ...]], level: int
) -> tuple[Graph, Mapping[str, Community]]:
    """The graph with each community of a level (from 1) as one node, and what these are.

    Nodes have the `group` of their hub; edges count the `links` between two communities. What is in no
    community of this level is left out.
    """
    places = {node: of[node][level - 1] for node in graph if len(of.get(node, ())) >= level}
    sizes = Counter(places.values())
    between = Counter(
        (min(ends), max(ends))
        for source, target in graph.edges()
        if source in places and target in places and len(ends := {places[source], places[target]}) == 2
    )
    found: Graph = nx.MultiDiGraph()
    for identifier in sorted(sizes):
        hub = hub_of(identifier)
        found.add_node(
            identifier, group=group(graph, hub) if hub in graph else "commitment", nodes=sizes[identifier]
        )
    for (one, other), count in sorted(between.items()):
        found.add_edge(one, other, key="", relation="", basis="", links=count)
    return found, {each: Community(each, hub_of(each), sizes[each]) for each in sorted(sizes)}


def hub_of(identifier: str) -> str:
    """The IRI in a community's identifier.

    >>> hub_of("community:1:https://example.org/region")
    'https://example.org/region'
    """
    return identifier.removeprefix(PREFIX).partition(_SEPARATOR)[2]


def level_of(identifier: str) -> int:
    """0 for what is no identifier of a community."""
    level = identifier.removeprefix(PREFIX).partition(_SEPARATOR)[0]
    return int(level) if identifier.startswith(PREFIX) and level.isdecimal() else 0
