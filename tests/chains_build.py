"""Small reports of several governments and years, read by the real pipeline, and their build."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from graph.build_directory import Build
from graph.building.build import build_graph
from loaders.pipeline import read_report
from loaders.records import Extraction
from queries.catalogue import questions
from viz.network.layout import write_layout

REPORTS = Path(__file__).with_name("cases") / "chains"


@cache
def extractions() -> tuple[Extraction, ...]:
    return tuple(read_report(path) for path in sorted(REPORTS.glob("*.txt")))


@cache
def chains_build() -> Build:
    """Made once in a test run."""
    folder = Path(tempfile.mkdtemp(prefix="chengnuo-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return build_graph(
        extractions(), folder / "build", questions=list(questions().values()), artifacts=[write_layout]
    )
