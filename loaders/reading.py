"""The reading: the kept text as one reads it, without line breaks inside paragraphs.

Rules work on the reading, so hard-wrapped lines, indents and full-width forms never change a result;
`span` leads every reading offset back to the kept text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from loaders.records import KeptText, Span

# One character for one: the reading keeps step with the kept text.
_HALF_WIDTH = {ord("％"): "%", ord("．"): ".", ord("﹪"): "%", ord("∶"): ":", ord("﹑"): "、", ord("･"): "·"}
_HALF_WIDTH |= {ord("０") + digit: str(digit) for digit in range(10)}
_HALF_WIDTH |= {ord("Ａ") + i: chr(ord("A") + i) for i in range(26)} | {ord("ａ") + i: chr(ord("a") + i) for i in range(26)}

NUMBERING = re.compile(
    r"(?:第[一二三四五六七八九十]+(?:部分|章|节)|[一二三四五六七八九十]{1,3}[、.]|[（(][一二三四五六七八九十]{1,3}[)）]、?"
    r"|\d{1,2}[.、](?!\d)|[（(]\d{1,2}[)）]|——|—(?=[^—])|[一二三四五六七八九十]{1,2}[是要](?=[^，。]))"
)
_FINAL = "。！？；：:;!?”）)"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Reading offsets of one paragraph."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """The reading's text, its paragraphs, and the kept-text offset of each of its characters."""

    source: KeptText
    text: str
    offsets: tuple[int, ...]
    paragraphs: tuple[Paragraph, ...]

    def span(self, start: int, end: int) -> Span:
        """The kept-text span of reading characters `start` to `end` (exclusive)."""
        return Span.of(self.source, self.offsets[start], self.offsets[end - 1] + 1)

    def paragraph_at(self, offset: int) -> Paragraph:
        starts = [paragraph.start for paragraph in self.paragraphs]
        return self.paragraphs[max(bisect_right(starts, offset) - 1, 0)]


def read(source: KeptText) -> Reading:
    """Joins wrapped lines into paragraphs, drops white space, folds full-width digits and signs."""
    pieces: list[str] = []
    offsets: list[int] = []
    paragraphs: list[Paragraph] = []
    start = 0
    for group in _paragraph_lines(source.text):
        for line_start, line in group:
            for position, character in enumerate(line, line_start):
                if not character.isspace():
                    pieces.append(character)
                    offsets.append(position)
        paragraphs.append(Paragraph(start, len(pieces)))
        # A separator keeps matches from running across paragraphs; it maps to the last character read.
        pieces.append("\n")
        offsets.append(offsets[-1])
        start = len(pieces)
    return Reading(source, "".join(pieces).translate(_HALF_WIDTH), tuple(offsets), tuple(paragraphs))


def _paragraph_lines(text: str) -> list[list[tuple[int, str]]]:
    """Lines with their offsets, grouped: a line goes on with the next unless one of them says otherwise."""
    lines: list[tuple[int, str]] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        lines.append((offset, line.rstrip("\r\n")))
        offset += len(line)
    wrapped = _is_wrapped([line for _, line in lines])
    groups: list[list[tuple[int, str]]] = []
    open_group = False
    for start, line in lines:
        bare = line.strip()
        if not bare:
            open_group = False
            continue
        if open_group and not NUMBERING.match(bare) and not line.startswith(("\u3000", "  ", "\t")):
            groups[-1].append((start, line))
        else:
            groups.append([(start, line)])
        open_group = wrapped and bare[-1] not in _FINAL and not _is_heading_line(bare)
    return groups


def _is_wrapped(lines: list[str]) -> bool:
    """Whether the file breaks its lines at a fixed width: many long lines end in mid-sentence."""
    long = [line.strip() for line in lines if len(line.strip()) >= 20]
    unfinished = sum(1 for line in long if line[-1] not in _FINAL)
    return len(long) >= 20 and unfinished > 0.3 * len(long)


def _is_heading_line(bare: str) -> bool:
    return bool(NUMBERING.match(bare)) and len(bare) <= 30
