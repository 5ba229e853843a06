"""The site while builds come and go: every request is answered wholly by one of them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from werkzeug.wsgi import ClosingIterator

from graph.build_directory import Build, current_version

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

BUILD = "chengnuo.build"
"""In the environment of a request: the version that answers it."""
REFUSED = "chengnuo.refused"
"""In the environment of a request: a newer version that could not be opened, or nothing."""

_SECONDS_UNTIL_RETRIED = 30.0

_log = logging.getLogger("chengnuo")


@dataclass(slots=True)
class Edition:
    """One build and the application that serves it."""

    build: Build
    app: WSGIApplication
    resources: ExitStack
    """Closed when another edition has taken over and the last request to this one is answered."""
    requests: int = 0
    """Under way."""


class Editions:
    """A WSGI application that serves the current version of a build directory.

    A newer version is opened beside the one that is served, in the background, and takes over when it is
    ready; one that cannot be opened is told in the log and tried again, and the old one is served on.
    """

    def __init__(
        self, target: Path, version: Path, open_edition: Callable[[Path], Edition], *, seconds: float = 1.0
    ) -> None:
        """Begins with one version and looks for a newer one every so many seconds."""
        self._target, self._open, self._seconds = target, open_edition, seconds
        self._edition = open_edition(version)
        self._lock = threading.Lock()
        self._refused, self._retry_at = "", 0.0
        self._closing = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="editions", daemon=True)
        self._watcher.start()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with self._lock:
            edition = self._edition
            edition.requests += 1
        environ[BUILD], environ[REFUSED] = edition.build.path.name, self._refused
        try:
            chunks = edition.app(environ, start_response)
        except BaseException:
            self._answered(edition)
            raise
        return ClosingIterator(chunks, partial(self._answered, edition))

    def close(self) -> None:
        """Ends the watching and what the edition uses, also where requests are under way."""
        self._closing.set()
        self._watcher.join()
        self._edition.resources.close()

    def _answered(self, edition: Edition) -> None:
        with self._lock:
            edition.requests -= 1
            ended = edition.requests == 0 and edition is not self._edition
        if ended:
            edition.resources.close()

    def _watch(self) -> None:
        while not self._closing.wait(self._seconds):
            newest = current_version(self._target)
            if newest != self._edition.build.path and not self._waits(newest):
                self._renew(newest)

    def _waits(self, newest: Path) -> bool:
        return newest.name == self._refused and monotonic() < self._retry_at

    def _renew(self, newest: Path) -> None:
        try:
            edition = self._open(newest)
        except Exception as error:  # whatever it is, the old one is still good
            self._refused, self._retry_at = newest.name, monotonic() + _SECONDS_UNTIL_RETRIED
            _log.error("serving %s on: %s cannot be served: %s", self._edition.build.path.name, newest, error)
            return
        with self._lock:
            old, self._edition, self._refused = self._edition, edition, ""
            ended = old.requests == 0
        if ended:
            old.resources.close()
        _log.info("serving %s, no longer %s", edition.build.path.name, old.build.path.name)
