"""The server as its own process, and what tests do to it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/")
RUNAWAY = (
    "SELECT (COUNT(*) AS ?n) "
    "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STRLEN(CONCAT(STR(?c), STR(?f), STR(?i))) > 0) }"
)


@contextmanager
def running(build: Path, *flags: str, **settings: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The server and its address, quiet unless the test wants its log; killed if the test did not stop it."""
    chengnuo = str(Path(sys.executable).with_name("chengnuo"))
    command = [chengnuo, "serve", "--port", "0", "--build", str(build), *flags]
    chosen = {"WORKERS": "1", "ACCESS_LOG": "off", **settings}
    environment = {**os.environ, **{f"CHENGNUO_{name}": value for name, value in chosen.items()}}
    environment["PYTHONUNBUFFERED"] = "1"
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        try:
            assert process.stdout
            line = process.stdout.readline()
            while line.startswith("Warning"):
                line = process.stdout.readline()
            found = ADDRESS.search(line)
            assert found, line + (process.stdout.read() if process.poll() is not None else "")
            yield process, found[0]
        finally:
            process.kill()


def alive(pid: int) -> bool:
    """Whether a process does something still: one that ended may wait long for whoever adopted it."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def get(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=30) as answer:
        body: bytes = answer.read()
        return body


def status(address: str, **more: object) -> tuple[int, dict[str, str], bytes]:
    """What a request is answered with, whatever it is."""
    request = urllib.request.Request(address, **more)  # type: ignore[arg-type]
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()


def asked(address: str, query: str) -> str:
    return f"{address}sparql?query={quote(query)}"


def until(condition: Callable[[], object], seconds: float = 20.0) -> None:
    """Waits for something to become true."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def copy_of(build: Path, target: Path) -> Path:
    """A build directory of the test's own, that it may damage."""
    shutil.copytree((build / "current").resolve(), target / "versions" / "first")
    (target / "current").symlink_to("versions/first")
    return target


def put(target: Path, name: str, damage: Callable[[Path], object] | None = None) -> Path:
    """Lets `current` lead to another version in one step, as a build does."""
    version = target / "versions" / name
    shutil.copytree((target / "current").resolve(), version)
    if damage:
        damage(version)
    link = target / "current.new"
    link.symlink_to(f"versions/{name}")
    link.replace(target / "current")
    return version


class Visitor(threading.Thread):
    """Asks for pages one after the other until stopped, and remembers what went wrong."""

    def __init__(self, addresses: list[str], allowed: frozenset[int] = frozenset((200,))) -> None:
        super().__init__()
        self._addresses, self._allowed = addresses, allowed
        self._stop_asking = threading.Event()
        self.answers = 0
        self.failures: list[str] = []

    def run(self) -> None:
        while not self._stop_asking.is_set():
            for address in self._addresses:
                try:
                    code, _, body = status(address)
                except OSError as error:
                    self.failures.append(f"{address}: {error!r}")
                    continue
                self.answers += 1
                if code not in self._allowed:
                    self.failures.append(f"{address}: {code} {body[:300]!r}")

    def __enter__(self) -> Visitor:
        self.start()
        return self

    def stop(self) -> None:
        """Returns when the last answer is there."""
        self._stop_asking.set()
        self.join()

    def __exit__(self, *_: object) -> None:
        self.stop()
