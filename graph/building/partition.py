"""Partition: a piece of the graph in a folder of its own, written once and used by every build that holds it.

Each report is one; so are the vocabulary, the divisions that reports name, and what several reports say
together. No two have a subject in common in one graph, so that a build is nothing but its partitions, and
counts add up.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pyoxigraph import Quad

from graph.build_directory import BESIDE_FOLDER, DATA_FOLDER, BuiltFile
from graph.building.search_index import Row, search_rows
from graph.building.totals import Totals, damage_told
from graph.counts import Counts
from graph.derived.summaries import Counted
from graph.n_quads import Pieces, read_gzipped, write_gzipped
from ontology.errors import BuildError

DATA, BESIDE = "data.nq.gz", "beside.nq.gz"
"""Sorted N-Quads: what the files of the data hold, and what is beside it (inferred, description)."""

_SUMMARY, _SEARCH = "summary.json", "search.jsonl.gz"
_NONE: Mapping[Counted, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Partition:
    """For reading."""

    name: str
    """Its path below `data/` of a version: `vocabulary`, `reports/chongqing-2023` …"""
    folder: Path
    digest: str
    """Of its triples."""
    graphs: Mapping[str, int]
    """Triples by named graph."""
    built_files: Mapping[str, BuiltFile]
    """Its files that a version may hold, by their names in the folder: not pickles, whose bytes vary."""
    about: Mapping[str, Any]
    """What else its writer noted."""

    @classmethod
    def open(cls, name: str, folder: Path) -> Partition:
        """Raises BuildError where it is not whole."""
        with damage_told(folder):
            raw: dict[str, Any] = json.loads((folder / _SUMMARY).read_text(encoding="utf-8"))
            files = {file: BuiltFile(**built) for file, built in raw["files"].items()}
            return cls(name, folder, raw["digest"], raw["graphs"], files, raw["about"])

    @property
    def triples(self) -> int:
        return sum(self.graphs.values())

    def files(self) -> dict[str, Path]:
        """Its N-Quads, by the paths that they have below a version."""
        return {
            f"{folder}/{self.name}.nq.gz": self.folder / name
            for folder, name in ((DATA_FOLDER, DATA), (BESIDE_FOLDER, BESIDE))
            if name in self.built_files
        }

    def totals(self) -> Totals:
        """How much it holds. Raises BuildError where it is not whole."""
        return Totals.read(self.folder)

    def statements(self) -> Mapping[Counted, int]:
        """What of its totals counts statements of reports."""
        return Totals.read_statements(self.folder)

    def search_rows(self) -> Iterator[Row]:
        """What of it is searched."""
        with gzip.open(self.folder / _SEARCH, "rt", encoding="utf-8") as stream:
            for line in stream:
                iri, label, kind, text = json.loads(line)
                yield iri, label, kind, text

    def quads(self, *names: str) -> Iterator[Quad]:
        """Of these files, by default of both."""
        for name in names or (DATA, BESIDE):
            if name in self.built_files:
                yield from read_gzipped(self.folder / name)


def write_partition(
    folder: Path,
    data: Iterable[Pieces],
    beside: Iterable[Pieces],
    about: Mapping[str, Any],
    statements: Mapping[Counted, int] = _NONE,
) -> None:
    """Writes a partition into its folder; the same quads give the same bytes. `statements` are counted.

    Its writer's own files are there already.

    Raises BuildError where a triple is in two graphs.
    """
    inside, outside = list(data), list(beside)
    _refuse_shared_triples([*inside, *outside])
    digest = hashlib.sha256()
    for name, pieces in ((DATA, inside), (BESIDE, outside)):
        digest.update(write_gzipped(folder / name, pieces))
    Totals(Counts.of(inside), statements).write(folder)
    rows = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in search_rows(inside))
    (folder / _SEARCH).write_bytes(gzip.compress(rows.encode(), 1, mtime=0))
    graphs = Counter(map(itemgetter(3), chain(inside, outside)))
    written = (path for path in sorted(folder.iterdir()) if path.suffix != ".pickle")
    files = {path.name: asdict(BuiltFile.of(path)) for path in written}
    summary = {
        "digest": digest.hexdigest(),
        "graphs": {graph[1:-1]: graphs[graph] for graph in sorted(graphs)},
        "files": files,
        "about": about,
    }
    (folder / _SUMMARY).write_text(json.dumps(summary, ensure_ascii=False) + "\n", encoding="utf-8")


def _refuse_shared_triples(quads: Sequence[Pieces]) -> None:
    """Each triple is in one graph only."""
    if len(set(map(itemgetter(0, 1, 2), quads))) < len(quads):
        ((shared, _),) = Counter(quad[:3] for quad in quads).most_common(1)
        raise BuildError(f"a triple is in two graphs, such as {' '.join(shared)}: report this fault")
