"""Trajectories in the graph: derived statements about a later target, with rule and inputs."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode
from rdflib.namespace import RDF

from graph.terms import node
from ontology.identifiers import VOCABULARY_BASE, Identifiers
from ontology.namespaces import CN
from tests.dataset import dataset
from tests.reports import read_text

TEXT = (
    "政府工作报告\n——2024年1月20日在重庆市第六届人民代表大会第二次会议上\n各位代表：\n"
    "一、2023年工作回顾\n高新技术企业达到1000家。\n"
    "二、2024年工作安排\n今年高新技术企业达到1050家。到2028年，高新技术企业达到1600家。\n"
)


def test_what_is_derived_of_a_later_target() -> None:
    """(1600 / 1000) ^ (1 / 5) = 1.0986, and 5% is below 9.86%."""
    quads = dataset([read_text(TEXT)], Identifiers())
    facts = {(quad.subject, quad.predicate): quad.object for quad in quads}
    quote = {quad.subject: quad.object for quad in quads if quad.predicate == node(CN.quote)}

    def said(term: object) -> str:
        assert isinstance(term, NamedNode | Literal), term
        found = quote.get(term, term) if isinstance(term, NamedNode) else term
        assert isinstance(found, NamedNode | Literal), found
        return found.value.removeprefix(VOCABULARY_BASE + "id/")

    found = {
        (said(quad.object).removeprefix(VOCABULARY_BASE), said(facts[quad.subject, node(RDF.object)]))
        for quad in quads
        if quad.predicate == node(RDF.predicate)
        and said(facts[quad.subject, node(RDF.subject)]) == "1600家"
        and isinstance(quad.object, NamedNode)
        and quad.object.value.startswith(VOCABULARY_BASE)
    }
    assert found == {
        ("def/baseline", "1000家"),
        ("def/impliedAnnualGrowth", "9.86"),
        ("def/annualTarget", "1050家"),
        ("def/paceVerdict", "pace-verdict/below"),
    }
    verdict = next(each for each in quads if each.object == node(CN.paceVerdict))
    about = [quad for quad in quads if quad.subject == verdict.subject]
    inputs = {said(quad.object) for quad in about if quad.predicate == node(CN.basis)}
    assert inputs == {"1000家", "1050家", "1600家"}
