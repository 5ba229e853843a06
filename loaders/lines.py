"""Lines: which of them make one paragraph, in texts that break their lines at a fixed width and in others."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

_TITLE = r"(?:第[一二三四五六七八九十]+(?:部分|章|节)|[一二三四五六七八九十]{1,3}[、.]|[（(][一二三四五六七八九十]{1,3}[)）]、?)"
_ITEM = r"(?:\d{1,2}[.、](?!\d)|[（(]\d{1,2}[)）]|——|—(?=[^—])|[一二三四五六七八九十]{1,2}[是要](?=[^，。]))"
NUMBERING = re.compile(f"(?:{_TITLE}|{_ITEM})")
_TITLED = re.compile(_TITLE)
_FINAL = "。！？；：:;!?”）)"
_INDENTS = ("\u3000", "\u2003", "\u2002\u2002", "\xa0\xa0", "  ", "\t")

_LONG, _ENOUGH, _UNFINISHED = 20, 20, 0.3
"""A text is wrapped if it has enough long lines, and more than this share of them ends in mid-sentence, headings
apart."""
_STRAY = 0.05
"""Share of the lines that end in mid-sentence and are shorter for another reason: titles, names, dates."""
_MOST_SLACK, _HANGING = 0.3, 2
"""How far a line may fall short of the width, as its share: numbers move down whole; and at a sentence's end, in
characters: punctuation that must not begin a line takes its neighbour along."""
_INDENTED = 0.05
"""Share of lines that begin with an indent where indents tell paragraphs."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its offset in the text, without its line break."""

    start: int
    text: str


@dataclass(frozen=True, slots=True)
class _Wrap:
    """How a text breaks its lines: its width by a measure, how far lines fall short of it, whether paragraphs are indented."""

    measure: Callable[[str], int]
    width: int
    slack: int
    indents: bool

    def breaks_off(self, line: str) -> bool:
        """Whether a line ends in mid-sentence because the width is used up."""
        return line.rstrip()[-1] not in _FINAL and self.measure(line) >= self.width - self.slack

    def is_full(self, line: str) -> bool:
        """Whether a line uses up the width, though it may end with a sentence."""
        return self.measure(line) >= self.width - min(self.slack, _HANGING)


def paragraph_lines(text: str) -> list[list[Line]]:
    """The lines of each paragraph. In a wrapped text a line goes on with the next unless one of them says otherwise."""
    lines = list(_lines(text))
    wrap = _wrap([line.text for line in lines])
    groups: list[list[Line]] = []
    before: str | None = None
    for line in lines:
        if not line.text.strip():
            if before is not None and not (wrap and wrap.breaks_off(before)):
                before = None
            continue
        if wrap and before is not None and _goes_on(before, line.text, wrap):
            groups[-1].append(line)
        else:
            groups.append([line])
        before = line.text
    return groups


def _lines(text: str) -> Iterator[Line]:
    offset = 0
    for line in text.splitlines(keepends=True):
        yield Line(offset, line.rstrip("\r\n"))
        offset += len(line)


def _goes_on(before: str, line: str, wrap: _Wrap) -> bool:
    """Whether `line` continues the paragraph of the line before it."""
    bare = line.strip()
    if line.startswith(_INDENTS):
        return False
    if wrap.breaks_off(before):
        return not _TITLED.match(bare) or (wrap.indents and not _TITLED.match(before.strip()))
    return wrap.is_full(before) and (wrap.indents or not NUMBERING.match(bare))


def _wrap(lines: Sequence[str]) -> _Wrap | None:
    """How the lines are wrapped, or None where each is a paragraph: few long ones end in mid-sentence."""
    long = [line for line in lines if len(line.strip()) >= _LONG]
    unfinished = [line for line in long if line.rstrip()[-1] not in _FINAL and not _TITLED.match(line.strip())]
    if len(long) < _ENOUGH or len(unfinished) <= _UNFINISHED * len(long):
        return None
    measure = max((len, _columns), key=lambda measure: _usual(map(measure, unfinished))[1])
    sizes = sorted(map(measure, unfinished))
    width, _ = _usual(sizes)
    slack = width - sizes[int(_STRAY * len(sizes))]
    indented = sum(line.startswith(_INDENTS) for line in lines)
    return _Wrap(measure, width, min(max(slack, 0), int(_MOST_SLACK * width)), indented > _INDENTED * len(lines))


def _usual(sizes: Iterable[int]) -> tuple[int, int]:
    """The commonest size, and how many have it."""
    return Counter(sizes).most_common(1)[0]


def _columns(line: str) -> int:
    """Columns on a terminal: two for a wide character."""
    return sum(1 + (unicodedata.east_asian_width(character) in "WFA") for character in line)
