"""One evaluator process, as the service sees it."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TypeVar

from graph.allocator import LITTLE, environment
from ontology.errors import QueryError, QuerySyntaxError, StoreUnreadable
from queries import wire
from queries.limits import Limits

_T = TypeVar("_T")

EVALUATOR = (sys.executable, "-m", "queries.evaluator")
CHECKOUT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Request:
    """One evaluation. `None` for both lists of graphs leaves the dataset to `union` and the query."""

    query: str
    media_type: str
    base: str
    union: bool
    """The default graph is the union of all graphs."""
    default_graphs: Sequence[str] | None = None
    named_graphs: Sequence[str] | None = None


class WorkerNotStarted(Exception):
    """The process could not be started, or could not open the store."""


class WorkerEnded(Exception):
    """The process ended before the answer was whole."""


class DeadlinePassed(Exception):
    """The answer was not whole at the deadline."""


class Worker:
    """Starts at once, in the background; used by one thread at a time."""

    def __init__(self, store: Path, limits: Limits) -> None:
        self._limits = limits
        self._socket, theirs = socket.socketpair()
        try:
            self._process = subprocess.Popen(
                (*EVALUATOR, str(store), str(limits.memory_mib), str(limits.result_bytes)),
                stdin=theirs.fileno(),
                stdout=theirs.fileno(),
                cwd=CHECKOUT,
                # A query can make it panic: one line is enough.
                env={**environment(LITTLE), "RUST_BACKTRACE": "0"},
            )
        except OSError:
            self._socket.close()
            raise
        finally:
            theirs.close()
        self._ready = False

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, request: Request) -> bytes:
        """The answer's bytes. Raises QueryError for what the query did wrong, and the errors above."""
        self._wait_until_ready()
        deadline = monotonic() + self._limits.seconds
        message = json.dumps(asdict(request) | {"seconds": self._limits.seconds}).encode()
        self._send(wire.frame(wire.REQUEST, message), deadline)
        pieces: list[bytes] = []
        while True:
            kind, payload = self._receive(deadline)
            if kind == wire.END:
                return b"".join(pieces)
            if kind == wire.FAILURE:
                raise _error(json.loads(payload), self._limits)
            pieces.append(payload)

    def kill(self) -> None:
        """SIGKILL: nothing softer ends a running query. The store is open for reading only."""
        self._process.kill()
        self._process.wait()
        self._socket.close()

    def _wait_until_ready(self) -> None:
        if self._ready:
            return
        try:
            self._receive(monotonic() + self._limits.start_seconds)
        except (WorkerEnded, DeadlinePassed) as error:
            raise WorkerNotStarted from error
        self._ready = True

    def _send(self, data: bytes, deadline: float) -> None:
        self._within(deadline, lambda: self._socket.sendall(data))

    def _receive(self, deadline: float) -> tuple[bytes, bytes]:
        try:
            return wire.read_frame(lambda length: self._exactly(length, deadline))
        except EOFError as error:
            raise WorkerEnded from error

    def _exactly(self, length: int, deadline: float) -> bytes:
        data = bytearray()
        while len(data) < length:
            piece = self._within(deadline, partial(self._socket.recv, length - len(data)))
            if not piece:
                raise EOFError
            data += piece
        return bytes(data)

    def _within(self, deadline: float, action: Callable[[], _T]) -> _T:
        remaining = deadline - monotonic()
        if remaining <= 0:
            raise DeadlinePassed
        self._socket.settimeout(remaining)
        try:
            return action()
        except TimeoutError as error:
            raise DeadlinePassed from error
        except OSError as error:  # the process is gone: its end of the connection is closed
            raise WorkerEnded from error


def _error(failure: dict[str, str | int], limits: Limits) -> QueryError:
    message = str(failure.get("message", ""))
    if failure["kind"] == "too large":
        mib = limits.result_bytes / (1 << 20)
        return QueryError(f"the answer exceeds the limit of {mib:g} MiB: ask for less, or page with LIMIT")
    if failure["kind"] == "store":
        return StoreUnreadable("the store cannot be read: the server's log says why")
    if failure["kind"] == "syntax":
        return syntax_error(message, failure.get("line"), failure.get("column"))
    return QueryError(f"the query cannot be evaluated: {message}")


_UNDECLARED = "Prefix not found"
"""The parser's words, amid all the characters that a longer name could have."""


def syntax_error(message: str, line: str | int | None, column: str | int | None) -> QuerySyntaxError:
    """In one line. The parser lists everything that it would have taken: 300 characters say enough."""
    where = f"line {line}, column {column}: " if line else ""
    if _UNDECLARED in message:
        return QuerySyntaxError(f"{where}the prefix here is not declared at the head of the query")
    flat = " ".join(message.split())
    brief = flat if len(flat) <= 300 else flat[:300].rstrip() + " …"
    return QuerySyntaxError(where + brief)
