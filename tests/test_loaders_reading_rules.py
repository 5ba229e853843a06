"""Reading rules: the vocabulary's examples run, and every field of every record names a rule of it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from loaders.confidence import DOUBTS
from loaders.jsonl import to_json
from loaders.linking import SCORES
from loaders.pipeline import read_report
from loaders.records import Extraction
from loaders.review import FIELDS, kind_of
from ontology.vocabulary import Concept, load_vocabulary
from tests.reports import read_text

ROOT = Path(__file__).resolve().parent.parent
RULES = load_vocabulary().scheme("reading-rule")
_HEAD = "重庆市人民政府工作报告\n2023年1月13日在重庆市第六届人民代表大会第一次会议上\n"
_REVIEW, _PLAN = "一、2022年工作回顾\n", "二、2023年工作安排\n"
_OPTIONAL = {"upper", "concept", "strength"}
"""Fields that a figure may lack; `upper` is read with the value."""
_FORMS = {"plain", "range", "ratio", "round", "multiple", "class", "numeral"}


def report_of(example: str) -> str:
    """The text that an example stands for, still with the marks of what fires."""
    if "工作报告" in example:
        return example.removeprefix("¶").replace("¶", "\n") + "\n"
    if example.startswith("¶"):
        return _HEAD + example.removeprefix("¶").replace("¶", "\n") + "\n"
    if example.startswith("回顾："):
        return f"{_HEAD}{_REVIEW}{example.removeprefix('回顾：')}\n{_PLAN}建设口袋公园。\n"
    return f"{_HEAD}{_REVIEW}各项工作顺利。\n{_PLAN}{example}\n"


def test_none_is_lost() -> None:
    assert len(RULES) == 144


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.notation)
def test_an_example_fires_its_rule_on_the_marked_words(rule: Concept) -> None:
    ((field,), (example,), (value,)) = (rule.links[name] for name in ("decides", "example", "exampleValue"))
    marked = report_of(example)
    extraction = read_text(marked.replace("【", "").replace("】", ""))
    fired = [
        (reason.field, str(to_json(record, extraction)[reason.field]), reason.span.start, reason.span.end)
        for record in extraction.records()
        for reason in record.because
        if reason.rule == rule.notation
    ]
    assert (field, value, marked.index("【"), marked.index("】") - 1) in fired


def test_the_code_names_no_other_rule() -> None:
    families = "|".join({rule.notation.partition("-")[0] for rule in RULES})
    named = {
        name
        for path in (ROOT / "loaders").glob("*.py")
        for name in re.findall(rf'"((?:{families})-[a-z-]+)"', path.read_text(encoding="utf-8"))
    }
    named -= {*DOUBTS, "project-class"}
    named |= {f"number-{form}" for form in _FORMS} | {f"link-{reason}" for reason in SCORES}
    assert named == {rule.notation for rule in RULES}


@pytest.fixture(scope="module")
def chongqing() -> Extraction:
    return read_report(ROOT / "data/reports/chongqing-2023.txt")


def test_every_field_of_every_record_says_why(chongqing: Extraction) -> None:
    for record in chongqing.records():
        explained = {reason.field for reason in record.because}
        needed = {field for field in FIELDS[kind_of(record)] if field not in _OPTIONAL}
        assert needed - {"period", "relation"} <= explained, record
        assert ("period" in explained) == bool(getattr(record, "horizon", None)), record


def test_a_link_and_a_modal_word_say_why(chongqing: Extraction) -> None:
    for figure in chongqing.figures:
        explained = {reason.field for reason in figure.because}
        assert ("concept" in explained) == (figure.indicator.concept is not None)
        assert ("strength" in explained) == bool(figure.strength)


def test_reasons_weigh_nothing_in_comparing_records(chongqing: Extraction) -> None:
    figure = chongqing.figures[0]
    assert figure.because and replace(figure, because=()) == figure
