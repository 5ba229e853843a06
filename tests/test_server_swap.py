"""A running server and its builds: a newer one takes over without a failed request, a bad one never does."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from benchmarks.processes import evaluators, memory_mib, serving
from tests.server_process import (
    ROOT,
    RUNAWAY,
    Visitor,
    asked,
    copy_of,
    get,
    put,
    running,
    status,
    until,
)

pytestmark = pytest.mark.slow
"""Each starts servers, and waits until they have seen another build."""

PAGES = ("", "doc/region/yuxi.html", "doc/region/yuxi.ttl", "sparql?query=ASK%7B%7D", "search?q=500101")


def served(address: str) -> str:
    return str(json.loads(get(address + "healthz"))["build"])


def addresses(address: str) -> list[str]:
    return [address + page for page in PAGES]


def test_newer_builds_take_over_without_a_failed_request(shipped_build: Path, tmp_path: Path) -> None:
    target = copy_of(shipped_build, tmp_path)
    with running(target, WORKERS="2") as (process, address), Visitor(addresses(address)) as visitor:
        for name in ("second", "third"):
            put(target, name)
            until(lambda name=name: {served(address) for _ in range(20)} == {name})  # type: ignore[misc]
        old = evaluators(process.pid)
        put(target, "fourth")
        until(lambda: {served(address) for _ in range(20)} == {"fourth"})
        until(lambda: not old & evaluators(process.pid))
    assert visitor.failures == []
    assert visitor.answers > 20


def test_answers_of_the_old_build_are_forgotten(shipped_build: Path, tmp_path: Path) -> None:
    target = copy_of(shipped_build, tmp_path)
    with running(target) as (_, address):
        assert b"<code>first</code>" in get(address) and b"<code>first</code>" in get(address)
        put(target, "second")
        until(lambda: served(address) == "second")
        assert b"<code>second</code>" in get(address)


def test_a_query_under_way_ends_on_the_build_it_began_with(shipped_build: Path, tmp_path: Path) -> None:
    target = copy_of(shipped_build, tmp_path)
    answers: list[tuple[int, bytes]] = []

    def ask() -> None:
        code, _, body = status(asked(address, RUNAWAY))
        answers.append((code, body))

    with running(target, QUERY_SECONDS="5") as (process, address):
        thread = threading.Thread(target=ask)
        thread.start()
        time.sleep(1)
        put(target, "second")
        until(lambda: served(address) == "second")
        assert thread.is_alive(), "the query was still running when the new build took over"
        thread.join(30)
        (answer,) = answers
        assert answer[0] == 503 and b"time limit" in answer[1], "its own end, not the swap's"
        until(lambda: len(evaluators(process.pid)) <= 2)


def test_a_build_that_is_damaged_is_never_served(shipped_build: Path, tmp_path: Path) -> None:
    def damage(version: Path) -> None:
        for table in (version / "store").glob("*.sst"):
            table.write_bytes(b"x" * 100)

    target = copy_of(shipped_build, tmp_path)
    with running(target) as (process, address), Visitor(addresses(address)) as visitor:
        put(target, "damaged", damage)
        until(lambda: json.loads(get(address + "readyz"))["refused"] == "damaged")
        put(target, "mended", lambda version: restore(version, shipped_build))
        until(lambda: served(address) == "mended")
        visitor.stop()
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        assert process.stdout
        log = process.stdout.read()
        assert "serving first on" in log and "the store is damaged" in log
    assert visitor.failures == []


def restore(version: Path, sound: Path) -> None:
    for table in (sound / "current/store").iterdir():
        (version / "store" / table.name).write_bytes(table.read_bytes())


@pytest.mark.slow
def test_a_real_build_takes_over(shipped_build: Path, tmp_path: Path) -> None:
    target = copy_of(shipped_build, tmp_path)
    chengnuo = str(Path(sys.executable).with_name("chengnuo"))
    with running(target) as (_, address), Visitor(addresses(address)) as visitor:
        subprocess.run([chengnuo, "build", "-o", str(target)], cwd=ROOT, check=True, capture_output=True)
        until(lambda: served(address) == (target / "current").resolve().name != "first")
    assert visitor.failures == []


@pytest.mark.slow
def test_editions_leave_no_memory_behind(shipped_build: Path, tmp_path: Path) -> None:
    target = copy_of(shipped_build, tmp_path)
    held: list[float] = []
    with running(target) as (process, address), Visitor(addresses(address)) as visitor:
        for number in range(10):
            put(target, f"version-{number}")
            until(lambda name=f"version-{number}": served(address) == name)  # type: ignore[misc]
            time.sleep(1)
            held.append(sum(map(memory_mib, serving(process.pid))))
    assert visitor.failures == []
    assert max(held[6:]) < 1.3 * max(held[2:5]), held
