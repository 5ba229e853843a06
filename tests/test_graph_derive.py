"""Derived and inferred statements: what each rule concludes, and where it is silent."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from rdflib.namespace import RDF

from graph.derived.derive import area_of
from graph.terms import node
from ontology.identifiers import DEFAULT_BASE, Identifiers
from ontology.namespaces import CN
from ontology.vocabulary import load_vocabulary
from tests.dataset import dataset
from tests.reports import read_text

HEAD = "政府工作报告\n——2024年1月20日在重庆市第六届人民代表大会第二次会议上\n各位代表：\n"
REVIEW = "一、2023年工作回顾\n"
PLAN = "\n二、2024年工作安排\n"


def conclusions(review: str, plan: str, predicate: object) -> list[tuple[str, str]]:
    """Quote or title of the subject, and value or last part of the object, of what is concluded."""
    quads = dataset([read_text(HEAD + REVIEW + review + PLAN + plan)], Identifiers())
    wanted = [
        quad.subject
        for quad in quads
        if quad.predicate == node(RDF.predicate) and quad.object == node(predicate)
    ]
    return sorted(
        (said(quads, value(quads, each, RDF.subject)), said(quads, value(quads, each, RDF.object)))
        for each in wanted
    )


def value(quads: list[Quad], subject: object, predicate: object) -> NamedNode | Literal | None:
    found = [quad.object for quad in quads if quad.subject == subject and quad.predicate == node(predicate)]
    return found[0] if found and isinstance(found[0], NamedNode | Literal) else None


def said(quads: list[Quad], term: NamedNode | Literal | None) -> str:
    quote = value(quads, term, CN.quote) or value(quads, term, "http://www.w3.org/2000/01/rdf-schema#label")
    assert term
    return quote.value if quote else term.value.removeprefix(DEFAULT_BASE + "id/")


AREAS = {
    "推进科技创新": "area/science",
    "建设现代化产业体系": "area/industry",
    "各位代表": None,
}


@pytest.mark.parametrize(("title", "expected"), AREAS.items())
def test_the_area_of_a_heading_is_its_longest_name(title: str, expected: str | None) -> None:
    vocabulary = load_vocabulary()
    area = area_of(title, vocabulary.scheme("area"))
    assert (area and area.iri.removeprefix(DEFAULT_BASE + "id/")) == expected


def test_the_areas_of_one_governments_plan_are_for_that_plan() -> None:
    plan = "（一）推进成渝地区双城经济圈建设\n开工渝宜高铁。"
    assert ("area/chongqing-2023-05") not in {area for _, area in conclusions("", plan, CN.policyArea)}
    assert conclusions("", plan, CN.policyArea)


def test_a_region_is_carried_to_later_clauses_of_the_sentence() -> None:
    plan = "支持渝东北三峡库区城镇群发展生态经济，建设现代山地农业基地。"
    assert conclusions("", plan, CN.governedBy) == [("建设现代山地农业基地", "region/yudongbei")]


AGENCIES = [
    ("高新技术企业达到8000家。", [("高新技术企业达到8000家", "organization/chongqing-science-technology")]),
    ("建设科技园区。", []),
]


@pytest.mark.parametrize(("plan", "expected"), AGENCIES)
def test_an_agency_is_inferred_only_where_one_leads(plan: str, expected: list[tuple[str, str]]) -> None:
    assert conclusions("", plan, CN.responsibleAgency) == expected


def test_another_government_has_no_agencies_of_ours() -> None:
    text = "政府工作报告\n——2024年1月20日在贵州省第十四届人民代表大会第二次会议上\n各位代表：\n"
    quads = dataset([read_text(text + PLAN + "高新技术企业达到8000家。")], Identifiers())
    assert not any(quad.object == node(CN.InferredStatement) for quad in quads)
