"""Structure: headings of all forms, what stands under them, and the periods they set."""

from __future__ import annotations

from itertools import pairwise

from tests.reports import HEAD, PLAN, REVIEW, read_text

TEXT = (
    f"{HEAD}一、过去五年及2023年工作回顾\n——这五年，经济更强。地区生产总值达到3万亿元，新增企业20家。\n"
    "刚刚过去的2023年，极不平凡。地区生产总值增长5%。\n"
    "二、今后五年政府工作的总体思路\n（一）推动经济实力显著提升。坚持稳中求进，城镇化率达到75%，每年城镇新增就业60万人以上。\n"
    f"三、2024年工作安排\n（一）奋力抓好扩大内需，推动经济平稳运行。把消费摆在前面。\n促进投资放量。完成交通投资1100亿元，加快交通强市建设。\n"
)


def test_sections_nest() -> None:
    sections = read_text(TEXT).sections
    assert [(s.level, s.title, s.parent.title if s.parent else None) for s in sections] == [
        (1, "过去五年及2023年工作回顾", None),
        (2, "这五年，经济更强", "过去五年及2023年工作回顾"),
        (1, "今后五年政府工作的总体思路", None),
        (2, "推动经济实力显著提升", "今后五年政府工作的总体思路"),
        (1, "2024年工作安排", None),
        (2, "奋力抓好扩大内需，推动经济平稳运行", "2024年工作安排"),
        (3, "促进投资放量", "奋力抓好扩大内需，推动经济平稳运行"),
    ]


def test_sections_end_where_the_next_begins() -> None:
    extraction = read_text(TEXT)
    for section in extraction.sections:
        assert extraction.source.text[section.start :].startswith(section.heading.text)
        assert section.start < section.end <= len(extraction.source.text)
    tops = [section for section in extraction.sections if section.level == 1]
    assert all(a.end <= b.start for a, b in pairwise(tops))


def test_periods_come_from_sections() -> None:
    found = [(f.span.text, f.kind, str(f.horizon.period), f.horizon.rule) for f in read_text(TEXT).figures]
    assert found == [
        ("3万亿元", "actual", "2023", "section"),
        ("20家", "actual", "2019/2023", "section"),
        ("5%", "actual", "2023", "section"),
        ("75%", "target", "2028", "section"),
        ("60万人", "target", "annual to 2028", "section"),
        ("1100亿元", "target", "2024", "section"),
    ]


def test_a_turn_to_the_audience_ends_what_a_first_sentence_announced() -> None:
    area = "（一）奋力抓好民生，提高生活质量。办好实事。\n让社会安定有序。加强信访工作。\n"
    extraction = read_text(f"{HEAD}{PLAN}{area}各位代表！今年，我们将建设100个口袋公园。\n")
    (figure,) = extraction.figures
    section = extraction.section_at(figure.span.start)
    assert section is not None and section.title == "奋力抓好民生，提高生活质量"


def test_a_text_without_headings_is_warned_about() -> None:
    extraction = read_text("这不是工作报告。")
    assert extraction.commitments == ()
    assert any("no headings" in warning for warning in extraction.warnings)


def test_reviews_promise_nothing() -> None:
    assert read_text(f"{HEAD}{REVIEW}（一）推动发展。加快建设现代化产业体系，完成投资20亿元。\n").commitments == ()
    assert read_text(f"{HEAD}{PLAN}（一）推动发展。加快建设现代化产业体系，完成投资20亿元。\n").commitments
