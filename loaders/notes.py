"""Notes: the glossary behind a speech, which explains terms and neither reports nor promises."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.reading import Reading

_HEADING = re.compile(
    r"[【（(]?(?:(?:文档)?附[件录]?[一二三四五六七八九十\d]{0,2}[：:、.]?)?(?:《政府工作报告》)?"
    r"[^，。：；、\d《》]{0,8}(?:名词|用语|词语|术语|概念|注释)(?:解释|释义|解读|注释|注解|说明|和|及)*"
    r"(?:[（(][^）)]{1,20}[）)])?[】）)]?[：:]?"
)
_NEXT_ANNEX = re.compile(r"附[件表录][一二三四五六七八九十\d]{0,2}(?:[：:.]|$)|[^，。；]{2,30}(?:一览表|任务分解表|清单|安排表)$")
_NOTE = re.compile(r"(?:[\[【〔［(（]\d{1,3}[\]】〕］)）]|[①-⑳])[^。\n]{1,40}?[：:]|(?:[\[【〔［]\d{1,3}[\]】〕］])")
_EARLIEST = 0.3
"""Share of the text before which a heading is one of its table of contents."""
_IN_A_ROW = 5
_LONGEST = 40
"""Characters of a heading."""


@dataclass(frozen=True, slots=True)
class Notes:
    """Reading offsets of a glossary; `heading_end` is its start where it has no heading."""

    start: int
    end: int
    heading_end: int

    def hold(self, offset: int) -> bool:
        return self.start <= offset < self.end


def is_notes_heading(text: str) -> bool:
    """Whether a short paragraph announces a glossary.

    >>> is_notes_heading("附件：名词解释"), is_notes_heading("今后五年的目标")
    (True, False)
    """
    return len(text) <= _LONGEST and _HEADING.fullmatch(text) is not None


def notes_of(reading: Reading) -> Notes | None:
    """The glossary of a report: from its heading, or from where five numbered notes stand in a row, to its end."""
    texts = [reading.text[each.start : each.end] for each in reading.paragraphs]
    for index, (paragraph, text) in enumerate(zip(reading.paragraphs, texts, strict=True)):
        if paragraph.start < _EARLIEST * len(reading.text):
            continue
        headed = is_notes_heading(text)
        row = texts[index : index + _IN_A_ROW]
        if headed or (len(row) == _IN_A_ROW and all(map(_NOTE.match, row))):
            end = _end(texts, index + 1)
            heading_end = paragraph.end if headed else paragraph.start
            return Notes(paragraph.start, _start(reading, end), heading_end)
    return None


def _start(reading: Reading, paragraph: int) -> int:
    """Where a paragraph begins, or the text ends."""
    paragraphs = reading.paragraphs
    return paragraphs[paragraph].start if paragraph < len(paragraphs) else len(reading.text)


def _end(texts: list[str], first: int) -> int:
    """The number of the paragraph with which another annex begins, or of all paragraphs."""
    return next((index for index in range(first, len(texts)) if _NEXT_ANNEX.match(texts[index])), len(texts))
