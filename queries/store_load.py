"""Loads a build into a remote store, graph by graph: what is there already stays, what is half there is
redone.

A graph of the store's own, `id/graph/loaded`, keeps the checksum of each graph that was loaded whole. A
load that
was stopped goes on where it was; a graph that the build no longer has is removed; graphs of others are
left alone.
"""

from __future__ import annotations

import gzip
import hashlib
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from string import Template

from graph.build_directory import BESIDE_FOLDER, DATA_FOLDER, Build
from ontology.errors import StoreUnavailable
from ontology.identifiers import Identifiers
from ontology.namespaces import CN
from queries import media_types, normal_form
from queries.remote_store import RemoteStore
from queries.results import Table

CHUNK = 4 << 20
"""Bytes of triples that are sent at a time."""

_QUADS = (f"{DATA_FOLDER}/", f"{BESIDE_FOLDER}/")
_SPOOLED = 64 << 20
"""Bytes that wait in memory until they are written to the files of their graphs."""
_LOADED = Template((Path(__file__).with_name("updates") / "loaded.rq").read_text(encoding="utf-8"))
_IDENTIFIER = "http://purl.org/dc/terms/identifier"
_ANSWER_BYTES = 64 << 20

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class NamedGraph:
    """One graph of a build, as lines of N-Triples in a file."""

    iri: str
    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did, in graphs."""

    written: tuple[str, ...]
    kept: tuple[str, ...]
    removed: tuple[str, ...]


def load(build: Build, store: RemoteStore, *, seconds: float, say: Say = lambda _: None) -> Loaded:
    """The store holds the build's graphs afterwards. Raises QueryError where it does not take them."""
    marks = Identifiers(build.base).graph("loaded")
    with named_graphs(quad_files(build)) as graphs:
        before = {**loaded_graphs(build.base, store, seconds=seconds)}
        whole = before.pop(marks, None) == content(build)
        wanted = {graph.iri: graph for graph in graphs}
        kept = {iri: sha for iri, sha in before.items() if iri in wanted and wanted[iri].sha256 == sha}
        removed = tuple(sorted(before.keys() - wanted.keys()))
        written = [graph for graph in graphs if graph.iri not in kept]
        if not whole:
            _mark_only(store, marks, kept, seconds)
        for iri in removed:
            say(f"removing {iri}")
            store.clear(iri, seconds=seconds)
        for number, graph in enumerate(written, 1):
            say(f"{number} of {len(written)}: {graph.iri}")
            _write(store, graph, seconds)
            store.add(marks, _mark(marks, graph.iri, graph.sha256), seconds=seconds)
        if not whole:
            store.add(marks, _mark(marks, marks, content(build)), seconds=seconds)
    return Loaded(tuple(graph.iri for graph in written), tuple(sorted(kept)), removed)


def loaded_graphs(base: str, store: RemoteStore, *, seconds: float) -> Mapping[str, str]:
    """Checksums of the graphs that were loaded whole, by IRI; that of the marks themselves is for all
    together."""
    marks = Identifiers(base).graph("loaded")
    sparql = _LOADED.substitute(graph=marks)
    answer = store.query(sparql, media_types.JSON, seconds=seconds, limit=_ANSWER_BYTES)
    table = Table.from_json(normal_form.rows(answer.body, media_types.JSON))
    return dict(zip(table.column("name"), table.column("sha256"), strict=True))


def verify_loaded(build: Build, store: RemoteStore, *, seconds: float) -> None:
    """Raises StoreUnavailable unless the store was loaded with this very build, to its end."""
    found = loaded_graphs(build.base, store, seconds=seconds)
    if found.get(Identifiers(build.base).graph("loaded")) != content(build):
        raise StoreUnavailable(f"the store does not hold the graph of {build.path}: run `chengnuo load`")


def content(build: Build) -> str:
    """A checksum of all that a build says."""
    files = build.manifest.files
    named = sorted((name, files[name].sha256) for name in files if name.startswith(_QUADS))
    return hashlib.sha256(repr(named).encode()).hexdigest()


def quad_files(build: Build) -> list[Path]:
    """Gzipped N-Quads with all graphs of a build."""
    return [path for folder in (DATA_FOLDER, BESIDE_FOLDER) for path in build.partition_paths(folder)]


@contextmanager
def named_graphs(quads: Sequence[Path]) -> Iterator[Sequence[NamedGraph]]:
    """The graphs of gzipped N-Quads, each in a file of its own for as long as the context lasts."""
    with tempfile.TemporaryDirectory(prefix="chengnuo-load-") as folder:
        waiting: dict[bytes, list[bytes]] = defaultdict(list)
        files: dict[bytes, Path] = {}
        size = 0
        for path in quads:
            with gzip.open(path, "rb") as lines:
                for line in lines:
                    triple, graph = split(line)
                    waiting[graph].append(triple)
                    size += len(triple)
            if size > _SPOOLED:
                _spool(waiting, files, Path(folder))
                size = 0
        _spool(waiting, files, Path(folder))
        yield [NamedGraph(graph.decode(), path, _sha256(path)) for graph, path in sorted(files.items())]


def split(line: bytes) -> tuple[bytes, bytes]:
    """A line of N-Quads as a line of N-Triples and the IRI of its graph.

    >>> split(b'<a:s> <a:p> "o" <a:g> .')
    (b'<a:s> <a:p> "o" .\\n', b'a:g')
    """
    triple, graph, _ = line.rstrip().rsplit(b" ", 2)
    return triple + b" .\n", graph[1:-1]


def _spool(waiting: dict[bytes, list[bytes]], files: dict[bytes, Path], folder: Path) -> None:
    for graph, lines in waiting.items():
        path = files.setdefault(graph, folder / f"{len(files)}.nt")
        with path.open("ab") as file:
            file.writelines(lines)
    waiting.clear()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _mark_only(store: RemoteStore, marks: str, kept: Mapping[str, str], seconds: float) -> None:
    """What is about to change is no longer said to be whole."""
    store.clear(marks, seconds=seconds)
    lines = [line for iri, sha in sorted(kept.items()) for line in _mark(marks, iri, sha)]
    if lines:
        store.add(marks, lines, seconds=seconds)


def _mark(marks: str, iri: str, sha256: str) -> list[bytes]:
    """That a graph was loaded whole. It names the graph in words, so that no question about it meets this."""
    subject = f"{marks}#{hashlib.sha256(iri.encode()).hexdigest()[:16]}"
    return [
        f'<{subject}> <{_IDENTIFIER}> "{iri}" .\n'.encode(),
        f'<{subject}> <{CN.sha256}> "{sha256}" .\n'.encode(),
    ]


def _write(store: RemoteStore, graph: NamedGraph, seconds: float) -> None:
    store.clear(graph.iri, seconds=seconds)
    with graph.path.open("rb") as file:
        while lines := file.readlines(CHUNK):
            store.add(graph.iri, lines, seconds=seconds)
