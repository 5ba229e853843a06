"""Word files: paragraphs in order with all their words; what is no DOCX, or a bomb, is refused."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from docx import Document

from loaders.documents import archives, word
from loaders.documents.word import read_word
from ontology.errors import DocumentError
from tests.sources import docx

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def rels(**targets: str) -> str:
    links = "".join(f'<Relationship Type="{_OFFICE}/{kind}" Target="{to}"/>' for kind, to in targets.items())
    return f'<Relationships xmlns="{_RELS}">{links}</Relationships>'


def package(body: str, **parts: str) -> bytes:
    """A DOCX of the least parts: the body's XML, and others by their name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", rels(officeDocument="word/document.xml"))
        archive.writestr("word/_rels/document.xml.rels", rels(**{name: f"{name}.xml" for name in parts}))
        archive.writestr("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return stream.getvalue()


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


CASES = {
    "runs": (paragraph(run("增长"), run("6%")), "增长6%"),
    "smart tags": (paragraph(run("新增"), f'<w:smartTag w:element="chmetcnv">{run("5公里")}</w:smartTag>'), "新增5公里"),
    "content controls": (f"<w:sdt><w:sdtContent>{paragraph(run('标题'))}</w:sdtContent></w:sdt>", "标题"),
    "links": (paragraph(f"<w:hyperlink>{run('链接')}</w:hyperlink>"), "链接"),
    "tracked changes": (paragraph(f"<w:ins>{run('新')}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"), "新"),
    "line breaks and tabs": (paragraph("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r>"), "甲\n乙\t丙"),
    "tab stops are no tabs": (paragraph('<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>', run("甲")), "甲"),
    "fields": (paragraph("<w:r><w:instrText>PAGE</w:instrText></w:r>", run("12")), "12"),
    "hidden runs": (paragraph(run("见"), run("隐", "<w:vanish/>"), run("显", '<w:vanish w:val="0"/>')), "见显"),
    "text boxes, once": (
        paragraph(
            '<mc:AlternateContent xmlns:mc="m"><mc:Choice><w:txbxContent>' + paragraph(run("框")) + "</w:txbxContent></mc:Choice>"
            "<mc:Fallback><w:txbxContent>" + paragraph(run("框")) + "</w:txbxContent></mc:Fallback></mc:AlternateContent>",
            run("文"),
        ),
        "框\n文",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_words_of_a_paragraph(name: str) -> None:
    body, expected = CASES[name]
    assert read_word(package(body), "a.docx") == (expected, "utf-8")


def test_paragraphs_and_cells_stand_in_order() -> None:
    document = Document()
    document.add_paragraph("一、目标")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "地区生产总值增长", "6%左右"
    document.add_paragraph("二、任务")
    stream = io.BytesIO()
    document.save(stream)
    lines = read_word(stream.getvalue(), "a.docx")[0].split("\n")
    assert [line for line in lines if line] == ["一、目标", "地区生产总值增长", "6%左右", "二、任务"]
    assert lines[lines.index("6%左右") - 1] == "", "cells are paragraphs of their own"


def test_notes_follow_the_text() -> None:
    note = f'<w:footnote w:type="separator">{paragraph(run("—"))}</w:footnote><w:footnote w:id="2">{paragraph(run("指全市。"))}</w:footnote>'
    content = package(paragraph(run("正文")), footnotes=f"<w:footnotes {_W}>{note}</w:footnotes>")
    assert read_word(content, "a.docx")[0] == "正文\n指全市。"


def test_files_of_the_strict_kind_are_read() -> None:
    with zipfile.ZipFile(io.BytesIO(package(paragraph(run("正文"))))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(b"http://schemas.openxmlformats.org/officeDocument/2006", b"http://purl.oclc.org/ooxml/officeDocument"))
    assert read_word(stream.getvalue(), "a.docx")[0] == "正文"


def test_entities_are_refused() -> None:
    laughs = '<!DOCTYPE w [<!ENTITY a "哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;">]>'
    with zipfile.ZipFile(io.BytesIO(package(""))) as archive:
        rest = {name: archive.read(name) for name in archive.namelist() if name != "word/document.xml"}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in rest.items():
            archive.writestr(name, content)
        archive.writestr("word/document.xml", f"{laughs}<w:document {_W}>{paragraph(run('笑&b;'))}</w:document>")
    with pytest.raises(DocumentError, match=r"a\.docx: it declares a document type"):
        read_word(stream.getvalue(), "a.docx")


def zeros(mib: int) -> bytes:
    """An archive that claims, truly, to unpack to so much."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("_rels/.rels", rels(officeDocument="word/document.xml"))
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(mib):
                part.write(bytes(1 << 20))
    return stream.getvalue()


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "_parse", None)  # nothing is even opened
    with pytest.raises(DocumentError, match=r"unpacks to 272,\d{3},\d{3} bytes, more than 268,435,456"):
        read_word(zeros(260), "bomb.docx")


def test_a_bomb_that_lies_about_its_size_is_read_no_further() -> None:
    content = docx(("增长。" * 1000,) * 20)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    lying = content.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    with pytest.raises(DocumentError, match=r"is no DOCX|damaged"):
        read_word(lying, "bomb.docx")


BROKEN = {
    "no archive": (b"\xd0\xcf\x11\xe0" * 200, "is no DOCX"),
    "half an archive": (docx()[:2000], "is no DOCX"),
    "no document": (b"PK\x05\x06" + bytes(18), "without a document"),
    "no XML": (package("<w:p>"), "damaged"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_docx_is_refused(name: str) -> None:
    content, says = BROKEN[name]
    with pytest.raises(DocumentError, match=re.escape("a.docx") + f".*{says}"):
        read_word(content, "a.docx")


@pytest.mark.parametrize("at", range(0, 60, 3))
def test_damage_anywhere_is_told_or_harmless(at: int) -> None:
    content = bytearray(docx(("增长6%。" * 50,)))
    content[len(content) * at // 60] ^= 0xFF
    try:
        read_word(bytes(content), "a.docx")
    except DocumentError as error:
        assert "a.docx" in str(error)


def test_sizes_are_bounded() -> None:
    assert archives.MAX_UNPACKED == 256 * 1024 * 1024
