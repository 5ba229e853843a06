"""The triples of a tiny report against its golden file, and what holds for every triple."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad

from loaders.pipeline import read_report
from ontology.identifiers import Identifiers
from ontology.vocabulary import vocabulary_files
from tests.dataset import dataset
from tests.golden import GOLDEN, TINY, golden

SECOND = """政府工作报告
——2025年1月20日在重庆市第六届人民代表大会第三次会议上
一、2025年工作安排
地区生产总值增长6%左右。建成口袋公园20个。
"""


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return dataset([read_report(TINY)], Identifiers())


def test_the_tiny_report_gives_its_golden_file() -> None:
    """After a change that is meant, read the difference and write the file anew with `make golden`."""
    assert golden().decode() == GOLDEN.read_text(encoding="utf-8")


def test_each_triple_is_in_one_graph_also_of_two_reports(tmp_path: Path) -> None:
    second = tmp_path / "tiny-2025.txt"
    second.write_text(SECOND, encoding="utf-8")
    both = dataset([read_report(TINY), read_report(second)], Identifiers())
    assert Counter(quad.triple for quad in both).most_common(1)[0][1] == 1
    assert {str(quad.graph_name)[1:-1].rpartition("/")[2] for quad in both} == {
        "tiny-2024", "tiny-2025", "vocabulary", "derived", "inferred",
    }  # fmt: skip


def test_nothing_is_blank_and_all_iris_are_ascii(quads: list[Quad]) -> None:
    for quad in quads:
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
            assert not isinstance(term, BlankNode)
            assert not isinstance(term, NamedNode) or term.value.isascii()


def test_the_shapes_are_no_data() -> None:
    assert not any(path.name == "shapes.ttl" for path in vocabulary_files())


def test_another_base_moves_the_data_and_leaves_the_vocabulary() -> None:
    base = "https://data.example.org/"
    subjects = {str(quad.subject)[1:-1] for quad in dataset([read_report(TINY)], Identifiers(base))}
    assert f"{base}id/tiny-2024" in subjects
    assert "https://w3id.org/chengnuo/id/region/cn-500101" in subjects
    assert not any(subject.startswith(f"{Identifiers().base}id/tiny") for subject in subjects)
