"""A build of the vocabulary and a report written by hand, for the tests of queries/."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat

from graph.derived.closure import area_closure, region_closure
from graph.derived.summaries import count, count_quads
from graph.n_quads import as_quads, by_predicate, in_pieces, joined
from ontology.identifiers import DEFAULT_BASE, Identifiers
from ontology.namespaces import CN
from ontology.vocabulary import vocabulary_files

REPORT = Path(__file__).with_name("cases") / "queries" / "report.trig"
TINY = DEFAULT_BASE + "id/tiny/"
REGION = DEFAULT_BASE + "id/region/"


@dataclass(frozen=True)
class TinyBuild:
    """As much of a build as questions need."""

    store_path: Path
    search_path: Path
    base: str = DEFAULT_BASE


@cache
def tiny_build() -> TinyBuild:
    """Made once in a test run."""
    folder = Path(tempfile.mkdtemp(prefix="chengnuo-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    store = pyoxigraph.Store(str(folder / "store"))
    vocabulary = NamedNode(DEFAULT_BASE + "id/graph/vocabulary")
    for path in vocabulary_files():
        store.load(path=path, format=RdfFormat.TURTLE, to_graph=vocabulary)
    store.load(path=REPORT, format=RdfFormat.TRIG)
    store.extend(_summaries(list(store)))
    store.flush()
    return TinyBuild(folder / "store", folder / "search")


def _summaries(quads: list[Quad]) -> list[Quad]:
    """Closures and counts, as a build derives them."""
    identifiers = Identifiers()
    said = by_predicate(in_pieces(quads))
    areas = area_closure(said, identifiers)
    counts = count(joined(said, by_predicate(areas)))
    every = (f"{DEFAULT_BASE}id/tiny", str(CN.allReports))
    counted = {quad for scope in every for quad in count_quads(counts, scope, identifiers)}
    return as_quads(region_closure(said, identifiers) | areas | counted)
