"""The whole graph in the formats of RDF. The same graph gives the same bytes."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from graph.build_directory import BESIDE_FOLDER, DATA_FOLDER, Build
from graph.derived.closure import GRAPH
from graph.n_quads import read_gzipped
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

NOT_EXPORTED = ("inferred", "description", "retired", GRAPH)
"""Named graphs that are served but are in no file of the data."""

_LEVEL = 6
"""Of gzip, for exports."""

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
    One partition is in memory at a time. Raises BuildError for an unknown format.
    """
    if format not in FORMATS:
        raise BuildError(f"no format {format!r}; there is {', '.join(FORMATS)}")
    identifiers = Identifiers(build.base)
    also = NamedNode(identifiers.graph("inferred")) if inferred else None
    folders = (DATA_FOLDER, BESIDE_FOLDER) if inferred else (DATA_FOLDER,)
    files = [path for folder in folders for path in build.partition_paths(folder)]
    chosen = (
        quad
        for path in files
        for quad in readable(read_gzipped(path))
        if is_exported(quad, identifiers) or quad.graph_name == also
    )
    write_quads(chosen, format, stream)


def write_exports(folder: Path, files: Sequence[Path], formats: Sequence[str], *, compressed: bool) -> None:
    """Writes one file for each format: those that the site offers and the description describes.

    `files` are the gzipped N-Quads of the partitions. Compressed exports are written partition by partition,
    the others from memory.
    """
    folder.mkdir()
    whole = [] if compressed else [quad for path in files for quad in readable(read_gzipped(path))]
    for name in formats:
        if not compressed:
            with (folder / file_name(name)).open("wb") as stream:
                write_quads(whole, name, stream)
        elif name == "nquads":
            _join(folder / f"{file_name(name)}.gz", files)
        else:
            with (
                (folder / f"{file_name(name)}.gz").open("wb") as raw,
                gzip.GzipFile("", "wb", _LEVEL, raw, mtime=0) as packed,
            ):
                quads = (quad for path in files for quad in readable(read_gzipped(path)))
                write_quads(quads, name, cast(BinaryIO, packed))


def _join(target: Path, files: Iterable[Path]) -> None:
    """One gzip file after the other is a gzip file again."""
    with target.open("wb") as stream:
        for path in files:
            stream.write(path.read_bytes())


def exported_files(folder: Path) -> dict[str, Path]:
    """The exports that a folder holds, by the name of their format, in the order of `FORMATS`."""
    found: dict[str, Path] = {}
    for name in FORMATS:
        for path in (folder / file_name(name), folder / f"{file_name(name)}.gz"):
            if path.is_file():
                found[name] = path
    return found


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
    """Writes quads in their order: those of a graph, and of a subject in it, should stand together."""
    syntax = FORMATS[format].syntax
    prefixes = None if syntax in (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS) else dict(PREFIXES)
    if syntax.supports_datasets:
        serialize(quads, stream, format=syntax, prefixes=prefixes)
    else:
        serialize((quad.triple for quad in quads), stream, format=syntax, prefixes=prefixes)


def read_quads(build: Build) -> Iterator[Quad]:
    """All quads of a build, partition by partition, each in the order of its N-Quads."""
    for folder in (DATA_FOLDER, BESIDE_FOLDER):
        for path in build.partition_paths(folder):
            yield from read_gzipped(path)


def readable(quads: Iterable[Quad]) -> list[Quad]:
    """In an order that is good to read and the same each time: by graph and subject, classes first."""
    return sorted(quads, key=lambda quad: (str(quad.graph_name), *_readable(quad)))


def _readable(quad: Quad) -> tuple[str, bool, str, str]:
    """By subject; what a thing is comes before what is said of it."""
    return str(quad.subject), quad.predicate != TYPE, quad.predicate.value, str(quad.object)
