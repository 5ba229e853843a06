"""Inferred leads as they were judged: what was wrong is inferred no more; a rule needs its grounds."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from benchmarks.agencies import SHIPPED, Judged, inferred, judged, wilson
from loaders.pipeline import read_report
from loaders.records import Extraction
from ontology.identifiers import VOCABULARY_BASE
from ontology.vocabulary import load_vocabulary
from tests.reports import read_text

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared/corpus/reports"
DRAWN, BAR = 100, 0.95
HEAD = "重庆市人民政府工作报告\n——{date}在重庆市第六届人民代表大会第一次会议上\n市长 胡衡华\n各位代表：\n"
PLAN = "今年重点工作：\n（一）办好人民满意的教育。{sentence}\n"

needs_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(), reason=f"needs the reports of {CORPUS}, not part of the repository"
)


def test_the_sample_is_whole_and_good() -> None:
    sample = judged()
    assert len({(each.report, each.start, each.agency) for each in sample}) == DRAWN
    assert sum(each.right for each in sample) / DRAWN >= BAR
    assert len({each.report for each in sample}) >= 4
    for each in sample:
        load_vocabulary().get(f"{VOCABULARY_BASE}id/organization/{each.agency}")


def test_the_interval_is_wilsons() -> None:
    low, high = wilson(98, 100)
    assert (round(low, 4), round(high, 4)) == (0.93, 0.9945)


def test_the_rules_agree_with_what_was_judged_in_the_shipped_report() -> None:
    mine = [each for each in judged() if each.report == SHIPPED.stem]
    assert len(mine) >= 10
    assert not [each for each in mine if _is_inferred(each) != each.right]


@pytest.mark.slow
@needs_corpus
def test_the_rules_agree_with_what_was_judged_elsewhere() -> None:
    others = [each for each in judged() if each.report != SHIPPED.stem]
    assert others
    assert not [each for each in others if _is_inferred(each) != each.right]


def _is_inferred(each: Judged) -> bool:
    return (each.start, each.end, each.agency) in _leads(each.report)


@cache
def _leads(report: str) -> frozenset[tuple[int, int, str]]:
    path = SHIPPED if report == SHIPPED.stem else CORPUS / f"{report}.txt"
    return frozenset(_places(read_report(path)))


def _places(extraction: Extraction) -> set[tuple[int, int, str]]:
    return {
        (lead.commitment.span.start, lead.commitment.span.end, lead.agency.iri.rpartition("/")[2])
        for lead in inferred(extraction)
    }


def agencies(sentence: str, date: str = "2023年1月13日") -> set[str]:
    text = HEAD.format(date=date) + PLAN.format(sentence=sentence)
    return {agency for _, _, agency in _places(read_text(text))}


CASES = [
    ("大力发展公办幼儿园。", {"chongqing-education"}),
    ("推动改革走深走实。", set()),  # the area alone is no ground
    (
        "支持幼儿园建设，新增示范点35个。",
        {"chongqing-education"},
    ),  # not by the figure
    ("城镇新增就业60万人以上。", {"chongqing-human-resources"}),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_a_rule_needs_its_grounds(sentence: str, expected: set[str]) -> None:
    assert agencies(sentence) == expected


@pytest.mark.parametrize("date", ["2018年1月26日", "2025年1月18日", "2009年1月6日"])
def test_before_and_after_its_reforms_nothing_is_inferred(date: str) -> None:
    assert agencies("大力发展公办幼儿园。城镇新增就业60万人以上。", date) == set()
