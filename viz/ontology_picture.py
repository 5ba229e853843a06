"""The picture of the ontology: classes as boxes in columns, by how far they are from the commitment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from unicodedata import east_asian_width

import networkx as nx

from ontology.identifiers import VOCABULARY_BASE

_CENTRE = f"{VOCABULARY_BASE}def/Commitment"
_COLUMN, _ROW, _HEIGHT, _MARGIN = 250, 56, 34, 12
_LETTER = 7.5
"""Units that a Latin letter takes; a Chinese character takes two."""


@dataclass(frozen=True, slots=True)
class Box:
    """A class."""

    iri: str
    name: str
    x: float
    y: float
    """Of its middle."""
    width: float
    height: float = _HEIGHT


@dataclass(frozen=True, slots=True)
class Line:
    """Properties from one class to another."""

    start: Box
    end: Box
    names: tuple[str, ...]

    @property
    def bend_x(self) -> float:
        """Where the curve is drawn to: past the boxes between, within one column."""
        return (self.start.x + self.end.x) / 2 + (_COLUMN / 2 if self.start.x == self.end.x else 0)

    @property
    def bend_y(self) -> float:
        return (self.start.y + self.end.y) / 2


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything in units of an SVG."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def draw(names: Mapping[str, str], edges: Mapping[tuple[str, str], Sequence[str]]) -> Picture:
    """Classes that no edge touches are left out. The same ontology gives the same picture."""
    graph = nx.Graph(sorted(edge for edge in edges if edge[0] != edge[1]))
    if _CENTRE not in graph:
        return Picture(0, 0, (), ())
    steps = nx.single_source_shortest_path_length(graph, _CENTRE)
    farthest = max(steps.values()) + 1
    places = sorted((steps.get(iri, farthest), iri) for iri in graph)
    columns = [[iri for _, iri in column] for _, column in groupby(places, key=lambda place: place[0])]
    tallest = max(map(len, columns)) * _ROW
    boxes = {
        iri: _box(iri, names[iri], number, tallest * (row + 0.5) / len(column))
        for number, column in enumerate(columns)
        for row, iri in enumerate(column)
    }
    lines = (Line(boxes[a], boxes[b], tuple(said)) for (a, b), said in sorted(edges.items()) if a != b)
    shown = tuple(boxes[iri] for iri in sorted(boxes))
    return Picture(len(columns) * _COLUMN, tallest + 2 * _MARGIN, shown, tuple(lines))


def _box(iri: str, name: str, column: int, middle: float) -> Box:
    letters = sum(2 if east_asian_width(character) in "WF" else 1 for character in name)
    return Box(iri, name, (column + 0.5) * _COLUMN, middle + _MARGIN, letters * _LETTER + 24)
