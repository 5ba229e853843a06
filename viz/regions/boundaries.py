"""Boundaries of divisions, for drawing: degrees, to about 100 m, as they ran in 2016.

They are those of Apache ECharts 4.9.0 (Apache License 2.0), which `viz.vendor` copies: of a province its
prefectures, of a municipality its districts and counties. A schematic picture, no authority on any border.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from viz.vendor import VENDOR

Point: TypeAlias = tuple[float, float]
"""Longitude, latitude."""

_STEPS_PER_DEGREE = 1024


@dataclass(frozen=True, slots=True)
class Outline:
    """The borders of one division: each ring is one piece of land, or a hole in one."""

    code: str
    """GB/T 2260, as of 2016."""
    name: str
    rings: tuple[tuple[Point, ...], ...]


@cache
def outlines(province: str) -> tuple[Outline, ...]:
    """The divisions of the province with this code; none where there are no boundaries of it."""
    path = VENDOR / "boundaries" / f"{province}.json"
    if not path.is_file():
        return ()
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return tuple(_outline(each) for each in features if each.get("id"))


def _outline(feature: Mapping[str, Any]) -> Outline:
    geometry = feature["geometry"]
    offsets = geometry.get("encodeOffsets")
    polygons, starts = geometry["coordinates"], offsets
    if geometry["type"] == "Polygon":
        polygons, starts = [polygons], [offsets]
    rings = tuple(
        decoded(ring, starts[at][index]) if offsets else tuple((x, y) for x, y in ring)
        for at, polygon in enumerate(polygons)
        for index, ring in enumerate(polygon)
    )
    return Outline(str(feature["id"]), feature["properties"]["name"], rings)


def decoded(text: str, start: Sequence[int]) -> tuple[Point, ...]:
    """A ring as ECharts packs it: steps from point to point, a character each way, its sign in the last bit.

    >>> decoded("AB@A", (1024, 2048))
    ((0.9990234375, 2.0009765625), (0.9990234375, 2.0))
    """
    x, y = start
    points = []
    for at in range(0, len(text), 2):
        x += _step(text[at])
        y += _step(text[at + 1])
        points.append((x / _STEPS_PER_DEGREE, y / _STEPS_PER_DEGREE))
    return tuple(points)


def _step(character: str) -> int:
    value = ord(character) - ord("@")
    return (value >> 1) ^ -(value & 1)
