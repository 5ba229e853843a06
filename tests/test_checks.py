"""The black-box checks of tests/checks/ against a served graph: nothing fails, at any base."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from graph.building.build import build_graph
from loaders.pipeline import read_report
from queries.catalogue import questions
from tests.server_process import ROOT, running

pytestmark = pytest.mark.slow

CHECKS = Path(__file__).with_name("checks")
TINY = ROOT / "tests" / "cases" / "tiny" / "tiny-2024.txt"
SUMMARY = re.compile(r"(\d+) passed, (\d+) failed")


def passed(check: str, *arguments: str) -> int:
    """How many checks passed; none may fail."""
    command = [sys.executable, str(CHECKS / check), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    failed = "\n".join(line for line in done.stdout.splitlines() if line.startswith("FAIL"))
    assert done.returncode == 0, failed or done.stderr
    summary = SUMMARY.search(done.stdout.splitlines()[-1])
    assert summary, done.stdout
    return int(summary[1])


def test_linked_data(shipped_build: Path) -> None:
    paths = ("/id/region/cn-500101", "/id/chongqing-2023", "/def/Figure", "/id/indicator/gdp")
    with running(shipped_build) as (_, address):
        found = passed(
            "linked_data_check.py", address.rstrip("/"), "--iri-base", "https://w3id.org/chengnuo", *paths
        )
    assert found > 390


def test_linked_data_of_another_base(tmp_path: Path) -> None:
    base = "https://data.example.org/promises"
    build_graph([read_report(TINY)], tmp_path, base=f"{base}/", questions=list(questions().values()))
    with running(tmp_path) as (_, address):
        paths = ("/id/tiny-2024", "/id/dataset", "/id/question/projects")
        found = passed("linked_data_check.py", address.rstrip("/"), "--iri-base", base, *paths)
    assert found > 290


def test_sparql_protocol(shipped_build: Path) -> None:
    with running(shipped_build) as (_, address):
        found = passed("sparql_protocol_check.py", f"{address}sparql", "--max-seconds", "15")
    assert found >= 320
