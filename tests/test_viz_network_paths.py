"""viz/network/paths.py: ways from one node to another."""

from __future__ import annotations

import networkx as nx

from viz.network.graph import Graph
from viz.network.paths import MOST_PATHS, paths
from viz.network.places import along


def ladder() -> Graph:
    """a–c–b, and a–d–e–b; f alone."""
    made: Graph = nx.MultiDiGraph()
    for one, other in ("ac", "bc", "ad", "ed", "eb"):
        made.add_edge(one, other, key="")
    made.add_node("f")
    return made


def test_the_shortest() -> None:
    assert paths(ladder(), "a", "b", "shortest") == (("a", "c", "b"),)


def test_simple_ones_come_after_the_shortest() -> None:
    assert paths(ladder(), "a", "b", "simple") == (("a", "c", "b"), ("a", "d", "e", "b"))


def test_none() -> None:
    assert paths(ladder(), "a", "f", "shortest") == paths(ladder(), "a", "f", "simple") == ()
    assert paths(ladder(), "a", "a", "simple") == paths(ladder(), "a", "nowhere", "shortest") == ()


def test_between_hubs_they_are_not_all_looked_for() -> None:
    """A million ways; the answer comes at once."""
    crowd: Graph = nx.MultiDiGraph()
    for middle in range(1000):
        crowd.add_edge(f"m{middle:04}", "a", key="")
        crowd.add_edge(f"m{middle:04}", "b", key="")
        crowd.add_edge(f"m{middle:04}", f"x{middle % 7}", key="")
    for ways in ("shortest", "simple"):
        assert len(paths(crowd, "a", "b", ways)) == MOST_PATHS


def test_paths_stand_from_left_to_right() -> None:
    places = along(paths(ladder(), "a", "b", "simple"))
    assert places["a"][0] < places["c"][0] < places["b"][0]
    assert places["a"][0] < places["d"][0] < places["e"][0] < places["b"][0]
    assert len(set(places.values())) == 5
