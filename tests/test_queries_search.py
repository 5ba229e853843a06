"""Substring search: two characters and more, codes, several words, hostile text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from rdflib.namespace import RDFS, SKOS

from graph.building.search_index import Searched, change_search_index, search_rows, write_search_index
from graph.n_quads import in_pieces
from graph.terms import TYPE
from ontology.errors import BuildError
from ontology.namespaces import CN
from queries.search import SearchIndex

THINGS = [
    ("urn:wanzhou", CN.Region, {SKOS.prefLabel: "万州区", SKOS.altLabel: "万州", CN.divisionCode: "500101"}),
    ("urn:airport", CN.Project, {RDFS.label: "万州机场二期", CN.quote: "建设万州机场二期"}),
    (
        "urn:parks",
        CN.Commitment,
        {RDFS.label: "新建口袋公园92个，增加绿地", CN.quote: "新建口袋公园92个，增加绿地"},
    ),
    ("urn:quotes", CN.Commitment, {RDFS.label: '他说"你好"AND(*)', CN.quote: '他说"你好"AND(*)'}),
    ("urn:gdp", CN.Indicator, {SKOS.prefLabel: "地区生产总值", SKOS.altLabel: "ＧＤＰ"}),
    ("urn:mention", CN.RegionMention, {RDFS.label: "万州", CN.quote: "万州"}),
]
"""The last is no thing of its own: what it mentions is found."""


GRAPH = NamedNode("urn:graph")


def quads() -> Iterator[Quad]:
    for iri, class_, texts in THINGS:
        yield Quad(NamedNode(iri), TYPE, NamedNode(str(class_)), GRAPH)
        for name, text in texts.items():
            yield Quad(NamedNode(iri), NamedNode(str(name)), Literal(text, language="zh"), GRAPH)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SearchIndex]:
    path, rows = tmp_path / "search", partial(search_rows, in_pieces(quads()))
    write_search_index(path, [Searched("things", "1", rows)])
    index = SearchIndex(path)
    yield index
    index.close()


FOUND = {
    "万州": ["urn:wanzhou", "urn:airport"],
    "口袋公园": ["urn:parks"],
    "500101": ["urn:wanzhou"],
    "0101": ["urn:wanzhou"],
    "gdp": ["urn:gdp"],
    "ＧＤＰ": ["urn:gdp"],
    "公园 绿地": ["urn:parks"],
    "万州 机场": ["urn:airport"],
    "公园 机场": [],
    "州万": [],
    "万": [],
    "": [],
    "  ": [],
    '"你好"': ["urn:quotes"],
    "AND(*)": ["urn:quotes"],
    '" OR "': [],
    "\0\0": [],
}


@pytest.mark.parametrize(("search", "expected"), FOUND.items(), ids=map(repr, FOUND))
def test_finds(index: SearchIndex, search: str, expected: list[str]) -> None:
    assert [hit.iri for hit in index.find(search)] == expected


def test_kind_and_limit(index: SearchIndex) -> None:
    assert [hit.iri for hit in index.find("万州", kind="project")] == ["urn:airport"]
    assert len(index.find("万州", limit=1)) == 1


def test_matches_mark_the_text(index: SearchIndex) -> None:
    (hit,) = index.find("公园 绿地 园92")
    assert [hit.text[start:end] for start, end in hit.matches] == ["公园92", "绿地"]


def test_missing_index_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="build again"):
        SearchIndex(tmp_path / "none").find("万州")


def named(name: str, digest: str, label: str) -> Searched:
    return Searched(name, digest, lambda: [(f"urn:{name}", label, "commitment", label)])


def test_what_is_replaced_or_removed_is_found_no_more(tmp_path: Path) -> None:
    first = [
        named("a", "1", "建设公园"),
        named("b", "1", "公园开放"),
        *(named(f"x{n}", "1", "其他") for n in range(9)),
    ]
    write_search_index(tmp_path / "1", first)
    change_search_index(tmp_path / "1", tmp_path / "2", [named("a", "2", "公园绿地"), *first[2:]])
    assert len(list((tmp_path / "2").glob("*.sqlite"))) == 2
    index = SearchIndex(tmp_path / "2")
    assert [hit.text for hit in index.find("公园")] == ["公园绿地"]
    index.close()
    change_search_index(tmp_path / "2", tmp_path / "3", [named("b", "1", "公园开放")])
    assert len(list((tmp_path / "3").glob("*.sqlite"))) == 1, "written anew: most of it was dead"
    index = SearchIndex(tmp_path / "3")
    assert [hit.text for hit in index.find("公园")] == ["公园开放"]
    index.close()
