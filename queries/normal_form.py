"""Answers of any store in one form: what the embedded store would give for the same triples.

Stores write the same answer differently: Virtuoso calls literals with a datatype `typed-literal` and gives
truth as `1`, others keep the zeros of `12.50`. A body that is cut, or is no SPARQL answer, is an error.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

import pyoxigraph
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, RdfFormat, Triple

from ontology.errors import StoreUnavailable
from queries import media_types
from queries.documents import document
from queries.results import XSD

_TRUTH = {"1": "true", "0": "false"}
_ASKED = "__ASK_RETVAL"
"""The column in which Virtuoso gives the truth of an ASK: no row, too, is false."""


def rows(body: bytes, media_type: str) -> bytes:
    """SPARQL JSON of rows or a truth value, in a media type. Raises StoreUnavailable for what is none."""
    try:
        normal = _normal(json.loads(body))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreUnavailable(f"the store's answer is no whole SPARQL result: {_end(body)}") from error
    written = json.dumps(normal, ensure_ascii=False, separators=(",", ":")).encode()
    if media_type == media_types.JSON:
        return written
    format = QueryResultsFormat.from_media_type(media_type)
    if format is None:
        raise ValueError(f"{media_type} cannot hold rows or a truth value")
    serialized = pyoxigraph.parse_query_results(written, format=QueryResultsFormat.JSON).serialize(
        format=format
    )
    assert serialized is not None  # None only where it is given a file
    return serialized


def triples(body: bytes, media_type: str) -> bytes:
    """N-Triples as a document in a media type. Raises StoreUnavailable for what is none."""
    try:
        found = [_triple(each.triple) for each in pyoxigraph.parse(body, format=RdfFormat.N_TRIPLES)]
    except (SyntaxError, ValueError) as error:
        raise StoreUnavailable(f"the store's answer is no whole RDF: {_end(body)}") from error
    return document(found, media_type)


def _normal(document: Mapping[str, Any]) -> Mapping[str, Any]:
    if "boolean" in document:
        return {"head": {}, "boolean": bool(document["boolean"])}
    if document["head"]["vars"] == [_ASKED]:
        answers = document["results"]["bindings"]
        return {"head": {}, "boolean": bool(answers) and answers[0][_ASKED]["value"] != "0"}
    bindings = [{name: _term(term) for name, term in row.items()} for row in document["results"]["bindings"]]
    return {"head": {"vars": list(document["head"]["vars"])}, "results": {"bindings": bindings}}


def _term(term: Mapping[str, Any]) -> Mapping[str, str]:
    kind, value = term["type"], term["value"]
    if kind in ("uri", "bnode"):
        return {"type": kind, "value": value}
    if language := term.get("xml:lang"):
        return {"type": "literal", "value": value, "xml:lang": language.lower()}
    datatype = term.get("datatype", "")
    if datatype in ("", XSD + "string"):
        return {"type": "literal", "value": value}
    return {"type": "literal", "value": canonical(value, datatype), "datatype": datatype}


def _triple(triple: Triple) -> Triple:
    value = triple.object
    if isinstance(value, Literal) and not value.language and value.datatype.value.startswith(XSD):
        datatype = value.datatype.value
        value = Literal(canonical(value.value, datatype), datatype=NamedNode(datatype))
        return Triple(triple.subject, triple.predicate, value)
    return triple


def canonical(value: str, datatype: str) -> str:
    """The lexical form that the embedded store keeps.

    >>> canonical("12.50", XSD + "decimal"), canonical("1", XSD + "boolean")
    ('12.5', 'true')
    >>> canonical("007", XSD + "integer")
    '7'
    """
    try:
        if datatype == XSD + "boolean":
            return _TRUTH.get(value, value)
        if datatype == XSD + "integer":
            return str(int(value))
        if datatype == XSD + "decimal":
            return _decimal(Decimal(value))
    except (ValueError, InvalidOperation):
        return value  # an ill-typed literal stays as it is
    return value


def _decimal(value: Decimal) -> str:
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _end(body: bytes) -> str:
    words = " ".join(body[-120:].decode("utf-8", "replace").split())
    return f"it ends in {words!r}" if words else "it is empty"
