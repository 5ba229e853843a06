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


def kinds(text: str) -> list[tuple[str, str, str]]:
    return [(figure.span.text, figure.kind, str(figure.horizon.period)) for figure in read_text(text).figures]


def test_a_heading_of_achievements_and_aims_has_both() -> None:
    text = (
        f"{HEAD.replace('2024', '2021')}一、2020年工作回顾\n新建农村公路900公里。\n"
        "二、“十三五”时期发展成就和“十四五”时期主要目标任务\n过去五年，城镇新增就业超过200万人。\n"
        "各位代表，“十三五”圆满收官。“十四五”时期是新征程的第一个五年。\n一是改善民生。城镇新增就业230万人。\n"
        "三、2021年重点工作\n新建农村公路1000公里。\n"
    )
    assert kinds(text) == [
        ("900公里", "actual", "2020"),
        ("200万人", "actual", "2016/2020"),
        ("230万人", "target", "2025"),
        ("1000公里", "target", "2021"),
    ]
    (aims,) = (section for section in read_text(text).sections if section.title == "改善民生")
    assert aims.default == "target"


def test_headings_below_tell_what_the_one_above_leaves_open() -> None:
    text = (
        f"{HEAD}一、克难奋进，各项目标任务圆满完成\n（一）关于过去五年的工作\n新建农村公路4500公里。\n"
        "（二）关于2023年的工作\n新建农村公路900公里。\n二、勇毅前行，奋力谱写新篇章\n"
        "（一）关于今后五年的工作\n新建农村公路5000公里。\n（二）关于2024年的工作\n新建农村公路1000公里。\n"
    )
    assert kinds(text) == [
        ("4500公里", "actual", "2019/2023"),
        ("900公里", "actual", "2023"),
        ("5000公里", "target", "2028"),
        ("1000公里", "target", "2024"),
    ]


def test_last_year_in_a_heading_is_a_review() -> None:
    text = f"{HEAD}一、关于去年和今年前4个月工作\n新建农村公路900公里。\n二、关于今年的重点工作\n新建农村公路1000公里。\n"
    assert [kind for _, kind, _ in kinds(text)] == ["actual", "target"]
