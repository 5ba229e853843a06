"""What is refused before the parser sees it, and what must pass."""

from __future__ import annotations

import pytest

from ontology.errors import QueryError, QueryForbidden
from queries.guard import inspect
from queries.limits import Limits

LIMITS = Limits()
NEWLINE = "\n"

FORBIDDEN = {
    "service": "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
    "silent": "SELECT * { SERVICE SILENT <http://x/> { ?s ?p ?o } }",
    "lower case": "select * { service ?g { ?s ?p ?o } }",
    "split by a comment": f"SELECT * {{ SERVICE#{NEWLINE}<http://x/> {{ ?s ?p ?o }} }}",
    "escaped letters": r"SELECT * { \u0053ERVICE <http://x/> { ?s ?p ?o } }",
    "an escaped quote ends the string, escapes read first": r'SELECT ("\u0022 AS ?x) { SERVICE ?g {} }#"',
    "an escaped quote stays in the string": r'ASK { FILTER("a\u0022" = ?x) SERVICE ?g {} }',
    "no space to SILENT": "SELECT * { SERVICESILENT<http://x/>{ ?s ?p ?o } }",
    "no space after a number": "SELECT * { ?a ?b 1SERVICE<http://x/>{ ?s ?p ?o } }",
    "no space after true": "SELECT * { ?a ?b trueSERVICE<http://x/>{ ?s ?p ?o } }",
    "a name of the empty prefix": "PREFIX : <http://x/> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "a prefix of that name": "PREFIX SERVICE: <urn:> PREFIX : <http://x/> SELECT * { SERVICE:x {} }",
    "between less-than and a comment": f"SELECT * {{ FILTER(0<?x)SERVICE#>{NEWLINE}?g{{ ?s ?p ?o }} }}",
    "after a name with an escaped hash": r"PREFIX e: <urn:> SELECT * { ?s e:a\#b ?o SERVICE <http://x/> {} }",
    "insert": "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "load": "LOAD <http://x/>",
    "update after a prologue": "PREFIX e: <urn:> BASE <http://x/> DELETE WHERE { ?s ?p ?o }",
}

PASSES = {
    "words in a string": ('SELECT ("INSERT LOAD SERVICE <x> {" AS ?x) {}', "select"),
    "words in a long string": ("ASK { FILTER(?x = '''SERVICE ' {''') }", "ask"),
    "words in a comment": ("SELECT (1 AS ?x) {} # SERVICE <http://x/> LOAD", "select"),
    "words in an IRI": ("SELECT (<http://x/SERVICE/insert#service> AS ?x) {}", "select"),
    "a hash in an IRI is no comment": ("SELECT * { ?s <http://x/service#a> ?o }", "select"),
    "variables": ("SELECT ?service $insert { VALUES (?service ?insert) { (1 2) } }", "select"),
    "prefixes": ("PREFIX service: <http://s/> SELECT (service:drop AS ?y) {}", "select"),
    "a named graph": ("PREFIX service: <http://s/> ASK { GRAPH service:g { ?s ?p ?o } }", "ask"),
    "a language": ('ASK { ?s ?p "x"@service }', "ask"),
    "describe": ("DESCRIBE <http://x/>", "describe"),
    "construct": ("prefix a: <urn:> construct { ?s ?p ?o } where { ?s ?p ?o }", "construct"),
    "not a query": ("HELLO", ""),
    "5,000 rows of negative numbers": ("ASK { VALUES (?a ?b) { " + "(-1 +2.5) " * 5000 + "} }", "ask"),
    "60 unions": ("ASK { " + " UNION ".join(["{ ?s ?p ?o }"] * 60) + " }", "ask"),
    "80 triples": ("ASK { " + " . ".join(["?s ?p ?o"] * 80) + " }", "ask"),
}

TOO_MUCH = {
    "groups": "ASK { " + "{" * 100 + "}" * 100 + " }",
    "lists": "ASK { ?s ?p " + "(" * 275 + ")" * 275 + " }",
    "quoted triples": "ASK { " + "<< " * 100 + " }",
    "negations": "ASK { FILTER(" + "!" * 1000 + "true) }",
    "sums": "SELECT (1" + "+1" * 1000 + " AS ?x) {}",
    "paths": "ASK { ?s " + "/".join(["<urn:p>"] * 1000) + " ?o }",
    "options": "ASK { " + "OPTIONAL { ?s ?p ?o } " * 1000 + " }",
    "sums after a row of values": "SELECT (1" + "+1" * 1000 + " AS ?x) { VALUES ?y { 1 } }",
    "length": "ASK {} #" + "x" * (1 << 20),
}


@pytest.mark.parametrize("query", FORBIDDEN.values(), ids=FORBIDDEN)
def test_forbidden(query: str) -> None:
    with pytest.raises(QueryForbidden):
        inspect(query, LIMITS)


@pytest.mark.parametrize(("query", "form"), PASSES.values(), ids=PASSES)
def test_passes(query: str, form: str) -> None:
    assert inspect(query, LIMITS).form == form


@pytest.mark.parametrize("query", TOO_MUCH.values(), ids=TOO_MUCH)
def test_too_much(query: str) -> None:
    with pytest.raises(QueryError, match=r"too deep|too complex|limit") as raised:
        inspect(query, LIMITS)
    assert raised.value.status == 400


def test_dataset_of_the_query() -> None:
    assert inspect("SELECT * FROM <urn:g> { ?s ?p ?o }", LIMITS).names_dataset
    assert not inspect('SELECT ?from { ?s ?p "FROM" }', LIMITS).names_dataset


def test_time_is_linear() -> None:
    """Half-open strings and IRIs by the thousand must not make the tokenizer slow."""
    for hostile in ('"' * 300_000, "<" * 300_000, "'''" * 100_000, "\\" * 300_000, "<\\u0041" * 40_000):
        with pytest.raises(QueryError):
            inspect("ASK { " + hostile + "!" * 700, LIMITS)
