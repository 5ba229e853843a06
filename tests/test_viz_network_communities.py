"""viz/network/communities.py: a large network in parts that can be drawn."""

from __future__ import annotations

import networkx as nx

from viz.network.communities import by_community, communities, hub_of, level_of
from viz.network.graph import Graph
from viz.network.places import spread


def town(streets: int, houses: int) -> Graph:
    """Streets with their houses, each street linked with the next."""
    made: Graph = nx.MultiDiGraph()
    for street in range(streets):
        made.add_node(f"street{street}", group="region")
        for house in range(houses):
            made.add_node(f"house{street}-{house}", group="commitment")
            made.add_edge(f"house{street}-{house}", f"street{street}", key="", relation="", basis="stated")
        made.add_edge(
            f"house{street}-0", f"street{(street + 1) % streets}", key="", relation="", basis="stated"
        )
    return made


def test_a_small_network_has_none() -> None:
    assert communities(town(3, 4), most=100) == {}


def test_every_node_is_in_a_part_that_can_be_drawn() -> None:
    graph = town(12, 20)
    found = communities(graph, most=60)
    assert set(found) == set(graph)
    sizes: dict[str, int] = {}
    for of in found.values():
        sizes[of[-1]] = sizes.get(of[-1], 0) + 1
    assert max(sizes.values()) <= 60
    assert communities(graph, most=60) == found, "always the same"


def test_communities_are_named_by_their_hubs_and_count_what_they_hold() -> None:
    graph = town(12, 20)
    found = communities(graph, most=60)
    drawn, parts = by_community(graph, found, 1)
    assert sum(part.nodes for part in parts.values()) == len(graph)
    assert set(drawn) == set(parts)
    assert all(part.hub.startswith("street") and level_of(name) == 1 for name, part in parts.items())
    between = sum(found[one][0] != found[other][0] for one, other in graph.edges())
    assert sum(data["links"] for _one, _other, data in drawn.edges(data=True)) == between
    places = spread(graph, found, 1, {})
    assert len(set(places.values())) == len(parts)


def test_what_is_no_identifier_has_no_level() -> None:
    assert level_of("https://example.org/") == level_of("community:x:y") == 0
    assert hub_of("community:2:https://example.org/a:b") == "https://example.org/a:b"
