"""The whole graph in the formats of RDF. The same graph gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from graph.build_directory import Build
from graph.terms import TYPE
from ontology.errors import BuildError
from ontology.identifiers import Identifiers
from ontology.prefixes import DESCRIBING, PREFIXES


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write RDF."""

    syntax: RdfFormat
    suffix: str
    """Of file names, with the dot."""

    @property
    def media_type(self) -> str:
        return self.syntax.media_type


CATALOGUE = ("turtle", "ntriples", "jsonld", "rdfxml")
"""Formats of the description."""

NOT_EXPORTED = ("inferred", "description", "retired")
"""Named graphs that are served but are in no file of the data."""

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

    What is only inferred is left out unless asked for; what describes the files is left out always.
    Raises BuildError for an unknown format.
    """
    if format not in FORMATS:
        raise BuildError(f"no format {format!r}; there is {', '.join(FORMATS)}")
    identifiers = Identifiers(build.base)
    also = NamedNode(identifiers.graph("inferred")) if inferred else None
    chosen = (quad for quad in read_quads(build) if is_exported(quad, identifiers) or quad.graph_name == also)
    write_quads(chosen, format, stream)


def write_exports(folder: Path, quads: Sequence[Quad], identifiers: Identifiers) -> None:
    """Writes one file for each format: those that the site offers and the description describes."""
    folder.mkdir()
    chosen = [quad for quad in quads if is_exported(quad, identifiers)]
    for name in FORMATS:
        with (folder / file_name(name)).open("wb") as stream:
            write_quads(chosen, name, stream)


def write_catalogue(folder: Path, quads: Iterable[Quad]) -> None:
    """Writes the description in the formats for triples, as portals harvest it: in no named graph."""
    triples = [quad.triple for quad in sorted(quads, key=_readable)]
    for name in CATALOGUE:
        syntax = FORMATS[name].syntax
        prefixes = None if syntax == RdfFormat.N_TRIPLES else dict(DESCRIBING)
        serialize(triples, folder / catalogue_name(name), format=syntax, prefixes=prefixes)


def catalogue_name(format: str) -> str:
    """What the description's file of a format is called.

    >>> catalogue_name("rdfxml")
    'catalog.rdf'
    """
    return f"catalog{FORMATS[format].suffix}"


def file_name(format: str) -> str:
    """What the file of a format is called.

    >>> file_name("turtle")
    'chengnuo.ttl'
    """
    return f"chengnuo{FORMATS[format].suffix}"


def is_exported(quad: Quad, identifiers: Identifiers) -> bool:
    """Files hold neither what is only inferred, nor what describes the files, nor what is no more."""
    return all(quad.graph_name != NamedNode(identifiers.graph(name)) for name in NOT_EXPORTED)


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
