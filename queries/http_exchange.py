"""One request to a remote store and its whole answer, by a deadline, up to a size, on a connection that
is kept.

No proxy, no redirect and no host but the store's own: what a store answers never leads elsewhere.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from urllib.parse import urlsplit

from ontology.errors import QueryError, QueryTimeout, StoreUnavailable
from queries.http_credentials import Credentials

CONNECT_SECONDS = 5.0
"""How long a store may take to accept a connection."""

_PIECE = 1 << 16
_GONE = (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError)


@dataclass(frozen=True, slots=True)
class Answer:
    """As the store gave it, whatever its status."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes


class Exchange:
    """Talks with the host of one address; used by one thread at a time."""

    def __init__(self, address: str, credentials: Credentials) -> None:
        parts = urlsplit(address)
        self._host, self._port, self._secure = parts.hostname or "", parts.port, parts.scheme == "https"
        self._credentials = credentials
        self._connection: http.client.HTTPConnection | None = None

    def ask(
        self, method: str, target: str, headers: Mapping[str, str], body: bytes, *, seconds: float, limit: int
    ) -> Answer:
        """Raises QueryTimeout at the deadline, QueryError for an answer of more bytes than the limit, and
        StoreUnavailable where there is none, or not a whole one.
        """
        deadline = monotonic() + seconds
        for credential in self._credentials.attempts(method, target):
            answer = self._again(method, target, {**headers, **credential}, body, deadline, limit)
            if answer.status != 401:
                break
            self._credentials.challenged(answer.headers.get("www-authenticate", ""))
        return answer

    def close(self) -> None:
        if self._connection:
            self._connection.close()
            self._connection = None

    def _again(
        self, method: str, target: str, headers: Mapping[str, str], body: bytes, deadline: float, limit: int
    ) -> Answer:
        """A kept connection may have been closed meanwhile: then once more, on a new one.

        All that is asked of a store may be asked twice: triples are a set.
        """
        kept = self._connection is not None
        try:
            return self._once(method, target, headers, body, deadline, limit)
        except _GONE as error:
            if not kept:
                raise self._unavailable(str(error) or type(error).__name__) from error
        try:
            return self._once(method, target, headers, body, deadline, limit)
        except _GONE as error:
            raise self._unavailable(str(error) or type(error).__name__) from error

    def _once(
        self, method: str, target: str, headers: Mapping[str, str], body: bytes, deadline: float, limit: int
    ) -> Answer:
        clock = _Clock(deadline)
        late = f"the store at {self._host} gave no whole answer within the time limit"
        try:
            connection = self._open(deadline)
            clock.start(connection)
            connection.request(method, target, body, dict(headers))
            answer = self._read(connection.getresponse(), limit)
            if clock.rang:
                raise TimeoutError
            return answer
        except _GONE:
            self.close()
            if clock.rang:
                raise QueryTimeout(late) from None
            raise
        except (OSError, http.client.HTTPException) as error:
            self.close()
            if clock.rang or (isinstance(error, TimeoutError) and monotonic() >= deadline):
                raise QueryTimeout(late) from error
            raise self._unavailable(_reason(error)) from error
        except QueryError:
            self.close()
            raise
        finally:
            clock.stop()

    def _open(self, deadline: float) -> http.client.HTTPConnection:
        if self._connection is None:
            seconds = max(min(CONNECT_SECONDS, deadline - monotonic()), 0.001)
            if self._secure:
                context = ssl.create_default_context()
                self._connection = http.client.HTTPSConnection(
                    self._host, self._port, timeout=seconds, context=context
                )
            else:
                self._connection = http.client.HTTPConnection(self._host, self._port, timeout=seconds)
            self._connection.connect()
            self._connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._connection.sock.settimeout(max(deadline - monotonic(), 0.001))
        return self._connection

    def _read(self, response: http.client.HTTPResponse, limit: int) -> Answer:
        body = bytearray()
        while piece := response.read(_PIECE):
            body += piece
            if len(body) > limit:
                raise QueryError(
                    f"the answer exceeds the limit of {limit / (1 << 20):g} MiB: ask for less, "
                    "or page with LIMIT"
                )
        if response.length:
            raise http.client.IncompleteRead(bytes(body), response.length)
        if response.will_close:
            self.close()
        return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, bytes(body))

    def _unavailable(self, reason: str) -> StoreUnavailable:
        where = self._host if self._port is None else f"{self._host}:{self._port}"
        return StoreUnavailable(f"the store at {where} does not answer ({reason}): is it running?")


class _Clock:
    """Cuts a connection off at the deadline, however slowly its bytes come."""

    def __init__(self, deadline: float) -> None:
        self.rang = False
        self._deadline = deadline
        self._timer: threading.Timer | None = None

    def start(self, connection: http.client.HTTPConnection) -> None:
        self._timer = threading.Timer(max(self._deadline - monotonic(), 0), self._ring, (connection.sock,))
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        if self._timer:
            self._timer.cancel()

    def _ring(self, connected: socket.socket) -> None:
        self.rang = True
        with suppress(OSError):
            connected.shutdown(socket.SHUT_RDWR)


def _reason(error: Exception) -> str:
    if isinstance(error, http.client.IncompleteRead):
        return "its answer was cut short"
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
