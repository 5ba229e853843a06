"""Web pages: the lines of a page, and of these the article's.

lxml's parser gives events, from which no tree is built: time and memory grow with the page alone. (What HTML5
parsers do with unclosed tags, which old pages are full of, takes memory that grows with the square.)
"""

from __future__ import annotations

import codecs
import re

from lxml import etree

from loaders.documents.article import Line, article
from loaders.documents.plain_text import decode
from ontology.errors import DocumentError

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_HEAD = 4096
"""Bytes in which a page declares its encoding."""
_CHINESE = frozenset(("gb2312", "gbk"))
"""Declared by pages that hold characters of GB18030 too, which has theirs at the same codes."""

_UNSEEN = frozenset((
    "script", "style", "noscript", "template", "title", "iframe", "object", "svg", "select", "button", "textarea",
    "nav", "footer", "rt", "rp",
))  # fmt: skip
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_LINES_OF_BOXES = frozenset((
    "caption", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "li", "p", "pre", "summary", "tbody", "tfoot",
    "thead", "tr",
))  # fmt: skip
"""Blocks that hold lines of an article, never an article: its <p> may hold most of its text, and its end another."""
_BOXES = _BLOCKS - _LINES_OF_BOXES
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_VOID = frozenset(("br", "hr", "img", "input", "link", "meta", "wbr", "area", "base", "col", "embed", "param", "source"))
_MAX_DEPTH = 2000
"""Elements in each other: old pages never close their font tags."""

_SPACES = re.compile(r"[ \t\r\n\f]+")
_BROKEN = re.compile(r"(?<=[\u2014-\u201f\u3001-\u9fff\uff01-\uff65])[ \t\r\f]*\n[ \t\r\n\f]*(?=[\u2014-\u201f\u3001-\u9fff\uff01-\uff65])")
"""A line break of the page's source between two Chinese characters: no space is shown for it."""


def read_web_page(content: bytes, where: str) -> tuple[str, str]:
    """The article of a page as plain text, and the page's encoding.

    A line for each block and each <br>; navigation, scripts and what is hidden are left out.
    Raises DocumentError for a page without running text, or nested deeper than pages are.
    """
    markup, encoding = decode(content, where, _declared(content))
    lines = _lines(markup, where)
    kept = article(lines)
    if not kept:
        links = sum(line.linked > 0 for line in lines)
        raise DocumentError(
            f"{where}: holds no running text ({len(lines):,} lines, {links:,} of them links); "
            "give the page with the report itself, not one that leads to it"
        )
    return kept, encoding


def _declared(content: bytes) -> str | None:
    found = _CHARSET.search(content[:_HEAD])
    if not found:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except (LookupError, UnicodeDecodeError):
        return None
    if name.startswith("utf"):  # UTF-8 is tried anyway; in UTF-16 this could not have been read as ASCII
        return None
    return "gb18030" if name in _CHINESE else name


def _lines(markup: str, where: str) -> list[Line]:
    page = _Page(where)
    parser = etree.HTMLParser(target=page, encoding="utf-8", huge_tree=True)
    etree.fromstring(markup.encode(errors="replace"), parser)
    return page.lines


class _Page:
    """Takes the parser's events; `lines` is what a reader sees, with the element each stands in."""

    def __init__(self, where: str) -> None:
        self.lines: list[Line] = []
        self._where = where
        self._open: list[tuple[str, bool, int]] = []
        """Tag, whether it is unseen, and number of the box, of every open element."""
        self._parents = [-1]
        self._unseen = self._links = self._preformatted = 0
        self._pieces: list[str] = []
        self._linked = 0
        self._broken = self._apart = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _VOID:
            self._break(tag)
            return
        if len(self._open) >= _MAX_DEPTH:
            raise DocumentError(f"{self._where}: more than {_MAX_DEPTH:,} elements in each other; save the page anew")
        unseen = tag in _UNSEEN or "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))
        self._unseen += unseen
        self._links += tag == "a"
        self._preformatted += tag == "pre"
        block = self._open[-1][2] if self._open else 0
        if tag in _BLOCKS:
            self._end_block(tag)
        if tag in _BOXES:
            self._parents.append(block)
            block = len(self._parents) - 1
        self._open.append((tag, unseen, block))

    def end(self, tag: str) -> None:
        if tag in _VOID or not self._open:
            return
        if tag in _BLOCKS:
            self._end_block(tag)
        tag, unseen, _ = self._open.pop()
        self._unseen -= unseen
        self._links -= tag == "a"
        self._preformatted -= tag == "pre"

    def data(self, text: str) -> None:
        if self._unseen:
            return
        if not self._preformatted:
            self._add(text)
            return
        first, *others = text.split("\n")
        self._add(first)
        for line in others:
            self._end_line()
            self._broken = True
            self._add(line)

    def close(self) -> None:
        self._end_line()

    def _break(self, tag: str) -> None:
        if tag == "br":
            # Two of them leave a line empty.
            self._apart = self._apart or (self._broken and not "".join(self._pieces).strip())
            self._end_line()
            self._broken = True
        elif tag == "hr":
            self._end_block(tag)

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._linked += len(text.strip()) if self._links else 0

    def _end_block(self, tag: str) -> None:
        self._end_line()
        self._broken = False
        self._apart = self._apart or tag in ("td", "th")

    def _end_line(self) -> None:
        text = _SPACES.sub(" ", _BROKEN.sub("", "".join(self._pieces))).strip(" ")
        if text.strip():
            block = self._open[-1][2] if self._open else 0
            self.lines.append(Line(text, self._linked, self._parents, block, self._broken, self._apart))
            self._apart = False
        elif text:
            self._apart = True  # <p>&nbsp;</p>
        self._pieces, self._linked = [], 0
