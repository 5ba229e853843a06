"""The search index: the words of statements and the names of things, as pairs of neighbouring characters.

Pairs find what a trigram index misses (two characters) and a word index cannot know (Chinese has no
spaces). The index is a folder of segments, each with the entries of some partitions of the graph: what is
added to a large build is a segment more, and what is replaced or removed is told in `dead.json`, so that no
large file is written anew. `queries/search.py` reads what is written here.
"""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count, pairwise
from pathlib import Path
from typing import TypeAlias

from rdflib.namespace import RDFS, SKOS

from graph.n_quads import Pieces, literal
from graph.new_database import new_database
from graph.terms import TYPE, node
from ontology.namespaces import CN

_SCHEMA = """
    CREATE TABLE entry (id INTEGER PRIMARY KEY, part INTEGER, iri TEXT, label TEXT, kind TEXT, text TEXT);
    CREATE TABLE part (id INTEGER PRIMARY KEY, name TEXT, digest TEXT);
    CREATE VIRTUAL TABLE bigram USING fts5 (pairs, content='', detail=full);
"""

Row: TypeAlias = tuple[str, str, str, str]

_DEAD = "dead.json"
_MOST_SEGMENTS = 16
_MOST_DEAD = 0.25

_KINDS = {
    str(node(class_)): kind
    for class_, kind in (
        (CN.Report, "report"),
        (CN.Section, "section"),
        (CN.Commitment, "commitment"),
        (CN.Figure, "figure"),
        (CN.Project, "project"),
        (CN.Region, "region"),
        (CN.Layout, "region"),
        (CN.JoinedName, "region"),
        (CN.Organization, "organization"),
        (CN.Indicator, "indicator"),
        (CN.PolicyArea, "area"),
        (CN.Goal, "area"),
    )
}
"""What is found, by class. Mentions are not: what they mention is."""

_TYPE = str(TYPE)
_LABELS = tuple(str(node(name)) for name in (SKOS.prefLabel, RDFS.label))
_TEXTS = (*_LABELS, *(str(node(name)) for name in (SKOS.altLabel, SKOS.notation, CN.divisionCode, CN.quote)))


@dataclass(slots=True)
class _Thing:
    kind: str = ""
    label: str = ""
    texts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


@dataclass(frozen=True, slots=True)
class Searched:
    """What of one partition is searched."""

    name: str
    digest: str
    """Another one for other content."""
    rows: Callable[[], Iterable[Row]]


def write_search_index(folder: Path, parts: Iterable[Searched]) -> None:
    """Writes an index of one segment."""
    folder.mkdir()
    _write_segment(folder / _segment(1), parts)
    _write_dead(folder, {})


def change_search_index(before: Path, folder: Path, parts: Sequence[Searched]) -> None:
    """Writes the index of these partitions, with the segments of an earlier one as far as they serve.

    Where much of them is dead, or they are many, everything is written anew.
    """
    wanted = {(part.name, part.digest) for part in parts}
    segments = sorted(before.glob("*.sqlite"))
    held = {path: _parts(path) for path in segments}
    living = {key for found in held.values() for key in found.values()} & wanted
    dead = {
        path.name: sorted(n for n, key in found.items() if key not in wanted) for path, found in held.items()
    }
    total = sum(map(len, held.values()))
    if len(segments) >= _MOST_SEGMENTS or sum(map(len, dead.values())) > total * _MOST_DEAD:
        write_search_index(folder, parts)
        return
    folder.mkdir()
    for path in segments:
        (folder / path.name).hardlink_to(path)
    new = [part for part in parts if (part.name, part.digest) not in living]
    if new:
        _write_segment(folder / _segment(len(segments) + 1), new)
    _write_dead(folder, dead)


def read_dead(folder: Path) -> Mapping[str, Sequence[int]]:
    """Partitions of each segment that are no more, by its file name. Raises OSError or ValueError."""
    found: Mapping[str, Sequence[int]] = json.loads((folder / _DEAD).read_text(encoding="utf-8"))
    return found


def _segment(number: int) -> str:
    return f"{number:04}.sqlite"


def _parts(segment: Path) -> dict[int, tuple[str, str]]:
    with closing(
        sqlite3.connect(f"{segment.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    ) as connection:
        return {
            number: (name, digest)
            for number, name, digest in connection.execute("SELECT id, name, digest FROM part")
        }


def _write_dead(folder: Path, dead: Mapping[str, Sequence[int]]) -> None:
    text = json.dumps({name: numbers for name, numbers in dead.items() if numbers}, sort_keys=True)
    (folder / _DEAD).write_text(text + "\n", encoding="utf-8")


def _write_segment(path: Path, parts: Iterable[Searched]) -> None:
    """Writes `entry` (what is found, with the text that is searched) and `bigram` (its pairs, by rowid)."""
    numbers = count(1)
    with new_database(path, _SCHEMA) as connection:
        for part, each in enumerate(parts, 1):
            connection.execute("INSERT INTO part VALUES (?, ?, ?)", (part, each.name, each.digest))
            for number, row in zip(numbers, each.rows(), strict=False):
                connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)", (number, part, *row))
                pairs = (number, bigrams(row[3]))
                connection.execute("INSERT INTO bigram (rowid, pairs) VALUES (?, ?)", pairs)


def search_rows(quads: Iterable[Pieces]) -> list[Row]:
    """IRI, label, kind and text of each thing that is found, in order."""
    return sorted(_entries(quads))


def _entries(quads: Iterable[Pieces]) -> Iterator[Row]:
    things: dict[str, _Thing] = defaultdict(_Thing)
    for subject, predicate, value, _ in quads:
        if predicate == _TYPE:
            things[subject].kind = _KINDS.get(value, things[subject].kind)
        elif predicate in _TEXTS and value.startswith('"'):
            thing, (text, language) = things[subject], literal(value)
            thing.texts[predicate].add(text)
            if predicate in _LABELS and language == "zh":
                thing.label = max(thing.label, text)
    for subject, thing in things.items():
        if thing.kind:
            texts = dict.fromkeys(text for name in _TEXTS for text in sorted(thing.texts.get(name, ())))
            yield subject[1:-1], thing.label, thing.kind, " ".join(texts)


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
