"""A networkx graph as vis-network draws it: the dictionaries of a pyvis network, for a page of our own."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from unicodedata import east_asian_width

from pyvis.network import Network

from viz.network.graph import Graph, group
from viz.network.layout import Positions

SHAPES: Mapping[str, str] = {
    "area": "hexagon",
    "region": "dot",
    "indicator": "star",
    "organization": "square",
    "horizon": "triangleDown",
    "project": "triangle",
    "commitment": "square",
}
_SIZES = {
    "area": 22,
    "region": 13,
    "indicator": 14,
    "organization": 12,
    "horizon": 16,
    "project": 10,
    "commitment": 8,
}
_LABEL = {"commitment": 12, "project": 12}
"""Characters of a label; other names stand whole up to _LONGEST, in lines."""
_LONGEST = 48
_LINE = 16
"""Width of a line of a label, in Latin letters; a Chinese character has that of two."""
_TITLE = 300
"""Characters of a tooltip."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Nodes and edges as vis-network takes them."""

    nodes: Sequence[Mapping[str, Any]]
    edges: Sequence[Mapping[str, Any]]


def draw(
    graph: Graph, positions: Positions, names: Mapping[str, str], marked: Collection[str] = ()
) -> Drawing:
    """Every node at its position, the `marked` ones larger; one edge for each link."""
    network = Network(directed=True)  # with undirected ones pyvis compares every edge with all others
    degrees = dict(graph.degree())
    for node in sorted(graph):
        x, y = positions.get(node, (0, 0))
        kind, name = group(graph, node), names[node]
        network.add_node(
            node,
            label=lines(shortened(name, _LABEL.get(kind, _LONGEST))),
            title=shortened(name, _TITLE),
            shape=SHAPES[kind],
            group=kind,
            size=_size(kind, graph.nodes[node].get("nodes") or degrees[node])
            * (1.4 if node in marked else 1),
            x=round(x),
            y=round(y),
        )
    links = sorted(graph.edges(keys=True, data=True), key=lambda link: link[:3])
    for source, target, _key, data in links:
        network.add_edge(source, target, arrows="", **_options(data))
    return Drawing(network.nodes, network.edges)


def shortened(name: str, length: int) -> str:
    """At most `length` characters on one line.

    >>> shortened("建设口袋公园", 4)
    '建设口…'
    """
    flat = " ".join(name.split())
    return flat if len(flat) <= length else flat[: length - 1] + "…"


@lru_cache(maxsize=50_000)
def lines(name: str) -> str:
    """In lines of even length; Latin words stay whole.

    >>> lines("科技创新与科技产业金融人才良性循环")
    '科技创新与科\\n技产业金融人\\n才良性循环'
    >>> lines("Chengdu-Chongqing economic circle")
    'Chengdu-Chongqing\\neconomic\\ncircle'
    """
    is_latin = all(_width(character) == 1 for character in name)
    parts = [word + " " for word in name.split()] if is_latin else list(name)
    width = sum(map(_width, parts))
    most = width / -(-width // _LINE) if width else 0
    found, length = [""], 0
    for part in parts:
        if found[-1] and length + _width(part) / 2 > most:
            found.append("")
            length = 0
        found[-1] += part
        length += _width(part)
    return "\n".join(line.strip() for line in found)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _size(kind: str, links: int) -> float:
    """Grows with the number of links, slowly."""
    return round(_SIZES[kind] * (1 + math.sqrt(min(links, 60)) / 8), 1)


def _options(link: Mapping[str, Any]) -> Mapping[str, Any]:
    count = link.get("commitments") or link.get("links")
    if count:
        return {"value": count, "title": str(count)}
    return {"basis": link["basis"], "relation": link["relation"]}
