"""The store of a build: written once, opened for reading ever after.

`python -m graph.store` does what is asked on standard input in a process of its own: a damaged store may
end it, the engine's threads do not survive a fork, and its memory is given back.
"""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from graph.build_directory import REMEDY, Build, versions
from graph.n_quads import read_gzipped
from ontology.errors import BuildError
from ontology.identifiers import Identifiers

_CHECKOUT = Path(__file__).resolve().parents[2]
_QUICKLY_COUNTED = 5_000_000
"""Triples of a store that are all counted to verify it, in a second or two."""


def write_store(path: Path, files: Iterable[Path]) -> None:
    """Loads gzipped files of N-Quads into a new store, in one go and so in bounded memory."""
    _run("write", path, {"files": [str(file.absolute()) for file in files]})


def change_store(
    before: Path, path: Path, gone: Iterable[Path], come: Iterable[Path], graphs: Iterable[str]
) -> None:
    """Makes a store out of another one, which stays as it is: their files are shared as far as they are the
    same.

    `gone` and `come` are gzipped files of N-Quads; `graphs` are named graphs that are only in such files.
    """
    asked = {
        "before": str(before.absolute()),
        "gone": [str(file.absolute()) for file in gone],
        "come": [str(file.absolute()) for file in come],
        "graphs": list(graphs),
    }
    _run("change", path, asked)


def verify_store(build: Build, graphs: Iterable[str] | None = None) -> None:
    """Raises BuildError unless the store opens and holds as many triples as were built.

    All are counted or, in a large store, those of `graphs`, else of the vocabulary's.
    What is damaged beyond that is found when it is read: the store's blocks have checksums.
    """
    expected = {"": build.manifest.triples}
    if build.manifest.triples > _QUICKLY_COUNTED:
        chosen = [Identifiers(build.base).graph("vocabulary")] if graphs is None else graphs
        expected = {graph: build.manifest.graphs.get(graph, 0) for graph in chosen}
    held = _run("count", build.store_path, {"graphs": list(expected)})
    for graph, triples in expected.items():
        if held[graph] != triples:
            where = f" in {graph}" if graph else ""
            raise BuildError(
                f"{build.store_path}: the store holds {held[graph]} triples of {triples}{where}; {REMEDY}"
            )


def _run(action: str, path: Path, asked: Mapping[str, Any]) -> Any:
    """What a process of its own answers. Raises BuildError with its last words."""
    command = (sys.executable, "-m", "graph.building.store", action, str(path.absolute()))
    done = subprocess.run(
        command, cwd=_CHECKOUT, input=json.dumps(asked), capture_output=True, text=True, errors="replace"
    )
    if done.returncode != 0:
        reason = done.stderr.strip().rpartition("\n")[2] or f"its process ended with {done.returncode}"
        if action == "count":
            raise BuildError(f"{path}: the store is damaged ({reason}); {REMEDY}")
        raise BuildError(f"{path}: the store cannot be written ({reason}); choose another --output")
    return json.loads(done.stdout)


def sound_build(target: Path) -> tuple[Build, BuildError | None]:
    """The current version of a build directory or, where that is damaged, the newest before that is sound.

    With what is wrong with the current one. Raises BuildError for it where there is no sound one.
    """
    current, *before = versions(target)
    try:
        return _verified(current), None
    except BuildError as error:
        for version in before:
            with suppress(BuildError):
                return _verified(version), error
        raise


def _verified(version: Path) -> Build:
    build = Build.open(version)
    verify_store(build)
    return build


class _Joined(io.RawIOBase):
    """The content of gzipped files, one after the other, as one stream."""

    def __init__(self, files: Sequence[str]) -> None:
        self._contents = (gzip.decompress(Path(file).read_bytes()) for file in files)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._rest:
            following = next(self._contents, None)
            if following is None:
                return 0
            self._rest = memoryview(following)
        size = min(len(buffer), len(self._rest))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size


def _write(path: str, asked: Mapping[str, Any]) -> None:
    store = Store(path)
    stream = io.BufferedReader(_Joined(asked["files"]), 1 << 20)
    store.bulk_load(stream, format=RdfFormat.N_QUADS, lenient=True)  # our own, so its IRIs are sound
    store.optimize()
    store.flush()


def _change(path: str, asked: Mapping[str, Any]) -> None:
    Store.read_only(asked["before"]).backup(path)
    store = Store(path)
    for graph in asked["graphs"]:
        store.remove_graph(NamedNode(graph))
    gone, come = set(_quads(asked["gone"])), set(_quads(asked["come"]))
    whole = {NamedNode(graph) for graph in asked["graphs"]}
    for quad in gone - come:
        if quad.graph_name not in whole:
            store.remove(quad)
    store.bulk_extend(quad for quad in come if quad not in gone or quad.graph_name in whole)
    store.flush()


def _count(path: str, asked: Mapping[str, Any]) -> Mapping[str, int]:
    store = Store.read_only(path)
    return {
        graph: sum(1 for _ in store.quads_for_pattern(None, None, None, NamedNode(graph)))
        if graph
        else len(store)
        for graph in asked["graphs"]
    }


def _quads(files: Iterable[str]) -> Iterator[Quad]:
    for file in files:
        yield from read_gzipped(Path(file))


_ACTIONS: Mapping[str, Callable[[str, Mapping[str, Any]], Any]] = {
    "write": _write,
    "change": _change,
    "count": _count,
}

if __name__ == "__main__":
    print(json.dumps(_ACTIONS[sys.argv[1]](sys.argv[2], json.load(sys.stdin))))
