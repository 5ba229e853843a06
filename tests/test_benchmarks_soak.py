"""A short soak: mixed load, a rebuild, killed processes; nothing fails."""

from __future__ import annotations

import http.server
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.soak import main
from benchmarks.visitors import Visitors


class _Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(int(self.path.strip("/").partition("?")[0]))
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(("status", "fails"), [(200, False), (404, False), (503, False), (500, True)])
def test_visitors_tell_failures(site: str, status: int, fails: bool) -> None:
    with Visitors(site, [f"/{status}"], 2) as visitors:
        while not visitors.answers:
            time.sleep(0.01)
    assert bool(visitors.failures) is fails
    assert visitors.lost == 0


def test_broken_connections_are_failures_but_for_what_was_killed() -> None:
    with Visitors("http://127.0.0.1:9", ["/"], 1) as visitors:
        visitors.expect_losses(lambda: time.sleep(0.2))
        while not visitors.failures:
            time.sleep(0.05)
    assert visitors.lost > 0


@pytest.mark.slow
def test_a_short_soak(shipped_build: Path) -> None:
    done = CliRunner().invoke(main, ["--seconds", "30", "--build", str(shipped_build)])
    assert "0 failed" in done.output, done.output
    for fault in ("rebuilt", "evaluator killed", "serving process killed"):
        assert f"times {fault}" in done.output and f" 0 times {fault}" not in done.output
