"""The ontology at its namespace: every class with its properties, and how classes hang together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flask import Response, make_response, render_template

from ontology.identifiers import VOCABULARY_BASE
from ontology.prefixes import DESCRIBING
from viz.current import Site
from viz.language import gettext as _
from viz.language import language
from viz.ontology_picture import Picture, draw

ONTOLOGY = f"{VOCABULARY_BASE}def/"


@dataclass(slots=True)
class Term:
    """A class or a property."""

    iri: str
    name: str
    comment: str
    domains: dict[str, None] = field(default_factory=dict)
    ranges: dict[str, None] = field(default_factory=dict)
    above: dict[str, None] = field(default_factory=dict)
    """IRIs of superclasses or superproperties."""
    properties: list[Term] = field(default_factory=list)
    """Of a class."""


def page(here: Site, formats: Mapping[str, str]) -> Response:
    """The ontology for people; `formats` are media types of its documents by suffix."""
    chosen = language()
    classes, properties = _terms(here, "class", chosen), _terms(here, "property", chosen)
    known = {term.iri: term for term in classes}
    for term in properties:
        for domain in term.domains:
            if domain in known:
                known[domain].properties.append(term)
    body = render_template(
        "ontology.html",
        iri=ONTOLOGY,
        label=here.labels.one(ONTOLOGY),
        classes=classes,
        loose=[term for term in properties if not known.keys() & term.domains],
        names={term.iri: term.name for term in (*classes, *properties)},
        picture=_picture(classes),
        shortened=shortened,
        formats=formats,
    )
    return make_response(body)


def shortened(iri: str) -> str:
    """With a prefix, where there is one.

    >>> shortened("http://www.w3.org/2001/XMLSchema#date")
    'xsd:date'
    """
    fitting = ((prefix, space) for prefix, space in DESCRIBING.items() if iri.startswith(space))
    return next((f"{prefix}:{iri.removeprefix(space)}" for prefix, space in fitting), iri)


def _terms(here: Site, kind: str, chosen: str) -> list[Term]:
    """In the order of the IRIs."""
    found: dict[str, Term] = {}
    english = chosen == "en"
    for row in here.service.ask("terms"):
        if str(row["kind"]) != kind:
            continue
        iri = str(row["term"])
        name, comment = row["labelEn" if english else "label"], row["commentEn" if english else "comment"]
        term = found.setdefault(iri, Term(iri, str(name), str(comment or "")))
        for column, values in (("domain", term.domains), ("range", term.ranges), ("above", term.above)):
            if row[column] is not None:
                values[str(row[column])] = None
    return list(found.values())


def _picture(classes: Sequence[Term]) -> Picture:
    """Classes that a property leads from or to, or that specialise another; the edges say which."""
    names = {term.iri: term.name for term in classes}
    edges: dict[tuple[str, str], list[str]] = {}
    for term in classes:
        for target in _ours(term.above, names):
            edges.setdefault((term.iri, target), []).append(_("上位类"))
        for property in term.properties:
            for target in _ours(property.ranges, names):
                edges.setdefault((term.iri, target), []).append(property.name)
    return draw(names, edges)


def _ours(iris: Iterable[str], names: dict[str, str]) -> Iterable[str]:
    return (iri for iri in iris if iri in names)
