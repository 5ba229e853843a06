"""A store that speaks SPARQL 1.1: queries, updates and whole graphs over HTTP.

What stores do differently is met here and in `queries/normal_form.py`:
queries go as forms (Virtuoso never answers one that is posted as such), `union-default-graph` asks Oxigraph
for the union that others give by themselves, and an answer that a store has cut is an error, not an answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from string import Template
from types import TracebackType
from urllib.parse import quote, urlencode, urlsplit

from ontology.errors import QueryError, QueryTimeout, SettingError, StoreUnavailable
from ontology.store_address import StoreAddress
from queries.http_credentials import Credentials
from queries.http_exchange import Answer, Exchange

N_TRIPLES = "application/n-triples"
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_SHORT = 64 << 10
"""Bytes of an answer to a write that are read."""
_TRIPLES_OF_UPDATE = 500
"""So many in one INSERT DATA: Virtuoso compiles each as a statement, and refuses long ones."""
_CUT = "x-sparql-maxrows"
_UPDATES = Path(__file__).with_name("updates")
_INSERT = Template((_UPDATES / "insert.ru").read_text(encoding="utf-8"))
_DROP = Template((_UPDATES / "drop.ru").read_text(encoding="utf-8"))


class RemoteStore:
    """One connection for each endpoint; used by one thread at a time."""

    def __init__(self, address: StoreAddress) -> None:
        self._address = address
        self._exchanges: dict[str, Exchange] = {}

    def query(
        self,
        sparql: str,
        accept: str,
        *,
        seconds: float,
        limit: int,
        union: bool = True,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> Answer:
        """The whole answer in a media type. Raises QueryError for what is wrong, be it query or store."""
        fields = [("query", sparql), ("timeout", str(int(seconds * 1000)))]  # Virtuoso: ends it by itself
        fields += [("union-default-graph", "")] if union else []
        fields += [("default-graph-uri", graph) for graph in default_graphs]
        fields += [("named-graph-uri", graph) for graph in named_graphs]
        body = urlencode(fields).encode()
        headers = {**_FORM, "Accept": accept}
        answer = self._ask("POST", self._address.query, headers, body, seconds, limit)
        _refuse_failure(answer)
        return answer

    def clear(self, graph: str, *, seconds: float) -> None:
        """Empties a named graph, or removes it."""
        if self._address.graphs:
            self._write("DELETE", self._graph(graph), {}, b"", seconds, gone=True)
        else:
            self._update(_DROP.substitute(graph=graph), seconds)

    def add(self, graph: str, lines: Sequence[bytes], *, seconds: float) -> None:
        """Adds triples, each a line of N-Triples, to a named graph."""
        if self._address.graphs:
            kind = {"Content-Type": N_TRIPLES}
            self._write("POST", self._graph(graph), kind, b"".join(lines), seconds)
            return
        for start in range(0, len(lines), _TRIPLES_OF_UPDATE):
            data = b"".join(lines[start : start + _TRIPLES_OF_UPDATE]).decode()
            self._update(_INSERT.substitute(graph=graph, triples=data), seconds)

    def close(self) -> None:
        for exchange in self._exchanges.values():
            exchange.close()

    def __enter__(self) -> RemoteStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _graph(self, graph: str) -> str:
        separator = "&" if urlsplit(self._address.graphs).query else "?"
        return f"{self._address.graphs}{separator}graph={quote(graph, safe='')}"

    def _update(self, sparql: str, seconds: float) -> None:
        if not self._address.update:
            raise SettingError(
                "the store's address for writing is not known: set CHENGNUO_STORE_GRAPHS "
                "(Graph Store Protocol) or CHENGNUO_STORE_UPDATE (SPARQL update)"
            )
        self._write("POST", self._address.update, _FORM, urlencode({"update": sparql}).encode(), seconds)

    def _write(
        self,
        method: str,
        address: str,
        headers: dict[str, str],
        body: bytes,
        seconds: float,
        *,
        gone: bool = False,
    ) -> None:
        answer = self._ask(method, address, headers, body, seconds, _SHORT)
        if answer.status in (401, 403):
            raise StoreUnavailable(
                f"{_host(address)}: writing is refused ({answer.status}): "
                "check CHENGNUO_STORE_USER and CHENGNUO_STORE_PASSWORD"
            )
        if not (200 <= answer.status < 300 or (gone and answer.status == 404)):
            raise StoreUnavailable(f"{_host(address)}: {method} is answered with {told(answer)}")

    def _ask(
        self, method: str, address: str, headers: dict[str, str], body: bytes, seconds: float, limit: int
    ) -> Answer:
        parts = urlsplit(address)
        if parts.netloc not in self._exchanges:
            credentials = Credentials(self._address.user, self._address.password)
            self._exchanges[parts.netloc] = Exchange(address, credentials)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return self._exchanges[parts.netloc].ask(method, target, headers, body, seconds=seconds, limit=limit)


def told(answer: Answer) -> str:
    """Status and the first words of an error."""
    words = " ".join(re.sub(r"<[^>]*>", " ", answer.body[:2000].decode("utf-8", "replace")).split())
    return f"{answer.status}: {words[:200]}" if words else str(answer.status)


def _refuse_failure(answer: Answer) -> None:
    if answer.status == 206 or "s1tat" in answer.headers.get("x-sql-state", "").casefold():
        raise QueryTimeout("the store ended the query at its own time limit")
    if _CUT in answer.headers:
        raise QueryError(
            f"the store gives at most {answer.headers[_CUT]} rows, and this answer has more: "
            "ask for less, or raise the limit of the store (Virtuoso: ResultSetMaxRows)"
        )
    if answer.status == 200:
        return
    if answer.status in (401, 403):
        raise StoreUnavailable(f"the store refuses to answer: {told(answer)}")
    if answer.status == 400:
        raise QueryError(f"the store cannot evaluate the query: {told(answer)}")
    raise StoreUnavailable(f"the store answers with {told(answer)}")


def _host(address: str) -> str:
    return f"the store at {urlsplit(address).hostname}"
