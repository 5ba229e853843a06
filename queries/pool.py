"""A lane of evaluator processes: as many queries at a time as it has, each ended at its deadline."""

from __future__ import annotations

import queue
import threading
import weakref
from pathlib import Path

from ontology.errors import QueryError, QueryOverload, QueryTimeout
from queries.limits import Limits
from queries.worker import DeadlinePassed, Request, Worker, WorkerEnded, WorkerNotStarted


class Pool:
    """Safe to use from several threads, not across a fork: let each serving process make its own."""

    def __init__(self, store: Path, size: int, queue_seconds: float, limits: Limits) -> None:
        """Starts no process yet."""
        self._store, self._queue_seconds, self._limits = store, queue_seconds, limits
        self._idle: queue.LifoQueue[Worker | None] = queue.LifoQueue()
        for _ in range(size):
            self._idle.put(None)
        self._workers: set[Worker] = set()
        self._lock = threading.Lock()
        self._closed = False
        self._at_exit = weakref.finalize(self, _kill_all, self._workers)

    def run(self, request: Request) -> bytes:
        """The answer. Raises QueryError; QueryTimeout and QueryOverload cost the process, and no more."""
        worker = self._take()
        keep: Worker | None = None
        try:
            answer = worker.ask(request)
            keep = worker
            return answer
        except DeadlinePassed as error:
            raise QueryTimeout(f"ended at the time limit of {self._limits.seconds:g} seconds") from error
        except WorkerEnded as error:
            raise QueryOverload(
                f"the process that evaluated it ended: too complex, or over the memory limit of "
                f"{self._limits.memory_mib} MiB"
            ) from error
        except WorkerNotStarted as error:
            raise QueryOverload(
                "a process for queries could not open the store: see the server's log"
            ) from error
        except QueryError:  # the query was wrong, the process is well
            keep = worker
            raise
        finally:
            self._give_back(worker, keep)

    def processes(self) -> tuple[int, ...]:
        """Process ids, for those who watch."""
        with self._lock:
            return tuple(worker.pid for worker in self._workers)

    def close(self) -> None:
        """Ends all processes, running queries included."""
        with self._lock:
            self._closed = True
            _kill_all(self._workers)

    def _take(self) -> Worker:
        try:
            worker = self._idle.get(timeout=self._queue_seconds)
        except queue.Empty as error:
            raise QueryOverload("all processes are busy: try again in a few seconds") from error
        if worker is not None and worker.alive:
            return worker
        if worker is not None:
            self._discard(worker)
        try:
            return self._start()
        except Exception:
            self._idle.put(None)
            raise

    def _start(self) -> Worker:
        with self._lock:
            if self._closed:
                raise QueryOverload("the service is closing")
            try:
                worker = Worker(self._store, self._limits)
            except OSError as error:
                raise QueryOverload(f"no process for queries could be started: {error.strerror}") from error
            self._workers.add(worker)
            return worker

    def _give_back(self, worker: Worker, keep: Worker | None) -> None:
        if keep is None:
            self._discard(worker)
        self._idle.put(keep)

    def _discard(self, worker: Worker) -> None:
        with self._lock:
            self._workers.discard(worker)
        worker.kill()


def _kill_all(workers: set[Worker]) -> None:
    while workers:
        workers.pop().kill()
