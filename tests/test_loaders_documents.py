"""Documents: what can be read is kept character by character; what cannot says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.documents import MAX_BYTES, read_document, report_name
from ontology.errors import DocumentError


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_give_the_same_text(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "Chongqing 2023.txt"
    file.write_bytes("政府工作报告\r\n增长6%㐂".encode(encoding))
    kept = read_document(file)
    assert kept.text == "政府工作报告\r\n增长6%㐂"
    assert kept.name == "chongqing-2023"


def test_forbidden_characters_are_replaced_one_for_one(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("报\x0b告\x01。\ue003".encode())
    assert read_document(file).text == "报\ufffd告\ufffd。\ue003"


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "no text"), (b" \n ", "no text"), (b"PK\x03\x04\x00\x00", "binary"), (b"\xff\xfa\x80\x80", "utf-8-sig, gb18030")],
)
def test_bad_content_is_named(tmp_path: Path, content: bytes, says: str) -> None:
    file = tmp_path / "bad.txt"
    file.write_bytes(content)
    with pytest.raises(DocumentError, match=says) as error:
        read_document(file)
    assert str(file) in str(error.value)


def test_missing_and_unknown_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="check the path"):
        read_document(tmp_path / "none.txt")
    with pytest.raises(DocumentError, match=r"no reader for '\.pdf'"):
        read_document(tmp_path / "report.pdf")


def test_a_file_too_long_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    with file.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    with pytest.raises(DocumentError, match="more than"):
        read_document(file)


def test_names_are_ascii() -> None:
    assert report_name(Path("重庆2023.txt")) == "2023"
    assert report_name(Path("重庆.txt")).startswith("report-")
