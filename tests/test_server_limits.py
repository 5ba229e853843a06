"""A running server keeps its limits: each is set low, reached and told, and others are served on."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.server_process import RUNAWAY, asked, running, status

pytestmark = pytest.mark.slow  # waits of a fifth of a second: nothing else may run beside it

LIMITS = {
    "QUERY_SECONDS": "2",
    "QUERY_MEMORY_MIB": "1024",
    "QUERY_WORKERS": "1",
    "QUERY_QUEUE_SECONDS": "0.2",
    "QUERY_RESULT_MIB": "1",
    "QUERY_KIB": "4",
    "QUERY_NESTING": "10",
    "QUERY_OPERATORS": "20",
}
GREEDY = (
    'SELECT (STRLEN(?x26) AS ?n) { BIND("0123456789" AS ?x0) '
    + " ".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(26))
    + " }"
)
SPARQL = {"Content-Type": "application/sparql-query"}


@pytest.fixture(scope="module")
def address(shipped_build: Path) -> Iterator[str]:
    with running(shipped_build, **LIMITS) as (_, address):
        yield address


def detail(body: bytes) -> str:
    return str(json.loads(body)["detail"])


REFUSED = {
    "time": (RUNAWAY, 503, "time limit of 2 seconds"),
    "result": ("SELECT * { ?s ?p ?o }", 400, "limit of 1 MiB"),
    "nesting": ("ASK " + "{" * 11 + "}" * 11, 400, "more than 10 levels"),
    "operators": ("SELECT (1" + "+1" * 21 + " AS ?x) {}", 400, "more than 20 operators"),
}


@pytest.mark.parametrize(("query", "code", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_query_over_a_limit_is_told(address: str, query: str, code: int, reason: str) -> None:
    began = time.monotonic()
    found, headers, body = status(asked(address, query))
    assert (found, reason in detail(body)) == (code, True), body
    assert time.monotonic() - began < 10
    assert code != 503 or int(headers["Retry-After"]) > 0
    after, _, body = status(asked(address, "ASK {}"))
    assert after == 200, body


def test_memory(shipped_build: Path) -> None:
    settings = {**LIMITS, "QUERY_SECONDS": "60", "QUERY_OPERATORS": "600", "QUERY_NESTING": "60"}
    with running(shipped_build, **settings) as (_, address):
        code, headers, body = status(asked(address, GREEDY))
        assert (code, "memory limit of 1024 MiB" in detail(body)) == (503, True), body
        assert int(headers["Retry-After"]) > 0
        assert status(asked(address, "ASK {}"))[0] == 200


def test_concurrency(address: str) -> None:
    """With its one process busy the next query is turned away at once; the site's own pages are served."""
    thread = threading.Thread(target=status, args=(asked(address, RUNAWAY),))
    thread.start()
    time.sleep(0.5)
    began = time.monotonic()
    code, headers, body = status(asked(address, "ASK { ?s a ?busy }"))
    assert time.monotonic() - began < 1.5
    assert (code, "busy" in detail(body)) == (503, True)
    assert int(headers["Retry-After"]) > 0
    assert status(address + "doc/indicator/gdp.html")[0] == 200
    thread.join()


def test_request_body(address: str) -> None:
    code, _, body = status(address + "sparql", data=b"ASK {} #" + b"x" * 4096, headers=SPARQL)
    assert (code, "4096 bytes" in detail(body)) == (413, True)
    assert status(address + "sparql", data=b"ASK {} #" + b"x" * 3000, headers=SPARQL)[0] == 200


def test_a_body_without_end_is_not_awaited(address: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    connection.putrequest("POST", "/sparql")
    for name, value in {**SPARQL, "Content-Length": str(1 << 40)}.items():
        connection.putheader(name, value)
    connection.endheaders()
    connection.send(b"x" * 10_000)
    assert connection.getresponse().status == 413
    connection.close()


def test_address(address: str) -> None:
    """Over 8,000 bytes the protocol refuses with the way out; far over, the server does not read on."""
    code, _, body = status(asked(address, "ASK {} #" + "x" * 7_990))
    assert (code, "POST" in detail(body)) == (414, True)
    assert status(asked(address, "ASK {} #" + "x" * 20_000))[0] == 414
    assert status(asked(address, "ASK {} #" + "x" * 3_000))[0] == 200
