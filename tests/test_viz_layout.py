"""viz/network/layout.py: every node has a place of its own, and always the same."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

from graph.build_directory import Build
from queries.service import QueryService
from viz.network.filters import Filters
from viz.network.graph import Graph, overview, read_graph
from viz.network.layout import network_positions, overview_positions, write_layout
from viz.network.radial import radial_positions

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def graph(shipped_build: Path) -> Graph:
    with QueryService(Build.open(shipped_build)) as service:
        return read_graph(service.ask("network"), service.ask("network-nodes"))


def small() -> Graph:
    """Two areas with commitments, one region between them, and a commitment without links."""
    made: Graph = nx.MultiDiGraph()
    for name in ("a", "b", "lone"):
        made.add_node(name, group="commitment")
    for name, group, sources in (("A", "area", "a"), ("B", "area", "b"), ("R", "region", "ab")):
        made.add_node(name, group=group)
        for source in sources:
            made.add_edge(source, name, key=group, relation=group, basis="stated")
    return made


def nearest(places: list[tuple[float, float]]) -> float:
    return min(math.dist(one, other) for at, one in enumerate(places) for other in places[at + 1 :])


def test_every_node_has_a_place_of_its_own(graph: Graph) -> None:
    positions = network_positions(graph)
    assert set(positions) == set(graph)
    assert nearest(list(positions.values())) > 10


def test_the_overview_leaves_room_for_labels(graph: Graph) -> None:
    usual = Filters().of(graph)
    positions = overview_positions(usual)
    assert set(positions) == set(overview(usual))
    assert nearest(list(positions.values())) > 80


def test_what_has_no_link_stands_somewhere_too() -> None:
    positions = network_positions(small())
    assert set(positions) == {"a", "b", "lone", "A", "B", "R"}
    assert nearest(list(positions.values())) > 10


def test_an_empty_network_has_no_places() -> None:
    assert network_positions(nx.MultiDiGraph()) == {}
    assert overview_positions(nx.MultiDiGraph()) == {}


def test_one_commitment_alone() -> None:
    alone: Graph = nx.MultiDiGraph()
    alone.add_node("a", group="commitment")
    assert set(network_positions(alone)) == {"a"}


def test_the_file_is_the_same_under_another_hash_seed(shipped_build: Path, tmp_path: Path) -> None:
    layout = Build.open(shipped_build).layout_path
    write = "from viz.network.layout import write_layout; write_layout(pathlib.Path(sys.argv[1]))"
    code = f"import sys, pathlib; {write}"
    copy = tmp_path / "version"
    copy.mkdir()
    for entry in layout.parent.iterdir():
        if entry.name != "layout.json":
            (copy / entry.name).symlink_to(entry)
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    del manifest["files"]["layout.json"]
    (copy / "manifest.json").unlink()
    (copy / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    subprocess.run([sys.executable, "-c", code, str(copy)], check=True, env=environment, cwd=ROOT)
    assert (copy / "layout.json").read_bytes() == layout.read_bytes()


def test_layout_needs_no_spacy() -> None:
    code = "import sys, viz.network.layout; assert 'spacy' not in sys.modules and 'pyvis' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
    assert write_layout.__name__ == "write_layout"  # `chengnuo build` tells it as progress


def test_a_focus_stands_in_the_middle(graph: Graph) -> None:
    hub = max(sorted(graph), key=lambda node: graph.degree(node))
    near: Graph = graph.subgraph(nx.ego_graph(graph, hub, radius=2, undirected=True)).copy()
    positions = radial_positions(near, hub)
    assert positions[hub] == (0.0, 0.0)
    assert set(positions) == set(near)
    assert nearest(list(positions.values())) > 20
