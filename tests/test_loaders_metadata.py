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
