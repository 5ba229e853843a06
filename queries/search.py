"""Finds things by any two characters or more of their text: 万州, 口袋公园, 500101.

The index (graph/building/search_index.py) only nominates: a hit holds every word of the search in its text.
"""

from __future__ import annotations

import json
import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.building.search_index import bigrams, folded, read_dead
from ontology.errors import BuildError

SHORTEST = 2
"""Characters that a word of a search must have."""

LONGEST = 100
"""Characters of a search that are read."""

_CANDIDATES = """
    SELECT entry.iri, entry.label, entry.kind, entry.text
    FROM bigram JOIN entry ON entry.id = bigram.rowid
    WHERE bigram MATCH ? AND (? = '' OR entry.kind = ?)
        AND entry.part NOT IN (SELECT value FROM json_each(?))
    ORDER BY length(entry.text), entry.iri
    LIMIT 2000
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found."""

    iri: str
    label: str
    kind: str
    """commitment, figure, project, region, organization, indicator, area …"""
    text: str
    matches: tuple[tuple[int, int], ...]
    """Start and end (exclusive) of each place in `text` that matches, in order, none overlapping."""


class SearchIndex:
    """Of a folder of segments. Safe to use from several threads: each opens the files for itself, to read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connections: list[sqlite3.Connection] = []
        self._local = threading.local()

    def find(self, search: str, kind: str | None = None, limit: int = 50) -> list[Hit]:
        """Things whose text holds every word of the search: names first, shorter ones first.

        Words are parted by white space; one with fewer than two characters finds nothing.
        """
        words = tuple(dict.fromkeys(folded(search[:LONGEST]).split()))
        if not words or min(map(len, words)) < SHORTEST:
            return []
        hits = (Hit(*row, matches(row[3], words)) for row in self._candidates(words, kind))
        return sorted((hit for hit in hits if hit.matches), key=lambda hit: _rank(hit, words))[:limit]

    def close(self) -> None:
        while self._connections:
            self._connections.pop().close()

    def _candidates(self, words: Iterable[str], kind: str | None) -> Iterator[tuple[str, str, str, str]]:
        phrases = " AND ".join(f'"{bigrams(word)}"' for word in words)
        try:
            for connection, dead in self._segments():
                yield from connection.execute(_CANDIDATES, (phrases, kind or "", kind or "", dead))
        except (sqlite3.Error, OSError, ValueError) as error:
            raise BuildError(
                f"{self._path}: the search index cannot be read ({error}); build again"
            ) from error

    def _segments(self) -> list[tuple[sqlite3.Connection, str]]:
        """Of each segment this thread's connection, and as JSON which of its partitions are no more."""
        if not hasattr(self._local, "segments"):
            dead = read_dead(self._path)
            self._local.segments = []
            for path in sorted(self._path.glob("*.sqlite")):
                address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
                connection = sqlite3.connect(address, uri=True, check_same_thread=False)
                self._connections.append(connection)
                self._local.segments.append((connection, json.dumps(dead.get(path.name, ()))))
        segments: list[tuple[sqlite3.Connection, str]] = self._local.segments
        return segments


def matches(text: str, words: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Where the words stand in the text; nothing unless each stands somewhere.

    >>> matches("万州区和ＷＡＮ", ("万州", "wan"))
    ((0, 2), (4, 7))
    """
    folds, origin = _folded_with_offsets(text)
    found: list[tuple[int, int]] = []
    for word in words:
        places = [match.start() for match in re.finditer(re.escape(word), folds)]
        if not places:
            return ()
        found += [(origin[place], origin[place + len(word) - 1] + 1) for place in places]
    return _merged(sorted(found))


def _folded_with_offsets(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the offset in the text that it comes from."""
    pieces = [(folded(character), offset) for offset, character in enumerate(text)]
    return "".join(piece for piece, _ in pieces), [offset for piece, offset in pieces for _ in piece]


def _merged(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _rank(hit: Hit, words: tuple[str, ...]) -> tuple[int, int, str, str]:
    """A thing of that name, then names that begin with it, then all others; shorter names first."""
    name, search = folded(hit.label), " ".join(words)
    place = 0 if name == search else 1 if name.startswith(search) else 2
    return place, len(hit.label), hit.text, hit.iri
