"""A store made of a dictionary of answers: what a remote store can do wrong, done on purpose."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote

JSON = "application/sparql-results+json"
ROWS = b'{"head":{"vars":["n"]},"results":{"bindings":[{"n":{"type":"literal","value":"1"}}]}}'


@dataclass
class FakeStore:
    """Answers every query alike, and keeps what is written to it."""

    status: int = 200
    body: bytes = ROWS
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": JSON})
    pause: float = 0.0
    """Seconds before each byte of the body."""
    cut: int = 0
    """Bytes at the end that are promised and never sent."""
    fails_after: int = 1_000_000
    """Writes that succeed; each further one is answered with 500."""
    queries: list[dict[str, list[str]]] = field(default_factory=list)
    written: list[tuple[str, str, bytes]] = field(default_factory=list)
    """Method, graph and body of each write."""
    address: str = ""


@contextmanager
def running(store: FakeStore) -> Iterator[FakeStore]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(store))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    store.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield store
    finally:
        server.shutdown()
        server.server_close()


def _handler(store: FakeStore) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path.startswith("/query"):
                store.queries.append(parse_qs(body.decode(), keep_blank_values=True))
                self._answer()
            else:
                self._written("POST", body)

        def do_DELETE(self) -> None:
            self._written("DELETE", b"")

        def _written(self, method: str, body: bytes) -> None:
            failed = len(store.written) >= store.fails_after
            if not failed:
                store.written.append((method, unquote(self.path.partition("graph=")[2]), body))
            self.send_response(500 if failed else 204)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _answer(self) -> None:
            self.send_response(store.status)
            for name, value in store.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(store.body)))
            self.end_headers()
            sent = store.body[: len(store.body) - store.cut]
            try:
                for at in range(len(sent)) if store.pause else ():
                    time.sleep(store.pause)
                    self.wfile.write(sent[at : at + 1])
                if not store.pause:
                    self.wfile.write(sent)
            except OSError:  # who asked has given up
                pass
            if store.cut:
                self.close_connection = True

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    return Handler
