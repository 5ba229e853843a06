"""Positions around one node: what it is linked with in a ring about it, and theirs behind them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import networkx as nx

from viz.network.graph import GROUPS, Graph, group
from viz.network.layout import Position

_ROOM = 130.0
"""Along a ring, for a node with its label."""
_FIRST = 190.0
"""Between rings."""
_STAGGER = 80.0
"""Between the lines of a crowded ring, so that labels of neighbours do not meet."""
_CROWDED = 10
_LINES = 3
_WIDER = 1.3
"""Labels are wider than high, and so are screens."""


def radial_positions(graph: Graph, focus: str) -> dict[str, Position]:
    """A place for every node that is linked with the focus, which stands at 0, 0.

    Each node has a share of the circle for itself and what stands behind it: few lines cross.
    """
    children = _tree(graph, focus)
    positions: dict[str, Position] = {focus: (0.0, 0.0)}
    ring, outer = _shares(focus, children, 0.0, 2 * math.pi), 0.0
    while ring:
        outer = max(outer + _FIRST, len(ring) * _ROOM / (2 * math.pi * _lines(ring)))
        positions |= _ring(ring, outer)
        outer += (_lines(ring) - 1) * _STAGGER
        ring = [child for node, start, width in ring for child in _shares(node, children, start, width)]
    return positions


def _tree(graph: Graph, focus: str) -> Mapping[str, Sequence[str]]:
    """Each node behind the first, in the order of the classes, that leads from it to the focus."""
    depths: dict[str, int] = nx.single_source_shortest_path_length(graph.to_undirected(as_view=True), focus)
    children: dict[str, list[str]] = defaultdict(list)
    for node in sorted(depths, key=lambda node: (GROUPS.index(group(graph, node)), node)):
        nearer = [each for each in nx.all_neighbors(graph, node) if depths[each] == depths[node] - 1]
        if nearer:
            children[min(nearer)].append(node)
    return children


_Share = tuple[str, float, float]
"""A node with the beginning and the width of its part of the circle, in radians."""


def _shares(node: str, children: Mapping[str, Sequence[str]], start: float, width: float) -> list[_Share]:
    inside = children.get(node, ())
    whole = sum(_leaves(each, children) for each in inside)
    found: list[_Share] = []
    for each in inside:
        share = width * _leaves(each, children) / whole
        found.append((each, start, share))
        start += share
    return found


def _leaves(node: str, children: Mapping[str, Sequence[str]]) -> int:
    return sum(_leaves(each, children) for each in children.get(node, ())) or 1


def _lines(ring: Sequence[_Share]) -> int:
    return _LINES if len(ring) > _CROWDED else 1


def _ring(ring: Sequence[_Share], radius: float) -> Iterator[tuple[str, Position]]:
    for number, (node, start, width) in enumerate(ring):
        angle = start + width / 2 - math.pi
        distance = radius + number % _lines(ring) * _STAGGER
        yield node, (_WIDER * distance * math.cos(angle), distance * math.sin(angle))
