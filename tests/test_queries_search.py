"""Substring search: two characters and more, codes, several words, hostile text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.search_index import bigrams
from ontology.errors import BuildError
from queries.search import SearchIndex

ENTRIES = [
    ("urn:wanzhou", "万州区", "region", "万州区 万州 500101"),
    ("urn:airport", "万州机场二期", "project", "建设万州机场二期"),
    ("urn:parks", "新建口袋公园92个", "commitment", "新建口袋公园92个，增加绿地面积"),
    ("urn:quotes", '他说"你好"AND(*)', "commitment", '他说"你好"AND(*)'),
    ("urn:gdp", "地区生产总值", "indicator", "地区生产总值 ＧＤＰ"),
]


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SearchIndex]:
    path = tmp_path / "search.sqlite"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, iri, label, kind, text)")
        connection.execute("CREATE VIRTUAL TABLE bigram USING fts5 (pairs)")
        for number, entry in enumerate(ENTRIES, 1):
            connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", (number, *entry))
            connection.execute("INSERT INTO bigram (rowid, pairs) VALUES (?, ?)", (number, bigrams(entry[3])))
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
        SearchIndex(tmp_path / "none.sqlite").find("万州")
