"""The network as a build keeps it: nodes, links, communities, and positions, which no browser computes.

The picture is a map: each policy area is a disc with its commitments in rings around it, those that
lead elsewhere outside; what several areas share (regions, agencies, indicators) lies between the discs.
Units are those of vis-network at zoom 1 (CSS pixels). The same graph gives the same positions.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graph.build_directory import Build
from queries.service import DEFAULT_LIMITS, QueryService
from viz.labels import Labels
from viz.network.communities import communities
from viz.network.filters import Filters
from viz.network.graph import BASES, MOST_NODES, Graph, group, overview, read_graph
from viz.network.store import stored

Position: TypeAlias = tuple[float, float]
Positions: TypeAlias = Mapping[str, Position]

_SEED = 2023
_SECONDS = 600.0
"""That the network of a large build may take to be asked for."""
_STEP = 36.0
"""Between neighbours in a disc."""
_GAP = 44.0
"""Between discs, and around what lies between them."""
_LABEL = 95.0
"""Radius that even a small disc has: its area's name stands there."""
_HUB = 44.0
"""Radius kept free for a node between the discs."""
_PULL = np.array([0.0015, 0.005])
"""Towards the middle, stronger from above and below: screens are wider than high."""
_LONE = "~"
"""Home of what has no link; sorts last."""
_OVERVIEW_SIZE = (125.0, 66.0)
"""Half the width and half the height kept free for a node of the overview with its label."""


def write_layout(version_dir: Path) -> None:
    """Writes layout.json: what `viz.network.store` reads, with positions of the whole and of the overview."""
    build = Build.open(version_dir)
    with QueryService(build, replace(DEFAULT_LIMITS, seconds=_SECONDS)) as service:
        graph = read_graph(service.ask("network"), service.ask("network-nodes"))
        names = Labels(service).of(sorted(graph))
    usual = Filters().of(graph)
    positions = {"network": network_positions(graph), "overview": overview_positions(usual)}
    parts = communities(Filters(bases=BASES).of(graph), MOST_NODES)
    document = stored(graph, names, parts, {name: _rounded(places) for name, places in positions.items()})
    text = json.dumps(document, indent=0, sort_keys=True, ensure_ascii=False)
    build.layout_path.write_text(text + "\n", encoding="utf-8")


def network_positions(graph: Graph) -> Positions:
    """A place for every node."""
    if not graph:
        return {}
    homes = _homes(graph)
    members: dict[str, list[str]] = defaultdict(list)
    for node in sorted(homes):
        members[homes[node]].append(node)
    shared = [node for node in sorted(graph) if node not in homes and node not in members]
    radii = {home: max(_radius(len(inside)), _LABEL) for home, inside in sorted(members.items())}
    radii |= dict.fromkeys(shared, _HUB)
    centres = apart(_skeleton(graph, homes, radii), radii)
    positions = {node: centres[node] for node in radii if node in graph}
    for home, inside in members.items():
        positions |= _disc(graph, centres, homes, home, inside)
    return positions


def overview_positions(graph: Graph) -> Positions:
    """Places for the overview of a network, wide enough apart for labels."""
    shown = overview(graph)
    if not shown:
        return {}
    names = sorted(shown)
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(names)
    ordered.add_edges_from(sorted(shown.edges()))
    places = nx.kamada_kawai_layout(ordered, dist=_distances(ordered), pos=nx.circular_layout(ordered))
    width, height = _OVERVIEW_SIZE
    size = math.sqrt(len(names))
    points = np.array([places[name] for name in names]) * np.array([width, height]) * size * 1.1
    return _named(names, _boxes_apart(points, width, height))


def _distances(graph: nx.Graph[str]) -> dict[str, dict[str, float]]:
    """In links; what has no way to each other is kept a little farther apart than what has."""
    found = {node: dict(ways) for node, ways in nx.all_pairs_shortest_path_length(graph)}
    farthest = max(length for ways in found.values() for length in ways.values()) + 1
    return {node: {other: float(found[node].get(other, farthest)) for other in graph} for node in graph}


def _homes(graph: Graph) -> dict[str, str]:
    """The disc of each commitment, and of what only commitments of one disc are linked with.

    Areas have none: they are the centres. Nor has what several discs share.
    """
    homes: dict[str, str] = {}
    for node in sorted(graph):
        if group(graph, node) == "commitment":
            areas = [each for each in sorted(graph.successors(node)) if group(graph, each) == "area"]
            homes[node] = areas[0] if areas else _LONE
    for node in sorted(graph):
        if group(graph, node) not in ("commitment", "area"):
            around = {homes[each] for each in graph.predecessors(node)}
            if len(around) <= 1:
                homes[node] = min(around, default=_LONE)
    return homes


def _radius(count: int) -> float:
    """Of the disc that holds `count` nodes around its centre."""
    rings = 0
    while count > 0:
        rings += 1
        count -= _capacity(rings)
    return (rings + 0.5) * _STEP


def _capacity(ring: int) -> int:
    return int(2 * math.pi * ring)


def _skeleton(graph: Graph, homes: Mapping[str, str], radii: Mapping[str, float]) -> dict[str, Position]:
    """Rough places of discs and of what lies between them: near to what they have links with."""
    rough: nx.Graph[str] = nx.Graph()
    rough.add_nodes_from(radii)
    for source, target in sorted(graph.edges()):
        one, other = homes.get(source, source), homes.get(target, target)
        if one != other and one in radii and other in radii:
            weight = rough.get_edge_data(one, other, {"weight": 0})["weight"]
            rough.add_edge(one, other, weight=weight + 1)
    count = max(len(rough), 1)
    places = nx.spring_layout(
        rough, pos=nx.circular_layout(rough), k=1.6 / math.sqrt(count), iterations=150, seed=_SEED
    )
    size = math.sqrt(sum(radius**2 for radius in radii.values()))
    return {node: (float(x) * size * 1.25, float(y) * size * 0.85) for node, (x, y) in places.items()}


def apart(places: Mapping[str, Position], radii: Mapping[str, float]) -> dict[str, Position]:
    """Moves circles until none lies on another, each as little as may be."""
    names = list(places)
    points = np.array([places[name] for name in names])
    sizes = np.array([radii[name] for name in names]) + _GAP / 2
    wanted = sizes[:, None] + sizes[None, :]
    np.fill_diagonal(wanted, 0)
    share = (sizes[None, :] ** 2) / (sizes[:, None] ** 2 + sizes[None, :] ** 2)
    for _ in range(400):
        difference = points[:, None, :] - points[None, :, :]
        distance = np.maximum(np.sqrt((difference**2).sum(-1)), 1e-6)
        overlap = np.maximum(wanted - distance, 0)
        if overlap.max() < 1:
            break
        moves = difference / distance[..., None] * (overlap * share)[..., None]
        points = points + 0.5 * moves.sum(1) - _PULL * points
    return dict(_named(names, points))


def _boxes_apart(points: NDArray[np.float64], width: float, height: float) -> NDArray[np.float64]:
    """Moves equal boxes until none lies on another, away from each other."""
    for _ in range(600):
        difference = points[:, None, :] - points[None, :, :]
        overlap = np.array([2 * width, 2 * height]) - np.abs(difference)
        both = np.maximum(overlap, 0).min(-1)
        np.fill_diagonal(both, 0)
        if both.max() < 1:
            break
        away = difference / np.array([width, height])
        away /= np.maximum(np.sqrt((away**2).sum(-1, keepdims=True)), 1e-6)
        points = points + 0.3 * (away * both[..., None] * np.array([width / height, 1.0])).sum(1)
    return points


def _disc(
    graph: Graph, centres: Mapping[str, Position], homes: Mapping[str, str], home: str, inside: Sequence[str]
) -> dict[str, Position]:
    """Places in rings: commitments without further links inside, those with them towards where they lead."""
    centre = centres[home]
    leading = {node: _direction(graph, centres, homes, node, centre) for node in inside}
    order: list[str] = []
    for node in sorted(
        (node for node in inside if group(graph, node) == "commitment"),
        key=lambda node: (leading[node] is not None, leading[node] or 0.0, node),
    ):
        order += [node, *(each for each in sorted(set(graph.successors(node))) if homes.get(each) == home)]
    order = list(dict.fromkeys([*order, *inside]))
    return dict(zip(order, _rings(centre, len(order)), strict=True))


def _direction(
    graph: Graph, centres: Mapping[str, Position], homes: Mapping[str, str], node: str, centre: Position
) -> float | None:
    """The angle towards what a node is linked with outside its disc."""
    outside = [
        centres[each] for each in graph.successors(node) if each in centres and centres[each] != centre
    ]
    if not outside:
        return None
    x, y = np.array(outside).mean(axis=0) - np.array(centre)
    return math.atan2(float(y), float(x))


def _rings(centre: Position, count: int) -> Iterator[Position]:
    ring = 0
    while count > 0:
        ring += 1
        filled = min(_capacity(ring), count)
        count -= filled
        for place in range(filled):
            angle = 2 * math.pi * place / filled - math.pi
            yield centre[0] + ring * _STEP * math.cos(angle), centre[1] + ring * _STEP * math.sin(angle)


def _named(names: Sequence[str], points: NDArray[np.float64]) -> dict[str, Position]:
    return {name: (float(x), float(y)) for name, (x, y) in zip(names, points, strict=True)}


def _rounded(positions: Positions) -> dict[str, list[int]]:
    return {node: [round(x), round(y)] for node, (x, y) in sorted(positions.items())}
