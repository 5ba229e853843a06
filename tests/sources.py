"""One report in many guises: wrapped, encoded, as web pages of several shapes, as Word files."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path

from docx import Document

REPORT = Path(__file__).parent.parent / "data/reports/chongqing-2023.txt"
TEXT = REPORT.read_text(encoding="utf-8-sig")
PARAGRAPHS = tuple(line.strip() for line in TEXT.splitlines() if line.strip())
TITLE = PARAGRAPHS[0]


def wrapped(width: int, indent: str = "", newline: str = "\n") -> str:
    """The report with lines of `width` characters; its empty lines stay."""
    lines: list[str] = []
    for paragraph in TEXT.splitlines():
        text = indent + paragraph.strip() if paragraph.strip() else ""
        lines += [text[at : at + width] for at in range(0, len(text), width)] or [""]
    return newline.join(lines)


_CHAPTERS = ("首页", "政务公开", "办事服务", "互动交流", "市政府领导", "政府工作报告", "统计公报", "规划计划")
_MENU = "".join(f'<li><a href="/zw/{n}.html">{chapter}</a></li>' for n, chapter in enumerate(_CHAPTERS))
_HEAD = f"""<title>{TITLE}_示例市人民政府网</title><style>p{{text-indent:2em}}</style>
<script>var a = "<p>增长99%以上。</p>"; if (a < b) document.write("<div>新增企业999家。</div>");</script>"""
_TOP = f"""<div class="nav"><ul>{_MENU}</ul></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/zw">政务公开</a></div>"""
_BOTTOM = """<div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a></div>
<p>【打印本页】 【关闭窗口】</p><div>上一篇：<a href="1.html">2022年政府工作报告，完成投资100亿元</a></div>
<div class="list"><a href="2.html">我市新增企业20家，增长15%，实现开门红。全年完成投资3000亿元</a></div>
<div class="footer">版权所有：示例市人民政府办公厅 主办单位：示例市大数据局 ICP备12345678号</div>"""


def _page(body: str, charset: str = "utf-8", top: str = _TOP) -> bytes:
    head = f'<!DOCTYPE html><html><head><meta charset="{charset}">{_HEAD}</head>'
    page = f"{head}<body>{top}{body}{_BOTTOM}</body></html>"
    return page.encode("gb18030" if charset.startswith("gb") else charset)


def _each(template: str, paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    return "\n".join(template.format(escape(paragraph)) for paragraph in paragraphs)


def _spans(paragraph: str) -> str:
    """Word exports put digits and Chinese into runs of their own."""
    pieces = [escape(paragraph)[at : at + 7] for at in range(0, len(escape(paragraph)), 7)]
    if "&" in paragraph:
        return escape(paragraph)
    return "".join(f'<span lang=EN-US style="font-size:16.0pt">{piece}<o:p></o:p></span>' for piece in pieces)


def _in_source(paragraph: str) -> str:
    """Line breaks of the markup, which are no line breaks of the page."""
    return "\n   ".join(paragraph[at : at + 40] for at in range(0, len(paragraph), 40))


def _word_export() -> bytes:
    paragraphs = "".join(f"<p class=MsoNormal>{_spans(paragraph)}</p>\n" for paragraph in PARAGRAPHS)
    start = "<![if !mso]><xml><w:WordDocument/></xml><![endif]>"
    return _page(f"{start}<div class=WordSection1>{paragraphs}</div>")


_INDENT = "\u3000\u3000"
_NESTED = "<table><tr><td><table><tr><td>{}</td></tr></table></td></tr></table>"
_NBSP = "<p>&nbsp;&nbsp;&nbsp;&nbsp;{}</p>"
PAGES: Mapping[str, Callable[[], bytes]] = {
    "paragraphs": lambda: _page(f"<h1>{TITLE}</h1><div>{_each('<p>{}</p>', PARAGRAPHS[1:])}</div>"),
    "indented": lambda: _page(f"<div id=zoom>{_each(f'<p>{_INDENT}{{}}</p>')}</div>"),
    "entities": lambda: _page(f"<div>{_each(_NBSP)}</div>".replace("，", "&#65292;")),
    "gb2312": lambda: _page(f"<td class=bt>{_each('<P>{}')}</td>", "gb2312", f"<table><tr><td>{_TOP}<td>"),
    "one-div": lambda: _page(f"<div>{'<br><br>'.join(map(escape, PARAGRAPHS))}</div>"),
    "spans-and-br": lambda: _page(f"<span>{_each(f'<span>{_INDENT}{{}}</span><br/>')}</span>", "gbk"),
    "unclosed-font": lambda: _page(f"<center>{_each('<p><font color=red>{}')}</center>", "gb18030"),
    "line-by-line": lambda: _page(f"<div>{_each('<p>{}</p>', _wrapped_lines(38))}</div>"),
    "wrapped-by-br": lambda: _page(f"<div>{'<br>'.join(_wrapped_lines(30))}</div>"),
    "wrapped-in-source": lambda: _page(_each("<p>{}</p>", tuple(map(_in_source, PARAGRAPHS)))),
    "preformatted": lambda: _page(f"<pre>{escape(wrapped(38, _INDENT))}</pre>"),
    "tables": lambda: _page(_NESTED.format(_each("<p>{}</p>"))),
    "word-export": _word_export,
    "a-div-each": lambda: _page(f"<div><div>{_each('<div class=para><b></b>{}</div>')}</div></div>"),
    "no-html": lambda: _each("<p>{}").encode(),
}
"""Pages of the shapes that governments publish their reports in."""


def _wrapped_lines(width: int) -> tuple[str, ...]:
    return tuple(wrapped(width, _INDENT).splitlines())


def docx(paragraphs: tuple[str, ...] = PARAGRAPHS) -> bytes:
    """The report as python-docx writes it."""
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
