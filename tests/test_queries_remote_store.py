"""A remote store that answers slowly, with an error, with something else, or not at all."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ontology.errors import QueryError, QueryOverload, QueryTimeout, SettingError, StoreUnavailable
from ontology.settings import Settings
from ontology.store_address import StoreAddress
from queries.limits import Limits
from queries.media_types import CSV, JSON, N_TRIPLES, TURTLE
from queries.remote_lane import RemoteLane
from queries.remote_store import RemoteStore
from queries.service import Elsewhere, QueryService
from queries.worker import Request
from tests.fake_store import ROWS, FakeStore, running

BASE = "https://data.example.org/"
SELECT = "SELECT (1 AS ?n) {}"
LIMITS = Limits(seconds=1.0, queue_seconds=0.1, result_bytes=2000)


def ask(store: FakeStore, media_type: str = JSON, limits: Limits = LIMITS) -> bytes:
    lane = RemoteLane(StoreAddress(store.address + "/query"), 1, 0.1, limits)
    try:
        return lane.run(Request(SELECT, media_type, BASE, union=True))
    finally:
        lane.close()


def test_rows_in_each_format() -> None:
    with running(FakeStore()) as store:
        assert ask(store) == ROWS
        assert ask(store, CSV) == b"n\r\n1\r\n"
        fields = store.queries[0]
        assert fields["query"] == [f"BASE <{BASE}>\n{SELECT}"]
        assert fields["union-default-graph"] == [""] and fields["timeout"] == ["1000"]


def test_triples_in_order() -> None:
    body = b'<a:s> <a:p> "x" .\n<a:r> <a:p> "1"^^<http://www.w3.org/2001/XMLSchema#boolean> .\n'
    with running(FakeStore(body=body, headers={"Content-Type": N_TRIPLES})) as store:
        assert ask(store, N_TRIPLES).splitlines() == [
            b'<a:r> <a:p> "true"^^<http://www.w3.org/2001/XMLSchema#boolean> .',
            b'<a:s> <a:p> "x" .',
        ]
        assert b'<a:s> <a:p> "x" .' in ask(store, TURTLE)


HTML = b"<html><body><h1>It works!</h1></body></html>"
FAULTS: dict[str, tuple[FakeStore, type[QueryError], str]] = {
    "its own error": (
        FakeStore(status=500, body=b"Virtuoso 22023 Error SR..."),
        StoreUnavailable,
        "500: Virt",
    ),
    "a page": (FakeStore(body=HTML), StoreUnavailable, "no whole SPARQL result"),
    "nothing": (FakeStore(body=b""), StoreUnavailable, "it is empty"),
    "rows and then words": (FakeStore(body=ROWS[:-3] + b"cancelled"), StoreUnavailable, "cancelled"),
    "less than promised": (FakeStore(cut=5), StoreUnavailable, "cut short"),
    "partial content": (FakeStore(status=206), QueryTimeout, "its own time limit"),
    "anytime": (FakeStore(headers={"X-SQL-State": "S1TAT"}), QueryTimeout, "its own time limit"),
    "too few rows": (FakeStore(headers={"X-SPARQL-MaxRows": "10000"}), QueryError, "at most 10000 rows"),
    "a redirect": (
        FakeStore(status=302, headers={"Location": "http://127.0.0.1:1/"}),
        StoreUnavailable,
        "302",
    ),
    "a wrong query": (FakeStore(status=400, body=b"syntax error"), QueryError, "syntax error"),
    "no permission": (FakeStore(status=403), StoreUnavailable, "refuses"),
    "too much": (FakeStore(body=b" " * 3000), QueryError, "exceeds the limit"),
    "too slow": (FakeStore(pause=0.1), QueryTimeout, "within the time limit"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_no_answer_is_an_error(fault: str) -> None:
    store, error, words = FAULTS[fault]
    began = time.monotonic()
    with running(store), pytest.raises(error, match=words):
        ask(store)
    assert time.monotonic() - began < 3
    assert error.status == (400 if error is QueryError else 503)


def test_no_store_at_all() -> None:
    with pytest.raises(StoreUnavailable, match=r"127\.0\.0\.1:1 does not answer"):
        ask(FakeStore(address="http://127.0.0.1:1"))


def test_a_store_that_was_restarted_is_asked_again() -> None:
    with running(FakeStore()) as store:
        lane = RemoteLane(StoreAddress(store.address + "/query"), 1, 0.1, LIMITS)
        request = Request(SELECT, JSON, BASE, union=True)
        assert lane.run(request) == ROWS
        store.status, store.headers = 200, {"Connection": "close"}
        assert lane.run(request) == ROWS and lane.run(request) == ROWS
        lane.close()
        with pytest.raises(QueryOverload, match="closing"):
            lane.run(request)


def test_connections_are_counted() -> None:
    with running(FakeStore(pause=0.01)) as store:
        lane = RemoteLane(StoreAddress(store.address + "/query"), 1, 0.1, Limits(seconds=5))
        request = Request(SELECT, JSON, BASE, union=True)
        first = threading.Thread(target=lane.run, args=(request,))
        first.start()
        time.sleep(0.2)
        with pytest.raises(QueryOverload, match="busy"):
            lane.run(request)
        first.join()
        lane.close()


def test_graphs_of_a_request_are_handed_on() -> None:
    with (
        running(FakeStore()) as store,
        QueryService(Elsewhere(BASE), LIMITS, StoreAddress(store.address + "/query")) as service,
    ):
        service.evaluate(SELECT, default_graphs=["urn:a"], named_graphs=["urn:b"])
        fields = store.queries[0]
        assert fields["default-graph-uri"] == ["urn:a"] and fields["named-graph-uri"] == ["urn:b"]
        assert "union-default-graph" not in fields


WRITES: dict[str, Callable[[RemoteStore], None]] = {
    "clear": lambda store: store.clear("urn:g", seconds=1),
    "add": lambda store: store.add("urn:g", [b"<a:s> <a:p> <a:o> .\n"], seconds=1),
}


@pytest.mark.parametrize("write", WRITES)
def test_writing_needs_an_address(write: str) -> None:
    with running(FakeStore()) as store:
        only = StoreAddress(store.address + "/query")
        with RemoteStore(only) as remote, pytest.raises(SettingError, match="CHENGNUO_STORE_GRAPHS"):
            WRITES[write](remote)
        with RemoteStore(StoreAddress(store.address + "/query", graphs=store.address + "/store")) as remote:
            WRITES[write](remote)
        assert store.written[0][1] == "urn:g"


@pytest.mark.parametrize("address", ["ftp://x/", "sparql", "http://", "http://u:p@host/", "http://h:99999/"])
def test_addresses_that_are_none(address: str) -> None:
    with pytest.raises(SettingError, match="CHENGNUO_STORE"):
        Settings(store=address)


def test_the_password_is_not_shown() -> None:
    settings = Settings(store="http://h/q", store_user="me", store_password="secret")
    assert "secret" not in repr(settings) and "secret" not in repr(settings.remote_store())
    assert Settings.read({"CHENGNUO_STORE": "http://h/q"}).build == Path(Settings().build)
