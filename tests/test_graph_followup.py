"""Follow-up: what became of a target, case by case, and against a sample checked by hand."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from graph.follow_up.followup import Outcome, Reported, follow_up, reported
from graph.follow_up.records import to_record
from loaders.pipeline import extract, read_report
from ontology.vocabulary import load_vocabulary
from tests.reports import kept

CASES = Path(__file__).parent / "cases"
CORPUS = Path(__file__).parent.parent.parent / "shared/corpus/reports"
PRECISION, RECALL = 0.95, 0.85
ANSWERED = ("met", "missed", "not comparable")


def rows(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def report(year: int, review: str = "各项工作稳步推进", plan: str = "做好各项工作") -> Reported:
    head = f"重庆市人民政府工作报告\n（{year}年1月20日在重庆市人民代表大会上）\n各位代表：\n"
    past = f"一、{year - 1}年工作回顾\n{review}。\n"
    text = f"{head}{past}二、{year}年工作安排\n我们要做好以下工作，务求实效。{plan}。\n"
    return reported(extract(kept(text, f"chongqing-{year}"), load_vocabulary()), load_vocabulary())


def first(outcomes: list[Outcome], name: str = "chongqing-2024") -> Outcome:
    return next(outcome for outcome in outcomes if outcome.target.report == name)


SMALL = rows("follow-up.csv")


@pytest.mark.parametrize("case", SMALL, ids=[f"{case['target']}→{case['result']}" for case in SMALL])
def test_a_target_and_the_sentence_of_the_next_year(case: Mapping[str, str]) -> None:
    found = first(follow_up([report(2024, plan=case["target"]), report(2025, review=case["result"])]))
    ratio = f"{found.ratio:f}" if found.ratio is not None else ""
    assert (found.status, found.rule, ratio) == (case["status"], case["rule"], case["ratio"])


def test_all_cases_are_there() -> None:
    assert len(SMALL) == 60


def test_without_a_later_report_nothing_is_assessed() -> None:
    found = first(follow_up([report(2024, plan="地区生产总值增长6%")]))
    assert (found.status, found.later) == ("not assessed", None)


def test_a_report_after_a_gap_does_not_speak_of_the_year() -> None:
    later = report(2026, review="地区生产总值增长7%")
    assert first(follow_up([report(2024, plan="地区生产总值增长6%"), later])).status == "not assessed"


def test_another_government_says_nothing() -> None:
    later = replace(report(2025, review="地区生产总值增长7%"), government="urn:other")
    assert first(follow_up([report(2024, plan="地区生产总值增长6%"), later])).status == "not assessed"


def test_a_promise_is_no_result() -> None:
    later = report(2025, plan="地区生产总值增长6%")
    assert first(follow_up([report(2024, plan="地区生产总值增长6%"), later])).status == "not reported"


def test_a_target_of_five_years_waits_for_the_last() -> None:
    chain = [
        report(2024, plan="到2028年，高新技术企业达到8000家"),
        report(2025, review="高新技术企业达到8100家"),
    ]
    assert first(follow_up(chain)).status == "not assessed"
    chain.append(report(2029, review="高新技术企业达到8200家"))
    found = first(follow_up(chain))
    assert (found.status, found.result and found.result.report) == ("met", "chongqing-2029")


def test_a_change_between_levels_is_shown_beside() -> None:
    chain = [
        report(2024, review="高新技术企业达到5000家", plan="高新技术企业增长20%"),
        report(2025, review="高新技术企业达到6000家"),
    ]
    found = first(follow_up(chain))
    assert found.status == "not comparable" and found.change
    assert (str(found.change.value), found.change.unit) == ("20.00", "%")


def test_the_bound_of_another_figure_of_the_clause_is_not_its_own() -> None:
    chain = [
        report(2024, plan="登记失业率控制在3%以内、新增就业10万人以上"),
        report(2025, review="新增就业11.5万人"),
    ]
    jobs = next(found for found in follow_up(chain) if found.target.name.endswith("就业"))
    assert (jobs.status, str(jobs.ratio)) == ("met", "1.15")


def test_a_second_growth_of_one_indicator_is_not_judged() -> None:
    chain = [
        report(2024, plan="固定资产投资增长9.5%。建设东部新城，确保固定资产投资增长20%"),
        report(2025, review="固定资产投资增长16.4%"),
    ]
    found = [(one.status, one.rule) for one in follow_up(chain) if one.target.report == "chongqing-2024"]
    assert found == [("met", "no-less"), ("not comparable", "targets-differ")]


@pytest.fixture(scope="module")
def sample() -> list[tuple[Mapping[str, str], Mapping[str, object]]]:
    """Cases with the records of their targets."""
    if not CORPUS.is_dir():
        pytest.skip("the corpus of reports is not beside the checkout")
    vocabulary = load_vocabulary()
    reports = [
        reported(read_report(CORPUS / f"chongqing-{year}.txt"), vocabulary) for year in range(2017, 2023)
    ]
    found = {
        (str(record["report"]), str(record["target_start"])): record
        for record in map(to_record, follow_up(reports))
    }
    return [(case, found[case["report"], case["target_start"]]) for case in rows("follow-up-chongqing.csv")]


def right(case: Mapping[str, str], record: Mapping[str, object]) -> bool:
    if record["status"] != case["status"] or (record["actual_report"] or "") != case["actual_report"]:
        return False
    if not case["actual_start"]:
        return True
    start, end = record["actual_start"], record["actual_end"]
    assert isinstance(start, int) and isinstance(end, int)
    return start < int(case["actual_end"]) and int(case["actual_start"]) < end


def test_the_sample_checked_by_hand(sample: list[tuple[Mapping[str, str], Mapping[str, object]]]) -> None:
    """60 targets drawn at random from Chongqing's reports of 2017 to 2021, unreported ones among them."""
    assert len(sample) == 60
    answered = [pair for pair in sample if pair[1]["status"] in ANSWERED]
    expected = [pair for pair in sample if pair[0]["status"] in ANSWERED]
    correct = sum(right(*pair) for pair in answered)
    assert correct / len(answered) >= PRECISION
    assert correct / len(expected) >= RECALL
    assert [pair for pair in sample if pair[1]["status"] == "met" and pair[0]["status"] != "met"] == []
