"""Evaluation in processes that can be killed: deadlines, crashes, lanes."""

from __future__ import annotations

import os
import re
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest

from ontology.errors import (
    QueryError,
    QueryForbidden,
    QueryOverload,
    QuerySyntaxError,
    QueryTimeout,
    StoreUnreadable,
)
from queries.limits import Limits
from queries.media_types import JSON, TURTLE
from queries.pool import Pool
from queries.worker import Request
from tests.query_build import tiny_build

LIMITS = Limits(seconds=1.0)
RUNAWAY = (
    "SELECT (COUNT(*) AS ?n) "
    "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STRLEN(CONCAT(STR(?c), STR(?f), STR(?i))) > 0) }"
)
DEEP = "ASK { " + "{" * 20_000 + " ?s ?p ?o " + "}" * 20_000 + " }"
GREEDY = (
    'SELECT (STRLEN(?x36) AS ?n) { BIND("0123456789" AS ?x0) '
    + " ".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(36))
    + " }"
)


def make(size: int, queue_seconds: float = 5.0, limits: Limits = LIMITS) -> Pool:
    return Pool(tiny_build().store_path, size, queue_seconds, limits)


@pytest.fixture
def pool() -> Iterator[Pool]:
    pool = make(2)
    yield pool
    pool.close()


def ask(pool: Pool, query: str, media_type: str = JSON) -> bytes:
    return pool.run(Request(query, media_type, "http://base.example/", union=True))


def run_away(pool: Pool, expected: type[QueryError]) -> threading.Thread:
    """Starts a query that does not end by itself."""

    def wait() -> None:
        with pytest.raises(expected):
            ask(pool, RUNAWAY)

    thread = threading.Thread(target=wait)
    thread.start()
    time.sleep(0.4)
    return thread


def test_no_process_until_the_first_query(pool: Pool) -> None:
    assert pool.processes() == ()
    assert b"true" in ask(pool, "ASK {}")
    assert len(pool.processes()) == 1


def test_deadline_kills_and_others_are_served_meanwhile(pool: Pool) -> None:
    start = time.monotonic()
    thread = run_away(pool, QueryTimeout)
    (busy,) = pool.processes()
    assert b"true" in ask(pool, "ASK {}")
    assert thread.is_alive(), "the second query was answered while the first ran"
    thread.join(20)
    assert not thread.is_alive()
    assert time.monotonic() - start < 15  # a deadline of 1 s; the rest is for a loaded machine
    assert busy not in pool.processes()
    with pytest.raises(ProcessLookupError):
        os.kill(busy, 0)
    assert b"true" in ask(pool, "ASK {}")


def test_crash_loses_one_request_only(pool: Pool) -> None:
    with pytest.raises(QueryOverload, match="ended"):
        ask(pool, DEEP)
    assert b"true" in ask(pool, "ASK {}")


def test_memory_bomb_ends_its_process_only() -> None:
    pool = make(1, limits=replace(LIMITS, seconds=20.0, memory_mib=1024))
    with pytest.raises((QueryOverload, QueryTimeout)):
        ask(pool, GREEDY)
    assert b"true" in ask(pool, "ASK {}")
    pool.close()


def test_opening_a_store_leaves_most_of_the_memory_to_queries() -> None:
    pool = make(1, limits=replace(LIMITS, memory_mib=512))
    assert b"true" in ask(pool, "ASK {}")
    (idle,) = pool.processes()
    peak = re.search(r"VmPeak:\s+(\d+) kB", Path(f"/proc/{idle}/status").read_text())
    assert peak and int(peak[1]) < 400 << 10
    pool.close()


def test_killed_while_idle_is_replaced(pool: Pool) -> None:
    ask(pool, "ASK {}")
    (idle,) = pool.processes()
    os.kill(idle, signal.SIGKILL)
    time.sleep(0.2)
    assert b"true" in ask(pool, "ASK {}")


def test_busy_pool_turns_away() -> None:
    pool = make(1, queue_seconds=0.1, limits=replace(LIMITS, seconds=3.0))
    thread = run_away(pool, QueryTimeout)
    with pytest.raises(QueryOverload, match="busy"):
        ask(pool, "ASK {}")
    thread.join()
    pool.close()


def test_close_ends_running_queries() -> None:
    pool = make(1, limits=replace(LIMITS, seconds=60.0))
    thread = run_away(pool, QueryError)
    pool.close()
    thread.join(10)
    assert not thread.is_alive()
    with pytest.raises(QueryOverload, match="closing"):
        ask(pool, "ASK {}")


def test_syntax_error_says_where(pool: Pool) -> None:
    with pytest.raises(QuerySyntaxError, match="line 2, column 10"):
        ask(pool, "SELECT *\n{ ?s ?p }")


def test_an_undeclared_prefix_is_named_as_such(pool: Pool) -> None:
    with pytest.raises(QuerySyntaxError, match=r"line 1, column .*prefix.* not declared"):
        ask(pool, "SELECT * { ?s foo:b ?o }")


def test_result_limit_refuses_rather_than_cuts() -> None:
    pool = make(1, limits=replace(LIMITS, seconds=20.0, result_bytes=1000))
    with pytest.raises(QueryError, match="limit"):
        ask(pool, "SELECT * { ?s ?p ?o }")
    assert b"true" in ask(pool, "ASK {}")
    pool.close()


def test_network_is_closed_even_where_the_guard_is_not_asked(pool: Pool) -> None:
    """A worker that is handed SERVICE directly cannot open a socket."""
    with pytest.raises(QueryError, match="not permitted") as raised:
        ask(pool, "SELECT * { SERVICE <http://127.0.0.1:9999/> { ?s ?p ?o } }")
    assert not isinstance(raised.value, QueryForbidden)


def test_triples_are_the_same_bytes_each_time() -> None:
    query = "CONSTRUCT WHERE { <https://w3id.org/chengnuo/id/region/cn-500101> ?p ?o }"
    answers = set()
    for _ in range(2):  # two processes, two hash seeds
        pool = make(1)
        answers.add(ask(pool, query, TURTLE))
        pool.close()
    assert len(answers) == 1
    assert answers.pop().startswith(b"@prefix cn: ")


def test_a_store_that_is_damaged_behind_its_back_is_told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "store"
    shutil.copytree(tiny_build().store_path, store)
    pyoxigraph.Store(str(store)).optimize()
    for table in store.glob("*.sst"):
        with table.open("r+b") as stream:  # the blocks, not the index behind them
            size = table.stat().st_size
            stream.write(b"\xff" * (size // 2 if size > 10_000 else 0))
    pool = Pool(store, 1, 1.0, replace(LIMITS, seconds=20.0))
    with pytest.raises(StoreUnreadable, match="log"):
        ask(pool, "SELECT * { ?s ?p ?o }")
    pool.close()
    assert "Corruption" in capfd.readouterr().err


def test_a_store_that_cannot_be_opened_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pool = Pool(tmp_path / "none", 1, 1.0, LIMITS)
    with pytest.raises(QueryOverload, match="could not open the store"):
        ask(pool, "ASK {}")
    pool.close()
    assert "none" in capfd.readouterr().err
