"""SHACL: a graph against ontology/shapes.ttl, each violation named after the shape that it violates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyshacl
from pyoxigraph import Quad, RdfFormat, serialize
from rdflib import Graph
from rdflib.namespace import RDF, SH

import ontology
from graph.checking.findings import Finding

SHAPES = Path(ontology.__file__).with_name("shapes.ttl")


def violations(quads: Iterable[Quad]) -> Iterator[Finding]:
    """What violates a shape, in the union of all graphs.

    rdflib's own memory store serves here: over Oxigraph pyshacl takes thirty times as long.
    """
    data = Graph()
    data.parse(data=serialize({quad.triple for quad in quads}, format=RdfFormat.N_TRIPLES), format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=Graph().parse(SHAPES), inference="none")
    assert isinstance(report, Graph)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        shape = str(report.value(result, SH.sourceShape)).rpartition("/")[2]
        where = str(report.value(result, SH.focusNode))
        value = report.value(result, SH.value)
        found = "" if value is None else f" Found: {value}"
        message = f"{report.value(result, SH.resultMessage)}{found}"
        yield Finding("fault", shape, where, message)
