"""Programs that people use against a served graph: they get what is in it."""

from __future__ import annotations

import csv
import io
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pandas
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, TURTLE, SPARQLWrapper

from graph.build_directory import Build
from queries.catalogue import questions
from queries.service import QueryService
from tests.server_process import ROOT, running
from tests.unanswered import SHIPPED

pytestmark = pytest.mark.slow

COMUNICA = ROOT / "tests" / "comunica" / "node_modules" / ".bin" / "comunica-sparql"
COUNT = "PREFIX cn: <https://w3id.org/chengnuo/def/> SELECT (COUNT(*) AS ?n) WHERE { ?one a cn:Commitment }"
GDP = "https://w3id.org/chengnuo/id/indicator/gdp"
DOCS = (ROOT / "README.md", ROOT / "docs" / "portals.md")


@pytest.fixture(scope="module")
def address(shipped_build: Path) -> Iterator[str]:
    with running(shipped_build) as (_, address):
        yield address


@pytest.fixture(scope="module")
def commitments(shipped_build: Path) -> int:
    return Build.open(shipped_build).reports[0].counts["commitments"]


def test_sparqlwrapper(address: str, commitments: int) -> None:
    client = SPARQLWrapper(f"{address}sparql")
    client.setQuery(COUNT)
    client.setReturnFormat(JSON)
    answer = client.query().convert()
    assert answer["results"]["bindings"][0]["n"]["value"] == str(commitments)  # type: ignore[index, call-overload]
    client.setReturnFormat(CSV)
    assert client.query().convert() == f"n\r\n{commitments}\r\n".encode()
    client.setQuery(f"DESCRIBE <{GDP}>")
    client.setReturnFormat(TURTLE)
    described = rdflib.Graph().parse(data=bytes(client.query().convert()), format="turtle")  # type: ignore[arg-type]
    assert (rdflib.URIRef(GDP), rdflib.SKOS.prefLabel, rdflib.Literal("地区生产总值", lang="zh")) in described


def test_sparqlwrapper_by_post(address: str, commitments: int) -> None:
    client = SPARQLWrapper(f"{address}sparql")
    client.setMethod("POST")
    client.setQuery(COUNT)
    client.setReturnFormat(JSON)
    answer = client.query().convert()
    assert answer["results"]["bindings"][0]["n"]["value"] == str(commitments)  # type: ignore[index, call-overload]


def test_rdflib_over_the_endpoint(address: str, commitments: int) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{address}sparql"))
    (row,) = graph.query(COUNT)
    assert int(row[0]) == commitments  # type: ignore[index, arg-type]
    labels = {str(label) for label in graph.objects(rdflib.URIRef(GDP), rdflib.SKOS.prefLabel)}
    assert "地区生产总值" in labels


def test_rdflib_reads_things_by_their_addresses(address: str) -> None:
    """Content negotiation as rdflib does it."""
    graph = rdflib.Graph().parse(f"{address}id/indicator/gdp")
    assert (rdflib.URIRef(GDP), None, None) in graph


@pytest.mark.parametrize("name", questions())
def test_pandas_reads_every_question(name: str, address: str, shipped_build: Path) -> None:
    values = {one.name: one.example for one in questions()[name].parameters if one.required}
    with QueryService(Build.open(shipped_build)) as service:
        table = service.ask(name, **values)
    address = f"{address}api/questions/{name}?{urlencode({**values, 'format': 'csv'})}"
    frame = pandas.read_csv(address, dtype=str)
    assert tuple(frame.columns) == table.columns
    assert len(frame) == len(table)
    assert (len(table) > 0) == (name not in SHIPPED)


def test_pandas_reads_the_endpoint(address: str, commitments: int) -> None:
    frame = pandas.read_csv(
        f"{address}sparql?{urlencode({'query': COUNT})}", storage_options={"Accept": "text/csv"}
    )
    assert frame.n[0] == commitments


@pytest.mark.skipif(not COMUNICA.exists(), reason="Comunica is not installed: make test-full does it")
def test_comunica(address: str, commitments: int) -> None:
    command = [str(COMUNICA), f"sparql@{address}sparql", COUNT, "-t", "text/csv"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert list(csv.DictReader(io.StringIO(done.stdout))) == [{"n": str(commitments)}]


@pytest.mark.skipif(not COMUNICA.exists(), reason="Comunica is not installed: make test-full does it")
def test_comunica_follows_links(address: str) -> None:
    """It reads the document of a thing by itself, as linked data."""
    query = f"SELECT ?label WHERE {{ <{GDP}> <http://www.w3.org/2004/02/skos/core#prefLabel> ?label }}"
    command = [str(COMUNICA), f"{address}id/indicator/gdp", query, "-t", "text/csv"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert "地区生产总值" in done.stdout


def commands() -> list[str]:
    """All calls of curl that README and docs/portals.md show, each up to where its quotes close."""
    found: list[str] = []
    for path in DOCS:
        for line in path.read_text(encoding="utf-8").splitlines():
            if found and not is_whole(found[-1]):
                found[-1] += f"\n{line}"
            elif line.strip().startswith("curl "):
                found.append(line.strip())
    return found


def is_whole(command: str) -> bool:
    try:
        shlex.split(command)
    except ValueError:  # a quote is open
        return False
    return not command.endswith("\\")


@pytest.mark.parametrize("command", commands())
def test_curl_as_shown(command: str, address: str) -> None:
    """Exactly as shown, but for the address that the test's server has."""
    shown = command.replace("http://127.0.0.1:8000/", address).replace(
        "https://w3id.org/chengnuo/catalog", f"{address}catalog"
    )
    assert shown != command
    done = subprocess.run(
        f"{shown} --fail --silent --show-error", shell=True, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, (shlex.quote(shown), done.stderr)
    assert len(done.stdout.splitlines()) > 1


def test_there_are_calls_to_try() -> None:
    assert len(commands()) >= 4
