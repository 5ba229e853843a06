"""rdflib's default store, in a process of its own, whose queries can be ended without loading all anew."""

from __future__ import annotations

import multiprocessing
import signal
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType

from rdflib import Dataset

from benchmarks.processes import memory_mib
from ontology.errors import QueryError

_SPAWN = multiprocessing.get_context("spawn")
_AGAIN_SECONDS = 1.0
"""After which a query is ended once more: rdflib may have taken the first time for an error of its own."""


class _TooLong(BaseException):
    """What ends a query. No Exception, as rdflib catches those of filters."""


class Rdflib:
    """Holds a file of N-Quads in memory, its default graph the union of all graphs."""

    def __init__(self, quads: Path, seconds: float) -> None:
        """Returns when all is loaded; `seconds` are what a query may take."""
        self._seconds = seconds
        self._connection, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_answer, args=(quads, seconds, theirs), daemon=True)
        self._process.start()
        theirs.close()
        self._connection.recv()  # it is loaded

    def ask(self, query: str) -> bytes:
        """The answer as JSON. Raises QueryError for one that takes too long."""
        self._connection.send(query)
        answer = self._connection.recv()
        if answer is None:
            raise QueryError(f"took more than {self._seconds:g} s")
        assert isinstance(answer, bytes)
        return answer

    def memory_bytes(self) -> int:
        assert self._process.pid is not None
        return int(memory_mib(self._process.pid) * 2**20)

    def close(self) -> None:
        self._process.kill()
        self._process.join()


def _answer(quads: Path, seconds: float, connection: Connection) -> None:
    dataset = Dataset(default_union=True)
    dataset.parse(quads, format="nquads")
    signal.signal(signal.SIGALRM, _end)
    connection.send(b"")
    while True:
        connection.send(_body(dataset, connection.recv(), seconds))


def _body(dataset: Dataset, query: str, seconds: float) -> bytes | None:
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN_SECONDS)
    try:
        return dataset.query(query).serialize(format="json")
    except _TooLong:
        return None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise _TooLong
