"""Headings without numbering, lines that only look like headings, and where the review of a speech ends."""

from __future__ import annotations

import re

from loaders.reading import Reading

_DATELINE = re.compile(r"—{1,4}\D{0,4}[^，。]{2,20}日[^，。]{0,4}在")
_PERIOD = r"20\d\d年?|今年|去年|过去|今后|未来|下一步|[一三四五]年来?|十[二三四五六]五|本届"
_MATTER = r"工作|回顾|目标|任务|安排|思路|要求|考虑|重点|成就|成绩|打算|部署|总结|情况|举措|建议|谋划|说明"
_UNNUMBERED = re.compile(rf"[^，。！；：:（(—]{{0,14}}(?:{_PERIOD})[^，。！；：:（(]{{0,20}}(?:{_MATTER})")
_TWOFOLD = re.compile(
    r"(?:成[就绩效]|回顾|总结|历程|情况)[^，。]{0,3}(?:以及|[和与及暨]).{0,20}(?:目标|任务|展望|安排|规划|纲要|思路|蓝图|愿景|打算)"
)
_NO_HEADING = re.compile(r"报告|印发|会议|代表")
_THANKS = re.compile(r"(?:表示|致以|道一声).{0,24}(?:感谢|敬意)")
_PROBLEMS = re.compile(
    r"(?:清醒|清楚|深知|看到|认识到|意识到|正视|面临|存在|还有).{0,60}(?:困难|问题|不足|挑战|短板|差距|矛盾)"
)
_EARLIEST, _LATEST, _NEAR = 0.10, 0.65, 0.08
"""Shares of the text: where the thanks can stand, and how far behind them the problems."""


def is_dateline(text: str) -> bool:
    """——2023年1月13日在…会议上: when and where the report was delivered, not a heading.

    >>> is_dateline("——2023年1月13日在重庆市第六届人民代表大会第一次会议上"), is_dateline("——发展更有质量")
    (True, False)
    """
    return _DATELINE.match(text) is not None


def is_unnumbered(text: str) -> bool:
    """A whole paragraph that names a period and a part of the report, without a mark.

    >>> is_unnumbered("2021年重点工作"), is_unnumbered("“十四五”时期的主要目标任务"), is_unnumbered("今年工作很多。")
    (True, True, False)
    """
    return _UNNUMBERED.fullmatch(text) is not None and _NO_HEADING.search(text) is None


def is_twofold(title: str) -> bool:
    """Whether a heading is of what was reached and of what is aimed at.

    >>> is_twofold("“十三五”时期发展成就和“十四五”时期主要目标任务"), is_twofold("2015年主要任务完成情况")
    (True, False)
    """
    return _TWOFOLD.search(title) is not None


def review_end(reading: Reading) -> int | None:
    """Where the speech turns from what was done to what is to be done, as a reading offset, or None.

    Reports close their review with thanks, and then name the problems that remain: of several thanks
    those that problems follow.
    """
    length = len(reading.text)
    end: int | None = None
    named = None
    for paragraph in reading.paragraphs:
        share = paragraph.start / length
        text = reading.text[paragraph.start : paragraph.end]
        if _EARLIEST <= share <= _LATEST and _THANKS.search(text):
            end = paragraph.end
        elif end is not None and paragraph.start - end <= _NEAR * length and _PROBLEMS.search(text):
            return paragraph.end
        elif named is None and _EARLIEST <= share <= _LATEST and _PROBLEMS.search(text):
            named = paragraph.end
    return end or named
