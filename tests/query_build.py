"""A build of the vocabulary and a report written by hand, for the tests of queries/."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat

from ontology.identifiers import DEFAULT_BASE
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
    store.flush()
    return TinyBuild(folder / "store", folder / "search")
