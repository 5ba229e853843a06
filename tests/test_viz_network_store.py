"""viz/network/store.py: what a build keeps of the network is what its questions answer."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from graph.build_directory import Build
from queries.service import QueryService
from viz.network.graph import read_graph
from viz.network.store import read_stored


def test_the_kept_network_is_the_answer(shipped_build: Path) -> None:
    build = Build.open(shipped_build)
    kept = read_stored(build.layout_path)
    with QueryService(build) as service:
        rows, nodes = service.ask("network"), service.ask("network-nodes")
    asked = read_graph(rows, nodes)
    assert kept.graph.number_of_edges() == len(rows), "one link for each row"
    assert Counter(kept.graph.edges(keys=True)) == Counter(asked.edges(keys=True))
    assert {node: set(about) for node, about in kept.graph.nodes(data=True)} == {
        node: set(about) for node, about in asked.nodes(data=True)
    }
    for node, about in asked.nodes(data=True):
        assert kept.graph.nodes[node]["group"] == about["group"]
        assert kept.graph.nodes[node].get("within", set()) == about.get("within", set())
    assert all(kept.names[node].zh for node in kept.graph), "everything has a name"
