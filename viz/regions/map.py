"""A map of divisions as shapes on a grid: outlines made of whole numbers, which neighbours share."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from viz.regions.boundaries import Outline, Point, outlines
from viz.regions.territory import Place, Territory

_INSET_SHARES = tuple(part / 100 for part in range(40, 11, -1))
"""Widths of an inset in that of the map, to be tried: the largest that covers no land."""
_LARGEST_SHARE_TO_ENLARGE = 0.3
"""A cluster that is wider or higher than this share of the map needs no inset."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One division as drawn."""

    iri: str
    path: str
    """SVG path data."""
    x: int
    y: int
    """Where its name stands."""
    room: int
    """Width there, for the name."""


@dataclass(frozen=True, slots=True)
class Group:
    """The divisions of one cluster, or all that are in none."""

    iri: str
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Inset:
    """A crowded cluster drawn once more, larger, in an empty corner."""

    x: int
    y: int
    width: int
    height: int
    frame: tuple[int, int, int, int]
    """x, y, width and height of what it enlarges."""
    group: Group


@dataclass(frozen=True, slots=True)
class RegionMap:
    """What a template draws: all numbers are units of the view box."""

    width: int
    height: int
    groups: tuple[Group, ...]
    inset: Inset | None = None


@dataclass(frozen=True, slots=True)
class _Projection:
    """Plate carrée, true to scale at the middle parallel."""

    west: float
    north: float
    across: float
    """Units per degree of longitude."""
    down: float
    left: int = 0
    top: int = 0

    def __call__(self, point: Point) -> tuple[int, int]:
        x, y = (point[0] - self.west) * self.across, (self.north - point[1]) * self.down
        return self.left + round(x), self.top + round(y)


def territory_map(territory: Territory, width: int, *, enlarge: bool = True) -> RegionMap | None:
    """The divisions of a territory by cluster; None where there are no boundaries of them."""
    found = outlined(territory.divisions(), _provinces([territory.root]))
    if not found:
        return None
    project, height = _fitted(found.values(), width)
    groups = tuple(
        Group(iri, _shapes(places, found, project)) for iri, places in _clusters(territory.root).items()
    )
    drawn = RegionMap(width, height, tuple(group for group in groups if group.shapes))
    inset = _inset(territory.root, found, drawn, project) if enlarge else None
    return RegionMap(drawn.width, drawn.height, drawn.groups, inset)


def members_map(members: Sequence[Place], around: Sequence[Place], width: int) -> RegionMap | None:
    """Members of an area across borders, with what is around them; the picture ends with the members."""
    provinces = _provinces([*members, *around])
    inside, outside = outlined(members, provinces), outlined(around, provinces)
    if not inside:
        return None
    project, height = _fitted(inside.values(), width)
    drawn = Group("members", _shapes(members, inside, project))
    return RegionMap(width, height, (Group("", _shapes(around, outside, project)), drawn))


def outlined(places: Iterable[Place], provinces: Iterable[str]) -> dict[str, Outline]:
    """By IRI: those of the same code or, where a county became a district, of the same short name."""
    everything = [each for province in provinces for each in outlines(province)]
    by_code = {each.code: each for each in everything}
    by_name = {(each.code[:2], each.name[:-1]): each for each in everything if len(each.name) > 2}
    found = {}
    for place in places:
        outline = by_code.get(place.code) or by_name.get((place.code[:2], place.short))
        if outline is not None:
            found[place.iri] = outline
    return found


def _provinces(places: Iterable[Place]) -> list[str]:
    return sorted({place.code[:2] + "0000" for place in places if place.code})


def _clusters(root: Place) -> Mapping[str, list[Place]]:
    """Divisions by the innermost cluster that holds them."""
    found: dict[str, list[Place]] = {}
    waiting = [root]
    while waiting:
        place = waiting.pop()
        below = [child for child in place.children if child.is_cluster]
        waiting += reversed(below)
        direct = [child for child in place.children if child.is_division]
        if direct:
            found[place.iri] = direct
    return found


def _fitted(drawn: Iterable[Outline], width: int, left: int = 0, top: int = 0) -> tuple[_Projection, int]:
    points = [point for outline in drawn for ring in outline.rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    margin = width * 0.01
    across = (width - 2 * margin) / (east - west)
    down = across / math.cos(math.radians((south + north) / 2))
    inside = _Projection(west, north, across, down, left + round(margin), top + round(margin))
    return inside, round((north - south) * down + 2 * margin)


def _shapes(places: Iterable[Place], found: Mapping[str, Outline], project: _Projection) -> tuple[Shape, ...]:
    return tuple(_shape(place.iri, found[place.iri], project) for place in places if place.iri in found)


def _shape(iri: str, outline: Outline, project: _Projection) -> Shape:
    rings = [ring for each in outline.rings if len(ring := _simplified(map(project, each))) > 2]
    largest = max(rings, key=lambda ring: abs(_area(ring)), default=[project(outline.rings[0][0])])
    x, y, room = _label_place(largest)
    return Shape(iri, "".join(map(_path, rings)), x, y, room)


def _simplified(points: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without what falls on the same unit and what lies on a straight line: the same for both neighbours."""
    ring: list[tuple[int, int]] = []
    for point in points:
        if ring and point == ring[-1]:
            continue
        if len(ring) > 1 and _is_straight(ring[-2], ring[-1], point):
            ring.pop()
        ring.append(point)
    if len(ring) > 1 and ring[0] == ring[-1]:
        ring.pop()
    return ring


def _is_straight(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> bool:
    return (b[0] - a[0]) * (c[1] - b[1]) == (b[1] - a[1]) * (c[0] - b[0])


def _area(ring: Sequence[tuple[int, int]]) -> float:
    following = (*ring[1:], ring[0])
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, following, strict=True)) / 2


def _path(ring: Sequence[tuple[int, int]]) -> str:
    """Relative steps: the shortest way to write it."""
    steps = [f"M{ring[0][0]} {ring[0][1]}l"]
    for (x, y), (u, v) in pairwise(ring):
        steps.append(f"{u - x} {v - y} ")
    return "".join(steps).rstrip().replace(" -", "-") + "z"


def _label_place(ring: Sequence[tuple[int, int]]) -> tuple[int, int, int]:
    """The middle of the widest of some level lines across the shape, rather near the shape's middle."""
    top, bottom = min(y for _, y in ring), max(y for _, y in ring)
    best = (0.0, ring[0][0], (top + bottom) // 2, 0)
    for part in range(4, 13):
        y = top + (bottom - top) * part / 16 + 0.5
        for left, right in _crossings(ring, y):
            worth = (right - left) * (1 - abs(part - 8) / 16)
            best = max(best, (worth, round((left + right) / 2), round(y), round(right - left)))
    return best[1:]


def _crossings(ring: Sequence[tuple[int, int]], y: float) -> Iterable[tuple[float, float]]:
    """Where a level line is inside the shape."""
    edges = zip(ring, (*ring[1:], ring[0]), strict=True)
    at = sorted(
        a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1]) for a, b in edges if (a[1] < y) != (b[1] < y)
    )
    return zip(at[::2], at[1::2], strict=False)


def _inset(root: Place, found: Mapping[str, Outline], drawn: RegionMap, project: _Projection) -> Inset | None:
    """The smallest cluster again, as large as an empty corner allows; None where none is crowded."""
    boxes = {
        group.iri: _box(_points([found[shape.iri] for shape in group.shapes], project))
        for group in drawn.groups
    }
    crowded = min(drawn.groups, key=lambda group: boxes[group.iri][2], default=None)
    if crowded is None or len(drawn.groups) < 2:
        return None
    frame = boxes[crowded.iri]
    if max(frame[2] / drawn.width, frame[3] / drawn.height) > _LARGEST_SHARE_TO_ENLARGE:
        return None
    members = {shape.iri: found[shape.iri] for shape in crowded.shapes}
    land = _points(found.values(), project)
    for share in _INSET_SHARES:
        width = round(drawn.width * share)
        _, height = _fitted(members.values(), width)
        corner = _empty_corner(land, drawn, width, height)
        if corner is not None and width > frame[2]:
            enlarged, _ = _fitted(members.values(), width, *corner)
            places = [place for place in root.divisions() if place.iri in members]
            group = Group(crowded.iri, _shapes(places, members, enlarged))
            return Inset(*corner, width, height, frame, group)
    return None


def _points(drawn: Iterable[Outline], project: _Projection) -> list[tuple[int, int]]:
    return [project(point) for outline in drawn for ring in outline.rings for point in ring]


def _box(points: Sequence[tuple[int, int]]) -> tuple[int, int, int, int]:
    """x, y, width and height of what holds all points."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def _empty_corner(
    land: Sequence[tuple[int, int]], drawn: RegionMap, width: int, height: int
) -> tuple[int, int] | None:
    for left, top in [(x, y) for y in (0, drawn.height - height) for x in (0, drawn.width - width)]:
        if not any(left <= x <= left + width and top <= y <= top + height for x, y in land):
            return left, top
    return None
