"""Counts of a report and of all, by hand."""

from __future__ import annotations

from pyoxigraph import NamedNode, Quad

from graph.derived.summaries import Counted, count, count_quads, total
from graph.n_quads import by_predicate, in_pieces, literal
from graph.terms import TYPE, node
from ontology.identifiers import Identifiers
from ontology.namespaces import CN

GRAPH, COMMITMENT = NamedNode("urn:g"), str(CN.Commitment)


def clause(name: str, kind: str, *areas: str) -> list[Quad]:
    iri = NamedNode(f"urn:{name}")
    return [
        Quad(iri, TYPE, node(CN.Commitment), GRAPH),
        Quad(iri, node(CN.commitmentKind), NamedNode(kind), GRAPH),
        *(Quad(iri, node(CN.underArea), NamedNode(area), GRAPH) for area in areas),
    ]


SAID = [*clause("a", "urn:project", "urn:water", "urn:nature"), *clause("b", "urn:project", "urn:water")]
EXPECTED = {
    Counted(COMMITMENT, "urn:project"): 2,
    Counted(COMMITMENT, "urn:project", "urn:water"): 2,
    Counted(COMMITMENT, "urn:project", "urn:nature"): 1,
}


def test_each_statement_counts_once_by_kind_and_once_by_area() -> None:
    assert count(by_predicate(in_pieces(SAID))) == EXPECTED


def test_reports_add_up() -> None:
    both = total(count(by_predicate(in_pieces(said))) for said in (SAID, SAID[:4]))
    assert both[Counted(COMMITMENT, "urn:project")] == 3


def test_counts_are_triples() -> None:
    quads = count_quads(EXPECTED, "urn:report", Identifiers())
    numbers = sorted(literal(value)[0] for _, said, value, _ in quads if said == str(node(CN.number)))
    assert numbers == ["1", "2", "2"]
    (iri,) = (subject for subject, _, value, _ in quads if value == str(node(CN.Totals)))
    totals = {said: literal(value)[0] for subject, said, value, _ in quads if subject == iri}
    assert totals[str(node(CN.commitmentCount))] == "2", "those of areas are counted among all"
    assert totals[str(node(CN.figureCount))] == "0"
    assert quads == count_quads(EXPECTED, "urn:report", Identifiers()), "the same each time"
    assert not quads & count_quads(EXPECTED, "urn:other", Identifiers())
