"""SPARQL 1.1 Protocol: requests and the statuses and types that answer them."""

from __future__ import annotations

import gzip
import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlencode

import pyoxigraph
import pytest

from queries.limits import Limits
from queries.media_types import CSV, JSON, JSON_LD, N_TRIPLES, RDF_XML, TSV, TURTLE, XML
from queries.protocol import FORM, PROBLEM, QUERY, UPDATE, Request, Response, answer
from queries.service import QueryService
from tests.query_build import tiny_build

GRAPH = "https://w3id.org/chengnuo/id/graph/"
ONE = "SELECT (1 AS ?x) {}"
CONSTRUCT = "CONSTRUCT { <s> <p> '中' } WHERE {}"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
NAMED = "ASK { GRAPH ?g { ?s ?p ?o } }"


@pytest.fixture(scope="module")
def service() -> Iterator[QueryService]:
    with QueryService(tiny_build(), Limits(seconds=5.0)) as service:
        yield service


def get(
    service: QueryService, query: str, accept: str | None = None, method: str = "GET", **more: str
) -> Response:
    fields = urlencode({"query": query, **{name.replace("_", "-"): value for name, value in more.items()}})
    return answer(service, Request(method, fields, {"Accept": accept} if accept else {}))


def post(
    service: QueryService, body: str | bytes, media_type: str | None, fields: str = "", **headers: str
) -> Response:
    known = {**headers, **({"Content-Type": media_type} if media_type else {})}
    return answer(service, Request("POST", fields, known, body if isinstance(body, bytes) else body.encode()))


def rows(response: Response) -> list[Mapping[str, str]]:
    assert response.status == 200, response.body
    bindings = json.loads(response.body)["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in bindings]


TYPES = [
    (ONE, None, JSON),
    (ONE, XML, XML),
    (ONE, CSV, "text/csv; charset=utf-8"),
    (ONE, TSV, "text/tab-separated-values; charset=utf-8"),
    ("ASK {}", None, JSON),
    ("ASK {}", XML, XML),
    (CONSTRUCT, None, "text/turtle; charset=utf-8"),
    (CONSTRUCT, N_TRIPLES, N_TRIPLES),
    (CONSTRUCT, JSON_LD, JSON_LD),
    (CONSTRUCT, RDF_XML, RDF_XML),
    ("DESCRIBE <https://w3id.org/chengnuo/id/tiny>", TURTLE, "text/turtle; charset=utf-8"),
]


@pytest.mark.parametrize(("query", "accept", "expected"), TYPES)
def test_types(service: QueryService, query: str, accept: str | None, expected: str) -> None:
    response = get(service, query, accept)
    assert (response.status, response.headers["Content-Type"]) == (200, expected)
    assert response.headers["Vary"] == "Accept"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.body


@pytest.mark.parametrize("accept", [TURTLE, N_TRIPLES, JSON_LD, RDF_XML])
def test_triples_parse_back(service: QueryService, accept: str) -> None:
    body = get(service, "DESCRIBE <https://w3id.org/chengnuo/id/tiny>", accept).body
    rdf = pyoxigraph.RdfFormat.from_media_type(accept)
    assert len(list(pyoxigraph.parse(body, format=rdf))) == 7


def test_post_form_and_direct(service: QueryService) -> None:
    assert rows(post(service, urlencode({"query": ONE}), FORM)) == [{"x": "1"}]
    assert rows(post(service, ONE, QUERY)) == [{"x": "1"}]
    assert rows(post(service, ONE, "Application/SPARQL-Query; charset=utf-8")) == [{"x": "1"}]
    assert rows(post(service, urlencode({"query": ONE}), FORM, f"default-graph-uri={quote(GRAPH + 'tiny')}"))


def test_default_graph_is_the_union(service: QueryService) -> None:
    everything = int(rows(get(service, COUNT))[0]["n"])
    parts = [
        int(rows(get(service, COUNT, default_graph_uri=GRAPH + name))[0]["n"])
        for name in ("tiny", "vocabulary", "derived", "inferred", "description", "summary")
    ]
    assert all(parts)
    assert everything == sum(parts), "each triple is in one graph"
    assert rows(get(service, COUNT.replace("{ ?s", f"FROM <{GRAPH}derived> {{ ?s")))[0]["n"] == str(parts[2])


def test_graphs_of_the_request_exclude_all_others(service: QueryService) -> None:
    nothing = {"default_graph_uri": "http://127.0.0.1:9/never-fetched"}
    assert rows(get(service, COUNT, **nothing)) == [{"n": "0"}]
    assert b"false" in get(service, NAMED, **nothing).body
    assert b"true" in get(service, NAMED, named_graph_uri=GRAPH + "tiny").body
    assert rows(get(service, COUNT, named_graph_uri=GRAPH + "tiny")) == [{"n": "0"}]
    other = COUNT.replace("{ ?s", f"FROM <{GRAPH}tiny> {{ ?s")
    assert rows(get(service, other, default_graph_uri="urn:none")) == [{"n": "0"}], "the request wins"


def test_options_and_head(service: QueryService) -> None:
    preflight = answer(service, Request("OPTIONS", headers={"Origin": "https://example.org"}))
    assert preflight.status == 204
    assert "content-type" in preflight.headers["Access-Control-Allow-Headers"].lower()
    head, full = get(service, ONE, method="HEAD"), get(service, ONE)
    assert (head.status, head.body, head.headers["Content-Length"]) == (200, b"", str(len(full.body)))


def test_service_description(service: QueryService) -> None:
    response = answer(service, Request("GET", headers={"Accept": TURTLE}))
    assert response.status == 200
    assert b"sparql-service-description#SPARQL11Query" in response.body
    assert b"Update" not in response.body and b"FederatedQuery" not in response.body


def test_control_characters_never_break_xml(service: QueryService) -> None:
    body = get(service, r'SELECT ("a\u0001\u000B\uFFFFb" AS ?x) {}', XML).body
    (literal,) = ElementTree.fromstring(body).iter("{http://www.w3.org/2005/sparql-results#}literal")
    assert literal.text == "a\ufffd\ufffd\ufffdb"


INSERT = "INSERT DATA { <urn:a> <urn:b> <urn:c> }"
REFUSED: dict[str, tuple[int, Request]] = {
    "syntax": (400, Request("GET", "query=" + quote("SELECT * {"))),
    "two queries": (400, Request("GET", "query=ASK%7B%7D&query=ASK%7B%7D")),
    "a query in address and body": (
        400,
        Request("POST", "query=ASK%7B%7D", {"content-type": QUERY}, b"ASK {}"),
    ),
    "no query in a form": (400, Request("POST", "", {"content-type": FORM}, b"a=b")),
    "empty query": (400, Request("GET", "query=")),
    "other fields only": (400, Request("GET", "a=b")),
    "not UTF-8 in the address": (400, Request("GET", "query=%FF")),
    "not UTF-8 in the body": (400, Request("POST", "", {"content-type": QUERY}, b"ASK { '\xff' }")),
    "GB18030": (400, Request("POST", "", {"content-type": QUERY}, "ASK { '承诺' }".encode("gb18030"))),
    "a graph that is no IRI": (400, Request("GET", "query=ASK%7B%7D&default-graph-uri=a%3E%20b")),
    "a relative graph": (400, Request("GET", "query=ASK%7B%7D&named-graph-uri=x")),
    "unknown function": (400, Request("GET", "query=" + quote("SELECT (<urn:f>(1) AS ?x) {}"))),
    "service": (403, Request("GET", "query=" + quote("ASK { SERVICE <http://127.0.0.1:9/> {} }"))),
    "update as query": (403, Request("GET", "query=" + quote(INSERT))),
    "update field": (
        403,
        Request("POST", "", {"content-type": FORM}, urlencode({"update": INSERT}).encode()),
    ),
    "update in the address": (403, Request("GET", urlencode({"update": INSERT}))),
    "update body": (403, Request("POST", "", {"content-type": UPDATE}, INSERT.encode())),
    "method": (405, Request("PUT", "query=ASK%7B%7D")),
    "accept": (406, Request("GET", "query=ASK%7B%7D", {"accept": "image/png"})),
    "long address": (414, Request("GET", "query=" + "x" * 20_000)),
    "long body": (413, Request("POST", "", {"content-type": QUERY}, b"ASK {}#" + b"x" * (1 << 20))),
    "no type": (415, Request("POST", "", {}, b"ASK {}")),
    "wrong type": (415, Request("POST", "", {"content-type": "text/plain"}, b"ASK {}")),
    "charset": (
        415,
        Request("POST", "", {"content-type": QUERY + "; charset=UTF-16"}, "ASK {}".encode("utf-16")),
    ),
    "compressed": (
        415,
        Request("POST", "", {"content-type": QUERY, "content-encoding": "gzip"}, gzip.compress(b"ASK {}")),
    ),
}


@pytest.mark.parametrize(("status", "request_"), REFUSED.values(), ids=REFUSED)
def test_refused(service: QueryService, status: int, request_: Request) -> None:
    response = answer(service, request_)
    assert (response.status, response.headers["Content-Type"]) == (status, PROBLEM)
    document = json.loads(response.body)
    assert document["status"] == status
    assert document["title"] and document["detail"]
    assert "Traceback" not in document["detail"]


def test_syntax_error_says_where(service: QueryService) -> None:
    detail = json.loads(get(service, "SELECT *\n{ ?s ?p }").body)["detail"]
    assert detail.startswith("line 2, column 10: ")


def test_refusals_say_what_to_do(service: QueryService) -> None:
    assert "GET" in answer(service, Request("DELETE")).headers["Allow"]


def test_timeout_is_503_with_retry_after() -> None:
    values = " ".join(f"VALUES ?x{i} {{ {' '.join(map(str, range(60)))} }}" for i in range(6))
    runaway = f"ASK {{ {values} FILTER(?x0 + ?x1 + ?x2 + ?x3 + ?x4 + ?x5 > 1000) }}"
    with QueryService(tiny_build(), Limits(seconds=0.5)) as service:
        response = get(service, runaway)
    assert response.status == 503
    assert int(response.headers["Retry-After"]) > 0
    assert "time limit" in json.loads(response.body)["detail"]
