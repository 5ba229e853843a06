"""The search index: the words of statements and the names of things, as pairs of neighbouring characters.

Pairs find what a trigram index misses (two characters) and a word index cannot know (Chinese has no
spaces). `queries/search.py` reads what is written here.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad
from rdflib.namespace import RDFS, SKOS

from graph.terms import TYPE
from ontology.namespaces import CN

_SCHEMA = """
    CREATE TABLE entry (id INTEGER PRIMARY KEY, iri TEXT, label TEXT, kind TEXT, text TEXT);
    CREATE VIRTUAL TABLE bigram USING fts5 (pairs, content='', detail=full);
"""

_KINDS = {
    str(CN.Report): "report",
    str(CN.Section): "section",
    str(CN.Commitment): "commitment",
    str(CN.Figure): "figure",
    str(CN.Project): "project",
    str(CN.Region): "region",
    str(CN.Layout): "region",
    str(CN.JoinedName): "region",
    str(CN.Organization): "organization",
    str(CN.Indicator): "indicator",
    str(CN.PolicyArea): "area",
    str(CN.Goal): "area",
}
"""What is found, by class. Mentions are not: what they mention is."""

_LABELS = tuple(map(str, (SKOS.prefLabel, RDFS.label)))
_TEXTS = (*_LABELS, *map(str, (SKOS.altLabel, SKOS.notation, CN.divisionCode, CN.quote)))


@dataclass(slots=True)
class _Thing:
    kind: str = ""
    label: str = ""
    texts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def write_search_index(path: Path, quads: Iterable[Quad]) -> None:
    """Writes `entry` (what is found, with the text that is searched) and `bigram` (its pairs, by rowid)."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(_SCHEMA)
        for number, (iri, label, kind, text) in enumerate(sorted(_entries(quads)), 1):
            connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", (number, iri, label, kind, text))
            connection.execute("INSERT INTO bigram (rowid, pairs) VALUES (?, ?)", (number, bigrams(text)))


def _entries(quads: Iterable[Quad]) -> Iterator[tuple[str, str, str, str]]:
    things: dict[str, _Thing] = defaultdict(_Thing)
    for quad in quads:
        assert isinstance(quad.subject, NamedNode)
        if quad.predicate == TYPE and isinstance(quad.object, NamedNode):
            things[quad.subject.value].kind = _KINDS.get(quad.object.value, things[quad.subject.value].kind)
        elif isinstance(quad.object, Literal) and quad.predicate.value in _TEXTS:
            thing = things[quad.subject.value]
            thing.texts[quad.predicate.value].add(quad.object.value)
            if quad.predicate.value in _LABELS and quad.object.language == "zh":
                thing.label = max(thing.label, quad.object.value)
    for iri, thing in things.items():
        if thing.kind:
            texts = dict.fromkeys(text for name in _TEXTS for text in sorted(thing.texts.get(name, ())))
            yield iri, thing.label, thing.kind, " ".join(texts)


def folded(text: str) -> str:
    """Without differences of width and case.

    >>> folded("ＧＤＰ６％")
    'gdp6%'
    """
    return unicodedata.normalize("NFKC", text).casefold()


def bigrams(text: str) -> str:
    """Each pair of neighbouring characters as one word of letters and digits that no tokenizer splits.

    >>> bigrams("万州区")
    'u4e07u5dde u5ddeu533a'
    """
    codes = [f"u{ord(character):x}" for character in folded(text)]
    return " ".join(first + second for first, second in pairwise(codes))
