"""What breaks around a server and its builds: it is told, the old graph is served on, nothing is lost."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.processes import below, evaluators, serving
from graph.build_directory import FORMAT, current_version
from tests.server_process import (
    ROOT,
    RUNAWAY,
    Visitor,
    alive,
    asked,
    copy_of,
    get,
    put,
    running,
    status,
    until,
)

CHENGNUO = str(Path(sys.executable).with_name("chengnuo"))
TINY = ROOT / "tests/cases/tiny/tiny-2024.txt"
REGION = "doc/region/cn-500101.html"

pytestmark = pytest.mark.slow


def build(target: Path, *, limit: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    """A build of the tiny report, as its own process."""
    command = [CHENGNUO, "build", str(TINY), "-o", str(target)]
    return subprocess.Popen(
        command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, preexec_fn=limit
    )


class Asking(threading.Thread):
    """A query under way, and what became of it: a status, or None where the connection broke."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self._address = address
        self.code: int | None = None
        self.body = b""
        self.start()
        time.sleep(1)
        assert self.is_alive()

    def run(self) -> None:
        try:
            self.code, _, self.body = status(asked(self._address, RUNAWAY))
        except OSError:
            self.code = None


def test_an_evaluator_is_killed_during_a_query(shipped_build: Path) -> None:
    with running(shipped_build) as (process, address):
        get(asked(address, "ASK {}"))
        asking = Asking(address)
        for pid in evaluators(process.pid):
            os.kill(pid, signal.SIGKILL)
        asking.join(20)
        assert (asking.code, b"process that evaluated it ended" in asking.body) == (503, True), asking.body
        assert status(asked(address, "ASK {}"))[0] == 200


def test_a_serving_process_is_killed_during_a_query(shipped_build: Path) -> None:
    with running(shipped_build, QUERY_SECONDS="4") as (process, address):
        get(address + "readyz")
        asking = Asking(address)
        started = below(process.pid)
        (worker,) = serving(process.pid)
        os.kill(worker, signal.SIGKILL)
        asking.join(20)
        assert asking.code is None, "this one is lost"
        until(lambda: serving(process.pid) - {worker})
        assert status(address + REGION)[0] == 200, "the next one is not"
        until(lambda: not [pid for pid in started if alive(pid)])
        assert len(evaluators(process.pid)) <= 2


def test_the_server_is_killed_during_a_query(shipped_build: Path) -> None:
    with running(shipped_build, QUERY_SECONDS="4") as (process, address):
        get(address + "readyz")
        asking = Asking(address)
        started = below(process.pid)
        process.kill()
        until(lambda: not [pid for pid in started if alive(pid)], 30)
        asking.join(20)
    with running(shipped_build) as (_, address):
        assert status(address + REGION)[0] == 200


@pytest.mark.parametrize("step", ["partitions", "store", "search index", "layout"])
def test_a_build_is_killed_and_the_old_graph_is_served(
    step: str, shipped_build: Path, tmp_path: Path
) -> None:
    target = copy_of(shipped_build, tmp_path)
    with running(target) as (_, address), Visitor([address + REGION]) as visitor:
        with build(target) as killed:
            assert killed.stdout
            assert any(line.strip() == step for line in killed.stdout), "the step is reached"
            killed.kill()
        assert current_version(target).name == "first"
        with build(target) as done:
            assert done.wait(60) == 0
        assert not list((target / "versions").glob(".*")), "what the killed one left is gone"
        until(lambda: current_version(target).name.encode() in get(address + "healthz"))
    assert visitor.failures == []


def test_the_server_is_killed_during_a_build(shipped_build: Path, tmp_path: Path) -> None:
    target = copy_of(shipped_build, tmp_path)
    with build(target) as builder:
        with running(target) as (process, address):
            assert status(address + REGION)[0] == 200
            process.kill()
        assert builder.wait(60) == 0
    with running(target) as (_, address):
        assert current_version(target).name.encode() in get(address + "healthz")


@pytest.fixture
def small_disk(tmp_path: Path, shipped_build: Path) -> Iterator[Path]:
    """A disk with room for three builds."""
    disk = tmp_path / "disk"
    disk.mkdir()
    version = (shipped_build / "current").resolve()
    size = 3 * sum(path.stat().st_size for path in version.rglob("*"))
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)]
    if subprocess.run(command, capture_output=True).returncode != 0:
        pytest.skip("a disk of its own needs leave to mount one")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def test_the_disk_is_full(small_disk: Path, shipped_build: Path) -> None:
    target = copy_of(shipped_build, small_disk / "graph")
    filler = small_disk / "filler"
    free = shutil.disk_usage(small_disk).free
    filler.write_bytes(b"\0" * (free - 1_000_000))
    with running(target) as (_, address), Visitor([address + REGION]) as visitor:
        with build(target) as failed:
            assert failed.wait(60) == 1
            assert failed.stdout
            *_, message = failed.stdout.read().splitlines()
        assert message.startswith("Error: ") and "space" in message, message
        assert not list((target / "versions").glob(".*")), "it leaves nothing"
        filler.unlink()
        with build(target) as done:
            assert done.wait(60) == 0
        until(lambda: current_version(target).name.encode() in get(address + "healthz"))
    assert visitor.failures == []


@pytest.mark.parametrize("kib", [0, 10, 100, 1000, 3000])
def test_a_file_cannot_grow(kib: int, shipped_build: Path, tmp_path: Path) -> None:
    """Wherever in a build the writing fails, the old graph stays and the build says so in one line."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (kib << 10, kib << 10))

    target = copy_of(shipped_build, tmp_path)
    with build(target, limit=limit) as failed:
        assert failed.wait(60) == 1
        assert failed.stdout
        *_, message = failed.stdout.read().splitlines()
    assert message.startswith(f"Error: {target}") and "cannot be written" in message
    assert current_version(target).name == "first"
    assert not list((target / "versions").glob(".*"))


def test_the_disk_is_read_only(small_disk: Path, shipped_build: Path) -> None:
    target = copy_of(shipped_build, small_disk / "graph")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with running(target) as (_, address):
        assert [status(address + page)[0] for page in (REGION, "download/chengnuo.ttl", "readyz")] == [
            200
        ] * 3
    with build(target) as failed:
        assert failed.wait(60) == 1
        assert failed.stdout
        *_, message = failed.stdout.read().splitlines()
    assert "Read-only file system" in message and "choose another folder" in message


def age(version: Path) -> None:
    manifest = version / "manifest.json"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace(f'"format": {FORMAT}', f'"format": {FORMAT - 1}'), encoding="utf-8")


def corrupt(version: Path) -> None:
    for table in (version / "store").glob("*.sst"):
        table.write_bytes(b"x" * 100)


def start(target: Path) -> subprocess.CompletedProcess[str]:
    command = [CHENGNUO, "serve", "--port", "0", "--build", str(target)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize(
    ("damage", "reason"), [(age, f"format {FORMAT - 1}, this version reads {FORMAT}"), (corrupt, "damaged")]
)
def test_a_graph_that_cannot_be_served(
    damage: Callable[[Path], None], reason: str, shipped_build: Path, tmp_path: Path
) -> None:
    alone = copy_of(shipped_build, tmp_path / "alone")
    damage(current_version(alone))
    refused = start(alone)
    assert refused.returncode == 1
    assert (
        reason in refused.stderr and "chengnuo build" in refused.stderr and "Traceback" not in refused.stderr
    )

    with_another = copy_of(shipped_build, tmp_path / "with-another")
    put(with_another, "second", damage)
    with running(with_another) as (_, address):
        assert b'"first"' in get(address + "healthz"), "the version before is served"
        until(lambda: b'"refused":"second"' in get(address + "readyz"))
