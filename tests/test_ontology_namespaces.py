"""`chengnuo.ttl`, `namespaces.py` and the vocabularies use the same terms."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from ontology.namespaces import CN
from ontology.vocabulary import ONTOLOGY, vocabulary_files

DEFINED_BY = "http://www.w3.org/2000/01/rdf-schema#isDefinedBy"
COMMENT = "http://www.w3.org/2000/01/rdf-schema#comment"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
COMPONENT = NamedNode("http://purl.org/linked-data/cube#ComponentSpecification")
BASE = str(CN._NS)


@pytest.fixture(scope="module")
def ontology() -> list[tuple[str, str, NamedNode | Literal]]:
    triples = []
    for quad in parse(ONTOLOGY.read_bytes(), format=RdfFormat.TURTLE):
        assert isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal)
        triples.append((quad.subject.value, quad.predicate.value, quad.object))
    return triples


@pytest.fixture(scope="module")
def defined(ontology: list[tuple[str, str, NamedNode | Literal]]) -> set[str]:
    """Terms of the ontology; the cube's components are parts of cn:figureStructure, not terms to use."""
    components = {term for term, predicate, value in ontology if predicate == TYPE and value == COMPONENT}
    return {term for term, predicate, _ in ontology if predicate == DEFINED_BY} - components


def test_the_namespace_mirrors_the_ontology(defined: set[str]) -> None:
    assert {BASE + name for name in CN.__annotations__ if not name.startswith("_")} == defined


def test_every_term_is_explained_in_both_languages(
    ontology: list[tuple[str, str, NamedNode | Literal]], defined: set[str]
) -> None:
    comments = {
        (subject, value.language) for subject, predicate, value in ontology
        if predicate == COMMENT and isinstance(value, Literal)
    }
    assert {(term, language) for term in defined for language in ("zh", "en")} <= comments


def test_files_use_defined_terms_only(defined: set[str]) -> None:
    used = {
        (path.name, term.value)
        for path in vocabulary_files()[1:]
        for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE)
        for term in (quad.predicate, quad.object)
        if isinstance(term, NamedNode) and term.value.startswith(BASE)
    }
    assert {(file, term) for file, term in used if term not in defined} == set()


def test_a_misspelled_term_raises() -> None:
    with pytest.raises(AttributeError, match="Comitment"):
        CN.Comitment  # noqa: B018
