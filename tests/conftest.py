"""What many tests share: the shipped report's graph, built once by the command itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import main


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
