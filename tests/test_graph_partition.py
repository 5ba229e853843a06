"""Partition: written whole, the same each time, with counts that add up."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.building.partition import Partition, write_partition
from graph.counts import Counts
from graph.n_quads import in_pieces
from graph.terms import TYPE
from ontology.errors import BuildError

GRAPH, OTHER, CLASS = (NamedNode(f"urn:{name}") for name in ("graph", "other", "class"))
NAME = NamedNode("urn:name")


def things(*names: str) -> list[Quad]:
    typed = [Quad(NamedNode(f"urn:{name}"), TYPE, CLASS, GRAPH) for name in names]
    return typed + [Quad(NamedNode(f"urn:{name}"), NAME, Literal("同名"), GRAPH) for name in names]


def written(folder: Path, data: list[Quad], beside: list[Quad]) -> Partition:
    folder.mkdir()
    write_partition(folder, in_pieces(data), in_pieces(beside), {"note": "x"})
    return Partition.open("p", folder)


def test_holds_what_was_written_in_any_order(tmp_path: Path) -> None:
    beside = [Quad(NamedNode("urn:x"), NAME, Literal("旁"), OTHER)]
    one = written(tmp_path / "1", things("a", "b"), beside)
    other = written(tmp_path / "2", things("b", "a")[::-1], beside)
    assert set(one.quads()) == {*things("a", "b"), *beside}
    assert one.graphs == {"urn:graph": 4, "urn:other": 1} and one.triples == 5
    assert one.about == {"note": "x"}
    for file in sorted((tmp_path / "1").iterdir()):
        assert file.read_bytes() == (tmp_path / "2" / file.name).read_bytes(), file.name
    assert one.digest == other.digest


def test_counts_of_partitions_add_up_to_those_of_the_whole(tmp_path: Path) -> None:
    """Though both name the same things."""
    parts = [written(tmp_path / "1", things("a", "b"), []), written(tmp_path / "2", things("c"), [])]
    whole = Counts.of(in_pieces(things("a", "b", "c")))
    summed = Counts.sum([part.totals().counts for part in parts])
    assert summed == whole
    assert summed.objects == whole.objects == 2


def test_a_triple_in_two_graphs_is_refused(tmp_path: Path) -> None:
    quad, *_ = in_pieces(things("a"))
    with pytest.raises(BuildError, match="two graphs"):
        write_partition(tmp_path, [quad], [(*quad[:3], "<urn:other>")], {})


def test_a_damaged_one_is_told(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="damaged"):
        Partition.open("p", tmp_path)
