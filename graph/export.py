"""The whole graph in the formats of RDF. The same graph gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from graph.build_directory import Build
from graph.terms import TYPE
from ontology.errors import BuildError
from ontology.identifiers import Identifiers
from ontology.prefixes import PREFIXES


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write RDF."""

    syntax: RdfFormat
    suffix: str
    """Of file names, with the dot."""

    @property
    def media_type(self) -> str:
        return self.syntax.media_type


FORMATS = {
    "turtle": Format(RdfFormat.TURTLE, ".ttl"),
    "ntriples": Format(RdfFormat.N_TRIPLES, ".nt"),
    "nquads": Format(RdfFormat.N_QUADS, ".nq"),
    "trig": Format(RdfFormat.TRIG, ".trig"),
    "jsonld": Format(RdfFormat.JSON_LD, ".jsonld"),
    "rdfxml": Format(RdfFormat.RDF_XML, ".rdf"),
}


def export(build: Build, format: str, stream: BinaryIO, *, inferred: bool = False) -> None:
    """Writes the graph; formats for quads keep the named graphs, the others hold their union.

    What is only inferred is left out unless asked for. Raises BuildError for an unknown format.
    """
    if format not in FORMATS:
        raise BuildError(f"no format {format!r}; there is {', '.join(FORMATS)}")
    left_out = None if inferred else NamedNode(Identifiers(build.base).graph("inferred"))
    write_quads((quad for quad in read_quads(build) if quad.graph_name != left_out), format, stream)


def write_quads(quads: Iterable[Quad], format: str, stream: BinaryIO) -> None:
    """Writes quads in an order that is good to read and the same each time."""
    syntax = FORMATS[format].syntax
    if syntax.supports_datasets:
        by_graph = sorted(quads, key=lambda quad: (str(quad.graph_name), *_readable(quad)))
        serialize(by_graph, stream, format=syntax, prefixes=_prefixes(syntax))
    else:
        by_subject = sorted(quads, key=_readable)
        serialize((quad.triple for quad in by_subject), stream, format=syntax, prefixes=_prefixes(syntax))


def read_quads(build: Build) -> Iterator[Quad]:
    """All quads of a build, in the order of their N-Quads."""
    yield from parse(path=build.data_path, format=RdfFormat.N_QUADS)


def _readable(quad: Quad) -> tuple[str, bool, str, str]:
    """By subject; what a thing is comes before what is said of it."""
    return str(quad.subject), quad.predicate != TYPE, quad.predicate.value, str(quad.object)


def _prefixes(syntax: RdfFormat) -> dict[str, str] | None:
    return None if syntax in (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS) else dict(PREFIXES)
