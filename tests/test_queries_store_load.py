"""Loading a build into a store: graph by graph, resumed where it was stopped, nothing sent twice."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from graph.build_directory import Build
from ontology.errors import StoreUnavailable
from ontology.identifiers import Identifiers
from ontology.store_address import StoreAddress
from queries.remote_store import RemoteStore
from queries.store_load import content, load, named_graphs, verify_loaded
from tests.fake_store import JSON, FakeStore, running


class Marking(FakeStore):
    """A store that answers which graphs were loaded, from what was written to it."""

    def marks(self, graph: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for method, target, body in self.written:
            if target == graph and method == "DELETE":
                found.clear()
            elif target == graph:
                lines = [line.split('"')[1] for line in body.decode().splitlines()]
                found |= dict(zip(lines[::2], lines[1::2], strict=True))
        return found

    def answer_marks(self, graph: str) -> None:
        rows = [
            {"name": {"type": "literal", "value": name}, "sha256": {"type": "literal", "value": sha}}
            for name, sha in self.marks(graph).items()
        ]
        document = {"head": {"vars": ["name", "sha256"]}, "results": {"bindings": rows}}
        self.body, self.headers = json.dumps(document).encode(), {"Content-Type": JSON}


def loading(store: Marking, build: Build) -> tuple[int, int, int]:
    store.answer_marks(Identifiers(build.base).graph("loaded"))
    address = StoreAddress(store.address + "/query", graphs=store.address + "/store")
    with RemoteStore(address) as remote:
        done = load(build, remote, seconds=5)
    return len(done.written), len(done.kept), len(done.removed)


def test_resumed_and_not_sent_twice(shipped_build: Path) -> None:
    build = Build.open(shipped_build)
    graphs, marks = len(build.manifest.graphs), Identifiers(build.base).graph("loaded")
    with running(Marking(fails_after=8)) as store:
        assert isinstance(store, Marking)
        with pytest.raises(StoreUnavailable, match="POST is answered with 500"):
            loading(store, build)
        whole = len(store.marks(marks))
        assert 0 < whole < graphs
        store.fails_after = 1_000_000
        assert loading(store, build) == (graphs - whole, whole, 0)
        assert store.marks(marks).keys() == build.manifest.graphs.keys() | {marks}
        written = len(store.written)
        assert loading(store, build) == (0, graphs, 0)
        assert len(store.written) == written, "nothing is written where all is there"


def test_what_is_sent_is_what_was_built(shipped_build: Path) -> None:
    build = Build.open(shipped_build)
    with running(Marking()) as store:
        assert isinstance(store, Marking)
        loading(store, build)
        for graph, triples in build.manifest.graphs.items():
            sent = b"".join(body for method, target, body in store.written if target == graph)
            assert len(sent.splitlines()) == triples


def test_a_graph_that_is_no_more_is_removed(shipped_build: Path) -> None:
    build = Build.open(shipped_build)
    marks = Identifiers(build.base).graph("loaded")
    gone = Identifiers(build.base).graph("gone-2020")
    with running(Marking()) as store:
        assert isinstance(store, Marking)
        mark = f'<{marks}#x> <urn:a> "{gone}" .\n<{marks}#x> <urn:b> "abc" .\n'
        store.written.append(("POST", marks, mark.encode()))
        assert loading(store, build) == (len(build.manifest.graphs), 0, 1)
        assert ("DELETE", gone, b"") in store.written


def test_a_store_with_another_build_is_refused(shipped_build: Path) -> None:
    build = Build.open(shipped_build)
    with running(Marking()) as store:
        assert isinstance(store, Marking)
        loading(store, build)
        with RemoteStore(StoreAddress(store.address + "/query")) as remote:
            with pytest.raises(StoreUnavailable, match="run `chengnuo load`"):
                verify_loaded(build, remote, seconds=5)
            store.answer_marks(Identifiers(build.base).graph("loaded"))
            verify_loaded(build, remote, seconds=5)
    assert len(content(build)) == 64


def test_graphs_of_a_file(tmp_path: Path) -> None:
    quads = tmp_path / "data.nq.gz"
    quads.write_bytes(gzip.compress(b'<a:s> <a:p> "x > y . <a:z>" <a:g> .\n<a:s> <a:p> "z" <a:h> .\n'))
    with named_graphs([quads]) as graphs:
        assert [graph.iri for graph in graphs] == ["a:g", "a:h"]
        assert graphs[0].path.read_text(encoding="utf-8") == '<a:s> <a:p> "x > y . <a:z>" .\n'
    assert not graphs[0].path.exists()
