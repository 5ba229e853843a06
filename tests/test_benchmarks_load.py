"""The page of the load says what was measured; the loads ask what they say; visitors notice what fails."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from benchmarks.load_page import AGAIN, NEW, OURS, OXIGRAPH, RDFLIB, page
from benchmarks.load_requests import loads
from benchmarks.processes import below, memory_mib
from benchmarks.soak import is_flat
from benchmarks.wrk import Measured, read
from queries.service import QueryService
from tests.query_build import tiny_build

FACTS = {"triples": 1000, "connections": 8, "seconds": 5, "rounds": 3, "cores": 2, "regions": 50}


@pytest.fixture(scope="module")
def service() -> Iterator[QueryService]:
    with QueryService(tiny_build()) as service:
        yield service


def rounds(*rates: float, failed: int = 0) -> list[Measured]:
    return [Measured(rate, 2.0, failed) for rate in rates]


def test_a_figure_is_the_median_and_its_ratio() -> None:
    results = {
        (OURS, "lookup", AGAIN): rounds(300, 900, 400),
        (OXIGRAPH, "lookup", AGAIN): rounds(1000, 1000, 1),
        (OURS, "lookup", NEW): rounds(50),
        (RDFLIB, "lookup", NEW): rounds(20, failed=3),
        (OURS, "aggregate", AGAIN): rounds(7),
        (OURS, "aggregate", NEW): rounds(7),
        (OXIGRAPH, "aggregate", NEW): rounds(0),
    }
    text = page(results, FACTS, rounds(160, 180))
    assert "| lookup | asked again | 400 | 2.0 | 1,000.0 | 0.40 | – | – |" in text
    assert "| lookup | each a new one | 50 | 2.0 | – | – | 20.0 | 2.50 |" in text
    assert "| lookup, times rdflib-endpoint | 2.5 | – | 2.50 |" in text
    assert "| aggregate, times oxigraph serve | 1 | – | – |" in text
    assert "one serving process | 150 | | 170 |" in text
    assert "Requests that failed: 3." in text


def test_every_request_of_a_load_is_another(service: QueryService) -> None:
    kinds = {load.name: load for load in loads(service, 5)}
    assert set(kinds) == {"lookup", "aggregate", "question", "entity page", "question page"}
    assert len(set(kinds["lookup"].paths("/sparql"))) == 5
    assert all(path.startswith("/doc/region/") for path in kinds["entity page"].paths("/sparql"))
    assert kinds["question page"].new == "&n=" and kinds["entity page"].new == "?n="


@pytest.mark.parametrize("path", ["lookup", "aggregate"])
def test_queries_of_the_load_are_answered(service: QueryService, path: str) -> None:
    load = next(load for load in loads(service, 5) if load.name == path)
    for query in load.targets:
        assert b'"bindings":[{' in service.evaluate(query).body


def test_failures_of_wrk_are_counted() -> None:
    output = (
        "    50%   12.00us\n  Socket errors: connect 1, read 2, write 0, timeout 3\n"
        "  Non-2xx or 3xx responses: 4\nRequests/sec:    9.00\n"
    )
    assert read(output) == Measured(9.0, 0.012, 10)
    with pytest.raises(RuntimeError, match="nothing of use"):
        read("unable to connect")


def test_memory_is_flat_or_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert is_flat([10, 100, 100, 100, 100, 110, 110, 110])
    assert not is_flat([10, 100, 100, 100, 100, 150, 150, 150])
    assert "100" in capsys.readouterr().out


def test_processes_below_are_found() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        assert child.pid in below(os.getpid())
        assert memory_mib(child.pid) > 0.5
        child.communicate(b"\n")
    assert child.pid not in below(os.getpid())
