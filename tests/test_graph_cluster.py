"""A Dask cluster of one scheduler and two worker processes builds the same bytes, though one worker is
killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from graph.building.cluster import cluster_runner
from graph.building.reading import Outcome, ReadingTask
from graph.building.reports import build_reports
from loaders.report_files import ReportFile, find_report_files
from ontology.errors import BuildError
from tests.small_reports import MANNER, READING, write_reports

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "reports"
REPORTS = 100


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def started(*command: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def cluster() -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The scheduler's address, and its workers."""
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    with ExitStack() as stack:
        scheduler = (
            "distributed.cli.dask_scheduler",
            "--host",
            "127.0.0.1",
            "--port",
            str(port),
            "--no-dashboard",
        )
        stack.enter_context(started(*scheduler))
        worker = ("distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard")
        yield address, [stack.enter_context(started(*worker)) for _ in range(2)]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[ReportFile]:
    """Of the corpus, where it is there; else reports made for it, shorter ones."""
    if CORPUS.is_dir():
        return find_report_files([CORPUS])[:: 1195 // REPORTS][:REPORTS]
    folder = tmp_path_factory.mktemp("reports")
    write_reports(folder, REPORTS)
    return find_report_files([folder])


@pytest.mark.slow
def test_a_cluster_that_loses_a_worker_gives_the_bytes_of_one_process(
    files: list[ReportFile], tmp_path: Path
) -> None:
    with cluster() as (address, workers):
        read: list[str] = []

        def run(tasks: Sequence[ReadingTask]) -> Iterator[Outcome]:
            for outcome in cluster_runner(address)(tasks):
                read.append(outcome.task.name)
                if len(read) == len(tasks) // 4:
                    workers[0].kill()
                yield outcome

        clustered = build_reports(files, tmp_path / "cluster", MANNER, replace(READING, run=run)).build
        assert workers[0].wait() == -signal.SIGKILL and workers[1].poll() is None
        assert len(read) == len(files) == REPORTS
    alone = build_reports(files, tmp_path / "alone", MANNER, READING).build
    assert clustered.manifest == alone.manifest


@pytest.mark.slow
def test_a_cluster_that_is_not_there_is_told(tmp_path: Path) -> None:
    run = cluster_runner(f"tcp://127.0.0.1:{free_port()}")
    began = time.monotonic()
    with pytest.raises(BuildError, match=r"--scheduler tcp://.*does not answer.*build again"):
        list(run([]))
    assert time.monotonic() - began < 60
