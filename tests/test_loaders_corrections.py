"""Corrections: what reviewers decided is applied, or told; nothing is dropped and nothing runs."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main
from graph.build_directory import Build
from graph.checking.validate import validate
from graph.publishing.export import read_quads
from graph.terms import TYPE, node
from loaders.confidence import DOUBTS
from loaders.corrections import apply_corrections, corrections_of, read_corrections, reviewed_rows
from loaders.records import Extraction
from loaders.review import COLUMNS, KINDS, review_rows, write_review
from loaders.review_gold import write_gold
from loaders.sheets import read_sheet
from ontology.errors import CorrectionError, SheetError
from ontology.identifiers import Identifiers
from ontology.namespaces import CN
from ontology.vocabulary import load_vocabulary
from tests.dataset import dataset
from tests.golden import TINY
from tests.reports import HEAD, PLAN, read_text

TEXT = f"{HEAD}{PLAN}地区生产总值增长6%左右。新建口袋公园10个，改造老旧小区20个。\n"
DECIDED = {"reviewer": "王五", "date": "2024-02-01", "reason": "核对原文"}


@pytest.fixture(scope="module")
def extraction() -> Extraction:
    return read_text(TEXT)


def rows(extraction: Extraction) -> list[dict[str, str]]:
    return list(review_rows(extraction, load_vocabulary()))


def row_of(extraction: Extraction, record: str, quote: str) -> dict[str, str]:
    return next(row for row in rows(extraction) if (row["record"], row["quote"]) == (record, quote))


def written(folder: Path, *decided: Mapping[str, str], suffix: str = ".csv") -> Path:
    path = folder / f"example-2024{suffix}"
    stream = io.BytesIO()
    write_review(stream, suffix, decided)
    path.write_bytes(stream.getvalue())
    return path


def corrected(extraction: Extraction, folder: Path, *decided: Mapping[str, str]) -> Extraction:
    return apply_corrections(extraction, read_corrections(written(folder, *decided)), load_vocabulary())


def test_rows_begin_with_those_that_deserve_most_doubt(extraction: Extraction) -> None:
    scores = [float(row["confidence"]) for row in rows(extraction)]
    assert scores == sorted(scores) and 0 <= scores[0] < scores[-1] <= 1
    assert len(scores) == len(list(extraction.records()))


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_sheet_is_read_back_as_it_was_written(extraction: Extraction, suffix: str, tmp_path: Path) -> None:
    hostile = {**rows(extraction)[0], "reason": "=HYPERLINK(1)", "strength": "+1", "name": "-@"}
    path = written(tmp_path, hostile, suffix=suffix)
    columns, (read,) = read_sheet(path)
    assert columns == COLUMNS
    assert {column: cell for column, cell in read.cells.items() if cell} == {
        column: cell for column, cell in hostile.items() if cell
    }
    if suffix == ".csv":
        assert b"'=HYPERLINK" in path.read_bytes() and b",=HYPERLINK" not in path.read_bytes()


def test_a_change_takes_the_place_of_what_was_read(extraction: Extraction, tmp_path: Path) -> None:
    row = {**row_of(extraction, "figure", "10个"), "value": "12", "decision": "change", **DECIDED}
    result = corrected(extraction, tmp_path, row)
    assert [int(figure.value) for figure in result.figures] == [6, 12, 20]
    (review,) = result.reviews
    assert (review.decision, review.reviewer, review.date) == ("change", "王五", "2024-02-01")
    assert review.before in extraction.figures and review.after in result.figures


def test_a_rejected_statement_is_gone_and_a_kept_one_stays(extraction: Extraction, tmp_path: Path) -> None:
    rejected = {**row_of(extraction, "figure", "10个"), "decision": "reject", **DECIDED}
    kept = {**row_of(extraction, "figure", "20个"), "decision": "keep", **DECIDED}
    result = corrected(extraction, tmp_path, rejected, kept)
    assert [figure.span.text for figure in result.figures] == ["6%", "20个"]
    assert len(result.reviews) == 2 and result.stale_corrections == ()


def test_an_added_statement_is_found_by_its_quote(extraction: Extraction, tmp_path: Path) -> None:
    added = {"record": "region", "quote": "重庆市人民政府", "canonical": "重庆市", "decision": "add", **DECIDED}
    result = corrected(extraction, tmp_path, added)
    assert len(result.regions) == len(extraction.regions) + 1
    assert result.regions[0].regions[0].concept == "https://w3id.org/chengnuo/id/region/cn-500000"


def test_a_decision_on_words_that_changed_is_told_and_changes_nothing(
    extraction: Extraction, tmp_path: Path
) -> None:
    row = {**row_of(extraction, "figure", "10个"), "quote": "11个", "decision": "reject", **DECIDED}
    result = corrected(extraction, tmp_path, row)
    assert result.figures == extraction.figures
    (stale,) = result.stale_corrections
    assert "row 2" in stale and "'10个'" in stale and "not applied" in stale


WRONG = {
    "an unknown decision": ({"decision": "maybe"}, "decision: 'maybe' is none of keep"),
    "no reviewer": ({"reviewer": ""}, "reviewer: is empty"),
    "no reason": ({"reason": ""}, "reason: is empty"),
    "no date": ({"date": "soon"}, "date: 'soon' is none"),
    "an unknown record": ({"record": "promise"}, "record: 'promise' is none of"),
    "a value that is no number": ({"value": "六"}, "value: '六' is no number"),
    "a measure that there is not": ({"measure": "speed"}, "measure: 'speed' is none of"),
    "a period that is none": ({"period": "下半年"}, "period: '下半年' is none"),
    "an id of something else": ({"id": "region/1-2"}, "id: 'region/1-2'"),
}


@pytest.mark.parametrize("fault", WRONG)
def test_a_wrong_cell_is_told_with_file_and_row(fault: str, extraction: Extraction, tmp_path: Path) -> None:
    cells, message = WRONG[fault]
    row = {**row_of(extraction, "figure", "10个"), "decision": "change", **DECIDED, **cells}
    with pytest.raises(CorrectionError) as error:
        corrected(extraction, tmp_path, row)
    assert f"example-2024.csv: row 2: {message}" in str(error.value)


def test_two_decisions_on_one_statement_are_refused(extraction: Extraction, tmp_path: Path) -> None:
    row = {**row_of(extraction, "figure", "10个"), "decision": "keep", **DECIDED}
    with pytest.raises(CorrectionError, match="row 3: decides the same statement as row 2"):
        corrected(extraction, tmp_path, row, row)


SHEETS = {
    "": "is empty",
    "id,record\n": "column 'start' is missing",
    ",".join((*COLUMNS, "extra")) + "\n": "unknown column 'extra'",
    "id,id\n": "column 'id' stands twice",
}


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_with_wrong_columns_is_refused(sheet: str, tmp_path: Path) -> None:
    path = tmp_path / "example-2024.csv"
    path.write_text(sheet, encoding="utf-8")
    with pytest.raises(SheetError, match=SHEETS[sheet]):
        read_corrections(path)


def test_two_sheets_of_one_report_are_refused(extraction: Extraction, tmp_path: Path) -> None:
    for suffix in (".csv", ".xlsx"):
        written(tmp_path, rows(extraction)[0], suffix=suffix)
    with pytest.raises(CorrectionError, match="keep one"):
        corrections_of(tmp_path, "example-2024")
    assert corrections_of(tmp_path, "other-2024") == ()


def test_a_new_sheet_holds_the_decisions_made_so_far(extraction: Extraction, tmp_path: Path) -> None:
    kept = {**row_of(extraction, "figure", "20个"), "decision": "keep", **DECIDED}
    added = {"record": "region", "quote": "重庆市人民政府", "canonical": "重庆市", "decision": "add", **DECIDED}
    decided = read_corrections(written(tmp_path, kept, added))
    again = list(reviewed_rows(extraction, load_vocabulary(), KINDS, decided))
    assert len(again) == len(rows(extraction)) + 1
    assert [row["decision"] for row in again if row.get("decision")] == ["keep", "add"]


def test_reviewed_lines_become_annotations(extraction: Extraction, tmp_path: Path) -> None:
    decided = [
        {**row, "decision": "keep", **DECIDED} for row in rows(extraction) if row["record"] == "figure"
    ]
    counts = write_gold(tmp_path / "gold", corrected(extraction, tmp_path, *decided))
    assert counts["figure"] == 3 and counts["commitment"] == 0
    assert (tmp_path / "gold/figures.jsonl").read_text(encoding="utf-8").count("\n") == 3


def test_reviews_are_in_the_graph_with_what_was_before(extraction: Extraction, tmp_path: Path) -> None:
    row = {**row_of(extraction, "figure", "10个"), "value": "12", "decision": "change", **DECIDED}
    quads = dataset([corrected(extraction, tmp_path, row)], Identifiers())
    (review,) = {quad.subject for quad in quads if quad.predicate == TYPE and quad.object == node(CN.Review)}
    assert any(quad.subject == review and quad.predicate == node(CN.reviewOf) for quad in quads)
    before = {quad.object.value for quad in quads if quad.predicate == node(CN.valueBefore)}  # type: ignore[union-attr]
    assert before == {"10"}


def test_every_build_applies_them_and_validate_tells_what_no_longer_fits(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("ontology.settings.CORRECTIONS", tmp_path)
    monkeypatch.setattr("graph.building.reading.CORRECTIONS", tmp_path)
    sheet = tmp_path / "tiny-2024.csv"
    made = CliRunner().invoke(main, ["review", str(TINY), "-o", str(sheet)], catch_exceptions=False)
    assert made.exit_code == 0
    _, read = read_sheet(sheet)
    figures = [dict(row.cells) for row in read if row.cells["record"] == "figure"]
    figures[0] |= {"decision": "reject", **DECIDED}
    figures[1] |= {"decision": "reject", "quote": "别的话", **DECIDED}
    stream = io.BytesIO()
    write_review(stream, ".csv", figures)
    sheet.write_bytes(stream.getvalue())
    result = CliRunner().invoke(main, ["build", str(TINY), "-o", str(tmp_path / "build")])
    assert result.exit_code == 0 and "tiny-2024.csv: row 3" in result.stderr
    build = Build.open(tmp_path / "build")
    assert build.reports[0].counts["figures"] == len(figures) - 1
    faults = [finding for finding in validate(build) if finding.severity == "fault"]
    assert [finding.code for finding in faults] == ["stale-correction"]
    assert any(quad.object == node(CN.Review) for quad in read_quads(build))


def test_every_doubt_is_documented_with_its_weight() -> None:
    page = (Path(__file__).resolve().parent.parent / "docs/corrections.md").read_text(encoding="utf-8")
    for doubt, weight in DOUBTS.items():
        assert any(f"`{doubt}`" in line and f"| {weight:.2f} |" in line for line in page.splitlines()), doubt
