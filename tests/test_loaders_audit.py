"""The audit: no digit is lost, every reason has a running example, and what is found says why."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.audit import Audit, audit, summary, to_json
from loaders.audit_reasons import Place, load_reasons
from loaders.pipeline import read_report
from loaders.records import Extraction
from ontology.errors import VocabularyError
from tests.reports import HEAD, PLAN, read_plan, read_text

ROOT = Path(__file__).resolve().parent.parent
REASONS = load_reasons()


@pytest.fixture(scope="module")
def shipped() -> Extraction:
    return read_report(ROOT / "data/reports/chongqing-2023.txt")


def lost_digits(extraction: Extraction, found: tuple[Audit, ...]) -> list[int]:
    spans = [figure.span for figure in extraction.figures] + [each.span for each in found if each.kind == "number"]
    held = {offset for span in spans for offset in range(span.start, span.end)}
    text = extraction.source.text
    return [offset for offset, character in enumerate(text) if character.isdecimal() and offset not in held]


def reasons(extraction: Extraction, kind: str) -> list[tuple[str, str]]:
    return [(each.span.text, each.reason) for each in audit(extraction) if each.kind == kind]


@pytest.mark.parametrize("number", range(len(REASONS.rules)), ids=lambda n: f"{n}-{REASONS.rules[n].reason}")
def test_every_rule_gives_its_reason_to_its_example(number: int) -> None:
    rule = REASONS.rules[number]
    place = Place.of_example(rule.example)
    assert rule.fits(place)
    assert REASONS.of(place) == rule.reason


def test_no_rule_is_lost() -> None:
    assert len(REASONS.rules) > 40


def test_reasons_have_names_in_both_languages_and_are_documented() -> None:
    page = (ROOT / "docs/audit.md").read_text(encoding="utf-8")
    for reason, labels in REASONS.labels.items():
        assert set(labels) == {"zh", "en"}
        assert f"| `{reason}` | {labels['zh']} | {labels['en']} |" in page


def test_no_digit_of_the_shipped_report_is_lost(shipped: Extraction) -> None:
    found = audit(shipped)
    assert lost_digits(shipped, found) == []
    counts = summary(shipped, found)
    assert counts.digits == sum(map(str.isdecimal, shipped.source.text)) > 500
    assert counts.digits_unknown <= 0.02 * counts.digits
    assert {each.reason for each in found} <= set(REASONS.labels)


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("0123456789０９.,:：%％万亿元年月日第号个家“”（）《》+-、，。；到至\n增长建设①"), max_size=60))
def test_no_digit_is_ever_lost(text: str) -> None:
    extraction = read_text(f"{HEAD}{PLAN}{text}\n")
    assert lost_digits(extraction, audit(extraction)) == []


@pytest.mark.parametrize(
    ("clause", "number", "reason"),
    [
        ("在2025年建成轨道交通7号线", "7", "name"),
        ("总量居全国第3位", "3", "ordinal"),
        ("三次产业结构优化为6.9∶44.8∶48.3", "44.8", "composition"),
        ("实施“1+5+N”行动", "5", "name"),
        ("完善15分钟便民生活圈", "15", "duration"),
        ("引进投资５亿元以上项目30个", "５", "condition"),
        ("做好八个方面工作", "八", "announcement"),
        ("新建三座水电站", "三", "written-count"),
        ("建成110千伏线路工程20站43线", "20", "no-classifier"),
        ("编号是98", "98", "unknown"),
    ],
)
def test_numbers_that_are_no_figures(clause: str, number: str, reason: str) -> None:
    assert (number, reason) in reasons(read_plan(clause), "number")


def test_full_width_digits_keep_their_offsets() -> None:
    extraction = read_plan("总量居全国第３位")
    (found,) = (each for each in audit(extraction) if each.span.text == "３")
    assert extraction.source.text[found.span.start : found.span.end] == "３"
    assert "全国第【３】位" in found.context


def test_clauses_of_a_plan_that_became_no_commitment() -> None:
    extraction = read_plan("当前建设任务繁重，推进改革")
    assert ("当前建设任务繁重", "not-promised") in reasons(extraction, "clause")
    assert "推进改革" not in dict(reasons(extraction, "clause"))


def test_indicators_without_a_concept() -> None:
    (found,) = (each for each in audit(read_plan("独角兽大赛裁判组达到5000人")) if each.kind == "indicator")
    assert (found.span.text, found.reason, found.detail) == ("5000人", "no-concept", "独角兽大赛裁判组")


def test_lists_that_cannot_be_dealt_out() -> None:
    extraction = read_plan("进出口、投资、消费分别增长5%、6%")
    assert reasons(extraction, "list") == [("进出口、投资、消费分别增长5%、6%", "counts-differ")]


def test_the_public_format() -> None:
    (found,) = (each for each in audit(read_plan("总量居全国第3位")) if each.span.text == "3")
    assert to_json(found) == {
        "audit": "number", "start": found.span.start, "end": found.span.end, "text": "3",
        "reason": "ordinal", "detail": "", "context": found.context,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('[reasons]\n[[rule]]\nreason = "x"\nexample = "【1】"', "'x' has no names"),
        ('[reasons]\n[[rule]]\nreason = "x"\nbefor = "1"\nexample = ""', "rule 1: unknown field 'befor'"),
        ('[reasons]\n[[rule]]\nreason = "x"\nafter = "("\nexample = ""', "rule 1: "),
    ],
)
def test_a_malformed_rule_is_named(content: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "reasons.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(VocabularyError, match=words):
        load_reasons(path)
