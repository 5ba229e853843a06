"""Identity: an IRI outlives everything that does not change what it is about."""

from __future__ import annotations

from pyoxigraph import NamedNode

from graph.terms import TYPE, node
from loaders.records import Extraction
from ontology.identifiers import Identifiers
from ontology.namespaces import CN
from tests.dataset import dataset
from tests.reports import read_text

HEAD = "政府工作报告\n——2024年1月20日在重庆市第六届人民代表大会第二次会议上\n各位代表：\n二、2024年工作安排\n"
PLAN = "地区生产总值增长6%。新建口袋公园10个。\n"


def iris(text: str, class_: object) -> set[str]:
    quads = dataset([read_text(text)], Identifiers())
    return {
        quad.subject.value
        for quad in quads
        if quad.predicate == TYPE and quad.object == node(class_) and isinstance(quad.subject, NamedNode)
    }


def test_words_before_do_not_change_it() -> None:
    more = HEAD + "新建学校3所。" + PLAN
    assert iris(HEAD + PLAN, CN.Figure) < iris(more, CN.Figure)
    assert iris(HEAD + PLAN, CN.Commitment) <= iris(more, CN.Commitment)


def test_line_breaks_and_full_width_forms_do_not_change_it() -> None:
    wrapped = HEAD + PLAN.replace("口袋", "口\n袋").replace("6%", "６％")
    assert iris(HEAD + PLAN, CN.Figure) == iris(wrapped, CN.Figure)


def test_the_same_words_again_are_another_thing() -> None:
    twice = HEAD + PLAN + PLAN
    assert len(iris(twice, CN.Figure)) == 2 * len(iris(HEAD + PLAN, CN.Figure)) == 4
    assert iris(HEAD + PLAN, CN.Figure) < iris(twice, CN.Figure)


def test_no_two_records_share_one() -> None:
    extraction: Extraction = read_text(HEAD + "城镇和农村居民人均可支配收入分别增长6%和6%。\n")
    quads = dataset([extraction], Identifiers())
    figures = {q.subject for q in quads if q.predicate == TYPE and q.object == node(CN.Figure)}
    assert len(figures) == len(extraction.figures)
