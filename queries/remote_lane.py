"""A lane of connections to a remote store: as many queries at a time as it has, each given up at its
deadline.

It stands in for `queries.pool.Pool`: the same requests, the same answers, the same errors.
"""

from __future__ import annotations

import queue
import threading

from ontology.errors import QueryOverload
from ontology.store_address import StoreAddress
from queries import media_types, normal_form
from queries.limits import Limits
from queries.remote_store import N_TRIPLES, RemoteStore
from queries.worker import Request


class RemoteLane:
    """Safe to use from several threads, not across a fork: let each serving process make its own."""

    def __init__(self, address: StoreAddress, size: int, queue_seconds: float, limits: Limits) -> None:
        """Connects to nothing yet."""
        self._queue_seconds, self._limits = queue_seconds, limits
        self._stores = [RemoteStore(address) for _ in range(size)]
        self._idle: queue.LifoQueue[RemoteStore] = queue.LifoQueue()
        for store in self._stores:
            self._idle.put(store)
        self._closed = threading.Event()

    def run(self, request: Request) -> bytes:
        """The answer, in normal form (normal_form.py). Raises QueryError."""
        try:
            store = self._idle.get(timeout=self._queue_seconds)
        except queue.Empty as error:
            raise QueryOverload(
                "all connections to the store are busy: try again in a few seconds"
            ) from error
        try:
            if self._closed.is_set():
                raise QueryOverload("the service is closing")
            return self._answer(store, request)
        finally:
            self._idle.put(store)

    def close(self) -> None:
        """Ends all connections."""
        self._closed.set()
        for store in self._stores:
            store.close()

    def _answer(self, store: RemoteStore, request: Request) -> bytes:
        of_triples = request.media_type in media_types.TRIPLES
        body = store.query(
            f"BASE <{request.base}>\n{request.query}",
            N_TRIPLES if of_triples else media_types.JSON,
            seconds=self._limits.seconds,
            limit=self._limits.result_bytes,
            union=request.union,
            default_graphs=request.default_graphs or (),
            named_graphs=request.named_graphs or (),
        ).body
        if of_triples:
            return normal_form.triples(body, request.media_type)
        return normal_form.rows(body, request.media_type)
