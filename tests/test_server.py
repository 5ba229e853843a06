"""The application as a process: what it imports, where it listens, how it ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from ontology.errors import BuildError, SettingError
from ontology.settings import Settings
from server import close, create_app, limits, serve
from tests.serving import running

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def app(shipped_build: Path) -> Iterator[Flask]:
    app = create_app(shipped_build, Settings())
    yield app
    close(app)


def children(pid: int) -> set[int]:
    """Process ids below a process, at any depth."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return {int(child) for child in listed} | {deep for child in listed for deep in children(int(child))}


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def get(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=30) as answer:
        body: bytes = answer.read()
        return body


def test_health_names_the_build(app: Flask, shipped_build: Path) -> None:
    answer = app.test_client().get("/healthz")
    assert answer.status_code == 200
    assert answer.get_json() == {"status": "ok", "build": (shipped_build / "current").resolve().name}
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_home_page_is_served(app: Flask) -> None:
    answer = app.test_client().get("/")
    assert answer.status_code == 200
    assert "重庆" in answer.text


def test_limits_are_those_of_the_settings() -> None:
    chosen = limits(Settings(query_workers=3, query_seconds=1.5, query_memory_mib=1024))
    assert (chosen.workers, chosen.seconds, chosen.memory_mib) == (3, 1.5, 1024)


def test_a_missing_build_is_an_error_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="chengnuo build"):
        create_app(tmp_path / "none", Settings())
    with pytest.raises(BuildError, match="chengnuo build"):
        serve(Settings(build=tmp_path / "none"))


def test_a_port_in_use_is_an_error_with_the_remedy(shipped_build: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingError, match=rf"port {port}: .*--port"):
            serve(Settings(build=shipped_build, port=port))


def test_a_built_graph_is_served_without_what_builds_it(shipped_build: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from server import create_app, close; from ontology.settings import Settings\n"
        f"app = create_app(Path({str(shipped_build)!r}), Settings())\n"
        "assert app.test_client().get('/').status_code == 200\n"
        "close(app)\n"
        "print([name for name in ('spacy', 'pyshacl', 'scipy') if name in sys.modules])"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_serves_until_stopped_and_leaves_nothing(stop: signal.Signals, shipped_build: Path) -> None:
    with running(shipped_build) as (process, address):
        assert json.loads(get(address + "healthz"))["status"] == "ok"
        assert get(address + "sparql?query=ASK%7B%7D")
        below = children(process.pid)
        assert below
        process.send_signal(stop)
        assert process.wait(15) == 0
        deadline = time.monotonic() + 5
        while any(map(alive, below)) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not [pid for pid in below if alive(pid)]
        assert process.stdout and "Traceback" not in process.stdout.read()


def test_unknown_addresses_are_answered_with_404(app: Flask) -> None:
    assert app.test_client().get("/nothing-here").status_code == 404
