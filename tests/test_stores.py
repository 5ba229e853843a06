"""The same questions give the same answers on the embedded store, on Oxigraph's server and on Virtuoso.

The servers are real and started here: `oxigraph` of the development packages, `virtuoso-t` of Debian.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.store_servers import StoreServer, oxigraph, virtuoso
from cli import main
from graph.build_directory import Build
from ontology.errors import QueryForbidden, StoreUnavailable
from ontology.store_address import StoreAddress
from queries.catalogue import Question, questions, views
from queries.limits import Limits
from queries.media_types import CSV, N_TRIPLES
from queries.remote_store import RemoteStore
from queries.service import QueryService
from queries.store_load import load
from tests.server_process import get, running
from tests.test_queries_answers import ALL, Case

pytestmark = pytest.mark.slow

LIMITS = Limits(seconds=120, queue_seconds=120, page_queue_seconds=120)
SERVERS = ("Oxigraph server", "Virtuoso")
EVERY = {**questions(), **views()}
TABLES = {name: asked for name, asked in EVERY.items() if asked.form in ("select", "ask")}
each_server = pytest.mark.parametrize("name", SERVERS)


@dataclass(frozen=True)
class Stores:
    """One build, embedded and in servers."""

    build: Build
    servers: dict[str, StoreServer]
    embedded: QueryService
    remote: dict[str, QueryService]


@pytest.fixture(scope="module")
def stores(shipped_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    build, folder = Build.open(shipped_build), tmp_path_factory.mktemp("stores")
    with ExitStack() as opened:
        started = oxigraph(folder / "oxigraph"), virtuoso(folder / "virtuoso")
        servers = {server.name: server for server in map(opened.enter_context, started)}
        for server in servers.values():
            with RemoteStore(server.address) as remote:
                done = load(build, remote, seconds=120)
                assert set(done.written) == build.manifest.graphs.keys()
                assert load(build, remote, seconds=120).kept == done.written, "nothing is sent twice"
        embedded = opened.enter_context(QueryService(build, LIMITS))
        services = {
            name: opened.enter_context(QueryService(build, LIMITS, server.address))
            for name, server in servers.items()
        }
        yield Stores(build, servers, embedded, services)


def examples(question: Question) -> dict[str, str]:
    return {each.name: each.example for each in question.parameters if each.required}


def rows(service: QueryService, name: str, values: dict[str, str]) -> list[tuple[object, ...]]:
    table = service.ask(name, **values)
    return sorted((tuple(row[column] for column in table.columns) for row in table), key=repr)


def test_there_are_thirty_questions() -> None:
    assert len(questions()) >= 30


@pytest.mark.parametrize("question", TABLES)
def test_same_answers(stores: Stores, question: str) -> None:
    values = examples(TABLES[question])
    expected = rows(stores.embedded, question, values)
    for name, service in stores.remote.items():
        assert rows(service, question, values) == expected, name


@pytest.mark.parametrize("case", [case for case in ALL if case.parameters], ids=str)
def test_same_answers_with_parameters(stores: Stores, case: Case) -> None:
    expected = rows(stores.embedded, case.question, case.parameters)
    for name, service in stores.remote.items():
        assert rows(service, case.question, case.parameters) == expected, name


@each_server
def test_descriptions_and_formats(stores: Stores, name: str) -> None:
    iri = "https://w3id.org/chengnuo/id/region/cn-500101"
    remote = stores.remote[name]
    assert remote.describe(iri, N_TRIPLES) == stores.embedded.describe(iri, N_TRIPLES)
    sparql = stores.embedded.sparql("reports")
    assert (
        remote.evaluate(sparql, media_type=CSV).body == stores.embedded.evaluate(sparql, media_type=CSV).body
    )
    with pytest.raises(QueryForbidden):
        remote.evaluate("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")


@each_server
def test_updates_by_protocol_alone(stores: Stores, name: str) -> None:
    """Where a store has no Graph Store Protocol, updates do the same."""
    address = stores.servers[name].address
    only = StoreAddress(address.query, address.update, "", address.user, address.password)
    graph, triple = "urn:chengnuo:test", b'<urn:s> <urn:p> "\xe6\x89\xbf\xe8\xaf\xba \\"1\\"" .\n'
    with RemoteStore(only) as remote:
        remote.add(graph, [triple], seconds=30)
        found = stores.remote[name].evaluate("SELECT ?o { <urn:s> <urn:p> ?o }", media_type=CSV).body
        assert found.decode() == 'o\r\n"承诺 ""1"""\r\n'
        remote.clear(graph, seconds=30)
        assert stores.remote[name].evaluate("ASK { <urn:s> ?p ?o }").body == b'{"head":{},"boolean":false}'


@each_server
def test_pages_from_a_remote_store(stores: Stores, name: str, shipped_build: Path) -> None:
    """`chengnuo serve --store`: the site answers from there."""
    address = stores.servers[name].address.query
    with running(shipped_build, "--store", address, QUERY_SECONDS="120") as (_, site):
        assert "重庆市" in get(site).decode()
        assert "4万亿元" in get(f"{site}questions/targets-of-indicator?indicator=GDP").decode()


def test_commands(stores: Stores, monkeypatch: pytest.MonkeyPatch) -> None:
    address = stores.servers["Oxigraph server"].address
    monkeypatch.setenv("CHENGNUO_STORE_GRAPHS", address.graphs)
    monkeypatch.setenv("CHENGNUO_QUERY_SECONDS", "120")
    asked = CliRunner().invoke(
        main, ["query", "reports-counted", "--store", address.query, "--format", "csv"]
    )
    assert asked.exit_code == 0 and "重庆市人民政府工作报告" in asked.output
    loaded = CliRunner().invoke(main, ["load", "--store", address.query, "--build", str(stores.build.path)])
    assert loaded.exit_code == 0, loaded.output


def test_a_wrong_password_is_told_and_loses_nothing(stores: Stores, monkeypatch: pytest.MonkeyPatch) -> None:
    """Virtuoso lets its administrator write only, by Digest authentication."""
    address, graph = stores.servers["Virtuoso"].address, f"{stores.build.base}id/graph/vocabulary"
    wrong = replace(address, password="wrong")
    whole = triples(stores.remote["Virtuoso"])
    with RemoteStore(wrong) as remote, pytest.raises(StoreUnavailable, match="CHENGNUO_STORE_PASSWORD"):
        remote.clear(graph, seconds=30)
    assert triples(stores.remote["Virtuoso"]) == whole
    with RemoteStore(address) as remote:  # so that there is something to load
        remote.clear(f"{stores.build.base}id/graph/loaded", seconds=30)
    unmarked = triples(stores.remote["Virtuoso"])
    monkeypatch.setenv("CHENGNUO_STORE_GRAPHS", address.graphs)
    monkeypatch.setenv("CHENGNUO_STORE_USER", address.user)
    monkeypatch.setenv("CHENGNUO_STORE_PASSWORD", "wrong")
    command = ["load", "--store", address.query, "--build", str(stores.build.path)]
    refused = CliRunner().invoke(main, command)
    assert refused.exit_code == 1 and "CHENGNUO_STORE_PASSWORD" in refused.output
    assert triples(stores.remote["Virtuoso"]) == unmarked
    monkeypatch.setenv("CHENGNUO_STORE_PASSWORD", address.password)
    assert CliRunner().invoke(main, command).exit_code == 0
    assert triples(stores.remote["Virtuoso"]) == whole


def triples(service: QueryService) -> int:
    counted = service.evaluate("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", media_type=CSV).body
    return int(counted.split()[1])
