"""The store of a build: written once, opened for reading ever after; `store_process` does the work."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from graph.allocator import MUCH, environment
from graph.build_directory import REMEDY, Build, versions
from ontology.errors import BuildError
from ontology.identifiers import Identifiers

_CHECKOUT = Path(__file__).resolve().parents[2]
_QUICKLY_COUNTED = 5_000_000
"""Triples of a store that are all counted to verify it, in a second or two."""


class _StoreProcess:
    """Works on a store while it is told, in lines of JSON, what to do."""

    def __init__(self, action: str, path: Path) -> None:
        self._path = path
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            _command(action, path),
            cwd=_CHECKOUT,
            env=environment(MUCH),
            stdin=pipe,
            stderr=pipe,
            text=True,
            errors="replace",
        )

    def tell(self, said: object) -> None:
        """Raises BuildError where the process has ended."""
        assert self._process.stdin
        try:
            print(json.dumps(said), file=self._process.stdin, flush=True)
        except BrokenPipeError:
            self._process.wait()
            self._fail()

    def wait(self) -> None:
        """Returns when its work is done; raises BuildError where it cannot be."""
        if self._process.wait() != 0:
            self._fail()

    def close(self) -> None:
        """Ends the process if it is under way still."""
        self._process.kill()
        with suppress(BrokenPipeError), self._process:
            pass  # closes what leads to it, and waits for its end

    def _fail(self) -> None:
        assert self._process.stderr
        reason = _last_words(self._process.stderr.read(), self._process.returncode)
        raise BuildError(f"{self._path}: the store cannot be written ({reason}); {REMEDY}, or elsewhere")


class StoreLoading:
    """A new store that is loaded by a process of its own, as soon as there is a file for it.

    Files are gzipped N-Quads, each with a name by which it is known here.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._files: dict[str, Path] = {}
        self._process: _StoreProcess | None = None

    def close(self) -> None:
        """Ends the process if it is under way still."""
        if self._process:
            self._process.close()

    def add(self, files: Mapping[str, Path]) -> None:
        """Files that nobody changes any more. Raises BuildError where the process has ended."""
        for name, path in files.items():
            if name not in self._files:
                self._files[name] = path
                self._tell(str(path.absolute()))

    def settle(self, files: Mapping[str, Path]) -> None:
        """The store shall hold exactly these: what is missing is added, and what is too much removed."""
        self.add(files)
        surplus = (path for name, path in self._files.items() if name not in files)
        self._tell([str(path.absolute()) for path in surplus])

    def wait(self) -> None:
        """Returns when the store is whole; raises BuildError where it cannot be."""
        if self._process:
            self._process.wait()

    def _tell(self, said: str | list[str]) -> None:
        self._process = self._process or _StoreProcess("load", self._path)
        self._process.tell(said)


class StoreChange:
    """A store that is made of a build's, which stays as it is, by a process of its own: files of the two are
    shared as far as they are the same. What changes is told as soon as it is known, and looked up at the end.
    """

    def __init__(self, before: Build, path: Path) -> None:
        self._process = _StoreProcess("change", path)
        self._process.tell(_copied(before))

    def close(self) -> None:
        """Ends the process if it is under way still."""
        self._process.close()

    def change(self, graphs: Sequence[str], gone: Iterable[Path], come: Iterable[Path]) -> None:
        """Gzipped files of N-Quads, none of which says what one of another call says; `graphs` are named
        graphs that are only in them. Raises BuildError where the process has ended."""
        files = {"gone": gone, "come": come}
        paths = {what: [str(path.absolute()) for path in these] for what, these in files.items()}
        self._process.tell({"graphs": graphs, **paths})

    def finish(self) -> None:
        """Returns when the store is whole; raises BuildError where the one before is damaged, or what shall
        have changed did not."""
        self._process.tell(None)
        self._process.wait()


def optimize_store(before: Build, path: Path) -> None:
    """Makes a store that holds what a build's holds, in the order that is read soonest.

    Raises BuildError where the build's store is damaged, or it cannot be written.
    """
    with closing(_StoreProcess("optimize", path)) as process:
        process.tell(_copied(before))
        process.wait()


def _copied(before: Build) -> Mapping[str, Any]:
    """What a process is told that begins with a copy of a build's store."""
    return {"before": str(before.store_path.absolute()), "holds": _held(before)}


def verify_store(build: Build) -> None:
    """Raises BuildError unless the store opens and holds as many triples as were built.

    All are counted or, in a large store, those of the vocabulary.
    What is damaged beyond that is found when it is read: the store's blocks have checksums.
    """
    expected = _held(build)
    held = _counted(build.store_path, list(expected))
    for graph, triples in expected.items():
        if held[graph] != triples:
            where = f" in {graph}" if graph else ""
            raise BuildError(
                f"{build.store_path}: the store holds {held[graph]} triples of {triples}{where}; {REMEDY}"
            )


def _held(build: Build) -> dict[str, int]:
    """What is counted in a store: the triples of a graph, or of all."""
    if build.manifest.triples <= _QUICKLY_COUNTED:
        return {"": build.manifest.triples}
    graph = Identifiers(build.base).graph("vocabulary")
    return {graph: build.manifest.graphs.get(graph, 0)}


def _counted(path: Path, graphs: Sequence[str]) -> Mapping[str, int]:
    """Triples by graph, as a process of its own counts them. Raises BuildError with its last words."""
    done = subprocess.run(
        _command("count", path),
        cwd=_CHECKOUT,
        input=json.dumps(graphs),
        capture_output=True,
        text=True,
        errors="replace",
    )
    if done.returncode != 0:
        reason = _last_words(done.stderr, done.returncode)
        raise BuildError(f"{path}: the store is damaged ({reason}); {REMEDY}")
    counted: Mapping[str, int] = json.loads(done.stdout)
    return counted


def _command(action: str, path: Path) -> tuple[str, ...]:
    return (sys.executable, "-m", "graph.building.store_process", action, str(path.absolute()))


def _last_words(said: str, code: int) -> str:
    return said.strip().rpartition("\n")[2] or f"its process ended with {code}"


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
