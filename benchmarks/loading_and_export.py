"""What it takes to load a graph and to write it as Turtle: our way, rdflib's, and that of serdi (of serd)."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from rdflib import Dataset, Graph

from graph.build_directory import Build
from graph.building.store import StoreLoading
from graph.publishing.export import export
from queries.store_load import quad_files

RDFLIB_REPORTS = 100
"""rdflib keeps all in memory: 6 GB for a hundred (docs/scale.md)."""


def load_seconds(build: Build, data: Path) -> dict[str, float]:
    """Seconds to load all triples, by engine; `data` has them as N-Quads, which is what rdflib takes."""
    found = {"embedded": _seconds(lambda: _load(build))}
    if len(build.reports) <= RDFLIB_REPORTS:
        found["rdflib"] = _seconds(lambda: Dataset().parse(data, format="nquads"))
    return found


def export_seconds(build: Build) -> dict[str, float]:
    """Seconds to write the data as Turtle to a file, by tool.

    Ours begins with the build on disk, serdi with N-Triples on disk, rdflib with a graph in memory.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        triples, turtle = folder / "all.nt", folder / "all.ttl"
        _export(build, "ntriples", triples)
        found = {"chengnuo": _seconds(lambda: _export(build, "turtle", turtle))}
        if serdi := shutil.which("serdi"):
            found["serdi"] = _seconds(lambda: _serdi(serdi, triples, turtle))
        if len(build.reports) <= RDFLIB_REPORTS:
            graph = Graph().parse(triples, format="nt")
            found["rdflib"] = _seconds(lambda: graph.serialize(turtle, format="turtle"))
    return found


def _load(build: Build) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(StoreLoading(Path(folder) / "store")) as loading:
        loading.settle({str(path): path for path in quad_files(build)})
        loading.wait()


def _export(build: Build, format: str, target: Path) -> None:
    with target.open("wb") as stream:
        export(build, format, stream)


def _serdi(command: str, triples: Path, target: Path) -> None:
    with target.open("wb") as stream:
        subprocess.run([command, "-i", "ntriples", "-o", "turtle", triples], stdout=stream, check=True)


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
