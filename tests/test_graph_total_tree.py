"""Total tree: its sums are those of all partitions, and what did not change is not added up again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.building.partition import Partition, write_partition
from graph.building.total_tree import TotalTree
from graph.building.totals import Totals
from graph.derived.summaries import Counted
from graph.n_quads import in_pieces
from graph.terms import TYPE
from ontology.errors import BuildError

MANY = 60
"""Partitions of which a tree has branches."""


@pytest.fixture(scope="module")
def partitions(tmp_path_factory: pytest.TempPathFactory) -> list[Partition]:
    folder = tmp_path_factory.mktemp("partitions")
    return [written(folder / str(number), number) for number in range(MANY + 1)]


def written(folder: Path, number: int) -> Partition:
    thing, graph = NamedNode(f"urn:{number}"), NamedNode("urn:graph")
    values = (NamedNode("urn:class"), Literal(str(number % 7)))
    quads = [Quad(thing, TYPE, value, graph) for value in values]
    folder.mkdir()
    write_partition(folder, in_pieces(quads), (), {}, {Counted("urn:class"): number})
    return Partition.open(f"reports/{number}", folder)


def whole(partitions: Sequence[Partition]) -> Totals:
    return Totals.sum([each.totals() for each in partitions])


@pytest.mark.parametrize("number", [0, 1, MANY])
def test_the_tree_has_the_totals_of_all(partitions: list[Partition], tmp_path: Path, number: int) -> None:
    tree = TotalTree.over(partitions[:number], tmp_path)
    for _ in ("added up", "kept"):
        found = TotalTree.over(partitions[:number], tmp_path).totals()
        assert found == whole(partitions[:number])
        assert found.counts.objects == min(number, 7) + (number > 0)
    assert set(tmp_path.glob("*/*")) == set(tree.folders())
    assert any(tree.folders()) == (number == MANY)


def test_only_sums_over_what_changed_are_added_up_again(partitions: list[Partition], tmp_path: Path) -> None:
    before = TotalTree.over(partitions[:MANY], tmp_path)
    before.totals()
    after = TotalTree.over(partitions, tmp_path)
    new = set(after.folders()) - set(before.folders())
    assert after.folder is None and 0 < len(new) < len(set(after.folders())) / 2
    assert after.totals() == whole(partitions)


def test_a_damaged_sum_is_told(partitions: list[Partition], tmp_path: Path) -> None:
    tree = TotalTree.over(partitions, tmp_path)
    tree.totals()
    kept = next(tree.folders())
    (kept / "totals.json").write_text("{")
    for ask in (tree.totals, tree.statements):
        with pytest.raises(BuildError, match=f"{kept}.*damaged.*remove it"):
            ask()


def test_the_order_does_not_matter(partitions: list[Partition], tmp_path: Path) -> None:
    one, other = TotalTree.over(partitions, tmp_path), TotalTree.over(partitions[::-1], tmp_path)
    assert set(one.folders()) == set(other.folders())
