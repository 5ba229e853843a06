"""A scene of the network: the nodes and links of one view, and where each node stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, cast

import networkx as nx

from viz.network.communities import Community, by_community, level_of
from viz.network.graph import (
    MOST_NODES,
    Graph,
    around,
    of_links,
)
from viz.network.paths import Path, paths
from viz.network.places import Place, along, beside, spread
from viz.network.radial import radial_positions
from viz.network.store import Kept
from viz.network.view import View


class Filtered(Protocol):
    """The network under some filters: as the view has it, as links of commitments, and in short."""

    @property
    def graph(self) -> Graph: ...
    @property
    def detailed(self) -> Graph: ...
    @property
    def overview(self) -> Graph: ...


@dataclass(frozen=True, slots=True)
class Scene:
    """What one picture has in it."""

    graph: Graph
    positions: Mapping[str, Place]
    marked: Collection[str] = ()
    """Focus, opened nodes, ends of paths."""
    chief: Sequence[str] = ()
    """The nodes of the overview, which are linked by what commitments join; empty for other views."""
    paths: Sequence[Path] = ()
    communities: Mapping[str, Community] = field(default_factory=dict)
    """What is shown instead of too many nodes, by identifier."""
    too_many: int = 0
    """How many nodes would have been too many; 0 where all are drawn."""
    is_whole: bool = False
    """Everything that the filters let through."""


def scene(kept: Kept, network: Filtered, view: View) -> Scene:
    """The scene of a view; of communities where it has more than MOST_NODES nodes."""
    if view.scope == "overview":
        return _overview(kept, network, view)
    graph, ways = network.graph, paths(network.graph, view.start, view.end, view.ways)
    nodes = _opened(graph, _nodes(kept, graph, view, ways), view)
    many = len(nodes)
    if many > MOST_NODES:
        if instead := _communities(kept, graph, nodes, level_of(view.community) + 1):
            return instead
        nodes = set(sorted(nodes, key=lambda node: (-graph.degree(node), node))[:MOST_NODES])
    drawn = _links_among(graph, nodes)
    for lone in nodes - set(drawn):
        drawn.add_node(lone, **kept.graph.nodes[lone])
    marked = {each for each in (view.focus, *view.expanded, view.start, view.end) if each}
    known = _known_places(kept, graph, view, ways)
    places = beside(drawn, known, _openers(graph, view, known))
    too_many = many if many > MOST_NODES else 0
    is_whole = len(nodes) == len(graph)
    return Scene(drawn, places, marked, paths=ways, too_many=too_many, is_whole=is_whole)


def _nodes(kept: Kept, graph: Graph, view: View, ways: Sequence[Path]) -> set[str]:
    if view.scope == "path":
        return {node for way in ways for node in way} | {view.start, view.end}
    if view.scope == "focus":
        return around(graph, view.focus, view.depth)
    if view.scope == "community":
        level = level_of(view.community)
        inside = (kept.communities.get(node, ())[level - 1 : level] for node in graph)
        return {node for node, of in zip(graph, inside, strict=True) if view.community in of}
    return set(graph)


def _opened(graph: Graph, nodes: set[str], view: View) -> set[str]:
    """With the neighbours of what is expanded, as long as they are not too many."""
    for each in view.expanded:
        more = nodes | around(graph, each, 1)
        nodes = more if len(more) <= MOST_NODES else nodes
    return nodes


def _overview(kept: Kept, network: Filtered, view: View) -> Scene:
    """The overview with what is opened in it."""
    drawn = network.overview
    known = beside(drawn, kept.positions["overview"])
    if view.expanded:
        nodes = _opened(network.detailed, set(drawn), view)
        details = network.graph if view.filters.joins else network.detailed
        drawn = cast(Graph, nx.compose(drawn, _links_among(details, nodes)))
    for lone in set(view.expanded) - set(drawn):
        drawn.add_node(lone, **kept.graph.nodes[lone])
    places = beside(drawn, known, _openers(network.detailed, view, known))
    return Scene(drawn, places, set(view.expanded), chief=sorted(network.overview))


def _links_among(graph: Graph, nodes: Collection[str]) -> Graph:
    inside = set(nodes)
    return of_links(graph, (link for link in graph.edges(inside, keys=True) if link[1] in inside))


def _known_places(kept: Kept, graph: Graph, view: View, ways: Sequence[Path]) -> Mapping[str, Place]:
    if view.scope == "path":
        return along(ways)
    if view.scope == "focus":
        near = _links_among(graph, around(graph, view.focus, view.depth))
        return radial_positions(near, view.focus) if view.focus in near else {view.focus: (0.0, 0.0)}
    return kept.positions["network"]


def _openers(graph: Graph, view: View, known: Mapping[str, Place]) -> Mapping[str, str]:
    """For each node without a known place the one whose expansion brought it."""
    found: dict[str, str] = {}
    for opener in view.expanded:
        for node in sorted(around(graph, opener, 1) - {opener}):
            if node not in known:
                found.setdefault(node, opener)
    return found


def _communities(kept: Kept, graph: Graph, nodes: set[str], level: int) -> Scene | None:
    """The nodes in communities of a level, or of the next that has several; None where none has."""
    inside = _links_among(graph, nodes)
    for each in range(level, max(map(len, kept.communities.values()), default=0) + 1):
        drawn, found = by_community(inside, kept.communities, each)
        if len(found) > 1:
            places = spread(inside, kept.communities, each, kept.positions["network"])
            return Scene(drawn, places, communities=found, too_many=len(nodes))
    return None
