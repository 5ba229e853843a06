"""The application works with nothing but its run-time dependencies, installed as a stranger would."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("ontology", "loaders", "graph", "queries", "viz", "data", "server.py", "cli.py")
FILES = ("pyproject.toml", "requirements.lock", "README.md", "LICENSE")
DEVELOPMENT = ("pytest", "mypy", "ruff", "hypothesis", "playwright")
EVERY_MODULE = """
import importlib, pathlib, sys
for path in sorted(pathlib.Path(".").rglob("*.py")):
    if path.parts[0] in {"ontology", "loaders", "graph", "queries", "viz"}:
        importlib.import_module(".".join(path.with_suffix("").parts).removesuffix(".__init__"))
import ontology.settings, server, cli
assert pathlib.Path(cli.__file__).parent == pathlib.Path.cwd(), cli.__file__
"""

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    ours = ("PYTHON", "CHENGNUO_", "VIRTUAL")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    done = subprocess.run([str(word) for word in command], cwd=cwd, env=clean, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the source with a virtual environment that holds no development tools."""
    folder = tmp_path_factory.mktemp("checkout")
    ignore = shutil.ignore_patterns("node_modules", "__pycache__")
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=ignore)
        else:
            shutil.copy(source, folder)
    for file in FILES:
        shutil.copy(ROOT / file, folder)
    run(sys.executable, "-m", "venv", ".venv", cwd=folder)
    # The lock holds the versions, pyproject.toml says which packages: development tools stay out.
    pip = (folder / ".venv/bin/python", "-m", "pip", "--quiet", "--disable-pip-version-check")
    run(*pip, "install", "--constraint", "requirements.lock", "--editable", ".", cwd=folder)
    return folder


def test_development_tools_are_absent(checkout: Path) -> None:
    python = checkout / ".venv/bin/python"
    packages = run(python, "-m", "pip", "list", "--format=freeze", cwd=checkout).lower()
    for tool in DEVELOPMENT:
        assert f"{tool}==" not in packages, tool


def test_every_module_is_imported(checkout: Path) -> None:
    run(checkout / ".venv/bin/python", "-c", EVERY_MODULE, cwd=checkout)


def test_the_command_reads_asks_and_checks(checkout: Path) -> None:
    command = checkout / ".venv/bin/chengnuo"
    run(command, "build", cwd=checkout)
    assert (checkout / "build/current/manifest.json").exists()
    assert "万州" in run(command, "query", "commitments-of-region", "--param", "region=万州", cwd=checkout)
    run(command, "validate", cwd=checkout)
