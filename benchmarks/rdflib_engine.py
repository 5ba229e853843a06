"""rdflib's default store, in a process of its own: a query that takes too long can be ended there."""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection
from pathlib import Path

from rdflib import Dataset

from ontology.errors import QueryError

_SPAWN = multiprocessing.get_context("spawn")


class Rdflib:
    """Holds a file of N-Quads in memory, its default graph the union of all graphs."""

    def __init__(self, quads: Path, seconds: float) -> None:
        """Returns when all is loaded; `seconds` are what a query may take."""
        self._quads, self._seconds = quads, seconds
        self._start()

    def ask(self, query: str) -> bytes:
        """The answer as JSON. Raises QueryError for one that takes too long, after all is loaded anew."""
        self._connection.send(query)
        if not self._connection.poll(self._seconds):
            self.close()
            self._start()
            raise QueryError(f"took more than {self._seconds:g} s")
        answer = self._connection.recv()
        assert isinstance(answer, bytes)
        return answer

    def close(self) -> None:
        self._process.kill()
        self._process.join()

    def _start(self) -> None:
        self._connection, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_answer, args=(self._quads, theirs), daemon=True)
        self._process.start()
        self._connection.recv()  # it is loaded


def _answer(quads: Path, connection: Connection) -> None:
    dataset = Dataset(default_union=True)
    dataset.parse(quads, format="nquads")
    connection.send(b"")
    while True:
        body = dataset.query(connection.recv()).serialize(format="json")
        assert body is not None
        connection.send(body)
