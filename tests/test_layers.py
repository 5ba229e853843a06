"""Imports point one way, and what belongs to one layer is found in no other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("ontology", "loaders", "graph", "queries", "viz")
FILES = ("server.py", "cli.py")

MAY_IMPORT = {
    "ontology": {"ontology"},
    "loaders": {"ontology", "loaders"},
    "graph": {"ontology", "loaders", "graph"},
    "queries": {"ontology", "loaders", "graph", "queries"},
    "viz": {"ontology", "loaders", "graph", "queries", "viz"},
    "server": {"ontology", "graph", "queries", "viz"},
    "cli": {"ontology", "loaders", "graph", "queries", "viz", "server"},
}
IN_ORDER = ("model", "derived", "follow_up", "tasks", "publishing", "building", "checking")
"""Folders of graph/: each may import those before it."""
ONLY_IN = {
    "spacy": {"loaders"},
    "networkx": {"viz"},
    "pyvis": {"viz"},
    "flask": {"viz", "server"},
    "flask_babel": {"viz", "server"},
    "gunicorn": {"server"},
    "click": {"cli"},
    "pyshacl": {"graph"},
    "rdflib": {"ontology", "graph"},
    "pyoxigraph": {"ontology", "graph", "queries"},
}
NAMES_OF_NOTHING = {"utils.py", "util.py", "helpers.py", "common.py", "misc.py", "base.py"}
SPARQL = re.compile(
    r"\bPREFIX\s+\w*:\s*<"
    r"|\bSELECT\s+(DISTINCT\s+|REDUCED\s+)?[?*(]"
    r"|\b(CONSTRUCT|ASK|WHERE)\s*\{"
    r"|\bDESCRIBE\s+[<?]"
    r"|\bINSERT\s+DATA\b"
)
HTML = re.compile(
    r"</?(a|b|body|div|em|h[1-6]|head|html|i|img|li|mark|ol|p|script|span|style|table|td|tr|ul)(\s[^>]*)?>"
)


def sources() -> list[Path]:
    inside = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
    return [path for path in inside if "node_modules" not in path.parts] + [ROOT / file for file in FILES]


SOURCES = sources()
COMMANDS = {"commands.py", "command_line.py"}
"""Files in which each layer has its part of the command line."""
each_source = pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))


def layer(path: Path) -> str:
    return path.relative_to(ROOT).with_suffix("").parts[0]


def modules(path: Path) -> set[str]:
    """Names of all modules that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import; name the layer"
            found.add(node.module or "")
    return found


def imports(path: Path) -> set[str]:
    """Top-level names of all that a file imports."""
    return {name.partition(".")[0] for name in modules(path)}


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """Line and value of every string that is not a docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def test_every_layer_is_read() -> None:
    assert {layer(path) for path in SOURCES} == set(MAY_IMPORT)
    assert len(SOURCES) > 25


@each_source
def test_imports_point_one_way(path: Path) -> None:
    assert imports(path) & set(MAY_IMPORT) <= MAY_IMPORT[layer(path)]


@pytest.mark.parametrize("folder", IN_ORDER)
def test_folders_of_the_graph_build_on_each_other(folder: str) -> None:
    later = {f"graph.{name}" for name in IN_ORDER[IN_ORDER.index(folder) + 1 :]}
    for path in (ROOT / "graph" / folder).glob("*.py"):
        astray = {name for name in modules(path) if name.rpartition(".")[0] in later or name in later}
        assert not astray, f"{path} imports {astray}, which builds on graph/{folder}/"


@each_source
def test_libraries_stay_in_their_layers(path: Path) -> None:
    allowed = {"cli"} if path.name in COMMANDS else set()
    places = {layer(path)} | allowed
    astray = {name for name in imports(path) & set(ONLY_IN) if not places & ONLY_IN[name]}
    assert not astray, f"{path} imports {astray}, which belongs to {[ONLY_IN[name] for name in astray]}"


@each_source
def test_sparql_is_only_in_rq_files(path: Path) -> None:
    found = [(line, text) for line, text in texts(path) if SPARQL.search(text)]
    assert not found, "put it into queries/questions/*.rq or queries/views/*.rq"


@each_source
def test_html_is_only_in_templates(path: Path) -> None:
    found = [(line, text) for line, text in texts(path) if HTML.search(text)]
    assert not found, "put it into viz/templates"


@each_source
def test_files_are_named_by_what_they_hold(path: Path) -> None:
    assert path.name not in NAMES_OF_NOTHING


def test_the_patterns_find_what_they_are_for() -> None:
    for query in ("SELECT ?s WHERE {?s ?p ?o}", "SELECT * {}", "ASK {}", "PREFIX cn: <x>", "DESCRIBE <x>"):
        assert SPARQL.search(query), query
    for innocent in ("SELECT", "ASK or DESCRIBE", "where { it is", "SERVICE", "an <https://example.org/>"):
        assert not SPARQL.search(innocent), innocent
    assert HTML.search('<div class="x">') and not HTML.search("a < b, c > d") and not HTML.search("<https://x.org>")
