"""Responsibility tables: what is read from them, in which shapes, and what is told of bad ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from loaders.records import Named, Responsibilities
from loaders.responsibilities import read_responsibilities, responsibilities_file
from ontology.errors import SheetError
from ontology.vocabulary import load_vocabulary
from tests.reports import read_plan

HEADER = "任务,牵头单位,责任单位,完成时限\n"
ROW = "完成交通投资1100亿元,市交通局,市财政局、某某公司,2024年底\n"
EXTRACTION = read_plan("完成交通投资1100亿元")


def read(path: Path) -> Responsibilities:
    return read_responsibilities(path, EXTRACTION.metadata, load_vocabulary())


def csv(folder: Path, text: str, encoding: str = "utf-8-sig") -> Path:
    path = folder / "example-2024.csv"
    path.write_bytes(text.encode(encoding))
    return path


def xlsx(folder: Path, rows: list[list[str]], merged: str = "") -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    path = folder / "example-2024.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_row_is_read_in_every_encoding(encoding: str, tmp_path: Path) -> None:
    (task,) = read(csv(tmp_path, HEADER + ROW, encoding)).tasks
    assert (task.row, task.text, task.deadline) == (2, "完成交通投资1100亿元", "2024年底")
    assert [name.name for name in task.unit_names] == ["市财政局", "某某公司"]


def test_only_exact_names_lead_to_organizations(tmp_path: Path) -> None:
    (task,) = read(csv(tmp_path, HEADER + ROW)).tasks
    found = {name.name: name.concept for name in (*task.leads, *task.unit_names)}
    start = "https://w3id.org/chengnuo/id/organization/chongqing-"
    assert found == {"市交通局": f"{start}transport", "市财政局": f"{start}finance", "某某公司": None}


def test_names_of_one_government_mean_nothing_in_another(tmp_path: Path) -> None:
    elsewhere = replace(
        EXTRACTION.metadata, area=Named("成都市", "https://w3id.org/chengnuo/id/region/cn-510100")
    )
    (task,) = read_responsibilities(csv(tmp_path, HEADER + ROW), elsewhere, load_vocabulary()).tasks
    assert [name.concept for name in task.leads] == [None]


def test_titles_stand_above_and_other_names_of_columns_are_known(tmp_path: Path) -> None:
    rows = [
        ["2024年政府工作报告任务分解表"],
        ["序号", "工作任务", "牵头部门"],
        ["1", "完成交通投资", "市交通局"],
    ]
    (task,) = read(xlsx(tmp_path, rows, merged="A1:C1")).tasks
    assert (task.row, task.text, task.lead) == (3, "完成交通投资", "市交通局")


def test_rows_that_name_nobody_say_nothing(tmp_path: Path) -> None:
    table = read(csv(tmp_path, HEADER + "发展生态旅游,,,2024年\n" + ROW))
    assert [task.row for task in table.tasks] == [3]


WRONG = {
    "an empty file": ("", "is empty"),
    "no task": (
        "牵头单位,责任单位\n市交通局,市财政局\n",
        "column 任务 is missing (columns are 牵头单位、责任单位)",
    ),
    "no body": ("任务,完成时限\n完成投资,2024年\n", "column 牵头单位 or 责任单位 is missing"),
    "a column twice": (HEADER.strip() + ",任务\n" + ROW, "column '任务' stands twice"),
    "two names of one column": ("任务,工作任务,牵头单位\na,b,c\n", "are both 任务; keep one"),
    "a body without a task": (HEADER + ROW + ",市交通局,,\n", "row 3: 任务 is empty but 市交通局 is named"),
    "nothing filled in": (HEADER + "完成投资,,,\n", "no row names a body"),
    "cells beyond the columns": (HEADER + "a,b,c,d,e\n", "row 2: has cells beyond the last column"),
}


@pytest.mark.parametrize("fault", WRONG)
def test_a_bad_table_is_told_with_file_and_row(fault: str, tmp_path: Path) -> None:
    text, message = WRONG[fault]
    with pytest.raises(SheetError) as error:
        read(csv(tmp_path, text))
    assert str(error.value).startswith(f"{tmp_path}/example-2024.csv: ") and message in str(error.value)


def test_merged_cells_are_told_with_their_row(tmp_path: Path) -> None:
    rows = [["任务", "牵头单位"], ["完成投资", "市交通局"], ["新建道路", ""]]
    with pytest.raises(SheetError, match="row 2: cells B2:B3 are merged"):
        read(xlsx(tmp_path, rows, merged="B2:B3"))


BROKEN = {"example-2024.xlsx": b"no archive", "example-2024.csv": b"\x00\xff\x00\xfe\x81"}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_table_is_told(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(BROKEN[name])
    with pytest.raises(SheetError, match=name):
        read(path)


def test_two_tables_of_one_report_are_refused(tmp_path: Path) -> None:
    for suffix in ("csv", "xlsx"):
        (tmp_path / f"example-2024.{suffix}").write_text("", encoding="utf-8")
    with pytest.raises(SheetError, match="keep one"):
        responsibilities_file(tmp_path, "example-2024")
    assert responsibilities_file(tmp_path, "other-2024") is None
