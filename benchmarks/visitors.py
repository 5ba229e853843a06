"""Many visitors at a time, who ask for one page after the other and remember how they were answered."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

_SECONDS_OF_LOSSES = 1.0
"""After a serving process was killed: until then its connections break."""
_NEW = 0.5
"""Share of the requests that nobody has made before."""


class Visitors:
    """Asks while it is open as a context."""

    def __init__(self, address: str, paths: Sequence[str], count: int) -> None:
        self._host, self._paths = urlsplit(address).netloc, paths
        self._closing = threading.Event()
        self._losses_until = 0.0
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._visit) for _ in range(count)]
        self.answers: Counter[int] = Counter()
        self.busy: Counter[str] = Counter()
        """Paths that were answered with 503."""
        self.lost = 0
        """Requests under way in a process that was killed."""
        self.failures: list[str] = []

    def __enter__(self) -> Visitors:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        for thread in self._threads:
            thread.join()

    def expect_losses(self, kill: Callable[[], None]) -> None:
        """Connections may break while `kill` runs and shortly after."""
        self._losses_until = time.monotonic() + _SECONDS_OF_LOSSES
        kill()
        self._losses_until = time.monotonic() + _SECONDS_OF_LOSSES

    def summary(self) -> Iterator[str]:
        yield f"{sum(self.answers.values())} answers: " + ", ".join(
            f"{count} times {status}" for status, count in sorted(self.answers.items())
        )
        busy = [f"{count} for {path}" for path, count in self.busy.most_common() if count]
        yield "503: " + (", ".join(busy) or "none")
        yield f"{self.lost} lost with a serving process that was killed"
        yield f"{len(self.failures)} failed"
        yield from self.failures[:20]

    def _visit(self) -> None:
        while not self._closing.is_set():
            path = random.choice(self._paths)
            self._ask(_renewed(path) if random.random() < _NEW else path)

    def _ask(self, path: str) -> None:
        connection = HTTPConnection(self._host, timeout=60)
        try:
            connection.request("GET", path, headers={"Accept": "text/html, application/json;q=0.9"})
            answer = connection.getresponse()
            answer.read()
            self._answered(path, answer.status)
        except (OSError, HTTPException) as error:
            self._broken(path, error)
        finally:
            connection.close()

    def _answered(self, path: str, status: int) -> None:
        with self._lock:
            self.answers[status] += 1
            self.busy[path.partition("?")[0]] += status == 503
            if status >= 500 and status != 503:
                self.failures.append(f"{status} for {path}")

    def _broken(self, path: str, error: Exception) -> None:
        with self._lock:
            if time.monotonic() < self._losses_until:
                self.lost += 1
            else:
                self.failures.append(f"{error!r} for {path}")


def _renewed(path: str) -> str:
    """With what nothing reads: a comment in a query, a field of a page."""
    separator = "%20%23" if "query=" in path else "&n=" if "?" in path else "?n="
    return f"{path}{separator}{random.getrandbits(64)}"
