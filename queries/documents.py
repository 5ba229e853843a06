"""Triples of an answer as a document: in order, so that the same question gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

import pyoxigraph
from pyoxigraph import RdfFormat, Triple

from ontology.prefixes import DESCRIBING


def document(triples: Iterable[Triple], media_type: str) -> bytes:
    """Raises ValueError for a media type that cannot hold triples."""
    rdf = RdfFormat.from_media_type(media_type)
    if rdf is None:
        raise ValueError(f"{media_type} cannot hold triples")
    ordered = sorted(set(triples), key=str)
    if rdf != RdfFormat.TURTLE:
        return _bytes(pyoxigraph.serialize(ordered, format=rdf))
    turtle = _bytes(pyoxigraph.serialize(ordered, format=rdf, prefixes=DESCRIBING))
    head, body = _split_prefixes(turtle)
    used = sorted(line for line in head if line.split(b" ", 2)[1] in body)
    return b"".join((*used, b"\n" if used else b"", body))


def _bytes(serialized: bytes | None) -> bytes:
    assert serialized is not None  # pyoxigraph returns None only where it is given a file
    return serialized


def _split_prefixes(turtle: bytes) -> tuple[list[bytes], bytes]:
    """The @prefix lines, which the engine writes in no order, and the rest."""
    lines = turtle.splitlines(keepends=True)
    count = sum(1 for _ in takewhile(lambda line: line.startswith(b"@prefix "), lines))
    return lines[:count], b"".join(lines[count:])
