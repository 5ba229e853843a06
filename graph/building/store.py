"""The store of a build: written once, opened for reading ever after; `store_process` does the work."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from graph.allocator import MUCH, environment
from graph.build_directory import REMEDY, Build, versions
from ontology.errors import BuildError
from ontology.identifiers import Identifiers

_CHECKOUT = Path(__file__).resolve().parents[2]
_QUICKLY_COUNTED = 5_000_000
"""Triples of a store that are all counted to verify it, in a second or two."""


class StoreLoading:
    """A new store that is loaded by a process of its own, as soon as there is a file for it.

    Files are gzipped N-Quads, each with a name by which it is known here.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._files: dict[str, Path] = {}
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> StoreLoading:
        return self

    def __exit__(self, *_: object) -> None:
        """Ends the process if it is under way still."""
        if self._process:
            self._process.kill()
            with suppress(BrokenPipeError), self._process:
                pass  # closes what leads to it, and waits for its end

    @property
    def begun(self) -> bool:
        return self._process is not None

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
        if self._process and self._process.wait() != 0:
            self._fail(self._process)

    def _tell(self, said: str | list[str]) -> None:
        if self._process is None:
            command, pipe = _command("load", self._path), subprocess.PIPE
            self._process = subprocess.Popen(
                command,
                cwd=_CHECKOUT,
                env=environment(MUCH),
                stdin=pipe,
                stderr=pipe,
                text=True,
                errors="replace",
            )
        assert self._process.stdin
        try:
            print(json.dumps(said), file=self._process.stdin, flush=True)
        except BrokenPipeError:
            self._process.wait()
            self._fail(self._process)

    def _fail(self, process: subprocess.Popen[str]) -> None:
        assert process.stderr
        raise _cannot_be_written(self._path, _last_words(process.stderr.read(), process.returncode))


def change_store(
    before: Build, path: Path, gone: Iterable[Path], come: Iterable[Path], graphs: Iterable[str]
) -> None:
    """Makes a store out of a build's, which stays as it is: their files are shared as far as they are the
    same. What changes is looked up afterwards.

    Raises BuildError where the build's store is damaged, or what shall change did not.

    `gone` and `come` are gzipped files of N-Quads; `graphs` are named graphs that are only in such files.
    """
    asked = {
        "before": str(before.store_path.absolute()),
        "holds": _held(before),
        "gone": [str(file.absolute()) for file in gone],
        "come": [str(file.absolute()) for file in come],
        "graphs": list(graphs),
    }
    _run("change", path, asked)


def verify_store(build: Build) -> None:
    """Raises BuildError unless the store opens and holds as many triples as were built.

    All are counted or, in a large store, those of the vocabulary.
    What is damaged beyond that is found when it is read: the store's blocks have checksums.
    """
    expected = _held(build)
    held = _run("count", build.store_path, {"graphs": list(expected)})
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


def _run(action: str, path: Path, asked: Mapping[str, Any]) -> Any:
    """What a process of its own answers. Raises BuildError with its last words."""
    command, said = _command(action, path), json.dumps(asked)
    done = subprocess.run(
        command, cwd=_CHECKOUT, input=said, capture_output=True, text=True, errors="replace"
    )
    if done.returncode != 0:
        reason = _last_words(done.stderr, done.returncode)
        if action == "count":
            raise BuildError(f"{path}: the store is damaged ({reason}); {REMEDY}")
        raise _cannot_be_written(path, reason)
    return json.loads(done.stdout)


def _command(action: str, path: Path) -> tuple[str, ...]:
    return (sys.executable, "-m", "graph.building.store_process", action, str(path.absolute()))


def _last_words(said: str, code: int) -> str:
    return said.strip().rpartition("\n")[2] or f"its process ended with {code}"


def _cannot_be_written(path: Path, reason: str) -> BuildError:
    return BuildError(f"{path}: the store cannot be written ({reason}); choose another --output")


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
