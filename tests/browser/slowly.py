"""A way to the server that is slow: pages arrive in pieces, styles and scripts late."""

from __future__ import annotations

import http.client
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

PIECE_BYTES, PIECES = 1500, 30
"""Of a page; what is left after so many pieces comes in a few."""
PIECE_SECONDS, LATE_SECONDS = 0.02, 0.15

_DROPPED = {"content-length", "transfer-encoding", "connection", "date", "server"}
_ASKED = {"accept", "accept-language", "cookie"}
"""Not Accept-Encoding: pieces of a compressed page are drawn when the last has come."""


@contextmanager
def slowly(address: str) -> Iterator[str]:
    """Another address for a server, from which everything comes slowly."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            behind = http.client.HTTPConnection(urlsplit(address).netloc)
            asked = {name: value for name, value in self.headers.items() if name.lower() in _ASKED}
            behind.request("GET", self.path, headers=asked)
            answer = behind.getresponse()
            body = answer.read()
            behind.close()
            is_page = answer.headers.get_content_type() == "text/html"
            if not is_page:
                time.sleep(LATE_SECONDS)
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in _DROPPED:
                    self.send_header(name, value)
            self.end_headers()
            for piece in _pieces(body) if is_page else [body]:
                self.wfile.write(piece)
                time.sleep(PIECE_SECONDS)

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


def _pieces(body: bytes) -> Iterator[bytes]:
    first = PIECE_BYTES * PIECES
    yield from (body[at : at + PIECE_BYTES] for at in range(0, min(first, len(body)), PIECE_BYTES))
    large = max(PIECE_BYTES, len(body) // 10)
    yield from (body[at : at + large] for at in range(first, len(body), large))
