"""Answers to the site's own questions, kept while there is room: a build never changes."""

from __future__ import annotations

import threading
from collections import OrderedDict

from queries.results import Table


class TableCache:
    """The tables used last, up to so many rows together; safe to use from several threads."""

    def __init__(self, rows: int) -> None:
        self._room = rows
        self._tables: OrderedDict[str, Table] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, sparql: str) -> Table | None:
        with self._lock:
            if sparql in self._tables:
                self._tables.move_to_end(sparql)
            return self._tables.get(sparql)

    def put(self, sparql: str, table: Table) -> None:
        with self._lock:
            if sparql in self._tables:
                return
            self._tables[sparql] = table
            self._room -= _cost(table)
            while self._room < 0:
                _, oldest = self._tables.popitem(last=False)
                self._room += _cost(oldest)


def _cost(table: Table) -> int:
    return len(table) + 1
