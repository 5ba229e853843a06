"""The questions as data: what can be asked is part of what is published.

As in https://github.com/sib-swiss/sparql-examples: SHACL's SPARQL executables with descriptions,
keywords and the endpoint that answers them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from pyoxigraph import Literal, NamedNode
from rdflib.namespace import FOAF, OWL, RDFS, SDO, SH

from graph.terms import LABEL, TYPE, XSD, Add, chinese, english, node
from ontology.identifiers import Identifiers
from ontology.prefixes import DESCRIBING

_FORMS = {
    "select": (SH.SPARQLSelectExecutable, SH.select),
    "construct": (SH.SPARQLConstructExecutable, SH.construct),
    "ask": (SH.SPARQLAskExecutable, SH.ask),
}


class Asked(Protocol):
    """As much of a question as is published."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> Mapping[str, str]: ...
    @property
    def description(self) -> Mapping[str, str]: ...
    @property
    def keywords(self) -> Sequence[str]: ...
    @property
    def sparql(self) -> str: ...
    @property
    def form(self) -> str: ...


def write_questions(add: Add, identifiers: Identifiers, questions: Sequence[Asked]) -> None:
    """Each question as it stands in its file, with the examples of its parameters."""
    prefixes = identifiers.published("prefixes")
    for question in questions:
        _write_question(add, identifiers, question, prefixes)
    if questions:
        _write_prefixes(add, prefixes)


def _write_question(add: Add, identifiers: Identifiers, question: Asked, prefixes: str) -> None:
    iri = identifiers.published(f"question/{question.name}")
    class_, property = _FORMS[question.form]
    for each in (SH.SPARQLExecutable, class_):
        add(iri, TYPE, node(each))
    for told, text in ((LABEL, question.title), (node(RDFS.comment), question.description)):
        add(iri, told, chinese(text["zh"]))
        add(iri, told, english(text["en"]))
    for keyword in question.keywords:
        add(iri, node(SDO.keywords), Literal(keyword))
    add(iri, node(property), Literal(question.sparql))
    add(iri, node(SH.prefixes), NamedNode(prefixes))
    add(iri, node(SDO.target), NamedNode(identifiers.address("sparql")))
    page = identifiers.address(f"questions/{question.name}")
    add(iri, node(FOAF.page), NamedNode(page))
    add(page, TYPE, node(FOAF.Document))


def _write_prefixes(add: Add, iri: str) -> None:
    add(iri, TYPE, node(OWL.Ontology))
    add(iri, LABEL, chinese("查询所用前缀"))
    add(iri, LABEL, english("Prefixes of the queries"))
    for prefix, namespace in DESCRIBING.items():
        declaration = f"{iri}#{prefix}"
        add(iri, node(SH.declare), NamedNode(declaration))
        add(declaration, TYPE, node(SH.PrefixDeclaration))
        add(declaration, node(SH.prefix), Literal(prefix))
        add(declaration, node(SH.namespace), Literal(namespace, datatype=NamedNode(f"{XSD}anyURI")))
