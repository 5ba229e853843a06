"""The web site: puts a build, its questions and its pages together and serves them."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask, Response, jsonify
from gunicorn.app.base import BaseApplication

from graph.build_directory import Build
from ontology.errors import SettingError
from ontology.settings import Settings
from queries.limits import Limits
from queries.service import QueryService
from viz.site import site

_SERVICE = "chengnuo.service"
_LONGEST_REQUEST_LINE = 16_384
_SECONDS_TO_FINISH = 10


def create_app(build_path: Path, settings: Settings) -> Flask:
    """An application that serves one build; `close` ends its query processes.

    Raises BuildError when there is no sound build at `build_path`. Create it in the process that will serve:
    query processes belong to the process that started them.
    """
    build = Build.open(build_path)
    service = QueryService(build, limits(settings))
    app = Flask("chengnuo", static_folder=None, template_folder=None)
    app.extensions[_SERVICE] = service
    for blueprint in site(service, build):
        app.register_blueprint(blueprint)
    app.add_url_rule("/healthz", view_func=_health(build))
    return app


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
    )


def _health(build: Build) -> Callable[[], Response]:
    def health() -> Response:
        """Says that the site answers, and which build it serves."""
        response = jsonify(status="ok", build=build.path.name)
        response.headers["Cache-Control"] = "no-store"
        return response

    return health


def serve(settings: Settings, *, announce: Callable[[str], None] = print) -> None:
    """Serve until SIGTERM or SIGINT, letting requests under way finish; `announce` is given the address.

    Raises BuildError when there is nothing to serve and SettingError when the address cannot be had: both
    before any process is started.
    """
    build = Build.open(settings.build)
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
            "graceful_timeout": _SECONDS_TO_FINISH,
            "worker_exit": _end_worker,
            "control_socket_disable": True,
            "proc_name": "chengnuo",
            "loglevel": logging.getLevelName(logging.WARNING).lower(),
        }.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return create_app(self._settings.build, self._settings)


def _end_worker(_arbiter: Any, worker: Any) -> None:
    if isinstance(worker.wsgi, Flask):
        close(worker.wsgi)
