"""Places for what is added to a picture: nothing that stands there moves."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import networkx as nx

from viz.network.graph import GROUPS, Graph, group
from viz.network.layout import apart
from viz.network.paths import Path

Place = tuple[float, float]

ROOM = 60.0
"""Kept free around what is added."""
_TURN = 2.399963
"""The golden angle, in radians: steps of it fill a disc evenly."""
_WIDTH = 900.0
"""Half the width of a picture of communities, before they are moved apart."""
_COMMUNITY = 80.0
"""Radius kept free for a community with its name."""
_COLUMN, _LINE = 260.0, 110.0
"""Between the columns of paths, and between their lines."""


def beside(
    graph: Graph, known: Mapping[str, Place], openers: Mapping[str, str] | None = None
) -> dict[str, Place]:
    """A place for every node: the known ones stay, the others come close to what they are linked with.

    `openers` says beside which node some of the others shall stand.
    """
    places = {node: known[node] for node in sorted(graph) if node in known}
    taken = _Grid(places.values())
    waiting = sorted(set(graph) - places.keys(), key=lambda node: (GROUPS.index(group(graph, node)), node))
    while waiting:
        anchors = {node: _anchor(graph, node, places, openers or {}) for node in waiting}
        ready = [node for node in waiting if anchors[node] in places] or waiting[:1]
        for node in ready:
            places[node] = taken.free(places.get(anchors[node], (0.0, 0.0)))
        waiting = [node for node in waiting if node not in places]
    return places


def along(ways: Sequence[Path]) -> dict[str, Place]:
    """Places for paths with the same ends: one line each, met nodes in the column of their first path."""
    columns: dict[int, list[str]] = defaultdict(list)
    seen: set[str] = set()
    last = max((len(way) for way in ways), default=1) - 1
    for way in ways:
        for number, node in enumerate(way):
            if node not in seen:
                seen.add(node)
                columns[last if node == way[-1] else number].append(node)
    return {
        node: (number * _COLUMN, (line - (len(column) - 1) / 2) * _LINE)
        for number, column in columns.items()
        for line, node in enumerate(column)
    }


def spread(
    graph: Graph, communities: Mapping[str, tuple[str, ...]], level: int, known: Mapping[str, Place]
) -> dict[str, Place]:
    """Places for the communities of a level: in the middle of their nodes, and apart from each other."""
    members: dict[str, list[Place]] = defaultdict(list)
    for node in sorted(graph):
        if len(communities.get(node, ())) >= level:
            members[communities[node][level - 1]].append(known.get(node, (0.0, 0.0)))
    farthest = max((abs(x) for each in members.values() for x, _y in each), default=0.0)
    scale = min(1.0, _WIDTH / max(farthest, 1.0))
    middles = {}
    for number, (name, each) in enumerate(sorted(members.items())):
        x, y = (scale * sum(place[axis] for place in each) / len(each) for axis in (0, 1))
        turn = number * _TURN  # those with one middle go apart in ways of their own
        middles[name] = (x + math.cos(turn), y + math.sin(turn))
    return apart(middles, dict.fromkeys(middles, _COMMUNITY))


def _anchor(graph: Graph, node: str, places: Mapping[str, Place], openers: Mapping[str, str]) -> str:
    """What a node shall stand beside: what opened it, else the most linked of its neighbours with a place."""
    if node in openers:
        return openers[node]
    near = {each for each in nx.all_neighbors(graph, node) if each in places}
    return min(near, key=lambda each: (-graph.degree(each), each), default="")


class _Grid:
    """Which places are taken."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._cells: dict[tuple[int, int], list[Place]] = defaultdict(list)
        self._steps: dict[Place, int] = {}
        for place in places:
            self._take(place)

    def free(self, near: Place) -> Place:
        """The nearest free place on a spiral around another; it is then taken."""
        step = self._steps.get(near, 1)
        while True:
            distance, angle = ROOM * math.sqrt(step), step * _TURN
            place = (near[0] + 1.3 * distance * math.cos(angle), near[1] + distance * math.sin(angle))
            step += 1
            if self._is_free(place):
                self._take(place)
                self._steps[near] = step
                return place

    def _is_free(self, place: Place) -> bool:
        column, line = self._cell(place)
        return all(
            math.dist(place, other) >= ROOM
            for x in (column - 1, column, column + 1)
            for y in (line - 1, line, line + 1)
            for other in self._cells.get((x, y), ())
        )

    def _take(self, place: Place) -> None:
        self._cells[self._cell(place)].append(place)

    @staticmethod
    def _cell(place: Place) -> tuple[int, int]:
        return math.floor(place[0] / ROOM), math.floor(place[1] / ROOM)
