"""Media types of answers, and which one a client prefers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
CSV = "text/csv"
TSV = "text/tab-separated-values"
TURTLE = "text/turtle"
N_TRIPLES = "application/n-triples"
JSON_LD = "application/ld+json"
RDF_XML = "application/rdf+xml"
TRIG = "application/trig"

ROWS = (JSON, XML, CSV, TSV)
"""For SELECT; the first is sent to who asks for nothing in particular."""
TRUTH = (JSON, XML)
"""For ASK."""
TRIPLES = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML)
"""For CONSTRUCT and DESCRIBE."""

_ALIASES = {
    "application/json": (JSON, JSON_LD),
    "application/xml": (XML, RDF_XML),
    "text/xml": (XML, RDF_XML),
    "application/x-turtle": (TURTLE,),
    "text/plain": (N_TRIPLES,),
}
_RANGE = re.compile(r"[A-Za-z0-9!#$&^_.+*-]+/[A-Za-z0-9!#$&^_.+*-]+")
_QUALITY = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")


@dataclass(frozen=True, slots=True)
class _Range:
    types: tuple[str, ...]
    """The media type and what it is another name for; `text/*` and `*/*` stand for themselves."""
    quality: float

    def specificity(self, media_type: str) -> int:
        """How closely this range names the type: 3 exactly, 2 `text/*`, 1 `*/*`, 0 not at all."""
        if media_type in self.types:
            return 3
        major = media_type.partition("/")[0]
        return 2 if f"{major}/*" in self.types else 1 if "*/*" in self.types else 0


def preferred(accept: str | None, offered: Sequence[str]) -> str | None:
    """The offered type with the highest quality, the first of equals; None when none is acceptable.

    RFC 9110, 12.5.1: without a readable Accept header anything is acceptable.

    >>> preferred("text/csv;q=0.5, application/json", ROWS)
    'application/sparql-results+json'
    >>> preferred("text/*", ROWS)
    'text/csv'
    >>> preferred("image/png", ROWS) is None
    True
    """
    ranges = _ranges(accept or "")
    if not ranges:
        return offered[0]
    best = max(offered, key=lambda media_type: _quality(media_type, ranges))
    return best if _quality(best, ranges) > 0 else None


def _quality(media_type: str, ranges: Sequence[_Range]) -> float:
    closest = max(ranges, key=lambda item: item.specificity(media_type))
    return closest.quality if closest.specificity(media_type) else 0.0


def _ranges(accept: str) -> list[_Range]:
    """Malformed parts are left out."""
    found = []
    for part in accept.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        quality = next((item[2:].strip() for item in parameters if item.startswith("q=")), "1")
        if _RANGE.fullmatch(name) and _QUALITY.fullmatch(quality):
            found.append(_Range((name, *_ALIASES.get(name, ())), float(quality)))
    return found
