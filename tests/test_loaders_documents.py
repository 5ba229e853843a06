"""Documents: what can be read is kept character by character; what cannot says why."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from loaders.documents import read_document, report_name, reports_in
from ontology.errors import DocumentError
from ontology.settings import Settings

TEXT = "政府工作报告\r\n增长6%㐂"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("gb18030", "gb18030"), ("utf-16", "utf-16"), ("utf-32", "utf-32"),
        ("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be"),
    ],
)  # fmt: skip
def test_encodings_give_the_same_text(tmp_path: Path, encoding: str, named: str) -> None:
    file = tmp_path / "Chongqing 2023.txt"
    file.write_bytes(TEXT.encode(encoding))
    kept = read_document(file)
    assert (kept.text, kept.name, kept.encoding, kept.media_type) == (TEXT, "chongqing-2023", named, "text/plain")


def test_forbidden_characters_are_replaced_one_for_one(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("报\x08告\x01。\ue003\x0c二\x0b".encode())
    assert read_document(file).text == "报\ufffd告\ufffd。\ue003\n二\n"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no text"),
        (b" \n ", "no text"),
        (b"PK\x03\x04\x00\x00", "looks binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "looks binary"),
        (b"\xe6\x8a\xa5\xff\xfa\x80\x80", r"utf-8 \(byte 3: 0xff\), gb18030 \(byte 2: 0xa5\)"),
        (b"\xff\xfe\x00\xd8\x00\x00", r"utf-16 \(byte 2: 0x00\)"),
    ],
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
    with pytest.raises(DocumentError, match=r"no reader for '\.pdf'; give one of \.txt, \.html, \.htm, \.docx"):
        read_document(tmp_path / "report.pdf")


@pytest.mark.parametrize("suffix", [".txt", ".html", ".docx"])
def test_a_file_of_300_mb_is_refused_unread(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"long{suffix}"
    with file.open("wb") as stream:
        stream.truncate(300_000_000)
    with pytest.raises(DocumentError, match=r"more than the 32 MiB .*CHENGNUO_SOURCE_MIB"):
        read_document(file)


def test_a_pipe_is_read_no_further_than_a_file(tmp_path: Path) -> None:
    pipe = Path("/dev/zero")
    link = tmp_path / "endless.txt"
    link.symlink_to(pipe)
    if not os.access(pipe, os.R_OK):
        pytest.skip("no /dev/zero")
    with pytest.raises(DocumentError, match="more than the 1 MiB"):
        read_document(link, Settings(source_mib=1))


def test_a_text_that_is_too_long_names_the_setting(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text("增长" * 600, encoding="utf-8")
    assert len(read_document(file, Settings(source_characters=1200)).text) == 1200
    with pytest.raises(DocumentError, match=r"1,200 characters, more than the 1,199 .*CHENGNUO_SOURCE_CHARACTERS"):
        read_document(file, Settings(source_characters=1199))


def test_names_are_ascii() -> None:
    assert report_name(Path("重庆2023.txt")) == "2023"
    assert report_name(Path("重庆.txt")).startswith("report-")


def test_reports_of_a_folder_are_those_that_can_be_read(tmp_path: Path) -> None:
    for name in ("b.txt", "a.HTML", "c.docx", "b.toml", "notes.md"):
        (tmp_path / name).touch()
    assert [path.name for path in reports_in(tmp_path)] == ["a.HTML", "b.txt", "c.docx"]
