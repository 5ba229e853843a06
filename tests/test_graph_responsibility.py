"""A table of tasks there and back: written, filled in, loaded, stated by the table, never by the report."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from pyoxigraph import Quad

from cli import main
from graph.building.build import build_graph
from graph.checking.validate import validate
from graph.publishing.export import read_quads
from graph.tasks.responsibility import SUFFIX
from graph.tasks.sheet import COLUMNS, INFERRED, write_task_sheet
from graph.terms import TYPE, node
from loaders.records import Extraction
from loaders.responsibilities import DEADLINE, LEAD, PLACE, TASK, UNITS, read_responsibilities
from loaders.sheets import read_sheet
from ontology.identifiers import Identifiers
from ontology.namespaces import CN
from ontology.vocabulary import load_vocabulary
from tests.dataset import dataset
from tests.reports import HEAD, PLAN, REVIEW, read_text

REPORT = (
    f"{HEAD}{REVIEW}完成交通投资1000亿元。\n"
    f"{PLAN}今年完成交通投资1100亿元，建设口袋公园150个，城镇新增就业60万人以上。\n"
)


@cache
def extraction() -> Extraction:
    return read_text(REPORT)


def sheet(folder: Path, suffix: str) -> Path:
    path = folder / f"example-2024{suffix}"
    with path.open("wb") as stream:
        assert write_task_sheet(stream, suffix, extraction()) == 3
    return path


def filled(folder: Path) -> Path:
    """As an office does it, in a spreadsheet."""
    path = sheet(folder, ".xlsx")
    book = load_workbook(path)
    rows = book.active
    assert rows is not None
    for row in rows.iter_rows(min_row=2):
        row[COLUMNS.index(LEAD)].value = "市交通局"
        row[COLUMNS.index(UNITS)].value = "市财政局、某某公司"
    book.save(path)
    return path


def loaded(folder: Path) -> Extraction:
    table = read_responsibilities(filled(folder), extraction().metadata, load_vocabulary())
    return replace(extraction(), responsibilities=table)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_the_sheet_has_each_commitment_with_its_place(suffix: str, tmp_path: Path) -> None:
    columns, rows = read_sheet(sheet(tmp_path, suffix))
    assert columns == COLUMNS
    text = extraction().source.text
    for row in rows:
        report, place = row.cells[PLACE].split(":")
        start, end = map(int, place.split("-"))
        assert report == "example-2024" and text[start:end] == row.cells[TASK]
        assert (row.cells[LEAD], row.cells[UNITS], row.cells[DEADLINE]) == ("", "", "2024年")
    assert [row.cells["指标"] for row in rows] == ["交通投资1100亿元", "口袋公园150个", "城镇新增就业≥60万人"]


def test_csv_has_the_mark_that_spreadsheets_need(tmp_path: Path) -> None:
    assert sheet(tmp_path, ".csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_what_is_inferred_stands_apart(tmp_path: Path) -> None:
    _, rows = read_sheet(sheet(tmp_path, ".csv"))
    assert "推断·未核实" in INFERRED
    assert rows[0].cells[INFERRED] == "重庆市交通局" and rows[0].cells[LEAD] == ""


def said(quads: list[Quad], predicate: object) -> list[str]:
    return sorted(
        quad.object.value  # type: ignore[union-attr]
        for quad in quads
        if quad.predicate == node(predicate)
    )


def test_what_was_filled_in_is_stated_by_the_table(tmp_path: Path) -> None:
    quads = dataset([loaded(tmp_path)], Identifiers())
    own = node(Identifiers().graph(f"example-2024{SUFFIX}"))
    tasks = [quad for quad in quads if (quad.predicate, quad.object) == (TYPE, node(CN.Task))]
    assert len(tasks) == 3 and all(quad.graph_name == own for quad in tasks)
    assert said(quads, CN.taskUnitText) == ["市财政局、某某公司"] * 3
    assert [iri.rpartition("/")[2] for iri in said(quads, CN.taskUnit)] == ["chongqing-finance"] * 3
    derived = node(Identifiers().graph("derived"))
    links = [quad for quad in quads if quad.object == node(CN.breaksDown) and quad.graph_name == derived]
    assert len(links) == 3
    direct = {CN.leadUnit, CN.taskUnit, CN.breaksDown}
    report = node(Identifiers().graph("example-2024"))
    assert not [quad for quad in quads if quad.graph_name == report and quad.predicate in map(node, direct)]


def test_the_graph_is_sound_and_again_the_same(tmp_path: Path) -> None:
    report = loaded(tmp_path)
    build = build_graph([report], tmp_path / "build")
    assert [each for each in validate(build) if each.severity == "fault"] == []
    again = build_graph([report], tmp_path / "again")
    assert set(read_quads(again)) == set(read_quads(build))


def test_a_new_sheet_keeps_what_is_loaded(tmp_path: Path) -> None:
    stream = io.BytesIO()
    write_task_sheet(stream, ".csv", loaded(tmp_path))
    path = tmp_path / "next.csv"
    path.write_bytes(stream.getvalue())
    _, rows = read_sheet(path)
    assert {row.cells[LEAD] for row in rows} == {"市交通局"}


def test_the_commands_write_link_and_keep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "responsibilities"
    monkeypatch.setattr("ontology.settings.RESPONSIBILITIES", folder)
    report = tmp_path / "example-2024.txt"
    report.write_text(REPORT, encoding="utf-8")
    written = CliRunner().invoke(main, ["tasks", str(report), "-o", str(tmp_path / "tasks.csv")])
    assert written.exit_code == 0 and "3 tasks" in written.output
    table = filled(tmp_path)
    result = CliRunner().invoke(main, ["responsibilities", str(table), str(report), "--keep"])
    assert result.exit_code == 0, result.output
    assert "3 of 3 tasks linked, 0 not" in result.output and "某某公司" in result.output
    assert (folder / "example-2024.xlsx").read_bytes() == table.read_bytes()
    other = tmp_path / "other.csv"
    other.write_text("任务,牵头单位\n完成交通投资1100亿元,市交通局\n举办马拉松赛事,某局\n", encoding="utf-8")
    again = CliRunner().invoke(main, ["responsibilities", str(other), str(report), "--keep"])
    assert again.exit_code == 1 and "breaks down the report already" in again.output
    told = CliRunner().invoke(main, ["responsibilities", str(other), str(report)])
    assert "not linked" in told.output and "1 of 2 tasks linked, 1 not" in told.output


def test_a_bad_suffix_is_refused() -> None:
    assert CliRunner().invoke(main, ["tasks", "-o", "tasks.docx"]).exit_code == 2
