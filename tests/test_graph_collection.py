"""Collection: the same report twice, and versions of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.building.collection import collect
from graph.building.partition import Partition
from ontology.errors import BuildError


def partition(name: str, words: str, figures: list[str], year: int = 2024, folder: str = "") -> Partition:
    about = {"words": words, "government": "甲市人民政府", "year": year, "figures": figures}
    return Partition(f"reports/{name}", Path(folder or name), "", {}, {}, about)


def test_of_equal_words_the_first_name_wins_whatever_the_order() -> None:
    same = [partition("b", "x", []), partition("a", "x", []), partition("c", "y", [], 2023)]
    for order in (same, same[::-1]):
        found = collect(order)
        assert [each.name for each in found.partitions] == ["reports/a", "reports/c"]
        assert found.notes == ("b is the same report as a, and left out",)


def test_the_figures_in_which_versions_differ_are_named_up_to_five() -> None:
    many = [f"2024 target 指标{n} ={n}个" for n in range(8)]
    found = collect([partition("a", "x", many), partition("b", "y", [])])
    (note,) = found.notes
    assert note.startswith("a and b are versions of 甲市人民政府 2024, both kept; only in a: 8 figures (")
    assert "指标4" in note and "指标5" not in note and "and 3 more" in note


def test_other_years_are_no_versions() -> None:
    assert collect([partition("a", "x", ["1"]), partition("b", "y", ["2"], 2025)]).notes == ()


def test_two_reports_of_one_name_are_refused() -> None:
    with pytest.raises(BuildError, match="called 'a'"):
        collect([partition("a", "x", [], folder="1"), partition("a", "y", [], folder="2")])
