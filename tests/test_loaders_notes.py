"""The glossary behind a speech: found by its heading or by its numbered notes; it reports and promises nothing."""

from __future__ import annotations

import pytest

from loaders.audit import audit
from loaders.notes import is_notes_heading, notes_of
from loaders.reading import read
from tests.reports import HEAD, PLAN, REVIEW, kept, read_text

SPEECH = f"{HEAD}{REVIEW}{'工作顺利推进。' * 8}\n{PLAN}建设口袋公园100个。\n谢谢大家！\n"
TERMS = ["三线一单：指生态保护红线等，共5项。", "两不愁：到2025年覆盖90%。", "双随机：抽查100家企业。"]


@pytest.mark.parametrize(
    "heading", ["名词解释", "附：名词解释", "《政府工作报告》有关用语说明", "【名词解释】", "注释：", "附件1：部分名词注释"]
)
def test_a_heading_announces_it(heading: str) -> None:
    extraction = read_text(f"{SPEECH}{heading}\n" + "\n".join(TERMS) + "\n")
    assert [figure.span.text for figure in extraction.figures] == ["100个"]
    assert extraction.sections[-1].level == 1 and extraction.sections[-1].default == "actual"
    assert all(commitment.span.end < extraction.sections[-1].start for commitment in extraction.commitments)


def test_five_numbered_notes_in_a_row_are_one() -> None:
    notes = "\n".join(f"[{number}]词{number}：共{number}00家企业。" for number in range(1, 7))
    extraction = read_text(f"{SPEECH}{notes}\n")
    assert [figure.span.text for figure in extraction.figures] == ["100个"]


def test_another_annex_ends_it() -> None:
    text = f"{SPEECH}附件1：名词解释\n" + "\n".join(TERMS) + "\n附件2\n民生实事：新增养老床位500张。\n"
    found = notes_of(read(kept(text)))
    assert found is not None and read(kept(text)).text[found.end :].startswith("附件2")


def test_no_heading_of_the_speech_is_one() -> None:
    assert not any(map(is_notes_heading, ["今后五年的目标", "情况说明", "2024年重点工作任务", "强化概念验证"]))
    assert notes_of(read(kept(SPEECH))) is None


def test_a_table_of_contents_is_none() -> None:
    contents = f"{HEAD}名词解释\n{REVIEW}{'工作顺利推进。' * 30}\n{PLAN}建设口袋公园100个。\n"
    assert notes_of(read(kept(contents))) is None


def test_its_numbers_are_in_the_audit() -> None:
    extraction = read_text(f"{SPEECH}名词解释\n" + "\n".join(TERMS) + "\n")
    notes = {found.span.text for found in audit(extraction) if found.reason == "note"}
    assert {"5", "2025", "90", "100"} <= notes
