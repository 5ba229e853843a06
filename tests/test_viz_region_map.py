"""Outlines that neighbours share, names inside their shapes, an inset that covers no land."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from viz.regions.boundaries import outlines
from viz.regions.counts import STEPS, scale
from viz.regions.map import members_map, outlined, territory_map
from viz.regions.territory import Place, Territory

REGION = "https://w3id.org/chengnuo/id/region/cn-"


def division(code: str, name: str) -> Place:
    return Place(REGION + code, name, name[:-1], "county", code)


def some() -> Territory:
    """Two clusters of Chongqing."""
    root = Place(REGION + "500000", "重庆市", "重庆", "province", "500000")
    small = Place("small", "小片", "小片", "cluster", is_cluster=True)
    small.children = [
        division("500103", "渝中区"),
        division("500105", "江北区"),
        division("500108", "南岸区"),
    ]
    wide = Place("wide", "大片", "大片", "cluster", is_cluster=True)
    wide.children = [division("500101", "万州区"), division("500155", "梁平区"), division("500118", "永川区")]
    root.children = [small, wide]
    return Territory(root, ())


def test_chongqing_has_38_outlines_within_it() -> None:
    found = outlines("500000")
    assert len(found) == 38
    points = [point for each in found for ring in each.rings for point in ring]
    assert 105.2 < min(x for x, _ in points) < 105.4 and 110.1 < max(x for x, _ in points) < 110.3
    assert 28.1 < min(y for _, y in points) < 28.3 and 32.1 < max(y for _, y in points) < 32.3
    assert outlines("999999") == ()


def test_a_county_that_became_a_district_has_its_outline() -> None:
    """梁平县 (500228) is 梁平区 (500155) since the end of 2016."""
    found = outlined([division("500155", "梁平区"), division("500000", "某某区")], ["500000"])
    assert [outline.name for outline in found.values()] == ["梁平县"]


def test_shapes_stand_inside_the_picture() -> None:
    drawn = territory_map(some(), 1000)
    assert drawn and [group.iri for group in drawn.groups] == ["small", "wide"]
    for group in drawn.groups:
        for shape in group.shapes:
            assert 0 <= shape.x <= drawn.width and 0 <= shape.y <= drawn.height
            assert re.fullmatch(r"(M\d+ \d+l(-?\d+[ -]?)*z)+", shape.path), shape.path


def test_a_crowded_cluster_is_drawn_once_more() -> None:
    drawn = territory_map(some(), 1000)
    assert drawn and drawn.inset and drawn.inset.group.iri == "small"
    box = drawn.inset
    for shape in (shape for group in drawn.groups for shape in group.shapes):
        assert not (box.x <= shape.x <= box.x + box.width and box.y <= shape.y <= box.y + box.height)
    assert box.width > box.frame[2]


def test_without_boundaries_there_is_no_map() -> None:
    nowhere = Place("x", "某市", "某市", "prefecture", "999900")
    nowhere.children = [Place("y", "某县", "某", "county", "999921")]
    assert territory_map(Territory(nowhere, ()), 1000) is None
    assert members_map([nowhere], [], 1000) is None


@given(st.integers(0, 5000))
def test_a_scale_rises_and_ends_within_the_numbers(most: int) -> None:
    begins = scale(most)
    assert list(begins) == sorted(set(begins)) and len(begins) <= STEPS
    assert all(1 <= least <= most for least in begins)
