"""Runners: several processes give what one gives, and one that dies is replaced."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from graph.building.reading import Outcome, ReadingTask
from graph.building.reports import build_reports
from graph.building.runners import local_runner, runner_for
from loaders.report_files import find_report_files
from ontology.errors import BuildError
from tests.small_reports import MANNER, READING, write_reports


def test_a_cluster_has_its_own_workers() -> None:
    with pytest.raises(BuildError, match="give one of them"):
        runner_for(2, "tcp://127.0.0.1:8786")


@pytest.mark.slow
def test_processes_give_the_same_and_one_that_is_killed_is_replaced(tmp_path: Path) -> None:
    write_reports(tmp_path / "reports", 12)
    files = find_report_files([tmp_path / "reports"])
    killed: list[int] = []

    def run(tasks: Sequence[ReadingTask]) -> Iterator[Outcome]:
        for number, outcome in enumerate(local_runner(2)(tasks)):
            yield outcome
            if number == 1 and not killed:
                worker = multiprocessing.active_children()[0]
                killed.append(worker.pid or 0)
                worker.kill()

    several = build_reports(files, tmp_path / "several", MANNER, replace(READING, run=run))
    one = build_reports(files, tmp_path / "one", MANNER, READING)
    assert killed
    assert several.build.manifest == one.build.manifest
