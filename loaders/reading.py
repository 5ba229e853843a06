"""The reading: the kept text as one reads it, without line breaks inside paragraphs.

Rules work on the reading, so hard-wrapped lines, indents and full-width forms never change a result;
`span` leads every reading offset back to the kept text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.lines import paragraph_lines
from loaders.records import SHOWN, KeptText, Span

# One character for one: the reading keeps step with the kept text.
_HALF_WIDTH = {"％": "%", "．": ".", "﹪": "%", "∶": ":", "﹑": "、", "･": "·"}
_HALF_WIDTH |= {chr(ord(wide) + i): chr(ord(wide) + i - ord("０") + ord("0")) for wide in "０Ａａ" for i in range(26 if wide != "０" else 10)}
_FULL_WIDTH = re.compile(f"[{''.join(map(re.escape, _HALF_WIDTH))}]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Reading offsets of one paragraph."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """The reading's text, its paragraphs, and the kept-text offset of each of its characters.

    Equal to itself only: what is found in one is kept by it.
    """

    source: KeptText
    text: str
    offsets: tuple[int, ...]
    paragraphs: tuple[Paragraph, ...]

    def span(self, start: int, end: int) -> Span:
        """The kept-text span of reading characters `start` to `end` (exclusive)."""
        return Span.of(self.source, self.offsets[start], self.offsets[end - 1] + 1)


def read(source: KeptText) -> Reading:
    """Joins wrapped lines into paragraphs, drops white space and what is invisible, folds full-width digits and signs."""
    pieces: list[str] = []
    offsets: list[int] = []
    paragraphs: list[Paragraph] = []
    start = 0
    for lines in paragraph_lines(source.text):
        for line in lines:
            for shown in SHOWN.finditer(line.text):
                pieces.append(shown.group())
                offsets.extend(range(line.start + shown.start(), line.start + shown.end()))
        if len(offsets) == start:
            continue
        paragraphs.append(Paragraph(start, len(offsets)))
        # A separator keeps matches from running across paragraphs; it maps to the last character read.
        pieces.append("\n")
        offsets.append(offsets[-1])
        start = len(offsets)
    text = _FULL_WIDTH.sub(lambda wide: _HALF_WIDTH[wide.group()], "".join(pieces))
    return Reading(source, text, tuple(offsets), tuple(paragraphs))
