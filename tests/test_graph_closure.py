"""What lies in what, and which areas a commitment is under, by hand."""

from __future__ import annotations

from pyoxigraph import NamedNode, Quad
from rdflib.namespace import RDF

from graph.derived.closure import area_closure, region_closure
from graph.n_quads import Pieces, by_predicate, in_pieces
from graph.terms import TYPE, concept, node
from ontology.identifiers import Identifiers
from ontology.namespaces import CN

GRAPH = NamedNode("urn:g")


def quad(subject: str, predicate: object, value: object) -> Quad:
    return Quad(NamedNode(f"urn:{subject}"), node(predicate), node(value), GRAPH)


def links(quads: set[Pieces], predicate: object) -> set[tuple[str, str]]:
    return {(subject[5:-1], value[5:-1]) for subject, said, value, _ in quads if said == str(node(predicate))}


PLACES = [
    quad("village", CN.partOfRegion, "urn:county"),
    quad("county", CN.partOfRegion, "urn:city"),
    quad("border", CN.partlyIn, "urn:city"),
    quad("city", CN.partOfRegion, "urn:country"),
    quad("zone", CN.regionType, concept("region-type", "cooperation-zone").value),
    quad("county", CN.partOfRegion, "urn:zone"),
    Quad(NamedNode("urn:alone"), TYPE, node(CN.Region), GRAPH),
]


def test_what_lies_in_what() -> None:
    found = region_closure(by_predicate(in_pieces(PLACES)), Identifiers())
    within = links(found, CN.within)
    assert {("village", each) for each in ("village", "county", "city", "country", "zone")} <= within
    assert ("alone", "alone") in within and ("border", "city") not in within
    assert ("zone", "city") not in within
    assert links(found, CN.partlyWithin) == {
        ("border", "city"), ("border", "country"), ("zone", "county"), ("zone", "city"), ("zone", "country"),
    }  # fmt: skip


SAID = [
    quad("low", CN.parentSection, "urn:high"),
    quad("clause", CN.section, "urn:low"),
    Quad(NamedNode("urn:clause"), TYPE, node(CN.Commitment), GRAPH),
    *(
        quad(f"statement-{section}", part, value)
        for section, area in (("low", "urn:water"), ("high", "urn:nature"))
        for part, value in (
            (RDF.subject, f"urn:{section}"),
            (RDF.predicate, CN.policyArea),
            (RDF.object, area),
        )
    ),
]


def test_areas_of_all_headings_and_of_the_nearest() -> None:
    found = area_closure(by_predicate(in_pieces(SAID)), Identifiers())
    assert links(found, CN.underArea) == {("clause", "water"), ("clause", "nature")}
    assert links(found, CN.nearestArea) == {("clause", "water")}
