"""What many tests share: the shipped report's graph, built once by the command itself."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import main
from graph.building import shared_partitions
from graph.building.partition import Partition
from graph.n_quads import Pieces


@pytest.fixture(scope="session", autouse=True)
def _vocabulary_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The many builds of the tests share the partitions that no report changes, by their key, as copies."""
    made, session = shared_partitions._made, tmp_path_factory.mktemp("partitions")

    def once(cache: Path, name: str, key: Sequence[str], *quads: Callable[[], Iterable[Pieces]]) -> Partition:
        kept, folder = (shared_partitions._folder(each, name, key) for each in (session, cache))
        if kept.is_dir() and not folder.is_dir():
            shutil.copytree(kept, folder)
        partition = made(cache, name, key, *quads)
        if not kept.is_dir():
            shutil.copytree(folder, kept)
        return partition

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shared_partitions, "_made", once)
        yield


@pytest.fixture(scope="session")
def shipped_result(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """Where `chengnuo build` put the graph of the shipped report, and what it printed."""
    target = tmp_path_factory.mktemp("shipped") / "build"
    return target, CliRunner().invoke(main, ["build", "--output", str(target)], catch_exceptions=False)


@pytest.fixture(scope="session")
def shipped_build(shipped_result: tuple[Path, Result]) -> Path:
    """The graph of the shipped report; tests only read it."""
    target, result = shipped_result
    assert result.exit_code == 0, result.output
    return target
