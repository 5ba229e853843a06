"""How long many reports take: `python -m benchmarks.build_many FOLDER` writes it into docs/many-reports.md.

Builds the reports of a folder, adds one and removes it, puts the store in order, kills another build half-way
and goes on with it.
Peak memory is that of the command with all its processes, shared pages counted once, looked at every second.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import click

from benchmarks.processes import memory_mib
from graph.build_directory import Build
from loaders.report_files import find_report_files

ROOT = Path(__file__).resolve().parent.parent
CHENGNUO = ROOT / ".venv/bin/chengnuo"
PAGE = ROOT / "docs/many-reports.md"
_BEGIN, _END = "<!-- measured: begin -->\n", "<!-- measured: end -->\n"
_PATH = click.Path(path_type=Path)


@dataclass(frozen=True, slots=True)
class Run:
    """What one command took."""

    what: str
    seconds: float
    cpu: float
    """Seconds of all its processes."""
    peak: float
    """MiB."""
    load: float
    """Of the machine, over the last minute of it: above the number of cores others had their share."""


@click.command()
@click.argument("folder", type=_PATH)
@click.option("--count", type=int, help="Reports, spread evenly over the folder. [default: all but one]")
@click.option("--workers", type=int, default=2, show_default=True)
@click.option("--work", type=_PATH, help="An empty folder to build in; it stays. [default: a temporary one]")
def main(folder: Path, count: int | None, workers: int, work: Path | None) -> None:
    """Measure and write the table."""
    files = [found.path for found in find_report_files([folder])]
    step = max(len(files) // (count + 1), 1) if count else 1
    *chosen, more = files[::step][: (count or len(files)) + 1]
    with nullcontext(work) if work else tempfile.TemporaryDirectory() as name:
        target, again = Path(name) / "build", Path(name) / "again"
        paths = [str(path) for path in chosen]
        common = ["--workers", str(workers), "--skip-unreadable"]
        runs = [run("build", ["build", *paths, "-o", str(target), *common])]
        first = Build.open(target)
        facts = [len(first.reports), first.manifest.triples, _size(target)]
        _write(table(facts, runs))  # a long run that is stopped has told what it found
        runs.append(run("build again, nothing changed", ["build", *paths, "-o", str(target), *common]))
        runs.append(run("add one report", ["add", str(more), "--build", str(target)]))
        runs.append(run("remove it", ["remove", _added(first, target), "--build", str(target)]))
        runs.append(run("optimize", ["optimize", "--build", str(target)]))
        _write(table(facts, runs))
        runs.append(killed(["build", *paths, "-o", str(again), *common], again, len(paths) // 2))
        runs.append(run("go on", ["build", *paths, "-o", str(again), *common]))
        same = Build.open(again).manifest == first.manifest
    bytes_ = "the same bytes" if same else "OTHER BYTES"
    _write(table(facts, runs, f"What was killed and went on has {bytes_}."))


def run(what: str, arguments: Sequence[str]) -> Run:
    """Raises CalledProcessError where the command fails."""
    os.sync()  # what the command before left to be written shall not slow this one
    process, peak = subprocess.Popen([CHENGNUO, *arguments], cwd=ROOT), [0.0]
    began, before = time.monotonic(), _children_cpu()
    with _watched(process.pid, peak):
        status = process.wait()
    if status:
        raise subprocess.CalledProcessError(status, [*arguments[:1], "…"])
    return Run(what, time.monotonic() - began, _children_cpu() - before, peak[0], os.getloadavg()[0])


def killed(arguments: Sequence[str], target: Path, partitions: int) -> Run:
    """Kills the command and its processes when so many reports are read."""
    process = subprocess.Popen([CHENGNUO, *arguments], cwd=ROOT, start_new_session=True)
    began, before = time.monotonic(), _children_cpu()
    while process.poll() is None and len(list(target.glob("partitions/*/*/summary.json"))) < partitions:
        time.sleep(0.5)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return Run(
        "build, killed half-way", time.monotonic() - began, _children_cpu() - before, 0, os.getloadavg()[0]
    )


def table(facts: Sequence[int], runs: Sequence[Run], more: str = "") -> Iterator[str]:
    reports, triples, size = facts
    yield f"{reports:,} reports, {triples:,} triples, {size / 1e9:.2f} GB on disk ({os.cpu_count()} cores)."
    yield f"{more}\n"
    yield "| | wall time, s | CPU time, s | CPU time / 2, s | peak memory, MiB | load average |"
    yield "|---|---:|---:|---:|---:|---:|"
    for each in runs:
        peak = f"{each.peak:,.0f}" if each.peak else ""
        times = " | ".join(f"{seconds:,.1f}" for seconds in (each.seconds, each.cpu, each.cpu / 2))
        yield f"| {each.what} | {times} | {peak} | {each.load:.1f} |"


def _write(lines: Iterator[str]) -> None:
    page = PAGE.read_text(encoding="utf-8")
    head, _, rest = page.partition(_BEGIN)
    PAGE.write_text(
        head + _BEGIN + "\n".join(lines) + "\n" + _END + rest.partition(_END)[2], encoding="utf-8"
    )
    click.echo(PAGE)


@contextmanager
def _watched(pid: int, peak: list[float]) -> Iterator[None]:
    over = threading.Event()

    def watch() -> None:
        while not over.wait(1):
            peak[0] = max(peak[0], memory_mib(pid))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _added(first: Build, target: Path) -> str:
    names = {report.name for report in Build.open(target).reports} - {report.name for report in first.reports}
    return names.pop()


def _size(folder: Path) -> int:
    """Bytes on disk, files with several names counted once."""
    done = {(found.st_ino): found.st_blocks * 512 for path in folder.rglob("*") if (found := path.lstat())}
    return sum(done.values())


if __name__ == "__main__":
    main()
