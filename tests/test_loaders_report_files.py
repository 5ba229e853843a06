"""Report files: files, folders and patterns, and what a table says of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.pipeline import read_report
from loaders.report_files import find_report_files
from ontology.errors import DocumentError
from tests.small_reports import write_report


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b-2024", "a-2024"):
        write_report(tmp_path / "reports", name)
    write_report(tmp_path / "reports" / "deeper", "c-2024")
    (tmp_path / "reports" / "notes.md").write_text("no report", encoding="utf-8")
    return tmp_path / "reports"


def stems(*paths: Path) -> list[str]:
    return [found.path.stem for found in find_report_files(paths)]


def test_a_folder_has_its_reports_and_those_of_its_folders(folder: Path) -> None:
    assert stems(folder) == ["a-2024", "b-2024", "c-2024"]


def test_files_and_patterns_are_found_once(folder: Path) -> None:
    assert stems(folder / "a-2024.txt", folder / "*.txt") == ["a-2024", "b-2024"]
    assert stems(folder / "**" / "c*") == ["c-2024"]


def test_a_missing_file_is_told_when_it_is_read(folder: Path) -> None:
    assert stems(folder / "missing-2024.txt") == ["missing-2024"]


@pytest.mark.parametrize("name", ["empty", "*.pdf"])
def test_what_leads_to_no_report_is_refused(name: str, folder: Path) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(DocumentError, match="no report"):
        find_report_files([folder / name])


def table(folder: Path, text: str) -> Path:
    path = folder.parent / "table.csv"
    path.write_text(text, encoding="utf-8-sig")
    return path


def test_a_table_tells_what_a_report_does_not(folder: Path) -> None:
    rows = table(
        folder,
        "file,government,covers,delivered\na-2024.txt,甲市人民政府,2025,2024-12-30\nb-2024,,,2024-02-01\n",
    )
    found = {each.path.stem: each.given for each in find_report_files([folder], rows)}
    assert found["a-2024"] == {"government": "甲市人民政府", "covers": "2025", "delivered": "2024-12-30"}
    assert found["b-2024"] == {"delivered": "2024-02-01"} and found["c-2024"] == {}
    metadata = read_report(folder / "a-2024.txt", given=found["a-2024"]).metadata
    assert (metadata.government.name, metadata.covers.end, metadata.delivered) == (
        "甲市人民政府",
        2025,
        "2024-12-30",
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("file,city\na-2024,x\n", "unknown column 'city'"),
        ("name,covers\na,2024\n", "column 'file' is missing"),
        ("file,covers\nz-2024,2024\n", "'z-2024' is none of the reports"),
        ("file,covers\na-2024,2024\na-2024.txt,2025\n", "stands twice"),
    ],
)
def test_a_wrong_table_is_told_with_its_row(text: str, words: str, folder: Path) -> None:
    with pytest.raises(DocumentError, match=words):
        find_report_files([folder], table(folder, text))


def test_a_name_of_two_files_names_the_choices(folder: Path) -> None:
    write_report(folder / "deeper", "a-2024", parks=3)
    with pytest.raises(DocumentError, match=r"reports/a-2024.txt, .*deeper/a-2024.txt"):
        find_report_files([folder], table(folder, "file,covers\na-2024.txt,2024\n"))


def test_table_and_file_beside_must_agree(folder: Path) -> None:
    (folder / "a-2024.toml").write_text('covers = "2023"\n', encoding="utf-8")
    with pytest.raises(DocumentError, match=r"'2024' in the table of metadata, '2023' in a-2024.toml"):
        read_report(folder / "a-2024.txt", given={"covers": "2024"})
