"""Terms: nodes and quads in the form that the store takes, from the closed namespaces."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from graph.n_quads import Pieces
from ontology.identifiers import VOCABULARY_BASE

XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")

Object = NamedNode | Literal
Add = Callable[[str, NamedNode, Object], None]
"""Adds one triple to the graph being written: subject IRI, property, object."""


@lru_cache(4096)  # some hundred terms are asked for again and again
def node(iri: object) -> NamedNode:
    """The node of an IRI: a string, or a term of a closed namespace, which raises if it is misspelled."""
    return NamedNode(str(iri))


def concept(scheme: str, slug: str) -> NamedNode:
    """A concept of a vocabulary by its scheme and slug."""
    return NamedNode(f"{VOCABULARY_BASE}id/{scheme}/{slug}")


def chinese(text: str) -> Literal:
    return Literal(text, language="zh")


def english(text: str) -> Literal:
    return Literal(text, language="en")


def integer(value: int) -> Literal:
    return Literal(str(value), datatype=NamedNode(f"{XSD}integer"))


def year(value: int) -> Literal:
    return Literal(f"{value:04}", datatype=NamedNode(f"{XSD}gYear"))


def decimal(value: Decimal) -> Literal:
    """A canonical xsd:decimal, so that what the store keeps is what was written.

    >>> decimal(Decimal("2.50")).value, decimal(Decimal("4E+12")).value
    ('2.5', '4000000000000')
    """
    text = format(value.normalize(), "f")
    return Literal("0" if text in ("-0", "") else text, datatype=NamedNode(f"{XSD}decimal"))


def as_stored(quad: Pieces) -> Pieces:
    """As Oxigraph keeps it: a whole number of a narrower type becomes an xsd:integer."""
    subject, predicate, value, graph = quad
    number = value.removesuffix(f"^^<{XSD}nonNegativeInteger>")
    return quad if number == value else (subject, predicate, f"{number}^^<{XSD}integer>", graph)


class GraphWriter:
    """Collects the quads of one named graph; a triple said twice is kept once."""

    def __init__(self, graph: str) -> None:
        self.graph = NamedNode(graph)
        self._graph = str(self.graph)
        self.quads: set[Pieces] = set()

    def add(self, subject: str, predicate: NamedNode, value: Object) -> None:
        self.quads.add((f"<{subject}>", str(predicate), str(value), self._graph))
