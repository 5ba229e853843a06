"""The web site: puts a build, its questions and its pages together and serves them."""

from __future__ import annotations

import logging
import math
import socket
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from werkzeug.test import Client

from graph.build_directory import Build
from graph.building.store import sound_build, verify_store
from ontology.errors import BuildError, SettingError
from ontology.settings import Settings
from queries.limits import Limits
from queries.remote_store import RemoteStore
from queries.service import QueryService
from queries.store_load import verify_loaded
from viz.access_log import access_line
from viz.editions import Edition, Editions
from viz.kept_answers import KeptAnswers
from viz.site import site

_SERVICE = "chengnuo.service"
_LONGEST_REQUEST_LINE = 8190
"""Bytes; the most that gunicorn reads, a little more than `Limits.address_bytes`."""

_TO_END_SECONDS = 3
"""Of a serving process whose time is over, before it is killed."""


def create_app(build_path: Path, settings: Settings) -> Flask:
    """An application that serves one build; `close` ends its query processes.

    Raises BuildError when there is no sound build at `build_path`. Create it in the process that will serve:
    query processes belong to the process that started them.
    """
    build = Build.open(build_path)
    service = QueryService(build, limits(settings), settings.remote_store())
    app = Flask("chengnuo", static_folder=None, template_folder=None)
    app.extensions[_SERVICE] = service
    for blueprint in site(service, build):
        app.register_blueprint(blueprint)
    return app


def create_site(settings: Settings) -> Editions:
    """A WSGI application that serves the build that the settings name, and each that takes its place.

    Raises BuildError when there is none. Create it in the process that will serve, and close it there.
    """
    build, _ = sound_build(settings.build)
    return Editions(settings.build, build.path, partial(_edition, settings))


def _edition(settings: Settings, version: Path) -> Edition:
    """One version, verified and tried out: its home page is ready, so its query processes are."""
    build = Build.open(version)
    with ExitStack() as opened:
        opened.enter_context(build.held())
        verify_store(build)
        _verify_remote(build, settings)
        app = create_app(version, settings)
        opened.callback(close, app)
        if (answer := Client(app).get("/", buffered=True)).status_code != 200:
            raise BuildError(f"{version}: its home page is answered with {answer.status}: see the log")
        return Edition(build, KeptAnswers(app, settings.cache_mib << 20), opened.pop_all())


def _verify_remote(build: Build, settings: Settings) -> None:
    """Raises StoreUnavailable where the build is to be answered from a remote store that does not hold it."""
    if address := settings.remote_store():
        with RemoteStore(address) as remote:
            verify_loaded(build, remote, seconds=settings.query_seconds)


def close(app: Flask) -> None:
    """End the query processes of an application that `create_app` made."""
    service: QueryService = app.extensions[_SERVICE]
    service.close()


def limits(settings: Settings) -> Limits:
    """What one query may use, as the settings say."""
    return Limits(
        workers=settings.query_workers,
        seconds=settings.query_seconds,
        memory_mib=settings.query_memory_mib,
        page_workers=settings.page_workers,
        queue_seconds=settings.query_queue_seconds,
        page_queue_seconds=settings.page_queue_seconds,
        result_bytes=settings.query_result_mib << 20,
        query_bytes=settings.query_kib << 10,
        nesting=settings.query_nesting,
        operators=settings.query_operators,
    )


def serve(settings: Settings, *, announce: Callable[[str], None] = print) -> None:
    """Serve until SIGTERM or SIGINT, letting requests under way finish; `announce` is given the address.

    Raises BuildError when there is nothing to serve and SettingError when the address cannot be had: both
    before any process is started.
    """
    build, error = sound_build(settings.build)
    _verify_remote(build, settings)
    if error:
        announce(f"Warning: serving the version before: {error}")
    listener = _listen(settings.host, settings.port)
    announce(f"Serving {build.path.name} at http://{_authority(settings.host, listener)}/ (stop: Ctrl+C)")
    _Site(settings, listener).run()


def _listen(host: str, port: int) -> socket.socket:
    listener = None
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as error:
        if listener:
            listener.close()
        raise SettingError(
            f"cannot serve at {host} port {port}: {error.strerror or error}; "
            "stop what uses it, or choose another with --port or CHENGNUO_PORT (0: any free one)"
        ) from error
    return listener


def _authority(host: str, listener: socket.socket) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"{shown}:{listener.getsockname()[1]}"


class _Site(BaseApplication):  # type: ignore[misc]
    """gunicorn without its command line: every worker makes its own application after it was forked."""

    def __init__(self, settings: Settings, listener: socket.socket) -> None:
        self._settings = settings
        self._listener = listener
        super().__init__()

    def load_config(self) -> None:
        for name, value in {
            "bind": f"fd://{self._listener.detach()}",
            "worker_class": "gthread",
            "workers": self._settings.workers,
            "threads": self._settings.threads,
            "limit_request_line": _LONGEST_REQUEST_LINE,
            "graceful_timeout": math.ceil(self._settings.stop_seconds) + _TO_END_SECONDS,
            "post_fork": self._hurry,
            "worker_exit": _end_worker,
            "control_socket_disable": True,
            "logger_class": _Log if self._settings.access_log else Logger,
            "proc_name": "chengnuo",
            "loglevel": logging.getLevelName(logging.WARNING).lower(),
        }.items():
            self.cfg.set(name, value)

    def load(self) -> Editions:
        return create_site(self._settings)

    def _hurry(self, _arbiter: Any, worker: Any) -> None:
        """A worker's time is over before it is killed: else the processes of its queries would outlive it."""
        worker.cfg.set("graceful_timeout", math.ceil(self._settings.stop_seconds))


def _end_worker(_arbiter: Any, worker: Any) -> None:
    if isinstance(worker.wsgi, Editions):
        worker.wsgi.close()


class _Log(Logger):  # type: ignore[misc]
    """gunicorn's log of errors, and ours of requests on standard output."""

    def access(self, resp: Any, req: Any, environ: Mapping[str, Any], request_time: timedelta) -> None:
        print(access_line(environ, resp.status_code, resp.sent, request_time), flush=True)
