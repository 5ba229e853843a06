"""Metadata: read from the text, or from the file beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.pipeline import read_report
from ontology.errors import DocumentError
from tests.reports import HEAD, PLAN, read_text

SHIPPED = Path(__file__).parents[1] / "data/reports/chongqing-2023.txt"


def test_the_text_tells_who_when_and_for_which_year() -> None:
    metadata = read_text(f"{HEAD}{PLAN}加快发展。\n").metadata
    assert (metadata.government.name, metadata.area.name) == ("重庆市人民政府", "重庆市")
    assert (metadata.delivered, str(metadata.covers)) == ("2024-01-20", "2024")
    assert metadata.area.concept == "https://w3id.org/chengnuo/id/region/cn-500000"


def test_a_report_of_the_autumn_plans_the_next_year() -> None:
    head = HEAD.replace("2024年1月20日", "2023年12月20日")
    assert str(read_text(f"{head}{PLAN}加快发展。\n").metadata.covers) == "2024"


def test_a_report_of_december_that_speaks_of_next_year_plans_it() -> None:
    head = HEAD.replace("2024年1月20日", "2023年12月20日")
    assert str(read_text(f"{head}二、明年的安排\n加快发展。\n").metadata.covers) == "2024"


@pytest.mark.parametrize(
    ("head", "area"),
    [
        ("镇江市政府工作报告（2020年1月10日 张三）\n在市人民代表大会上\n我代表市人民政府报告工作。", "镇江市"),
        ("政府工作报告\n2020年1月9日长沙市第十五届人民代表大会第五次会议通过\n我代表市人民政府报告工作。", "长沙市"),
        ("政府工作报告\n——2016年1月18日在合肥市\n第十五届人民代表大会第四次会议上", "合肥市"),
        ("政府工作报告\n现在，我代表镇江市人民政府报告工作。", "镇江市"),
        ("2020年政府工作报告\n现在，我代表省人民政府报告工作。\n" + "推动甘肃发展，建设美丽甘肃。" * 3, "甘肃省"),
        ("政府工作报告\n现在，我代表市人民政府报告工作。", ""),
    ],
)
def test_the_area_is_named_somewhere_in_the_head_or_most_often_in_the_text(head: str, area: str) -> None:
    assert read_text(f"{head}\n{PLAN}加快发展。\n").metadata.area.name == area


def test_the_file_beside_the_report_wins() -> None:
    metadata = read_report(SHIPPED).metadata
    assert metadata.name == "chongqing-2023"
    assert metadata.source


def test_a_description_of_another_file_is_refused(tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text(f"{HEAD}{PLAN}加快发展。\n", encoding="utf-8")
    report.with_suffix(".toml").write_text(f'sha256 = "{"0" * 64}"\n')
    with pytest.raises(DocumentError, match="sha256"):
        read_report(report)
    report.with_suffix(".toml").write_text('sha265 = "x"\n')
    with pytest.raises(DocumentError, match="unknown field 'sha265'"):
        read_report(report)
