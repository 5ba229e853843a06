"""Articles: which lines of a web page are the text that it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_HAN = re.compile(r"[\u4e00-\u9fff]")
_SENTENCE = re.compile(r"[，。；：！？、]")
_FURNITURE = re.compile(
    r"版权所有|网站标识码|ICP备|公网安备|主办(?:单位)?[：:]|承办(?:单位)?[：:]|技术支持[：:]|友情链接|当前位置|您的?位置|所在位置"
    r"|^\W*(?:上一[篇条]|下一[篇条]|打印|关闭|返回|分享|扫一扫|收藏|责任编辑|编辑[：:]|来源[：:]|信息来源|文章来源|作者[：:]|发布(?:时间|日期|机构)"
    r"|浏览|阅读|点击|访问|字体|字号|【?字体|【?打印|首页|相关(?:阅读|链接|文章|新闻)|附件(?:下载)?[：:]?$|视力保护|无障碍)"
)
"""What pages say about themselves, in lines of their own."""

_MAX_FURNITURE, _MAX_TITLE = 80, 40
_LEAST = 40
"""Chinese characters of running text without which a page has no article."""
_WHOLE = 0.02
"""Share of running text beside an element from which on the element around both is the article."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page."""

    text: str
    linked: int
    """How many of its characters are links."""
    parents: Sequence[int] = field(repr=False, compare=False)
    """The block around each block of the page, which has a higher number; -1 around the outermost."""
    block: int
    broken: bool
    """Whether a <br> stands before it, not the end of a block."""
    apart: bool
    """Whether an empty line or the border of a table's cell stands before it."""

    @property
    def is_link(self) -> bool:
        return 2 * self.linked >= len(self.text)

    @property
    def prose(self) -> int:
        """Chinese characters of running text, 0 for links, labels and what pages say about themselves."""
        if self.is_link or _is_furniture(self.text):
            return 0
        count = len(_HAN.findall(self.text))
        return count if count >= 15 or (count >= 6 and _SENTENCE.search(self.text)) else 0


def article(lines: Sequence[Line]) -> str:
    """The text of the element that holds the page's running text, or empty where there is hardly any.

    That is the innermost element with half of it, or one around it where that holds noticeably more. Of its
    lines those that are links or tell about the page are left out; the title is taken from before it.
    """
    prose = _prose(lines)
    if not prose or prose[0] < _LEAST:
        return ""
    parents = lines[0].parents
    chosen = _main(parents, prose)
    inside = [line for line in lines if _lies_in(line.block, chosen, parents)]
    first = lines.index(inside[0])
    kept = [line for line in inside if not line.is_link and not _is_furniture(line.text)]
    title = next((line for line in reversed(lines[:first]) if _is_title(line)), None)
    if title and not any(_is_title(line) for line in kept[:8]):
        kept.insert(0, title)
    return "\n".join(_spaced(kept))


def _prose(lines: Sequence[Line]) -> list[int]:
    """Running text in each block of the page, with that of the blocks inside it."""
    if not lines:
        return []
    parents = lines[0].parents
    totals = [0] * len(parents)
    for line in lines:
        totals[line.block] += line.prose
    for block in range(len(parents) - 1, 0, -1):
        totals[parents[block]] += totals[block]
    return totals


def _main(parents: Sequence[int], prose: Sequence[int]) -> int:
    # Blocks are numbered as they open: the last with half of all is the innermost.
    chosen = max(block for block, count in enumerate(prose) if 2 * count > prose[0])
    around = parents[chosen]
    while around >= 0:
        if prose[around] - prose[chosen] > _WHOLE * prose[chosen]:
            chosen = around
        around = parents[around]
    return chosen


def _lies_in(block: int, ancestor: int, parents: Sequence[int]) -> bool:
    while block > ancestor:
        block = parents[block]
    return block == ancestor


def _is_furniture(text: str) -> bool:
    return len(text) <= _MAX_FURNITURE and bool(_FURNITURE.search(text))


def _is_title(line: Line) -> bool:
    return "报告" in line.text and len(line.text) <= _MAX_TITLE and not line.is_link and not _is_furniture(line.text)


def _spaced(lines: Sequence[Line]) -> list[str]:
    """Lines with an empty one between paragraphs, where <br> breaks the lines inside of blocks."""
    blocks_are_paragraphs = sum(line.broken for line in lines) > 0.5 * len(lines)
    spaced: list[str] = []
    for line in lines:
        if spaced and (line.apart or (blocks_are_paragraphs and not line.broken)):
            spaced.append("")
        spaced.append(line.text)
    return spaced
