"""Web pages: the article is kept, line by line; what stands around it is not."""

from __future__ import annotations

import pytest

from loaders.documents.web_page import read_web_page
from ontology.errors import DocumentError

PROSE = "今年要做好以下工作：推动经济平稳健康发展，地区生产总值增长6%左右，城镇新增就业20万人以上，保持社会大局稳定。"


def read(body: str) -> str:
    return read_web_page(f"<html><body>{body}</body></html>".encode(), "page.html")[0]


CASES = {
    "<br> begins a line, two leave one empty": (f"<div>一、目标<br>{PROSE}<br><br>二、任务</div>", f"一、目标\n{PROSE}\n\n二、任务"),
    "a block is a line": (f"<div><h2>一、目标</h2><p>{PROSE}</p>尾<p>{PROSE}</div>", f"一、目标\n{PROSE}\n尾\n{PROSE}"),
    "an empty paragraph parts two": (f"<p>{PROSE}</p><p>&nbsp;</p><p>完。</p>", f"{PROSE}\n\n完。"),
    "white space of the source is one space": ("<p>GDP \n  growth " + PROSE, "GDP growth " + PROSE),
    "none between Chinese characters": (f"<p>推动\n   发展，\n{PROSE}</p>", f"推动发展，{PROSE}"),
    "entities are characters": (f"<p>&#22686;&#x957f;&ldquo;6&permil;&rdquo;&amp;{PROSE}", f"增长“6‰”&{PROSE}"),
    "the hidden is not shown": (f"<p>{PROSE}<span style='display: none'>密</span><b hidden>密</b></p>", PROSE),
    "scripts, forms and comments are not text": (
        f"<script>'<p>{PROSE}</p>'</script><p>{PROSE}<!--密--><select><option>密</select><textarea>密</textarea></p>", PROSE,
    ),
    "cells of a table stand apart": (f"<p>{PROSE}</p><table><tr><td>增长</td><td>5%</td></tr></table>", f"{PROSE}\n\n增长\n\n5%"),
    "the title before the article is taken along": (f"<h1>某市政府工作报告</h1><ul><li><a href=1>首页</a></ul><div><p>{PROSE}</div>", f"某市政府工作报告\n{PROSE}"),
    "preformatted lines stay": (f"<pre>一、目标\n  {PROSE}</pre>", f"一、目标\n{PROSE}"),
    "words of office software are words": (f"<p>{PROSE}<st1:chmetcnv unitname=公里>新增5公里</st1:chmetcnv><o:p></o:p>。", f"{PROSE}新增5公里。"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_lines_of_a_page(name: str) -> None:
    body, expected = CASES[name]
    assert read(body) == expected


@pytest.mark.parametrize("head", ['<meta charset="gb2312">', "<meta http-equiv=Content-Type content='text/html; charset=GBK'>", ""])
def test_old_pages_declare_gb2312_and_mean_gb18030(head: str) -> None:
    page = f"<html><head>{head}</head><body><p>{PROSE}㐂镕</p></body></html>".encode("gb18030")
    assert read_web_page(page, "page.html") == (f"{PROSE}㐂镕", "gb18030")


@pytest.mark.parametrize("declared", ["gb2312", "utf-16", "x-nonsense"])
def test_a_wrong_declaration_does_no_harm(declared: str) -> None:
    page = f"<meta charset={declared}><p>{PROSE}</p>".encode()
    assert read_web_page(page, "page.html")[0] == PROSE


def test_an_encoding_that_fits_nowhere_says_where() -> None:
    page = f"<meta charset=gb2312><p>{PROSE}".encode("gb18030") + b"\xff\xff"
    with pytest.raises(DocumentError, match=r"gb18030 \(byte \d+: 0xff\), utf-8 \(byte \d+: 0x\w\w\)"):
        read_web_page(page, "page.html")


@pytest.mark.parametrize(
    "body",
    [
        "<ul>" + "".join(f"<li><a href={n}>2022年第{n}号政府工作报告，增长5%</a></li>" for n in range(2000)) + "</ul>",
        "<frameset><frame src=menu.html><frame src=main.html></frameset>",
        "<div>版权所有：某市人民政府办公厅，未经书面授权，不得转载本网站的任何内容。</div>",
        "",
    ],
    ids=["navigation", "frames", "footer", "empty"],
)
def test_a_page_without_running_text_is_refused(body: str) -> None:
    with pytest.raises(DocumentError, match=r"page\.html: .*no running text"):
        read(body)


def test_a_page_nested_without_end_is_refused() -> None:
    with pytest.raises(DocumentError, match="2,000 elements in each other"):
        read("<div>" * 500_000 + PROSE)


def test_a_closing_part_in_a_box_of_its_own_is_kept() -> None:
    first, last = f"<div><p>{PROSE * 20}</p></div>", f"<div><p>{PROSE}</p></div>"
    assert read(f"<div class=article>{first}{last}</div>").splitlines() == [PROSE * 20, PROSE]
