"""Store process: what is asked of a store is done here, in a process of its own, by `python -m`.

A damaged store may end it, the engine's threads do not survive a fork, and its memory is given back.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from graph.n_quads import read_gzipped

_AT_ONCE = 300_000
"""Quads that are added in one transaction, and written together with what is removed. Loaded in bulk they
would be files of their own, in which each lookup has to look as well, ever after."""


class _Joined(io.RawIOBase):
    """The content of gzipped files, one after the other, as one stream."""

    def __init__(self, files: Iterable[str]) -> None:
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


def _load(path: str) -> None:
    """Loads the files whose names come on standard input, in bounded memory and while they are still being
    made, then removes what others say. It ends when nobody is there any more to say so."""
    names: SimpleQueue[str | None] = SimpleQueue()
    surplus: list[str] = []
    Thread(target=_listen, args=(names, surplus), daemon=True).start()
    store = Store(path)
    stream = io.BufferedReader(_Joined(iter(names.get, None)), 1 << 20)
    store.bulk_load(stream, format=RdfFormat.N_QUADS, lenient=True)  # our own, so its IRIs are sound
    for quad in _quads(surplus):
        store.remove(quad)
    store.optimize()
    store.flush()


def _listen(names: SimpleQueue[str | None], surplus: list[str]) -> None:
    with open(0, encoding="utf-8", closefd=False) as lines:  # at its end Python waits for sys.stdin
        for line in lines:
            said = json.loads(line)
            if isinstance(said, str):
                names.put(said)
            else:
                surplus += said
                names.put(None)
    os._exit(1)  # the build is no more, and its folder will be removed


def _change(path: str) -> None:
    """Changes a copy of another store as standard input tells, and looks up what it was told."""
    lines = map(json.loads, sys.stdin)  # where they end before the last, the build is no more: nor are we
    store = _copy(path, next(lines))
    all_gone, all_come = set[Quad](), set[Quad]()
    while said := next(lines):
        whole = {NamedNode(graph) for graph in said["graphs"]}
        for graph in whole:
            store.remove_graph(graph)
        gone, come = set(_quads(said["gone"])), set(_quads(said["come"]))
        for quad in gone - come:
            if quad.graph_name not in whole:
                store.remove(quad)
        added = [quad for quad in come if quad not in gone or quad.graph_name in whole]
        (store.extend if len(added) <= _AT_ONCE else store.bulk_extend)(added)
        all_gone |= gone
        all_come |= come
    store.flush()
    del store  # what is looked up was written
    changed = Store.read_only(path)
    if lost := next((quad for quad in all_come if quad not in changed), None):
        raise SystemExit(f"it has not {lost}")
    if kept := next((quad for quad in all_gone - all_come if quad in changed), None):
        raise SystemExit(f"it still has {kept}")


def _optimize(path: str) -> None:
    """Makes a copy of another store, and writes it in order."""
    asked = json.loads(sys.stdin.readline())
    Thread(target=_leave_with_the_build, daemon=True).start()
    store = _copy(path, asked)
    store.optimize()
    store.flush()


def _leave_with_the_build() -> None:
    """Ends this process where there is nobody any more who could say something."""
    with open(0, "rb", buffering=0, closefd=False) as nothing:  # at its end Python waits for sys.stdin
        nothing.read()
    os._exit(1)


def _copy(path: str, asked: Mapping[str, Any]) -> Store:
    """A store that shares the files of another, as long as they stay as they are."""
    before = Store.read_only(asked["before"])
    if _counted(before, asked["holds"]) != asked["holds"]:
        raise SystemExit("the store that it is made of is damaged")
    before.backup(path)
    return Store(path)


def _count(path: str) -> None:
    """Answers on standard output how many triples the store has of each graph named on standard input."""
    print(json.dumps(_counted(Store.read_only(path), json.load(sys.stdin))))


def _counted(store: Store, graphs: Iterable[str]) -> Mapping[str, int]:
    """Triples of these graphs; of all where the name is empty."""
    return {
        graph: sum(1 for _ in store.quads_for_pattern(None, None, None, NamedNode(graph)))
        if graph
        else len(store)
        for graph in graphs
    }


def _quads(files: Iterable[str]) -> Iterator[Quad]:
    for file in files:
        yield from read_gzipped(Path(file))


_ACTIONS: Mapping[str, Callable[[str], None]] = {
    "load": _load,
    "change": _change,
    "optimize": _optimize,
    "count": _count,
}

if __name__ == "__main__":
    action, place = sys.argv[1:]
    _ACTIONS[action](place)
