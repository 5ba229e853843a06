"""The process that evaluates queries: `python -m queries.evaluator STORE MEMORY_MIB RESULT_BYTES`.

Reads requests from standard input and writes answers to standard output (wire.py), one at a time.
It imports little, so that a killed one is replaced in a tenth of a second. It holds the store open
for reading, and has no network (confinement.py).
"""

from __future__ import annotations

import json
import re
import sys
from typing import IO, Any, BinaryIO, TypeAlias, cast

import pyoxigraph
from pyoxigraph import NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples

from queries import wire
from queries.confinement import forbid_network, limit_cpu, limit_memory
from queries.documents import document

Answer: TypeAlias = QuerySolutions | QueryBoolean | QueryTriples

_PIECE = 1 << 16
_CONFINED = "Operation not permitted"
_STORE_FAULTS = ("Corruption", "IO error")
"""How the engine's messages begin when a file of the store is damaged or gone."""
_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


class ResultTooLarge(Exception):
    """The answer has more bytes than allowed."""


class Writer:
    """A binary file that sends what is written to it as DATA frames."""

    def __init__(self, output: BinaryIO, limit: int) -> None:
        self._output, self._limit, self._pending, self.written = output, limit, bytearray(), 0

    def write(self, data: bytes) -> int:
        self.written += len(data)
        if self.written > self._limit:
            raise ResultTooLarge
        self._pending += data
        if len(self._pending) >= _PIECE:
            self.flush()
        return len(data)

    def flush(self) -> None:
        if self._pending:
            self._output.write(wire.frame(wire.DATA, bytes(self._pending)))
            self._pending.clear()

    @property
    def full(self) -> bool:
        return self.written > self._limit


def main(arguments: list[str]) -> int:
    path, memory, limit = arguments
    limit_memory(int(memory))
    forbid_network()
    store = pyoxigraph.Store.read_only(path)
    source, output = sys.stdin.buffer, sys.stdout.buffer
    _send(output, wire.READY)
    while True:
        try:
            _, request = wire.read_frame(lambda length: _exactly(source, length))
        except EOFError:
            return 0
        _respond(store, json.loads(request), output, int(limit))


def _exactly(source: BinaryIO, length: int) -> bytes:
    data = source.read(length)
    if len(data) < length:
        raise EOFError
    return data


def _respond(store: pyoxigraph.Store, request: dict[str, Any], output: BinaryIO, limit: int) -> None:
    writer = Writer(output, limit)
    try:
        limit_cpu(request["seconds"])
        _serialize(_evaluate(store, request), request["media_type"], writer)
        writer.flush()
        _send(output, wire.END)
    except Exception as error:  # a wrong query must not end the process; what it was is told
        failure = {"kind": "too large"} if writer.full else _failure(error)
        _send(output, wire.FAILURE, json.dumps(failure).encode())


def _evaluate(store: pyoxigraph.Store, request: dict[str, Any]) -> Answer:
    default, named = request["default_graphs"], request["named_graphs"]
    return store.query(
        request["query"],
        base_iri=request["base"],
        use_default_graph_as_union=request["union"],
        default_graph=None if default is None else [NamedNode(iri) for iri in default],
        named_graphs=None if named is None else [NamedNode(iri) for iri in named],
    )


def _serialize(answer: Answer, media_type: str, writer: Writer) -> None:
    if isinstance(answer, QueryTriples):
        writer.write(document(answer, media_type))
        return
    results = QueryResultsFormat.from_media_type(media_type)
    if results is None:
        raise ValueError(f"{media_type} cannot hold rows or a truth value")
    # The engine needs no more of a file than write() and flush().
    answer.serialize(cast(IO[bytes], writer), format=results)


def _failure(error: Exception) -> dict[str, Any]:
    if isinstance(error, SyntaxError):
        match = _POSITION.match(str(error.args[0]))
        if match is None:
            return {"kind": "syntax", "message": str(error.args[0])}
        line, column, message = int(match[1]), int(match[2]), match[3]
        return {"kind": "syntax", "line": line, "column": column, "message": message}
    leaves = str(error).startswith(_CONFINED)  # what the query asked for, no fault of the store
    if (isinstance(error, OSError) and not leaves) or str(error).startswith(_STORE_FAULTS):
        print(f"the store cannot be read: {error}", file=sys.stderr, flush=True)
        return {"kind": "store"}
    return {"kind": "evaluation", "message": str(error)}


def _send(output: BinaryIO, kind: bytes, payload: bytes = b"") -> None:
    output.write(wire.frame(kind, payload))
    output.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
